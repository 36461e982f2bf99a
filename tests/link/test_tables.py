"""Tables: each cell that holds a number gets name, unit and period from its headers and caption."""

from __future__ import annotations

from decimal import Decimal

import pytest

import policyfacts
from policyfacts.facts import Fact


def facts(*lines: str, caption: str = "", published: str | None = None) -> list[Fact]:
    """The facts of a table whose cells stand between bars."""
    head, *body = (f"| {line} |" for line in lines)
    rule = "|" + " --- |" * (head.count("|") - 1)
    text = "\n".join([*([caption] if caption else []), head, rule, *body])
    found = list(policyfacts.extract(text, region="烟台市", published=published))
    assert all(text[fact.start : fact.end].startswith(("[", fact.figure)) for fact in found if fact.kind == "level")
    return found


def test_name_unit_and_period_of_each_cell() -> None:
    found = facts("指标 | 单位 | 2021年 | 2022年", "茶叶产量 | 万吨 | 3.1 | 3.2", "茶场 | 个 | 70 | 72")
    assert [(fact.indicator, fact.period, fact.value, fact.base_unit, fact.table) for fact in found] == [
        ("茶叶产量", "2021", Decimal(31000), "吨", "1!C2"),
        ("茶叶产量", "2022", Decimal(32000), "吨", "1!D2"),
        ("茶场", "2021", Decimal(70), "个", "1!C3"),
        ("茶场", "2022", Decimal(72), "个", "1!D3"),
    ]


@pytest.mark.parametrize(
    ("caption", "lines", "unit"),
    [
        ("表1 茶叶（单位：万吨）", ("指标 | 2022年", "茶叶产量 | 3.2"), "万吨"),
        ("表1 茶叶（单位：吨）", ("指标 | 2022年", "茶叶产量（万吨） | 3.2"), "万吨"),
        ("表1 茶叶（单位：吨）", ("指标 | 2022年（万吨）", "茶叶产量 | 3.2"), "万吨"),
        ("表1 茶叶（单位：吨）", ("指标 | 单位 | 2022年", "茶叶产量 | 万吨 | 3.2"), "万吨"),
    ],
    ids=["caption", "label", "header", "column"],
)
def test_the_nearest_unit_counts(caption: str, lines: tuple[str, ...], unit: str) -> None:
    (fact,) = facts(*lines, caption=caption)
    assert (fact.indicator, fact.unit, fact.value) == ("茶叶产量", unit, Decimal(32000))


def test_a_number_without_a_unit_is_flagged() -> None:
    (fact,) = facts("指标 | 2022年", "茶叶产量 | 3.2")
    assert (fact.value, fact.base_unit) == (Decimal("3.2"), "")
    assert "unit_unresolved" in fact.flags.split(";")


def test_the_period_of_the_caption() -> None:
    (fact,) = facts("指标 | 数量（吨）", "茶叶产量 | 320", caption="表1 2022年3月茶叶")
    assert fact.period == "2022-03"
    assert "period_inherited" in fact.flags.split(";")


def test_columns_of_growth_and_change_complete_the_level() -> None:
    found = facts(
        "指标 | 2022年（万吨） | 比上年增长（%） | 比上年增减量（万吨）",
        "茶叶产量 | 3.2 | 6.7 | 0.2",
        "苹果产量 | 4.5 | -10 | -0.5",
    )
    assert [(fact.indicator, fact.growth_rate, fact.growth_basis, fact.change, fact.change_unit) for fact in found] == [
        ("茶叶产量", Decimal("6.7"), "yoy", Decimal(2000), "吨"),
        ("苹果产量", Decimal(-10), "yoy", Decimal(-5000), "吨"),
    ]


def test_a_growth_completes_the_level_of_the_latest_period() -> None:
    found = facts("指标 | 2022年（吨） | 2021年（吨） | 增长（%）", "茶叶产量 | 32 | 30 | 6.7")
    assert [(fact.period, fact.growth_rate) for fact in found] == [("2022", Decimal("6.7")), ("2021", None)]


def test_a_growth_without_a_level_is_a_row() -> None:
    (fact,) = facts("指标 | 比上年增长（%）", "茶叶产量 | 6.7", caption="表1 2022年茶叶")
    assert (fact.kind, fact.indicator, fact.value, fact.growth_rate) == ("growth", "茶叶产量", None, Decimal("6.7"))


def test_parts_take_the_head_of_the_row_above() -> None:
    found = facts("指标 | 2022年（吨）", "茶叶产量 | 320", "其中：红茶 | 120", "#绿茶 | 80")
    assert [fact.indicator for fact in found] == ["茶叶产量", "红茶产量", "绿茶产量"]


def test_shares_and_ratios() -> None:
    share, ratio = facts("指标 | 2022年比重（%）", "红茶产量 | 21.7", "师生比 | 15:1")
    assert (share.kind, share.value, share.base_unit) == ("share", Decimal("21.7"), "%")
    assert (ratio.figure, ratio.value) == ("15", Decimal(15))


def test_a_target_in_brackets_is_cumulative() -> None:
    year, span = facts("指标 | 单位 | 2025年目标", "茶叶产量 | 吨 | 320", "新建茶场 | 个 | [40]")
    assert (year.period, year.status) == ("2025", "target")
    assert (span.period, span.status, span.value) == ("2021/2025", "target", Decimal(40))


def test_what_is_ahead_of_publication_is_a_target() -> None:
    found = facts("指标 | 2021年 | 2023年", "茶叶产量（吨） | 320 | 330", published="2022-03-08")
    assert [fact.status for fact in found] == ["actual", "target"]


def test_a_place_in_the_label_is_the_region() -> None:
    found = facts("指标 | 2022年（吨）", "芜湖市茶叶产量 | 320", "茶叶产量 | 330")
    assert [(fact.region, fact.indicator) for fact in found] == [("芜湖市", "茶叶产量"), ("烟台市", "茶叶产量")]


def rows(found: list[Fact]) -> list[tuple[str, str, str]]:
    return [(fact.indicator, fact.period, fact.figure) for fact in found]


def test_years_and_months_as_rows() -> None:
    years = facts("年份 | 茶叶产量（吨） | 比上年增长（%）", "2021 | 320 | 3.2", "2022 | 330 | 3.1")
    assert rows(years) == [("茶叶产量", "2021", "320"), ("茶叶产量", "2022", "330")]
    assert [fact.growth_rate for fact in years] == [Decimal("3.2"), Decimal("3.1")]
    months = facts("月份 | 茶叶产量（吨）", "1月 | 20", "2月 | 21", caption="2022年茶叶")
    assert rows(months) == [("茶叶产量", "2022-01", "20"), ("茶叶产量", "2022-02", "21")]


def test_a_second_header_row_of_units_and_one_of_groups() -> None:
    units = facts_of("| 年份 | 茶叶产量 | 茶叶产值 |", "|  | 吨 | 万元 |", "| 2021年 | 320 | 90 |")
    assert [(fact.indicator, fact.value, fact.base_unit) for fact in units] == [
        ("茶叶产量", Decimal(320), "吨"),
        ("茶叶产值", Decimal(900000), "元"),
    ]
    groups = facts_of(
        "| 指标 | 1-6月 | 1-6月 | 6月 | 6月 |",
        "| 指标 | 绝对值 | 同比±% | 绝对值 | 同比±% |",
        "| 茶叶产量（吨） | 90 | 5 | 20 | -3 |",
    )
    assert [(fact.period, fact.growth_rate) for fact in groups] == [
        ("2022-01/2022-06", Decimal(5)),
        ("2022-06", Decimal(-3)),
    ]


def facts_of(*lines: str) -> list[Fact]:
    return list(policyfacts.extract("\n".join(("2022年6月茶叶", *lines)), region="烟台市"))


def test_places_as_rows_and_as_columns() -> None:
    down = facts("地区 | 茶叶产量（吨） | 增速（%） | 占全省比重（%）", "芜湖市 | 320 | 5 | 12", caption="2022年茶叶")
    assert [(fact.region, fact.indicator, fact.kind, fact.relative_to) for fact in down] == [
        ("芜湖市", "茶叶产量", "level", ""),
        ("芜湖市", "茶叶产量", "share", "全省"),
    ]
    across = facts("指标 | 芜湖市 | 岳阳市", "茶叶产量（吨） | 320 | 330", caption="2022年茶叶")
    assert [(fact.region, fact.indicator, fact.figure) for fact in across] == [
        ("芜湖市", "茶叶产量", "320"),
        ("岳阳市", "茶叶产量", "330"),
    ]


def test_the_measure_of_a_column_goes_behind_the_name_of_the_row() -> None:
    found = facts("产品 | 产量（吨） | 单价（元）", "红茶 | 320 | 80", caption="2022年茶叶")
    assert [fact.indicator for fact in found] == ["红茶产量", "红茶单价"]
    (balance,) = facts("项目 | 余额（亿元）", "各项存款 | 320", caption="2022年7月末存款")
    assert (balance.indicator, balance.period) == ("各项存款余额", "2022-07-31")


def test_the_caption_names_what_neither_row_nor_column_does() -> None:
    (fact,) = facts("地区 | 2022年", "芜湖市 | 320", caption="表3 各市茶叶产量（单位：吨）")
    assert (fact.region, fact.indicator, fact.period, fact.unit) == ("芜湖市", "茶叶产量", "2022", "吨")


def test_growth_in_a_row_of_its_own() -> None:
    found = facts(
        "指标 | 2021年 | 2022年",
        "茶叶产量（吨） | 320 | 330",
        "比上年增长（%） | 3.2 | 3.1",
        "茶叶产值增速（%） | 4 | 持平",
    )
    assert [(fact.indicator, fact.kind, fact.growth_rate) for fact in found] == [
        ("茶叶产量", "level", Decimal("3.2")),
        ("茶叶产量", "level", Decimal("3.1")),
        ("茶叶产值", "growth", Decimal(4)),
        ("茶叶产值", "growth", Decimal(0)),
    ]


def test_how_a_rate_moved_completes_its_growth() -> None:
    (fact,) = facts(
        "指标 | 1-7月同比增长（%） | 比1-6月加快（百分点）", "茶叶产值 | 5.1 | -0.3", caption="2022年1-7月茶叶"
    )
    assert (fact.kind, fact.growth_rate, fact.change, fact.change_unit, fact.change_base) == (
        "growth",
        Decimal("5.1"),
        Decimal("-0.3"),
        "百分点",
        "2022-01/2022-06",
    )


def test_the_period_before_and_figures_below_nought() -> None:
    found = facts(
        "项目 | 本报告期 | 上年同期 | 增减（%）", "净利润（元） | -200 | -100 | 不适用", caption="2018年第一季度"
    )
    assert [(fact.period, fact.value) for fact in found] == [("2018-Q1", Decimal(-200)), ("2017-Q1", Decimal(-100))]


def test_a_figure_with_its_unit_in_the_cell() -> None:
    (fact,) = facts("指标 | 2025年目标", "茶叶产量 | 320万吨以上", published="2022-03-08")
    assert (fact.figure, fact.unit, fact.comparator, fact.status) == ("320", "万吨", "ge", "target")


def test_the_beginning_of_a_period_the_one_before_and_the_sum_of_the_year() -> None:
    found = facts("项目 | 期末余额（元） | 期初余额（元）", "存货 | 320 | 300", caption="2018年第一季度")
    assert [(fact.indicator, fact.period) for fact in found] == [("存货余额", "2018-03-31"), ("存货余额", "2017-12-31")]
    found = facts("项目 | 本期发生额（元） | 上期发生额（元）", "营业收入 | 320 | 300", caption="2018年第一季度")
    assert [fact.period for fact in found] == ["2018-Q1", "2017-Q1"]
    found = facts("指标 | 本月 | 本年累计", "茶叶产量（吨） | 20 | 90", caption="2022年6月茶叶")
    assert [fact.period for fact in found] == ["2022-06", "2022-01/2022-06"]


def test_who_made_a_table_is_no_unit_and_a_company_no_place() -> None:
    (fact,) = facts("股东 | 持股数量", "岳阳市茶叶公司 | 320", caption="编制单位：某公司　单位：股")
    assert (fact.region, fact.indicator, fact.unit) == ("烟台市", "岳阳市茶叶公司持股数量", "股")


def test_what_a_heading_of_a_group_is_over_is_named_in_full() -> None:
    found = facts(
        "项目 | 期末余额（元）", "流动负债： | ", "　应付票据 | 320", "流动负债合计 | 320", caption="2018年3月末"
    )
    assert [fact.indicator for fact in found] == ["应付票据余额", "流动负债合计余额"]


def test_a_movement_between_two_days_of_a_balance_sheet_is_measured_against_the_first() -> None:
    found = facts("项目 | 期末余额（元） | 期初余额（元） | 增减%", "存货 | 330 | 300 | 10%", caption="2018年第一季度")
    assert [(fact.growth_rate, fact.growth_basis, fact.growth_base) for fact in found] == [
        (Decimal(10), "base", "2017-12-31"),
        (None, "", ""),
    ]
    found = facts("项目 | 2018年末（元） | 2017年末（元） | 增减%", "存货 | 330 | 300 | 10%")
    assert [fact.growth_basis for fact in found] == ["yoy", ""]


def test_a_column_from_january_on_and_a_row_of_another_unit_behind_a_part() -> None:
    found = facts(
        "产品 | 单位 | 本月 | 1—本月累计",
        "自来水 | 万立方米 | 40 | 210",
        "#居民 | 万立方米 | 20 | 95",
        "砖瓦 | 万块 | 7 | 31",
        caption="2022年6月工业产量",
    )
    assert [fact.indicator for fact in found[::2]] == [fact.indicator for fact in found[1::2]]
    assert [fact.period for fact in found[:2]] == ["2022-06", "2022-01/2022-06"]
    assert found[-1].indicator == "砖瓦产量"
