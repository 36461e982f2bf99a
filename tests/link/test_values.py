"""Values: a figure, its multiplier and unit, in the base unit, exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policyfacts.link.draft import Draft
from policyfacts.link.values import Values, rate_of
from policyfacts.rules.load import default_rules
from policyfacts.scan.lexer import Lexer
from policyfacts.scan.mentions import Cue, Mention, Quantity

VALUES = Values(default_rules())
LEXER = Lexer(default_rules())


def number(text: str) -> Mention:
    """The last number of a text."""
    return [mention for mention in LEXER.scan(text, 0, len(text)) if mention.code == "N"][-1]


def quantity(text: str) -> Quantity:
    data = number(text).data
    assert isinstance(data, Quantity)
    return data


@pytest.mark.parametrize(
    ("text", "value", "base_unit"),
    [
        ("37.4万吨", "374000", "吨"),
        ("0.3亿元", "30000000", "元"),
        ("5.1%", "5.1", "%"),
        ("八成", "80", "%"),
        ("0.3个百分点", "0.3", "百分点"),
        ("1200家", "1200", "家"),
        ("3名", "3", "人"),
        ("三百二十亩", "213333.3333", "平方米"),
    ],
)
def test_a_value_is_in_the_base_unit(text: str, value: str, base_unit: str) -> None:
    found = VALUES.value(quantity(text))
    assert (found[0].quantize(Decimal("0.0001")), found[1]) == (Decimal(value).quantize(Decimal("0.0001")), base_unit)


@pytest.mark.parametrize(
    ("text", "figure", "unit", "comparator"),
    [("3.2万吨", "3.2", "万吨", ""), ("300家以上", "300", "家", "ge"), ("300家左右", "300", "家", "approx")],
)
def test_a_row_gets_its_figure(text: str, figure: str, unit: str, comparator: str) -> None:
    row, mention = Draft(0, 0), number(text)
    VALUES.fill(row, mention)
    assert (row.figure, row.unit, row.comparator) == (figure, unit, comparator)
    assert (row.start, row.end) == (mention.start, mention.end)


def test_a_range_has_two_ends() -> None:
    row = Draft(0, 0)
    VALUES.fill(row, number("3—5万吨"))
    assert (row.figure, row.figure_max, row.value, row.value_max) == ("3", "5", Decimal(30000), Decimal(50000))


@pytest.mark.parametrize(
    ("parts", "figure", "value"),
    [(["15.5", "1"], "15.5", "15.5"), (["3", "2"], "3:2", "1.5"), (["3", "0"], "3:0", None)],
)
def test_a_ratio_of_two(parts: list[str], figure: str, value: str | None) -> None:
    row = Draft(0, 0)
    VALUES.fill_ratio(row, Mention("M", 2, 8), [Decimal(part) for part in parts], parts)
    assert (row.kind, row.figure) == ("ratio", figure)
    assert row.value == (None if value is None else Decimal(value))


def test_a_rank_and_a_part_of_a_composition() -> None:
    rank, part = Draft(0, 0), Draft(0, 0)
    VALUES.fill_rank(rank, Mention("O", 0, 2, data=Cue(value="九")))
    VALUES.fill_share(part, "40.5")
    assert (rank.figure, rank.value, rank.base_unit) == ("9", Decimal(9), "位")
    assert (part.kind, part.figure, part.value, part.base_unit) == ("share", "40.5", Decimal("40.5"), "%")


@pytest.mark.parametrize(
    ("text", "doubled", "rate"),
    [
        ("20.7%", False, "20.7"),
        ("2.6倍", False, "260"),
        ("2.6倍", True, "160"),
        ("两番", False, "300"),
        ("三成", False, "30"),
    ],
)
def test_a_growth_rate_is_in_per_cent(text: str, doubled: bool, rate: str) -> None:
    assert rate_of(quantity(text), doubled=doubled) == Decimal(rate)


@pytest.mark.parametrize(
    ("text", "points", "rate", "money", "noun"),
    [
        ("3个百分点", True, False, False, False),
        ("3%", False, True, False, False),
        ("3亿元", False, False, True, True),
        ("3家", False, False, False, True),
    ],
)
def test_units_have_kinds(text: str, points: bool, rate: bool, money: bool, noun: bool) -> None:
    found = quantity(text)
    assert (VALUES.is_points(found), VALUES.is_rate(found), VALUES.is_money(found)) == (points, rate, money)
    if text != "3个百分点":
        assert VALUES.takes_noun(found) is noun
