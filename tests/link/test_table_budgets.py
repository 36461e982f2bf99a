"""Tables of offices that keep accounts: budgets, final accounts, banks, customs, yearbooks."""

from __future__ import annotations

import policyfacts
from policyfacts.facts import Fact


def facts(*lines: str) -> list[Fact]:
    """The facts of a text whose tables are written with tabs."""
    return list(policyfacts.extract("\n".join(lines), region="烟台市"))


def test_lines_are_numbered_beside_both_halves_of_an_account() -> None:
    found = facts(
        "收入支出决算总表",
        "部门：某局 2021年度 金额单位：万元",
        "项目\t行次\t金额\t项目\t行次\t金额",
        "栏次\t\t1\t栏次\t\t2",
        "一、事业收入\t1\t35.5\t一、教育支出\t31\t8.2",
        "二、其他收入\t2\t5.5\t二、卫生健康支出\t32\t6.9",
    )
    assert [(fact.indicator, fact.figure, fact.unit, fact.period) for fact in found] == [
        ("事业收入", "35.5", "万元", "2021"),
        ("教育支出", "8.2", "万元", "2021"),
        ("其他收入", "5.5", "万元", "2021"),
        ("卫生健康支出", "6.9", "万元", "2021"),
    ]


def test_one_row_of_figures_is_named_by_its_columns() -> None:
    found = facts("2021年公务经费表 单位：万元", "公务接待费\t会议费\t培训费", "1\t2\t3", "5.6\t30.2\t4.4")
    assert [(fact.indicator, fact.figure) for fact in found] == [
        ("公务接待费", "5.6"),
        ("会议费", "30.2"),
        ("培训费", "4.4"),
    ]


def test_columns_of_one_kind_take_the_place_of_the_head_of_a_row() -> None:
    found = facts(
        "2021年决算表 单位：万元", "科目\t本年支出合计\t基本支出\t项目支出", "教育支出\t9\t4\t5", "水利\t8\t2\t6"
    )
    assert [fact.indicator for fact in found] == [
        "教育支出", "教育基本支出", "教育项目支出", "水利支出", "水利基本支出", "水利项目支出",
    ]  # fmt: skip


def test_growth_is_that_of_this_year_behind_the_year_before() -> None:
    found = facts(
        "2021年1-5月收入表 单位：万元",
        "项目\t本月完成数\t累计完成数\t上年同期累计数\t比上年同期增减额\t比上年同期增减%",
        "契税\t8\t40\t50\t-10\t-20",
    )
    assert [(fact.period, str(fact.growth_rate), str(fact.change)) for fact in found] == [
        ("2021-05", "None", "None"),
        ("2021-01/2021-05", "-20", "-100000"),
        ("2020-01/2020-05", "None", "None"),
    ]


def test_the_year_stands_over_its_quarters_and_each_name_takes_its_unit() -> None:
    found = facts(
        "监管指标表",
        "单位：亿元、%",
        "时间\t2021年\t2021年",
        "项目\t一季度\t二季度",
        "不良贷款余额\t310\t320",
        "不良贷款率\t1.62\t1.61",
    )
    assert [(fact.indicator, fact.period, fact.unit) for fact in found] == [
        ("不良贷款余额", "2021-Q1", "亿元"),
        ("不良贷款余额", "2021-Q2", "亿元"),
        ("不良贷款率", "2021-Q1", "%"),
        ("不良贷款率", "2021-Q2", "%"),
    ]


def test_goods_are_traded_in_two_measures() -> None:
    found = facts(
        "2021年1至5月进口主要商品量值表",
        "单位：亿元",
        "商品名称\t计量单位\t累计数量\t累计金额",
        "粮食\t万吨\t70\t20",
        "农产品*\t-\t-\t50",
    )
    assert [(fact.indicator, fact.unit) for fact in found] == [
        ("粮食进口数量", "万吨"), ("粮食进口金额", "亿元"), ("农产品进口金额", "亿元"),
    ]  # fmt: skip


def test_an_index_of_an_earlier_year_and_places_of_one_character() -> None:
    found = facts(
        "年份\t以上年为100\t以1990年为100", "\t生产总值\t生产总值", "2019\t105.8\t350.4", "2020\t103.0\t360.5"
    )
    assert {(fact.indicator, fact.period) for fact in found} == {("生产总值指数", "2019"), ("生产总值指数", "2020")}
    assert [fact.indicator for fact in facts("单位：个", "年份\t镇\t居委会", "2019\t6\t48", "2020\t6\t47")[:2]] == [
        "镇", "居委会",
    ]  # fmt: skip


def test_ranks_of_growth_and_shares_of_parts() -> None:
    found = facts(
        "2021年各区产值", "地区\t产值（亿元）\t位次\t增速（%）\t位次", "芝罘区\t9\t2\t5.2\t4", "福山区\t8\t3\t6.2\t1"
    )
    assert [fact.indicator for fact in found if fact.kind == "rank"][:2] == ["产值", "产值增速"]
    found = facts(
        "年份\t能源产量（万吨标准煤）\t占能源产量的比重（%）\t占能源产量的比重（%）",
        "\t\t原煤\t原油",
        "2019\t900\t69.2\t7.2",
        "2020\t950\t68.2\t6.9",
    )
    assert [(fact.indicator, fact.relative_to) for fact in found[:3]] == [
        ("能源产量", ""), ("原煤", "能源产量"), ("原油", "能源产量"),
    ]  # fmt: skip
