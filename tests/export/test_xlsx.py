from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import policyfacts.export.xlsx as xlsx
from policyfacts.document import Problem
from policyfacts.export import DocumentRow, WriteOptions, write_file
from policyfacts.facts import COLUMN_NAMES, COLUMNS, Fact

FACT = Fact(
    doc="甲.txt",
    region="宁波市",
    indicator="=SUM(A1)",
    year=2024,
    period_start="2024-01-01",
    period_end="1860-12-31",
    value=Decimal("187690000000.0"),
    growth_rate=Decimal("20.75"),
    text="-3%",
    flags="@x",
    rule="+1",
    unit="#N/A",
    sentence="一\x0b二\nfull",
)
DOCUMENTS = (
    DocumentRow("甲.txt", 1, (Problem("甲.txt", "truncated", "cut", "partial"),), 120),
    DocumentRow("=乙.txt", 0),
)


def workbook(path: Path, *facts: Fact, **options: Any) -> Any:
    write_file(facts, path, "xlsx", WriteOptions(documents=DOCUMENTS, **options))
    return load_workbook(path)


def cells(sheet: Any) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def column(sheet: Any, name: str, row: int = 2) -> Any:
    return sheet.cell(row, COLUMN_NAMES.index(name) + 1)


def test_the_facts_are_a_real_table(tmp_path: Path) -> None:
    sheet = workbook(tmp_path / "a.xlsx", FACT)["facts"]
    assert tuple(cell.value for cell in sheet[1]) == COLUMN_NAMES
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:AI2"
    assert sheet.column_dimensions["A"].width > 20
    assert column(sheet, "value").value == 187690000000
    assert column(sheet, "value").number_format == "#,##0"
    assert column(sheet, "growth_rate").value == 20.75
    assert column(sheet, "growth_rate").number_format == "#,##0.00"
    assert column(sheet, "year").number_format == "0"
    assert column(sheet, "period_start").value == datetime(2024, 1, 1)
    assert column(sheet, "period_end").value == "1860-12-31"
    assert column(sheet, "sentence").alignment.wrap_text
    assert column(sheet, "change").value is None


@pytest.mark.parametrize("name", ["indicator", "text", "flags", "rule", "unit"])
def test_text_stays_text(tmp_path: Path, name: str) -> None:
    cell = column(workbook(tmp_path / "a.xlsx", FACT)["facts"], name)
    assert cell.data_type == "s"
    assert cell.value == getattr(FACT, name)
    assert cell.quotePrefix


def test_control_characters_go_and_long_text_is_cut_visibly(tmp_path: Path) -> None:
    sheet = workbook(tmp_path / "a.xlsx", FACT, Fact(sentence="长" * 40_000))["facts"]
    assert column(sheet, "sentence").value == "一二\nfull"
    long = column(sheet, "sentence", 3).value
    assert len(long) == 32_767
    assert long.endswith("… [cut]")


def test_documents_and_meanings_have_sheets(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", FACT)
    assert book.sheetnames == ["facts", "documents", "columns"]
    assert cells(book["documents"])[1:] == [["甲.txt", 1, "cut", 120], ["=乙.txt", 0, None, 0]]
    assert [row[0] for row in cells(book["columns"])[1:]] == [item.name for item in COLUMNS]


def test_chinese_labels(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", FACT, labels="zh", columns=("doc", "year"))
    assert book.sheetnames == ["事实", "文件", "列的含义"]
    assert cells(book["事实"]) == [["文件", "年份"], ["甲.txt", 2024]]


def test_more_rows_than_a_sheet_holds_go_on_in_a_further_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", 4)
    facts = [Fact(year=year) for year in range(2000, 2007)]
    book = workbook(tmp_path / "a.xlsx", *facts, columns=("year",))
    assert book.sheetnames[:3] == ["facts", "facts (2)", "facts (3)"]
    assert cells(book["facts (3)"]) == [["year"], [2006]]


def test_no_facts_make_a_workbook_too(tmp_path: Path) -> None:
    assert len(cells(workbook(tmp_path / "a.xlsx")["facts"])) == 1


def test_the_same_facts_make_the_same_cells(tmp_path: Path) -> None:
    one, two = workbook(tmp_path / "a.xlsx", FACT), workbook(tmp_path / "b.xlsx", FACT)
    assert [cells(sheet) for sheet in one] == [cells(sheet) for sheet in two]
    assert one.properties.created == two.properties.created == datetime(2000, 1, 1)
