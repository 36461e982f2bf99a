"""Tables whose cells each stand on a line of their own."""

from __future__ import annotations

import pytest

import policyfacts
from policyfacts.stacked_tables import stacked_tables

PRICES = ["指标", "全市", "农村", "衣着", "0.3", "0.4", "居住", "-1.2", "—"]
OUTPUT = ["产品", "单位", "产量", "增长（%）", "纸板", "万吨", "3.5", "4.1", "砖", "万块", "7", "-2"]


def read(lines: list[str]) -> list[list[list[str]]]:
    return [[[lines[i] for i in row] for row in table.rows] for table in stacked_tables(lines).values()]


def test_a_heading_and_rows_of_a_label_and_figures() -> None:
    lines = ["前文。", *PRICES, "后文。"]
    assert read(lines) == [[["指标", "全市", "农村"], ["衣着", "0.3", "0.4"], ["居住", "-1.2", "—"]]]
    assert stacked_tables(lines)[1].end == 10


def test_units_captions_and_the_name_of_a_group() -> None:
    lines = ["前文。", "表2 主要产品产量", *OUTPUT[:8], "建材类", *OUTPUT[8:], "二、农业"]
    assert read(lines) == [
        [OUTPUT[:4], ["纸板", "万吨", "3.5", "4.1"], ["建材类"], ["砖", "万块", "7", "-2"]],
    ]


def test_a_row_that_lacks_figures_goes_on_with_its_label_alone() -> None:
    rows = read(["前文。", *PRICES[:6], "医疗", "0.2", *PRICES[6:], "后文。"])[0]
    assert rows[2:] == [["医疗"], ["居住", "-1.2", "—"]]


def test_a_title_with_a_year_and_an_empty_corner_over_spans() -> None:
    lines = ["2021年粮食生产情况", "面积", "产量", "万亩", "增长（%）", "万吨", "增长（%）"]
    rows = read([*lines, "夏粮", "9", "0.3", "8", "1.2", "秋粮", "7", "0.1", "6", "-0.4"])[0]
    assert rows[:2] == [["面积", "面积", "产量", "产量"], lines[3:]]


def test_an_empty_corner_is_left_out() -> None:
    lines = ["2020年", "2021年", *PRICES[3:]]
    assert read(lines) == [[lines[:2], ["衣着", "0.3", "0.4"], ["居住", "-1.2", "—"]]]


def test_two_tables_with_a_caption_between_them() -> None:
    assert len(read(["表1 物价涨跌幅度", *PRICES, "表2 主要产品产量", *OUTPUT])) == 2


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["衣着", "0.3"],
        ["第一", "第二", "第三", "衣着", "0.3", "居住", "0.4"],  # what stands above is no caption
        ["指标", "全市", "衣着，", "0.3", "居住，", "0.4"],
        ["指标", "全市", "农村", "衣着", "0.3", "0.4", "居住", "0.5"],  # rows of no one length
        ["3", "4", "5", "6"],
        ["联系人", "张三", "电话", "6220000", "传真", "6221111"],
        ["2019年", "2020年", "2021年", "2022年"],
    ],
)
def test_no_table(lines: list[str]) -> None:
    assert stacked_tables(lines) == {}


def test_its_cells_are_facts_where_they_stand() -> None:
    text = "\n".join(["表3 2021年物价比上年涨跌幅度", "单位：%", *PRICES, "二、工业"])
    found = policyfacts.extract(text, region="烟台市")
    assert [(fact.indicator, fact.period, text[fact.start : fact.end]) for fact in found] == [
        ("衣着", "2021", "0.3"),
        ("农村衣着", "2021", "0.4"),
        ("居住", "2021", "-1.2"),
    ]


def test_a_heading_of_two_rows_and_a_first_group_with_a_number() -> None:
    lines = [
        "指标",
        "3月",
        "1-3月",
        "产量",
        "增长（%）",
        "产量",
        "增长（%）",
        "一、饮料",
        "绿茶（一级，散装）",
        "3",
        "4",
        "5",
        "6",
    ]
    lines += ["红茶", "7", "8", "9", "1"]
    assert read(lines) == [
        [
            ["指标", "3月", "3月", "1-3月", "1-3月"],
            lines[3:7],
            ["一、饮料"],
            ["绿茶（一级，散装）", "3", "4", "5", "6"],
            ["红茶", "7", "8", "9", "1"],
        ],
    ]


def test_one_word_of_a_heading_stands_over_all_of_its_second_row() -> None:
    lines = ["年份", "总量（万吨）", "占总量的比重（%）", "甲类", "乙类"]
    lines += ["2019", "90", "60.5", "39.5", "2020", "95", "61.5", "38.5"]
    assert read(lines)[0][:2] == [
        ["年份", "总量（万吨）", "占总量的比重（%）", "占总量的比重（%）"],
        ["总量（万吨）", "甲类", "乙类"],
    ]


def test_the_rows_of_a_plan_end_with_their_kind() -> None:
    lines = [
        "专栏1 主要指标",
        "类别",
        "指标",
        "2020年",
        "2025年",
        "属性",
        "经济",
        "产值（亿元）",
        "3",
        "5左右",
        "预期性",
    ]
    lines += ["就业人数（万人）", "1.2", "—", "预期性", "生态", "林地（万亩）", "31", "31", "约束性"]
    assert read(lines) == [[lines[1:6], lines[6:11], lines[11:15], lines[15:]]]
