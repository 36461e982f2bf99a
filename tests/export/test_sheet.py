import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from excel_rules import check
from policyfacts.export import sheet as sheets
from policyfacts.export.book import Book
from policyfacts.export.losses import Losses
from policyfacts.export.sheet import Sheet, SheetColumn, headings
from policyfacts.export.sheet_cells import Amount, Link, escaped, legal, number_format


@pytest.mark.parametrize(
    ("title", "given"),
    [
        ("a/b:c*[d]?", "a b c  d"),
        ("'quoted'", "quoted"),
        ("History", "History (2)"),
        ("长" * 40, "长" * 31),
        ("", "sheet"),
        ("\x00", "sheet"),
    ],
)
def test_sheets_have_names_that_excel_takes(title: str, given: str, tmp_path: Path) -> None:
    with (tmp_path / "a.xlsx").open("wb") as stream, Book(stream, Losses()) as book:
        for _ in range(2):
            Sheet(book, title, [SheetColumn("a")]).close()
    check(tmp_path / "a.xlsx")
    names = load_workbook(tmp_path / "a.xlsx").sheetnames
    assert names[0] == given
    assert len(names[1]) <= 31


@pytest.mark.parametrize(
    ("title", "name"),
    [("facts (2)", "facts_2"), ("tab1", "_tab1"), ("R1C1", "_R1C1"), ("2024", "_2024"), ("（）", "table"), ("c", "_c")],
)
def test_tables_have_names_that_are_no_cells(title: str, name: str) -> None:
    with Book(io.BytesIO(), Losses()) as book:
        Sheet(book, "a", [SheetColumn("a")]).close()
        assert book.table_name(title) == name
        assert book.table_name(title.upper()) == f"{name.upper() if title.isascii() else 'table'}_2"


def test_headings_are_texts_and_differ() -> None:
    assert headings(["a", "A", "a\nb", "", "x\x00y", "a 2"]) == ["a", "A 2", "a b", "column 4", "xy", "a 2 2"]
    assert [len(name) for name in headings(["长" * 300, "长" * 300])] == [255, 255]


def test_hostile_headings_are_those_of_the_table(tmp_path: Path) -> None:
    with (tmp_path / "a.xlsx").open("wb") as stream, Book(stream, Losses()) as book:
        table = Sheet(book, "a", [SheetColumn(name) for name in ("=1+1", "<&>\"'", "_x0041_", "a\x08", "2024")])
        table.append(["", None, "x", "", ""])
        table.close()
    check(tmp_path / "a.xlsx")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.characters(codec=None), max_size=40), min_size=1, max_size=5))
def test_any_text_is_read_back_but_for_what_excel_refuses(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("text") / "a.xlsx"
    with path.open("wb") as stream, Book(stream, Losses()) as book:
        table = Sheet(book, "a", [SheetColumn("a")])
        for text in texts:
            table.append([text])
        table.close()
    check(path)
    found = load_workbook(path)["a"]
    for row, text in enumerate(texts, start=2):
        assert (found.cell(row, 1).value or "") == escaped(legal(text))


def test_what_excel_reads_as_an_escape_is_escaped() -> None:
    assert escaped("_x0041_ _x41_") == "_x005F_x0041_ _x41_"


@pytest.mark.parametrize(
    ("unit", "decimals", "format"),
    [("元", 0, "#,##0"), ("亿元", 2, "#,##0.00"), ("%", 1, '0.0"%"'), ("‰", 2, '0.00"‰"'), ("人", 0, "#,##0")],
)
def test_formats_follow_the_unit(unit: str, decimals: int, format: str) -> None:
    assert number_format(unit, decimals) == format


def test_numbers_keep_their_value_and_have_no_exponent(tmp_path: Path) -> None:
    values = [Decimal("1E+20"), Decimal("1E-7"), Decimal("0.10"), Decimal("-0"), Decimal("NaN"), Decimal("1E+400")]
    losses = Losses()
    with (tmp_path / "a.xlsx").open("wb") as stream, Book(stream, losses) as book:
        table = Sheet(book, "a", [SheetColumn("a", "number"), SheetColumn("b", "number")])
        for value in values:
            table.append([value, Amount(value, "元", 2, marked=True)])
        table.close()
    check(tmp_path / "a.xlsx")
    found = load_workbook(tmp_path / "a.xlsx")["a"]
    assert [found.cell(row, 1).value for row in range(2, 8)] == [1e20, 1e-7, 0.1, 0, "NaN", "1E+400"]
    assert found["A3"].number_format == "#,##0.0000000"
    assert found["B4"].number_format == "#,##0.00"
    assert found["B4"].fill.fgColor.rgb == "FFFFE699"
    assert not losses


def test_a_sheet_too_large_for_the_archive_goes_on_in_a_further_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MAX_BYTES", 100_000)
    with (tmp_path / "a.xlsx").open("wb") as stream, Book(stream, Losses()) as book:
        table = Sheet(book, "a", [SheetColumn("a")])
        for number in range(30):
            table.append([f"{number}{'长' * 9_000}"])
        table.close()
    check(tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert len(book.sheetnames) > 2
    assert sum(found.max_row - 1 for found in book) == 30


def test_columns_at_the_left_stay_and_long_text_wraps(tmp_path: Path) -> None:
    columns = [SheetColumn("a"), SheetColumn("n", "integer"), SheetColumn("long", width=60.0, wrap=True)]
    with (tmp_path / "a.xlsx").open("wb") as stream, Book(stream, Losses()) as book:
        table = Sheet(book, "a", columns, frozen=1)
        table.append([Link("x", "file:///x"), 7, "long"])
        table.close()
    found = load_workbook(tmp_path / "a.xlsx")["a"]
    assert found.freeze_panes == "B2"
    assert found["C2"].alignment.wrap_text
    assert found["C2"].alignment.indent == 1
    assert found["B1"].alignment.horizontal == "right"
    assert found["A2"].hyperlink.target == "file:///x"
