"""Tables with a pipe behind each cell and a line end as well."""

from __future__ import annotations

import pytest

import policyfacts
from policyfacts.piped_tables import piped_tables

PRICES = ["项 目 |", "本月 |", "同比（%） |", "粮油 |", "3.5 |", "0.3 |", "蔬菜 |", "4.1 |", "-1.2 |"]
INDICES = ["类 别 |", "以上月价格为100 |", "以上年同期价格为100 |", "|", "本月 |", "至本月平均 |", "||"]
HOUSES = ["城市", "|", "环比", "|", "城市", "|", "环比", "|", "上月=100", "|", "上月=100", "|", "||"]


def read(*lines: str) -> list[list[list[str]]]:
    return [
        [["".join(lines[at][start:end] for at, start, end in cell) for cell in row] for row in table.rows]
        for table in piped_tables(lines).values()
    ]


def test_each_cell_stands_on_a_line_of_its_own() -> None:
    assert read("前文。", *PRICES, "后文。") == [
        [["项 目", "本月", "同比（%）"], ["粮油", "3.5", "0.3"], ["蔬菜", "4.1", "-1.2"]]
    ]


def test_words_of_a_cell_stand_on_several_lines_and_the_pipe_on_one_of_its_own() -> None:
    lines = [line for cell in PRICES for line in (cell[:-2], "|")]
    lines[2:3] = ["本", "月"]
    assert read("标题", *lines)[0][0] == ["项 目", "本月", "同比（%）"]


def test_a_heading_over_several_columns() -> None:
    rows = read(*INDICES, "粮油 |", "100.3 |", "102.1 |", "101.7 |", "蔬菜 |", "99.5 |", "97.1 |", "98.8 |")[0]
    assert rows[:2] == [
        ["类 别", "以上月价格为100", "以上年同期价格为100", "以上年同期价格为100"],
        ["", "", "本月", "至本月平均"],
    ]


def test_two_tables_side_by_side() -> None:
    rows = read(
        *HOUSES, *"海 口 | 100.4 | 三 亚 | 100.6 | 南 宁 | 99.8 | 柳 州 | 100.1 |".replace("| ", "|\n").split("\n")
    )[0]
    assert rows[:2] == [["城市", "环比", "城市", "环比"], ["", "上月=100", "", "上月=100"]]
    assert rows[2] == ["海 口", "100.4", "三 亚", "100.6"]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["|"] * 20,
        ["首页 |", "新闻 |", "数据 |", "服务 |", "互动 |", "专题 |", "邮箱 |"],
        [
            "甲 | 1 | 2 |",
            "乙 | 3 | 4 |",
            "丙 | 5 | 6 |",
            "丁 | 7 | 8 |",
            "戊 | 9 | 10 |",
            "己 | 11 | 12 |",
        ],  # rows on a line each
        ["粮油 |", "3.5 |", "0.3 |", "蔬菜 |", "禽蛋 |", "4.1 |", "-1.2 |"],
    ],
)
def test_no_table(lines: list[str]) -> None:
    assert piped_tables(lines) == {}


def test_its_cells_are_facts_where_they_stand() -> None:
    text = "\n".join(["表1 2021年5月价格", "单位：元/公斤", *PRICES, "二、工业"])
    found = policyfacts.extract(text, region="烟台市")
    assert [
        (fact.indicator, fact.period, text[fact.start : fact.end], fact.growth_rate is not None) for fact in found
    ] == [
        ("粮油价格", "2021-05", "3.5", True),
        ("蔬菜价格", "2021-05", "4.1", True),
    ]


def test_lines_of_words_above_figures_are_no_heading() -> None:
    lines = [f"第{number}类|" for number in range(400)] + ["产值|", "12|"] * 210
    assert piped_tables(lines) == {}
