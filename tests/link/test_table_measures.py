"""What headings measure: ranks, shares of plans, means over a plan, parts by sex, prices since the last report."""

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


def test_ranks_are_of_the_figure_at_their_left() -> None:
    found = facts("县区 | 2022年茶叶产量（吨） | 全省位次", "莱州市 | 320 | 第3", "牟平区 | 290 | 4")
    assert [(fact.indicator, fact.kind, fact.value, fact.base_unit) for fact in found if fact.kind == "rank"] == [
        ("茶叶产量", "rank", Decimal(4), "位")
    ]
    assert found[-1].relative_to == "全省"


def test_a_mean_or_sum_of_a_plan_is_of_its_years() -> None:
    mean, rate, target, reached, limit = facts(
        "指标 | 2020年 | 2025年 | 年均/累计",
        "茶叶产值增长（%） | — | — | 5左右",
        "茶园覆盖率（%） | 31.5 | 33 | 〔1.5〕",
        "单位产值用水降低（%） | 〔8.2〕 | — | —",
        "茶农失业率（%） | — | — | <5.5",
        caption="专栏1 “十四五”时期茶业指标",
        published="2021-03-01",
    )
    assert (mean.period, mean.growth_rate, mean.growth_basis) == ("2021/2025", Decimal(5), "annual_avg")
    assert (rate.period, target.period, target.change) == ("2020", "2025", Decimal("1.5"))
    assert (reached.period, reached.growth_rate, reached.growth_base) == ("2016/2020", Decimal("-8.2"), "2015")
    assert (limit.value, limit.comparator, limit.growth_rate) == (Decimal("5.5"), "lt", None)


def test_what_was_reached_of_a_budget_is_no_plan() -> None:
    found = facts("项目 | 2023年收入（万元） | 占年初预算（%） | 预算数为决算数的%", "车船税 | 310 | 98.1 | 104")
    assert [(fact.kind, fact.relative_to, fact.status) for fact in found] == [
        ("level", "", "actual"),
        ("share", "年初预算", "actual"),
        ("share", "决算数", "target"),
    ]


def test_columns_by_sex_are_parts_of_the_one_before() -> None:
    text = (
        "<p>2-1 历年人口数（单位：万人）</p><table><tr><td rowspan=2>年份</td><td rowspan=2>年末总人口</td>"
        "<td colspan=2>按性别分</td></tr><tr><td>男</td><td>女</td></tr>"
        "<tr><td>2019</td><td>91</td><td>46</td><td>45</td></tr>"
        "<tr><td>2020</td><td>92</td><td>46.5</td><td>45.5</td></tr></table>"
    )
    from policyfacts.extract import extract_document
    from policyfacts.readers.html import read

    found = extract_document(read(text.encode(), name="a.html")[0])
    assert [(fact.indicator, fact.period) for fact in found[:3]] == [
        ("总人口", "2019-12-31"),
        ("男人口", "2019-12-31"),
        ("女人口", "2019-12-31"),
    ]


def test_the_title_says_what_is_counted_and_in_what() -> None:
    found = facts("年份 Year | 茶叶 Tea | #绿茶 Green Tea", "2021 | 3.1 | 2.2", caption="主要农产品产量（吨）")
    assert [(fact.indicator, fact.base_unit) for fact in found] == [("茶叶产量", "吨"), ("绿茶产量", "吨")]


def test_prices_move_against_the_report_before() -> None:
    (fact,) = facts(
        "产品名称 | 单位 | 本期价格（元） | 比上期价格涨跌（元） | 涨跌幅（%）",
        "线材（Φ8，HPB300） | 吨 | 3512 | -18 | -0.5",
        caption="2023年8月中旬价格",
    )
    assert (fact.indicator, fact.growth_basis, fact.change_base) == ("线材（Φ8，HPB300）价格", "pop", "pop")


def test_sectors_have_value_added_and_this_year_is_that_of_the_column() -> None:
    found = facts("指标 | 2021年（亿元）", "地区生产总值 | 31", "　第一产业 | 4", caption="生产总值")
    assert [fact.indicator for fact in found] == ["地区生产总值", "第一产业增加值"]
    (total,) = facts("项目 | 2021年（万元）", "本年支出合计 | 12 345")
    assert (total.period, total.value) == ("2021", Decimal(123450000))


def test_a_share_among_columns_is_of_the_level_before_it() -> None:
    found = facts("国家和地区 | 出口额（亿元） | 占全部出口比重（%） | 进口额（亿元）", "东盟 | 12 | 21 | 9")
    assert [(fact.indicator, fact.kind) for fact in found][1] == ("对东盟出口额", "share")


def test_ages_under_a_part_are_parts() -> None:
    found = facts("指标 | 2022年末（万人）", "常住人口 | 26", "其中：0-15岁 | 5", "16-59岁 | 15", "60周岁及以上 | 6")
    assert [fact.indicator for fact in found[2:]] == ["16-59岁人口", "60周岁及以上人口"]


def test_months_as_figures_are_periods_in_headings_and_labels() -> None:
    found = facts("项目 Item | 2022.01 | 2022.02", "各项存款 Deposits | 31.5 | 32.25", caption="单位：亿元")
    assert [(fact.indicator, fact.period) for fact in found] == [("各项存款", "2022-01"), ("各项存款", "2022-02")]
    found = facts("月份 | 发电量（万千瓦时） | 增速（%）", "202111 | 310 | 2", "202112 | 305 | 3")
    assert [(fact.period, fact.growth_rate) for fact in found] == [("2021-11", Decimal(2)), ("2021-12", Decimal(3))]
    (level,) = facts("项目 | 2022年（万元）", "茶税 | 2021.05")
    assert (level.period, level.figure) == ("2022", "2021.05")


def test_columns_of_a_scope_and_rows_that_the_title_names() -> None:
    found = facts("指标 | 全市 | 城市", "衣着 | -0.3 | -0.2", caption="表1 2021年居民消费价格比上年涨跌幅度（%）")
    assert [fact.indicator for fact in found] == ["衣着价格", "城市衣着价格"]
    found = facts("行业 | 2021年1—4月同比增长（%）", "制造业 | 6", caption="固定资产投资（不含农户）主要数据")
    assert [fact.indicator for fact in found] == ["制造业投资"]


def test_a_sum_takes_the_name_of_its_column_and_a_part_no_head_twice() -> None:
    found = facts("进口原产国（地） | 出口（万元） | 进口（万元）", "总值 | 12 | 9", "日本 | 5 | 4")
    assert [fact.indicator for fact in found] == ["出口", "进口", "对日本出口", "自日本进口"]
    found = facts("指标 | 5月（亿元）", "社会消费品零售总额 | 12", "　商品零售 | 9")
    assert found[1].indicator == "商品零售总额"
