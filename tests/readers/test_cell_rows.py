from __future__ import annotations

from policyfacts.document import Document
from policyfacts.readers.builder import DocumentBuilder
from policyfacts.readers.cell_rows import CellRows, Merges


def laid(*rows: list[str], merges: Merges | None = None) -> Document:
    builder = DocumentBuilder()
    cells = CellRows(builder, merges)
    for number, row in enumerate(rows):
        cells.add(number, row)
    cells.close()
    return builder.document("t")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_lines_above_a_table_are_its_caption() -> None:
    document = laid(["表1 主要指标", "", ""], ["", "", "单位：亿元"], ["指标", "1月", "2月"], ["出口", "5", "6"])
    assert kinds(document) == [
        ("caption", "表1 主要指标"),
        ("caption", "单位：亿元"),
        ("table", "指标\t1月\t2月\n出口\t5\t6"),
    ]
    assert document.blocks[2].table is not None
    assert document.blocks[2].table.caption == "表1 主要指标\n单位：亿元"


def test_a_period_beside_the_unit_is_caption_too() -> None:
    document = laid(["2024年5月", "", "单位：万吨"], ["指标", "产量", "增长"], ["原煤", "5", "6"])
    assert kinds(document)[0] == ("caption", "2024年5月 单位：万吨")


def test_rows_of_one_cell_alone_are_paragraphs() -> None:
    document = laid(["一、总体情况"], [], ["上半年全市生产总值500亿元，同比增长5.1%，比一季度提高0.2个百分点。"])
    assert [kind for kind, _ in kinds(document)] == ["paragraph", "paragraph"]


def test_a_note_ends_its_table() -> None:
    document = laid(["指标", "值"], ["粮食", "5"], ["注：数据为初步数。"], ["指标", "值"], ["棉花", "7"])
    assert [kind for kind, _ in kinds(document)] == ["table", "footnote", "table"]


def test_empty_rows_end_a_table_where_a_header_follows() -> None:
    document = laid(["指标", "值"], ["粮食", "5"], [], ["品种", "产量"], ["棉花", "7"])
    assert [words for _, words in kinds(document)] == ["指标\t值\n粮食\t5", "品种\t产量\n棉花\t7"]


def test_empty_rows_between_groups_do_not_part_them_from_their_header() -> None:
    document = laid(["指标", "值"], [], ["粮食", "5"], [], ["工业"], ["钢材", "7"])
    assert kinds(document) == [("table", "指标\t值\n粮食\t5\n工业\n钢材\t7")]


def test_a_numbered_title_begins_a_new_table_without_an_empty_row() -> None:
    document = laid(["指标", "值"], ["粮食", "5"], ["表2 价格"], ["品种", "价格"], ["棉花", "7"])
    assert [kind for kind, _ in kinds(document)] == ["table", "caption", "table"]


def test_outer_columns_without_cells_are_left_out() -> None:
    assert kinds(laid(["", "指标", "值", ""], ["", "粮食", "5", ""])) == [("table", "指标\t值\n粮食\t5")]


def test_merged_cells_stand_in_each_column_and_row() -> None:
    document = laid(
        ["地区", "产量", ""],
        ["", "夏粮", "秋粮"],
        ["甲县", "5", "6"],
        merges={(0, 0): (1, 0), (0, 1): (0, 2)},
    )
    table = document.blocks[0].table
    assert table is not None
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["地区", "产量", "产量"],
        ["地区", "夏粮", "秋粮"],
        ["甲县", "5", "6"],
    ]
    assert document.text == "地区\t产量\n夏粮\t秋粮\n甲县\t5\t6\n"


def test_a_title_merged_over_all_columns_is_a_caption() -> None:
    document = laid(["", "出口", "", ""], ["", "指标", "1月", "2月"], ["", "汽车", "5", "6"], merges={(0, 1): (0, 3)})
    assert kinds(document)[0] == ("caption", "出口")


def test_a_merged_cell_that_reaches_into_an_empty_row_keeps_the_table_whole() -> None:
    document = laid(
        ["指标", "年", "值"], ["粮食", "2023年", "5"], ["", "", ""], ["", "2024年", "7"], merges={(1, 0): (3, 0)}
    )
    table = document.blocks[0].table
    assert table is not None and len(document.blocks) == 1
    assert [cell.text for cell in table.rows[3]] == ["粮食", "2024年", "7"]


def test_a_tab_in_a_cell_is_a_space_of_its_words() -> None:
    document = laid(["指标", "值"], ["粮\t食", "5"], ["合\t计"], ["棉花", "7"])
    assert kinds(document) == [("table", "指标\t值\n粮 食\t5\n合 计\n棉花\t7")]
