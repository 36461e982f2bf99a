"""Tables whose cells stand one space apart."""

from __future__ import annotations

import pytest

import policyfacts
from policyfacts.close_tables import close_tables

PEOPLE = ["地区 人口（人） 比重（%）", "全市 900 100.0", "芝罘区 400 44.4", "福山区 500 —"]
OUTPUT = ["产品 单位 产量 增长（%）", "纸板 万吨 3.5 4.1", "砖 万块 7 -2"]


def read(lines: list[str]) -> list[list[list[str]]]:
    """The cells of each table."""
    return [
        [[line[a:b] for a, b in row] for line, row in zip(lines[first:], table.rows, strict=False)]
        for first, table in close_tables(lines).items()
    ]


def test_a_word_of_the_heading_for_each_column() -> None:
    people, output = read(["前文。", *PEOPLE, "表2 产量", *OUTPUT, "后文。"])
    assert people == [line.split(" ") for line in PEOPLE]
    assert output == [line.split(" ") for line in OUTPUT]


def test_the_corner_over_the_labels_may_be_empty() -> None:
    lines = ["2019年 2020年 2021年", "出口 3.5 4.1 5", "进口 1,204 - 7"]
    assert read(lines) == [[line.split(" ") for line in lines]]


def test_rows_may_be_numbered() -> None:
    lines = ["序号 名称 数量", "1 打印机 3", "2 复印机 5"]
    assert read(lines) == [[line.split(" ") for line in lines]]


def test_commas_in_brackets_groups_with_a_colon_and_rows_that_lack_figures() -> None:
    lines = [
        "产品 单位 价格 涨跌 幅度",
        "钢（20mm，A级） 吨 3578.1 -150 -4.0",
        "有色金属：",
        "铜（1#） 吨 706.4 15 2.2",
    ]
    rows = read([*lines, "锌 吨 90.1 0.5", "铝 吨 192 1 0.5"])[0]
    assert rows[1] == ["钢（20mm，A级）", "吨", "3578.1", "-150", "-4.0"]
    assert rows[2] == ["有色金属：", "", "", "", ""]
    assert [row[-1] for row in rows] == ["幅度", "-4.0", "", "2.2", "", "0.5"]


def test_goals_of_a_plan() -> None:
    lines = [
        "类别 指标 2020年 2025年 年均/累计 属性",
        "经济 总产出（亿元） 120 ≥180 8.5 预期性",
        "服务业比重（%） 40.3 43左右 ［2.7］ 预期性",
        "资源 单位产出能耗降低（%） ［14］ 约束性",
    ]
    assert read(lines) == [
        [
            lines[0].split(" "),
            lines[1].split(" "),
            ["", *lines[2].split(" ")],
            ["资源", "单位产出能耗降低（%）", "", "", "［14］", "约束性"],
        ]
    ]


def test_rows_of_a_plan_numbered_with_a_dot() -> None:
    lines = [
        "类别 指标 2020年 2025年 属性",
        "设施 1.航道里程（公里） 310 360 预期性",
        "2.泊位（个） 24 >30 预期性",
        "3.堆场（处） 5 8 预期性",
    ]
    assert read(lines) == [
        [lines[0].split(" "), lines[1].split(" "), ["", *lines[2].split(" ")], ["", *lines[3].split(" ")]]
    ]


def test_the_name_of_a_group_of_rows() -> None:
    lines = [
        "指标 单位 2020年 2025年",
        "高中教育",
        "在校生 万人 4.5 5.1",
        "高等教育",
        "在校生 万人 2.5 3",
        "毛入学率 % 41 50",
    ]
    assert read(lines) == [[(line.split(" ") + [""] * 3)[:4] for line in lines]]
    found = policyfacts.extract("\n".join(lines), region="烟台市")
    assert [fact.indicator for fact in found][::2] == ["高中教育在校生", "高等教育在校生", "高等教育毛入学率"]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["地区 人口 比重", "全市 900 100.0"],
        ["地区 人口", "全市 900 100.0", "芝罘区 400 44.4", "福山区 500 55.6", "高新区 30"][:1],
        ["说明如下。", "全市 900 100.0", "芝罘区 400 44.4"],
        ["地区 人口 比重 增长 排名 备注", "全市 900 100.0", "芝罘区 400 44.4"],
        ["第1章 总则 3", "第2章 目标 7", "第3章 任务 12"],
        ["电话 0535 6220000", "传真 0535 6221111"],
    ],
)
def test_no_table(lines: list[str]) -> None:
    assert close_tables(lines) == {}


def test_its_cells_are_facts_where_they_stand() -> None:
    text = "\n".join(["表1 2021年人口", *PEOPLE])
    found = policyfacts.extract(text, region="烟台市")
    assert [(fact.region, fact.indicator, text[fact.start : fact.end]) for fact in found][2:] == [
        ("芝罘区", "人口", "400"),
        ("芝罘区", "比重", "44.4"),
        ("福山区", "人口", "500"),
    ]


def test_a_heading_of_two_lines() -> None:
    lines = ["指标 单位 3月 1-3月", "产量 增长（%） 产量 增长（%）", "纸板 万吨 3.5 4.1 9 5", "砖 万块 7 — 20 -2"]
    assert read(["前文。", *lines]) == [
        [
            ["指标", "单位", "3月", "3月", "1-3月", "1-3月"],
            ["", "", *lines[1].split(" ")],
            *(line.split(" ") for line in lines[2:]),
        ]
    ]
    facts = policyfacts.extract("\n".join(["2021年主要产品", *lines]))
    assert [(fact.indicator, fact.period) for fact in facts][1:3] == [
        ("纸板产量", "2021-01/2021-03"),
        ("砖产量", "2021-03"),
    ]


def test_a_year_over_its_quarters_and_years_alone() -> None:
    lines = ["时间 2021年", "项目 一季度 二季度", "（一）规模（合并）", "存款 310 320", "贷款 210 220"]
    assert read(lines)[0][:3] == [["时间", "2021年"], ["项目", "一季度", "二季度"], ["（一）规模（合并）", "", ""]]
    assert read(["指标 2019 2020", "茶叶 3 4", "蚕茧 5 6"]) == [
        [["指标", "2019", "2020"], ["茶叶", "3", "4"], ["蚕茧", "5", "6"]]
    ]


def test_a_word_that_reaches_down_stands_beside_one_over_several() -> None:
    lines = ["年份 总量（万吨） 占总量比重（%）", "甲类 乙类", "2019 90 60 40", "2020 95 61 39"]
    assert read(lines)[0][:2] == [
        ["年份", "总量（万吨）", "占总量比重（%）", "占总量比重（%）"],
        ["", "", "甲类", "乙类"],
    ]
