from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyfacts.document import UsageError
from policyfacts.export.csv_file import cell_text
from policyfacts.export.dictionary import dictionary
from policyfacts.export.options import WriteOptions, plain, resolve_columns
from policyfacts.facts import COLUMN_NAMES, CORE_COLUMNS, Fact
from policyfacts.shown import ShownUnit, ShownUnits


def test_columns_by_word_and_by_name() -> None:
    assert resolve_columns("all") == COLUMN_NAMES
    assert resolve_columns("core") == CORE_COLUMNS
    assert resolve_columns("value, doc,value") == ("value", "doc")
    assert resolve_columns(["year"]) == ("year",)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("indicater", "indicator"), ("growth", "growth_"), ("Regoin", "region"), ("指标名", "indicator"), ("zzz", "'")],
)
def test_a_wrong_column_is_answered_with_the_nearest(wrong: str, right: str) -> None:
    with pytest.raises(UsageError, match=f"did you mean .*{right}"):
        resolve_columns(f"doc,{wrong}")


def test_no_columns_are_wrong_use() -> None:
    with pytest.raises(UsageError, match="no columns"):
        resolve_columns(",")


def test_headings() -> None:
    columns = ("doc", "region")
    assert WriteOptions(columns).headings == ("doc", "region")
    assert WriteOptions(columns, "en").headings == ("Document", "Region")
    assert WriteOptions(columns, "zh").headings == ("文件", "地区")


def test_units_asked_for_add_two_columns() -> None:
    units = ShownUnits({"元": ShownUnit("亿元", Fraction(10**8)), "平方米": ShownUnit("万亩", Fraction(20_000_000, 3))})
    options = WriteOptions(("indicator",), units=units)
    assert options.headings == ("indicator", "value_shown", "unit_shown")
    for value, base, shown in [
        ("187690000000", "元", ("1876.9", "亿元")),
        ("1437333333.3333", "平方米", ("215.6", "万亩")),
        ("12.5", "%", ("12.5", "%")),
    ]:
        row = [cell(Fact(indicator="x", value=Decimal(value), base_unit=base)) for cell in options.cells]
        assert [cell_text(cell) for cell in row] == ["x", *shown]
    assert [cell(Fact(kind="growth")) for cell in options.cells] == ["", None, ""]
    assert WriteOptions(("unit_shown", "value_shown")).headings == ("unit_shown", "value_shown")


def test_the_dictionary_has_every_column_in_both_languages() -> None:
    for labels in (None, "en", "zh"):
        rows = dictionary(labels)  # type: ignore[arg-type]
        assert tuple(row[0] for row in rows) == COLUMN_NAMES
        assert all(all(row) for row in rows)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("3.56093E+12", "3560930000000"),
        ("187690000000.0", "187690000000"),
        ("0.190", "0.19"),
        ("-0.0", "0"),
        ("-3.20", "-3.2"),
        ("100", "100"),
    ],
)
def test_numbers_are_written_in_full(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_a_number_written_is_the_same_number(number: Decimal) -> None:
    assert Decimal(plain(number)) == number
