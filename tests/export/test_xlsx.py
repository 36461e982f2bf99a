import errno
import gc
import io
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

import workbooks
from excel_rules import check, links
from policyfacts.api import extract_folder
from policyfacts.document import Problem
from policyfacts.export import DocumentRow, WriteOptions, page, sheet, write_file
from policyfacts.export.xlsx import write
from policyfacts.facts import COLUMN_NAMES, COLUMNS, Fact
from policyfacts.rules.load import default_rules
from policyfacts.rules.shown_units import shown_units
from workbooks import cells

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FACT = Fact(
    doc="甲.txt",
    region="宁波市",
    region_code="330200",
    indicator="=SUM(A1)",
    year=2024,
    period_start="2024-01-01",
    period_end="1860-12-31",
    value=Decimal("187690000000.0"),
    base_unit="元",
    growth_rate=Decimal("20.70"),
    change=Decimal("-0.25"),
    change_unit="百分点",
    text="-3%",
    flags="@x",
    rule="+1",
    unit="#N/A",
    sentence="一\x0b二\nfull",
)
DOCUMENTS = (
    DocumentRow("甲.txt", 1, (Problem("甲.txt", "truncated", "cut", "partial"),), 120, path=Path("甲.txt")),
    DocumentRow("=乙.txt", 0),
)
SHEETS = {
    "en": ["facts", "panel", "charts", "documents", "columns"],
    "zh": ["事实", "面板", "图表", "文件", "列的含义"],
}


def workbook(path: Path, *facts: Fact, **options: Any) -> Any:
    return workbooks.workbook(path, *facts, **{"documents": DOCUMENTS, **options})


def column(sheet: Any, name: str, row: int = 2) -> Any:
    return sheet.cell(row, COLUMN_NAMES.index(name) + 1)


def test_the_facts_are_a_real_table(tmp_path: Path) -> None:
    sheet = workbook(tmp_path / "a.xlsx", FACT)["facts"]
    assert tuple(cell.value for cell in sheet[1]) == COLUMN_NAMES
    assert sheet.freeze_panes == "A2"
    table = sheet.tables["facts"]
    assert table.ref == table.autoFilter.ref == "A1:AI2"
    assert table.tableStyleInfo.showRowStripes
    assert sheet.auto_filter.ref is None
    assert sheet.column_dimensions["A"].width > 20
    assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize(
    ("name", "value", "format"),
    [
        ("value", 187690000000, "#,##0"),
        ("growth_rate", 20.7, '0.00"%"'),
        ("change", -0.25, "#,##0.00"),
        ("year", 2024, "0"),
        ("period_start", datetime(2024, 1, 1), "yyyy-mm-dd"),
        ("period_end", "1860-12-31", "General"),
        ("value_max", None, "General"),
        ("region_code", "330200", "General"),
    ],
)
def test_numbers_have_the_format_of_their_unit_and_dates_are_dates(
    tmp_path: Path, name: str, value: object, format: str
) -> None:
    cell = column(workbook(tmp_path / "a.xlsx", FACT)["facts"], name)
    assert cell.value == value
    assert cell.number_format == format


@pytest.mark.parametrize("name", ["indicator", "text", "flags", "rule", "unit"])
def test_text_stays_text(tmp_path: Path, name: str) -> None:
    cell = column(workbook(tmp_path / "a.xlsx", FACT)["facts"], name)
    assert cell.data_type == "s"
    assert cell.value == getattr(FACT, name)
    assert cell.quotePrefix


def test_what_excel_cannot_hold_is_cut_or_dropped_and_counted(tmp_path: Path) -> None:
    options = WriteOptions()
    rows = (FACT, Fact(sentence="长" * 40_000, value=Decimal("1234567890123456.7")), Fact(sentence="😀" * 20_000))
    write_file(rows, tmp_path / "a.xlsx", "xlsx", options)
    check(tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx")["facts"]
    assert column(sheet, "sentence").value == "一二\nfull"
    for row in (3, 4):
        long = column(sheet, "sentence", row).value
        assert len(long.encode("utf-16-le")) / 2 in {32_766, 32_767}
        assert long.endswith("… [cut]")
    assert options.losses.counts == {"characters": 1, "cut": 2, "rounded": 1}


def test_the_samples_are_read_back(tmp_path: Path) -> None:
    facts = extract_folder(SAMPLES)
    facts.write(tmp_path / "a.xlsx")
    check(tmp_path / "a.xlsx")
    found = cells(load_workbook(tmp_path / "a.xlsx")["facts"])
    assert len(found) == len(facts) + 1
    for row, fact in zip(found[1:], facts, strict=True):
        for cell, item in zip(row, COLUMNS, strict=True):
            written = getattr(fact, item.name)
            if isinstance(cell, datetime):
                assert cell.date().isoformat() == written
            elif isinstance(written, Decimal):
                assert Decimal(str(cell)) == written
            else:
                assert cell == (None if written == "" else written)


def test_units_asked_for_have_columns_and_formats(tmp_path: Path) -> None:
    units = shown_units(["亿元"], default_rules().units)
    sheet = workbook(tmp_path / "a.xlsx", FACT, columns=("value",), units=units)["facts"]
    assert cells(sheet) == [["value", "value_shown", "unit_shown"], [187690000000, 1876.9, "亿元"]]
    assert sheet["B2"].number_format == "#,##0.0"


def test_documents_are_linked_where_they_lie(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", FACT, documents=(DocumentRow("甲.txt", 1, path=tmp_path / "甲 (1)/甲.txt"),))
    assert list(links(tmp_path / "a.xlsx", "facts")) == [("A2", "甲%20(1)/甲.txt")]
    assert list(links(tmp_path / "a.xlsx", "documents")) == [("A2", "甲%20(1)/甲.txt")]
    assert book["facts"]["A2"].font.underline == "single"


def test_links_past_excels_limit_are_plain_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MAX_LINKS", 2)
    sheet = workbook(tmp_path / "a.xlsx", FACT, FACT, FACT)["facts"]
    assert [cell for cell, _ in links(tmp_path / "a.xlsx", "facts")] == ["A2", "A3"]
    assert (sheet["A4"].value, sheet["A4"].font.underline) == ("甲.txt", None)


def test_documents_and_meanings_have_sheets(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", FACT)
    assert book.sheetnames == SHEETS["en"]
    assert cells(book["documents"])[1:] == [["甲.txt", 1, 1, "cut", 120], ["=乙.txt", 0, 0, None, 0]]
    assert [row[0] for row in cells(book["columns"])[1:]] == [item.name for item in COLUMNS]


def test_chinese_labels(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", FACT, labels="zh", columns=("doc", "year"))
    assert book.sheetnames == SHEETS["zh"]
    assert cells(book["事实"]) == [["文件", "年份"], ["甲.txt", 2024]]
    assert [row[0] for row in cells(book["列的含义"])] == ["列名", "doc", "year"]
    for name in SHEETS["zh"]:
        heading = [str(cell.value) for cell in book[name][1] if cell.value is not None]
        assert not any(text.isascii() for text in heading)


def test_more_rows_than_a_sheet_holds_go_on_in_a_further_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MAX_ROWS", 4)
    facts = [Fact(year=year) for year in range(2000, 2007)]
    book = workbook(tmp_path / "a.xlsx", *facts, columns=("year",), documents=())
    assert book.sheetnames[:4] == ["facts", "facts (2)", "facts (3)", "panel"]
    assert cells(book["facts (3)"]) == [["year"], [2006]]
    assert list(book["facts (3)"].tables) == ["facts_3"]


@pytest.mark.parametrize("labels", ["en", "zh"])
def test_no_facts_make_a_workbook_too(tmp_path: Path, labels: str) -> None:
    book = workbook(tmp_path / "a.xlsx", documents=(), labels=labels)
    assert book.sheetnames == SHEETS[labels]
    assert len(cells(book.worksheets[0])) == 1


def test_the_same_facts_make_the_same_bytes(tmp_path: Path) -> None:
    one, two = workbook(tmp_path / "a.xlsx", FACT), workbook(tmp_path / "b.xlsx", FACT)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert one.properties.created == two.properties.modified == datetime(2000, 1, 1)
    with ZipFile(tmp_path / "a.xlsx") as archive:
        assert {part.date_time for part in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}


class _Full(io.BytesIO):
    """A disk with little space."""

    def __init__(self, space: int) -> None:
        super().__init__()
        self.space = space

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self.space:
            raise OSError(errno.ENOSPC, "full")
        return super().write(data)


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("space", [0, 500, 3000, 6000])
def test_a_full_disk_is_told_once(space: int) -> None:
    with pytest.raises(OSError, match="full"):
        write((FACT for _ in range(3000)), _Full(space), WriteOptions())
    gc.collect()


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_what_breaks_off_is_told_once() -> None:
    def broken() -> Iterator[Fact]:
        yield FACT
        raise KeyError("broken")

    with pytest.raises(KeyError):
        write(broken(), io.BytesIO(), WriteOptions())
    gc.collect()
