"""Tables that stand under one another in one grid: their titles, their headings, their cells."""

from __future__ import annotations

from policyfacts.document import Cell
from policyfacts.table_layout import cell_words, header_count, tables_in


def grid(text: str) -> list[tuple[Cell, ...]]:
    return [tuple(Cell(cell, 0, len(cell)) for cell in line.split("|")) for line in text.split("\n")]


def words(rows: tuple[tuple[Cell, ...], ...]) -> list[str]:
    return ["|".join(cell.text for cell in row) for row in rows]


def test_titles_over_the_heading_become_the_caption() -> None:
    (table,) = tables_in(grid("茶叶|茶叶|茶叶\n||单位：吨\n指标|2021年|2022年\n产量|320|330"), "上文")
    assert table.caption == "上文\n茶叶\n单位：吨"
    assert (words(table.rows), table.header_rows) == (["指标|2021年|2022年", "产量|320|330"], 1)


def test_a_table_without_titles_keeps_the_lines_above_it() -> None:
    (table,) = tables_in(grid("指标|2022年\n产量|330"), "表1\n单位：吨")
    assert table.caption == "表1\n单位：吨"


def test_a_second_table_begins_with_its_heading() -> None:
    first, second = tables_in(grid("指标|2022年\n产量|330\n|\n|单位：万元\n指标|1-3月\n出口|20"), "茶叶")
    assert (words(first.rows), first.caption) == (["指标|2022年", "产量|330"], "茶叶")
    assert (words(second.rows), second.caption, second.header_rows) == (["指标|1-3月", "出口|20"], "单位：万元", 1)


def test_the_heading_of_a_further_page_is_left_out() -> None:
    (table,) = tables_in(grid("指标|2022年\n产量|330\n指标|2022年\n产值|20"), "")
    assert words(table.rows) == ["指标|2022年", "产量|330", "产值|20"]


def test_a_label_without_figures_stays_in_its_table() -> None:
    (table,) = tables_in(grid("指标|2021年|2022年\n一、产量||\n红茶|320|330"), "")
    assert words(table.rows) == ["指标|2021年|2022年", "一、产量||", "红茶|320|330"]


def test_rows_of_headings_are_counted() -> None:
    assert header_count(grid("指标|产量|产值\n|吨|万元\n2021年|320|20")) == 2
    assert header_count(grid("指标|说明\n产量|优")) == 2


def test_an_indent_keeps_its_depth() -> None:
    assert [cell_words(text) for text in ("　　其中：红茶", "  绿茶", "产 值", " 红茶 ", "GDP per head")] == [
        "　　其中：红茶",
        "　绿茶",
        "产值",
        "红茶",
        "GDP per head",
    ]


def test_titles_alone_over_a_further_heading_are_no_table() -> None:
    tables = list(tables_in(grid("单位：亿元|类别|粮食\n数量\n时间|2021年|项目\n（一）甲类|1,204\n合计|3.5|5"), ""))
    assert [len(table.rows) for table in tables] == [3]
