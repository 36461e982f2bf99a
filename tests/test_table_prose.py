"""Words in the cells of a table: tasks, contents of projects and remarks are read as sentences."""

from __future__ import annotations

import pytest

import policyfacts
from policyfacts.document import Cell, Table
from policyfacts.table_layout import header_count
from policyfacts.table_prose import prose_cells

TASKS = """# 漯河市2023年重点任务完成情况表

| 序号 | 任务 | 2023年目标 | 截至9月底完成情况 | 责任单位 |
| --- | --- | --- | --- | --- |
| 1 | 教育扩容 | 新建小学4所，新增学位2600个。 | 已建成小学3所，完成投资1.3亿元。 | 市教育局 |
| 2 | 城镇污水处理率 | 达到96%以上 | 1—9月为94.7% | 市水务局 |
"""
PROJECTS = """2022年河间市、献县重大项目

| 县区 | 项目名称 | 建设内容 | 总投资（万元） | 建设年限 |
| --- | --- | --- | --- | --- |
| 河间市 | 冷链物流园 | 建设冷库3万平方米，购置设备85台。 | 21500 | 2022 |
| 献县 | 标准厂房 | 建设标准厂房12万平方米，铺设管网7公里。 | 46000 | 2022 |
"""


def rows(text: str) -> list[tuple[str, str, str, str, str]]:
    facts = policyfacts.extract(text)
    return [(f.region, f.indicator, f.period, str(f.figure), f.status) for f in facts]


def table(*lines: str) -> Table:
    cells, position = [], 0
    for line in lines:
        row = []
        for words in line.split("|"):
            row.append(Cell(words, position, position + len(words)))
            position += len(words) + 1
        cells.append(tuple(row))
    return Table(tuple(cells), header_count(cells))


def words_of(*lines: str) -> list[tuple[str, list[str]]]:
    return [(cell.text, [head.text for head in heads]) for cell, heads in prose_cells(table(*lines))]


def test_tasks_and_what_became_of_them() -> None:
    found = rows(TASKS)
    assert [row[1:] for row in found] == [
        ("新建小学", "2023", "4", "target"),
        ("新增学位", "2023", "2600", "target"),
        ("建成小学", "2023-09-30", "3", "actual"),
        ("建成小学投资", "2023", "1.3", "actual"),
        ("城镇污水处理率", "2023", "96", "target"),
        ("城镇污水处理率", "2023-01/2023-09", "94.7", "actual"),
    ]


def test_the_place_of_a_row_is_that_of_its_words() -> None:
    found = [(region, name, figure) for region, name, _, figure, _ in rows(PROJECTS) if name != "总投资"]
    assert found == [
        ("河间市", "建设冷库", "3"),
        ("河间市", "购置设备", "85"),
        ("献县", "建设标准厂房", "12"),
        ("献县", "铺设管网", "7"),
    ]


def test_offsets_lead_to_the_words_in_the_cell() -> None:
    assert [TASKS[f.start : f.end] for f in policyfacts.extract(TASKS)][:2] == ["4所", "2600个"]


def test_what_stands_behind_a_table_knows_nothing_of_its_cells() -> None:
    document = "# 漯河市2023年工作总结\n\n" + TASKS.partition("\n\n")[2] + "\n全市新增就业3万人。\n"
    assert rows(document)[-1] == ("漯河市", "新增就业", "2023", "3", "actual")


def test_the_label_and_the_column_head_a_cell() -> None:
    assert words_of("任务|目标|单位", "教育|新建小学4所，新增学位2600个|教育局") == [
        ("新建小学4所，新增学位2600个", ["教育", "目标"])
    ]


@pytest.mark.parametrize(
    "line",
    [
        "规模以上工业企业（年收入2000万元以上，含国有）|家|120",  # the name of what is counted
        "1|规模以上企业，年收入2000万元以上|120",
        "人口|万人|120|2020年第3季度数，未审定",  # no measure
        "人口|万人|120|含5个园区",  # a remark without clauses
        "人口|万人|120|",
    ],
)
def test_no_words_to_read(line: str) -> None:
    assert words_of("指标|单位|2020年|说明", line) == []


def test_a_cell_over_several_rows_is_read_once() -> None:
    cell = Cell("新建小学4所，新增学位2600个", 3, 18)
    spanned = Table(((Cell("任务", 0, 2), Cell("目标", 3, 5)), (Cell("甲", 0, 1), cell), (Cell("乙", 1, 2), cell)), 3)
    assert [found.text for found, _ in prose_cells(spanned)] == [cell.text]


def test_headings_of_nothing_but_layout_head_no_cell() -> None:
    document = "| 任务 | <br> |\n| --- | --- |\n| ____ | 完成投资5亿元，增长3%。 |\n"
    assert [document[f.start : f.end] for f in policyfacts.extract(document)] == ["5亿元"]
