"""Tables in text: which lines are one, and its cells with their offsets."""

from __future__ import annotations

import pytest

from policyfacts.document import Table
from policyfacts.table_layout import tables_in
from policyfacts.text_tables import cell_rows, table_lines

MARKDOWN = "| 指标 | 2021年 | 2022年 |\n|:--|---|---:|\n| 出口 | 3.5 | **4.1** |\n| 进口 | 1,204 | - |"
TABS = "指标\t2021年\t2022年\n出口\t3.5\t4.1\n进口\t1,204\t-"
SPACES = "指标    2021年   2022年\n出口    3.5     4.1\n进口    1,204   -"
IDEOGRAPHIC = "指标　　2021年　　2022年\n出口　　3.5　　4.1\n进口　　1,204　　-"


def read(text: str, caption: str = "") -> Table:
    rows, offset = [], 0
    for line in text.split("\n"):
        rows.append((offset, line))
        offset += len(line) + 1
    (table,) = tables_in(cell_rows(rows), caption)
    return table


def words(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize("text", [MARKDOWN, TABS, SPACES, IDEOGRAPHIC], ids=["pipes", "tabs", "spaces", "wide"])
def test_every_way_of_writing_gives_the_same_cells(text: str) -> None:
    lines = text.split("\n")
    assert table_lines(["前文。", *lines, "后文。"]) == {1: 1 + len(lines)}
    table = read(text)
    assert words(table) == [["指标", "2021年", "2022年"], ["出口", "3.5", "4.1"], ["进口", "1,204", "-"]]
    assert table.header_rows == 1
    for row in table.rows:
        for cell in row:
            assert text[cell.start : cell.end].replace("**", "") == cell.text


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["| 出口 | 3.5 |"],
        ["| 名称 | 说明 |", "|---|---|", "| 甲 | 乙 |"],
        ["出口\t增长", "进口\t下降"],
        ["出口  3.5", "进口  4.1"],
        ["出口，增长  3.5  亿元", "进口，下降  4.1  亿元"],
        ["出口\t3.5", "| 进口 | 4.1 |"],
        ["出口\t3.5", "", "进口\t4.1"],
    ],
)
def test_no_table(lines: list[str]) -> None:
    assert table_lines(lines) == {}


def test_tables_that_follow_one_another_are_two() -> None:
    assert table_lines([*TABS.split("\n"), *MARKDOWN.split("\n")]) == {0: 3, 3: 7}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("指标\t2021年\n出口\t3.5", 1),
        ("指标\t全县\t市区\n年份\t2021年\t2022\n出口\t3.5\t4.1", 2),
        ("出口\t3.5\n进口\t4.1", 0),
        ("指标\t增速\n出口\t-3.5%", 1),
        ("指标\t增速\n出口\t持平", 1),
        ("指标\t位次\n出口\t[3]", 1),
        ("指标\t说明\n出口\t见第3页", 2),
    ],
)
def test_header_rows_stand_above_the_first_figure(text: str, rows: int) -> None:
    assert read(text).header_rows == rows


def test_an_empty_cell_keeps_its_column() -> None:
    assert words(read("指标\t\t2021年\n出口\t亿元\t3.5")) == [["指标", "", "2021年"], ["出口", "亿元", "3.5"]]
    assert words(read("|指标||2021年|\n|出口|亿元|3.5|"))[0] == ["指标", "", "2021年"]


def test_a_subordinate_row_keeps_its_indent() -> None:
    table = read("出口\t3.5\n　其中：茶叶\t1.2")
    assert words(table)[1] == ["　其中：茶叶", "1.2"]


def test_spaces_between_justified_characters_go_and_those_of_latin_words_stay() -> None:
    assert words(read("产 值\t3.5\nGDP per head\t1.2")) == [["产值", "3.5"], ["GDP per head", "1.2"]]


def test_the_caption_is_kept() -> None:
    assert read(TABS, "表1外贸\n单位：亿元").caption == "表1外贸\n单位：亿元"


def test_two_columns_set_with_spaces_under_a_heading_are_a_table() -> None:
    lines = ["行  业        增长（%）", "合    计        3.5", "造纸业          -4.1", "  其中：纸板    6.0"]
    assert table_lines(["前文。", *lines, "后文。"]) == {1: 5}
    table = read("\n".join(lines))
    assert words(table)[1:] == [["合计", "3.5"], ["造纸业", "-4.1"], ["　其中：纸板", "6.0"]]
    assert table_lines(["联系人    张三", "电话    12345", "传真    54321"]) == {}


def test_labels_of_groups_stand_under_the_heading_and_under_one_another() -> None:
    lines = [
        "指标\t单位\t本月",
        "一、产业 Industry（规上）",
        "　工业\t亿元\t3.5",
        "二、商贸",
        "　按所在地分",
        "　城镇\t亿元\t4.1",
    ]
    assert table_lines(lines) == {0: 6}


def test_a_line_that_begins_with_a_pipe_among_others_has_an_empty_first_cell() -> None:
    table = read("年份 | 总量 | 比重 |  |\n |  | 甲类 | 乙类 |\n2020 | 90 | 60 | 40 |")
    assert words(table)[1] == ["", "", "甲类", "乙类"]
