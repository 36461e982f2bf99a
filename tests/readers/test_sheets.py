from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from policyfacts.document import Document
from policyfacts.limits import Limits, limited
from policyfacts.readers import sheets
from policyfacts.readers.errors import ReadError

ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="产量">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def xlsx(fill: Callable[[Worksheet], object], title: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    fill(sheet)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def ods(rows: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", ODS.format(rows=rows))
    return target.getvalue()


def read(data: bytes) -> Document:
    (document,) = sheets.read(data, name="表.xlsx")
    return document


def test_a_sheet_becomes_captions_and_a_table() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["表1 工业产量"], ["单位：万吨"], ["产品", "产量", "同比"], ["钢材", 1234.5, 0.053]):
            sheet.append(row)
        sheet["C4"].number_format = "0.0%"

    document = read(xlsx(fill))
    assert document.text == "表1 工业产量\n单位：万吨\n产品\t产量\t同比\n钢材\t1234.5\t5.3%\n"
    assert [block.kind for block in document.blocks] == ["caption", "caption", "table"]
    assert document.name == "表.xlsx" and document.pages == (0,) and not document.problems


def test_each_visible_sheet_is_a_page_under_its_name() -> None:
    book = openpyxl.Workbook()
    for title in ("农业", "隐藏", "2023年"):
        book.create_sheet(title).append(["指标", 5])
    del book["Sheet"]
    book["隐藏"].sheet_state = "hidden"
    document = read(saved(book))
    assert document.text == "农业\n指标\t5\n2023年\n指标\t5\n"
    assert document.page(document.text.index("2023年")) == 2


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.1 + 0.2, "0.3"),
        (1.1 * 3, "3.3"),
        (2024.0, "2024"),
        (35609.3, "35609.3"),
        (123456789012.34, "123456789012.34"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0.0000001"),
        (-0.5, "-0.5"),
        (0.0, "0"),
        (float("nan"), ""),
    ],
)
def test_figures_are_exact_without_the_noise_of_binary_fractions(value: float, words: str) -> None:
    assert sheets._number(value) == words


def test_percentages_are_moved_by_two_places() -> None:
    assert sheets._number(0.083, percent=True) == "8.3%"
    assert sheets._number(1.0, percent=True) == "100%"
    assert sheets._number(0.07 * 3, percent=True) == "21%"


def test_dates_are_shown_as_exactly_as_their_format_says() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["时间", *[date(2024, 5, 1)] * 3])
        for cell, code in zip(sheet[1][1:], ("yyyy-mm-dd", 'yyyy"年"m"月"', "yyyy"), strict=True):
            cell.number_format = code

    assert read(xlsx(fill)).text == "时间\t2024-05-01\t2024年5月\t2024年\n"


def test_truth_values_and_errors_are_left_empty() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["甲", True, "#N/A", 5])
        sheet["C1"].data_type = "e"

    table = read(xlsx(fill)).blocks[0].table
    assert table is not None
    assert [cell.text for cell in table.rows[0]] == ["甲", "", "", "5"]


def test_merged_ranges_count_from_the_first_filled_column() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B3"], sheet["C3"], sheet["C4"], sheet["D4"] = "地区", "产量", "夏粮", "秋粮"
        sheet["B5"], sheet["C5"], sheet["D5"] = "甲县", 5, 6
        sheet.merge_cells("C3:D3")
        sheet.merge_cells("B3:B4")

    table = read(xlsx(fill)).blocks[0].table
    assert table is not None
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["地区", "产量", "产量"],
        ["地区", "夏粮", "秋粮"],
        ["甲县", "5", "6"],
    ]


def test_a_cell_far_off_costs_its_sheet_but_not_the_workbook() -> None:
    book = openpyxl.Workbook()
    far, near = book.create_sheet("远"), book.create_sheet("近")
    far["A1"], far["XFD1048576"] = 1, 2
    near.append(["钢材", 5])
    document = read(saved(book))
    assert document.text == "近\n钢材\t5\n"
    assert [(problem.kind, problem.severity) for problem in document.problems] == [("limit", "partial")]


def test_cells_beyond_the_limit_are_a_problem() -> None:
    def fill(sheet: Worksheet) -> None:
        for number in range(4):
            sheet.append([f"指标{number}", number])

    with limited(Limits(cells=5)):
        document = read(xlsx(fill))
    assert document.text == "指标0\t0\n指标1\t1\n"
    assert [(problem.kind, problem.page) for problem in document.problems] == [("limit", 1)]


def test_an_ods_gives_percentages_as_shown() -> None:
    cell = '<table:table-cell office:value-type="{}" office:value="0.083"><text:p>8.3%</text:p></table:table-cell>'
    document = read(ods("<table:table-row>" + cell.format("float") + cell.format("percentage") + "</table:table-row>"))
    assert document.text == "产量\n0.083\t8.3%\n"


def test_an_ods_that_repeats_its_cells_without_end_is_refused() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="900" '
        'office:value-type="float" office:value="1"/></table:table-row>'
    )
    with pytest.raises(ReadError, match="too far apart") as raised:
        read(ods(row))
    assert raised.value.kind == "limit"


def test_damaged_workbooks_are_said_to_be_damaged() -> None:
    data = xlsx(lambda sheet: sheet.append(["钢材", 5]))
    for broken in (data[: len(data) // 2], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)):
        with pytest.raises(ReadError) as raised:
            read(broken)
        assert raised.value.kind == "damaged"


def test_an_empty_workbook_is_an_empty_document() -> None:
    assert read(xlsx(lambda _: None)).text == ""


def test_binary_workbooks_are_refused_with_a_hint() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    with pytest.raises(ReadError, match=r"\.xlsx"):
        read(target.getvalue())


def test_a_sheet_of_contents_is_left_out() -> None:
    book = openpyxl.Workbook()
    contents, sheet = book.active, book.create_sheet("表1")
    assert contents is not None
    contents.title = "目 录"
    contents.append(["1-1 行政区划", 1])
    sheet.append(["指标", "2021年"])
    sheet.append(["茶叶产量（吨）", 3])
    assert "行政区划" not in read(saved(book)).text


def test_labels_that_their_style_indents_are_sub_items() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["指标", "2021年"], ["常住人口（万人）", 26], ["城镇", 15]):
            sheet.append(row)
        sheet["A3"].alignment = Alignment(horizontal="left", indent=2)
        sheet["B3"].alignment = Alignment(horizontal="right", indent=2)

    (table,) = [block.table for block in read(xlsx(fill)).blocks if block.table is not None]
    assert [[cell.text for cell in row] for row in table.rows][1:] == [["常住人口（万人）", "26"], ["　城镇", "15"]]
