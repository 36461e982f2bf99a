"""Tables as they come out of pages: headings that span columns, rows cut at their end, groups, sums, footnotes."""

from __future__ import annotations

import policyfacts
from policyfacts.facts import Fact


def facts(*lines: str) -> list[Fact]:
    """The facts of a text whose tables are written with tabs."""
    return list(policyfacts.extract("\n".join(lines), region="烟台市"))


def rows(*lines: str) -> list[tuple[str, str, str, str]]:
    return [(fact.region, fact.indicator, fact.figure, fact.period) for fact in facts(*lines)]


def test_a_heading_spans_the_columns_under_it_and_a_short_row_stands_at_the_left() -> None:
    assert rows(
        "表3 各区人口",
        "单位：人、%",
        "地区\t人口数\t比重[4]",
        "\t\t2020年\t2010年",
        "芝罘区\t900\t45.00\t44.00",
        "驻军人员\t20",
    ) == [
        ("芝罘区", "人口数", "900", ""),
        ("芝罘区", "比重", "45.00", "2020"),
        ("芝罘区", "比重", "44.00", "2010"),
        ("烟台市", "驻军人员人口数", "20", ""),
    ]


def test_the_label_of_a_group_of_rows_divides_no_table() -> None:
    assert rows(
        "表1 2021年产量",
        "\t面积（亩）\t产量（吨）",
        "全部粮食\t500\t30",
        "一、分季节",
        "夏粮\t200\t12",
        "秋粮\t300\t18",
    )[2:] == [
        ("烟台市", "夏粮面积", "200", "2021"),
        ("烟台市", "夏粮产量", "12", "2021"),
        ("烟台市", "秋粮面积", "300", "2021"),
        ("烟台市", "秋粮产量", "18", "2021"),
    ]


def test_a_sum_is_named_by_its_column() -> None:
    assert [row[1] for row in rows("行业\t研发经费（万元）\t研发强度（%）", "合计\t80\t1.2", "化工业\t50\t1.4")] == [
        "研发经费",
        "研发强度",
        "化工业研发经费",
        "化工业研发强度",
    ]


def test_a_title_makes_growth_of_all_cells() -> None:
    caption = "表2 2019年消费价格比上年涨跌幅度"
    found = facts(caption, "单位：%", "指标\t全市\t城市\t农村", "消费价格[3]\t2.9\t-2.8\t0.1")
    assert [(fact.kind, fact.indicator, str(fact.growth_rate), fact.growth_basis) for fact in found] == [
        ("growth", "消费价格", "2.9", "yoy"),
        ("growth", "城市消费价格", "-2.8", "yoy"),
        ("growth", "农村消费价格", "0.1", "yoy"),
    ]


def test_the_year_that_the_text_above_compares_with_is_not_that_of_the_table() -> None:
    found = facts(
        "烟台市2020年人口普查公报",
        "2020年，人口增加。",
        "与2010年普查相比，各年龄段人口比重有所变化。",
        "表5 年龄构成",
        "年龄\t人口数（人）",
        "0—14岁\t90",
    )
    assert [(fact.indicator, fact.period) for fact in found] == [("0—14岁人口数", "2020")]


def test_carriers_and_sectors_under_a_sum_divide_it() -> None:
    lines = ("货物周转量\t亿吨公里\t40", "铁路\t亿吨公里\t15", "生产总值\t亿元\t60", "第一产业\t亿元\t9", "商场\t个\t3")
    assert [row[1] for row in rows("指标\t单位\t2021年", *lines)] == [
        "货物周转量",
        "铁路货物周转量",
        "生产总值",
        "第一产业增加值",
        "商场",
    ]


def test_a_unit_of_points_in_the_title_is_that_of_the_movements() -> None:
    found = facts("表6 就业构成", "单位：%、百分点", "\t2021年\t2022年\t增减", "第二产业\t47.5\t45.1\t-2.4")
    assert [(str(fact.value), str(fact.change), fact.change_unit, fact.growth_rate) for fact in found] == [
        ("47.5", "None", "", None),
        ("45.1", "-2.4", "百分点", None),
    ]


def test_a_title_of_several_measures_names_no_column() -> None:
    lines = ("\t面积（亩）\t单位面积产量（吨/亩）", "芝罘区\t200\t0.4")
    assert [row[1] for row in rows("表1 2021年各区粮食面积及单位面积产量、总产量和单位面积产量", *lines)] == [
        "面积",
        "单位面积产量",
    ]


def test_growth_stays_with_its_level_under_a_heading_with_a_unit_and_with_a_word_of_scope() -> None:
    header = "县区\t行李量（万件）\t行李量（万件）\t收入（万元）\t收入（万元）"
    found = facts("2022年托运情况", header, "\t累计\t同比（%）\t累计\t同口径增长%", "芝罘区\t80\t3.5\t600\t-2")
    assert [(row.indicator, row.figure, row.unit, str(row.growth_rate)) for row in found] == [
        ("行李量", "80", "万件", "3.5"),
        ("收入", "600", "万元", "-2"),
    ]


def test_rows_behind_by_what_they_divide_are_parts_of_the_row_above_it() -> None:
    assert rows(
        "表1 2021年上半年收入（元）",
        "指标名称            绝对量    名义增长%   实际增长%",
        "全市居民人均可支配收入   1500   5.6   4.0",
        "  按常住地分：",
        "    城镇居民       1900     4.4     2.9",
        "         农村居民       900     6.3     4.4",
    )[::2] == [
        ("烟台市", "居民人均可支配收入", "1500", "2021-H1"),
        ("烟台市", "城镇居民人均可支配收入", "1900", "2021-H1"),
        ("烟台市", "农村居民人均可支配收入", "900", "2021-H1"),
    ]


def test_a_heading_stands_over_the_empty_cells_behind_it() -> None:
    for first in ("地区\t男\t\t女\t", "地区\t男\t女"):  # with the cells that it spans, or without
        found = rows(
            "2020年户籍情况", first, "\t人数\t年龄\t人数\t年龄", "芝罘区\t90\t38\t80\t39", "福山区\t70\t37\t60\t36"
        )
        assert [row[1] for row in found[:4]] == ["男人数", "男年龄", "女人数", "女年龄"]


def test_a_year_stands_over_all_of_its_quarters() -> None:
    found = rows("时间\t2021年\t\t", "项目\t一季度\t二季度", "存款（亿元）\t31\t32", "贷款（亿元）\t21\t22")
    assert [row[3] for row in found[:2]] == ["2021-Q1", "2021-Q2"]
