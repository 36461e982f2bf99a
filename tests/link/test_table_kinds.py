"""The kinds of tables that bureaus and finance offices print: monthly, budget, yearbook, composition, plan."""

from __future__ import annotations

from decimal import Decimal

import policyfacts
from policyfacts.facts import Fact


def facts(*lines: str, caption: str = "", published: str | None = None) -> list[Fact]:
    """The facts of a table whose cells stand between bars."""
    head, *body = (f"| {line} |" for line in lines)
    rule = "|" + " --- |" * (head.count("|") - 1)
    text = "\n".join([*([caption] if caption else []), head, rule, *body])
    return list(policyfacts.extract(text, region="烟台市", published=published))


def test_a_growth_since_january_belongs_to_the_sum_of_the_year() -> None:
    lines = (
        "指标 | 单位 | 本月 | 1—4月累计 | 累计同比增长(%)",
        "用水量 | 万吨 | 31 | 120 | 5.5",
        "供热量 | 万吨 | — | — | -2.5",
    )
    month, year, growth = facts(*lines, caption="2022年4月主要指标")
    assert (month.period, month.growth_rate) == ("2022-04", None)
    assert (year.period, year.growth_rate) == ("2022-01/2022-04", Decimal("5.5"))
    assert (growth.kind, growth.period, growth.growth_rate) == ("growth", "2022-01/2022-04", Decimal("-2.5"))


def test_budgets_are_planned_and_what_was_done_is_a_share_of_them() -> None:
    lines = ("项目 | 预算数 | 决算数 | 为预算的% | 为上年决算数的%", "车船税 | 400 | 420 | 105 | 110.5")
    planned, done, share, before = facts(*lines, caption="2022年决算表 单位：万元")
    assert [fact.indicator for fact in (planned, done, share, before)] == ["车船税"] * 4
    assert (planned.status, done.status) == ("target", "actual")
    assert (share.kind, share.relative_to, share.value, share.base_unit) == ("share", "预算", Decimal(105), "%")
    assert (before.relative_to, before.period) == ("上年决算数", "2022")


def test_english_beside_chinese_is_no_part_of_a_name() -> None:
    lines = (
        "年份Year | 粮食产量Output of Grain（吨） | 人均GDP（元）",
        "Year | Grain | GDP per Capita",
        "2019 | 300 | 4100",
    )
    assert [(fact.indicator, fact.period, fact.base_unit) for fact in facts(*lines)] == [
        ("粮食产量", "2019", "吨"),
        ("人均GDP", "2019", "元"),
    ]


def test_a_column_of_units_of_administration_names_the_rows() -> None:
    found = facts("单位 | 造林面积（亩）", "栖霞市 | 120", "龙口市 | 90", caption="2022年各县市情况")
    assert [(fact.region, fact.indicator) for fact in found] == [("栖霞市", "造林面积"), ("龙口市", "造林面积")]


def test_rows_under_a_row_of_composition_are_shares() -> None:
    lines = (
        "项目 | 2020年 | 2021年",
        "发电总量（万千瓦时） | 90 | 95",
        "构成（发电总量=100） | | ",
        "　水电 | 40 | 42",
        "　风电 | 60 | 58",
    )
    found = facts(*lines)
    assert [(fact.kind, fact.relative_to, fact.base_unit) for fact in found[2:]] == [("share", "发电总量", "%")] * 4
    assert [fact.indicator for fact in found[2:]] == ["水电", "水电", "风电", "风电"]


def test_all_columns_under_a_title_of_growth_hold_growth() -> None:
    found = facts("指标 | 全市（%） | 城市 | 农村", "衣着 | 0.3 | 0.4 | 1.2倍", caption="2021年消费价格比上年涨跌幅度")
    assert [(fact.kind, fact.growth_rate) for fact in found] == [
        ("growth", Decimal("0.3")),
        ("growth", Decimal("0.4")),
        ("growth", Decimal(120)),
    ]
    assert [fact.indicator for fact in found[1:]] == ["城市衣着价格", "农村衣着价格"]


def test_averages_of_a_plan_are_of_its_years() -> None:
    lines = (
        "指标 | 2020年 | 2025年 | 年均增速〔累计〕",
        "茶产业产值增长（%） | 4 | — | 6左右",
        "单位面积用药量降低（%） | — | — | 〔9〕",
    )
    _, average, fall = facts(*lines, published="2021-03-01")
    assert (average.status, fall.status) == ("target", "target")
    assert (average.indicator, average.period, average.growth_rate) == ("茶产业产值", "2021/2025", Decimal(6))
    assert (average.growth_basis, average.growth_comparator) == ("annual_avg", "approx")
    assert (fall.indicator, fall.period, fall.growth_rate) == ("单位面积用药量", "2021/2025", Decimal(-9))
    assert (fall.growth_basis, fall.growth_base) == ("base", "2020")


def test_two_tables_side_by_side_name_their_own_rows() -> None:
    lines = ("收入项目 | 预算数 | 支出项目 | 预算数", "税收 | 400 | 教育支出 | 250", "捐赠收入 | 30 | 医疗支出 | 80")
    found = facts(*lines, caption="2023年收支表 单位：万元")
    assert [(fact.indicator, fact.figure) for fact in found] == [
        ("税收", "400"),
        ("教育支出", "250"),
        ("捐赠收入", "30"),
        ("医疗支出", "80"),
    ]


def test_index_numbers_are_levels_of_their_basis() -> None:
    lines = ("城市 | 环比 | 同比", " | 上月=100 | 上年同月=100", "烟台 | 99.8 | 101.5")
    found = facts(*lines, caption="表1：2022年6月二手住宅价格指数")
    assert [(fact.indicator, fact.kind, fact.period, fact.figure) for fact in found] == [
        ("二手住宅价格环比指数", "level", "2022-06", "99.8"),
        ("二手住宅价格同比指数", "level", "2022-06", "101.5"),
    ]


def test_growth_columns_go_to_the_levels_that_they_name() -> None:
    lines = ("商品 | 数量（吨） | 金额（万元） | 数量同比（%） | 金额同比（%）", "苹果 | 40 | 25 | 3.5 | -2.5")
    amount, money = facts(*lines, caption="2022年出口商品量值表")
    assert (amount.growth_rate, money.growth_rate) == (Decimal("3.5"), Decimal("-2.5"))


def test_a_group_of_output_names_its_rows_and_a_part_its_whole() -> None:
    lines = ("指标 | 产值（亿元） | 其中：城镇", "工业 | 40 | 25")
    assert [(fact.indicator, fact.base_unit) for fact in facts(*lines)][1] == ("工业城镇产值", "元")
    found = facts("指标 | 2022年", "主要产品产量 | ", "布（万米） | 7", "纱（吨） | 3", "居民消费价格指数 | 101")
    assert [fact.indicator for fact in found] == ["布产量", "纱产量", "居民消费价格指数"]


def test_targets_in_words() -> None:
    lines = (
        "指标 | 单位 | 2020年 | 2025年目标",
        "货运占比 | % | 9 | 提高0.5个百分点",
        "冷库容量 | 吨 | 90 | 年均增长8%",
    )
    _, points, _, average = facts(*lines, published="2021-03-01")
    assert (points.status, points.period, points.change, points.change_base) == (
        "target",
        "2025",
        Decimal("0.5"),
        "2020",
    )
    assert (average.growth_rate, average.growth_basis) == (Decimal(8), "annual_avg")


def test_a_row_that_nothing_names_is_no_fact() -> None:
    assert [fact.indicator for fact in facts(" | ", "（亿元） | 5", "客运量 | 3")] == ["客运量"]


def test_targets_within_bounds_falls_and_increments() -> None:
    found = facts(
        "指标 | 2020年 | 2025年目标 | 增量",
        "用水总量（万吨） | 8.6 | 控制在9.2以内 | —",
        "单位产值用水量下降（%） | — | 16 | —",
        "自来水普及率（%） | 88 | 不低于92 | 4",
        published="2021-03-01",
    )
    _, limit, fall, _, rate = found
    assert (limit.figure, limit.comparator, limit.status) == ("9.2", "le", "target")
    assert (fall.indicator, fall.growth_rate, fall.growth_basis, fall.growth_base) == (
        "单位产值用水量", Decimal(-16), "base", "2020",
    )  # fmt: skip
    assert (rate.comparator, rate.change, rate.change_unit, rate.change_base) == ("ge", Decimal(4), "百分点", "2020")


def test_a_title_with_the_unit_beside_it_is_no_heading() -> None:
    found = facts("年末人口 | 单位：万人 | ", "地区 | 常住人口 | 城镇人口", "栖霞市 | 47 | 21", caption="2022年公报")
    assert [(fact.region, fact.indicator, fact.unit) for fact in found] == [
        ("栖霞市", "常住人口", "万人"),
        ("栖霞市", "城镇人口", "万人"),
    ]


def test_numbers_that_identify_are_no_figures() -> None:
    lines = ("单位 | 邮政编码 | 职工（人）", "栖霞市水厂 | 265300 | 40", "联系电话 | 6220000 | 6221111")
    assert [fact.figure for fact in facts(*lines)] == ["40"]


def test_the_budget_of_the_beginning_of_a_year_is_of_the_year() -> None:
    found = policyfacts.extract(
        "2021年支出执行表\n单位：万元\n项目\t年初预算数\t执行数\n教育支出\t80\t78", region="烟台市"
    )
    assert [(row.indicator, row.period, row.status) for row in found] == [
        ("教育支出", "2021", "target"),
        ("教育支出", "2021", "actual"),
    ]


def test_only_the_mark_of_a_part_is_taken_off_a_heading() -> None:
    found = facts("年份 | 预算支出（万元） | 其中：中央支出 | #其他支出", "2021年 | 40 | 25 | 15")
    assert [fact.indicator for fact in found] == ["预算支出", "中央支出", "其他支出"]
