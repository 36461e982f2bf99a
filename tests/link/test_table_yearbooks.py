"""Sheets of yearbooks and monthly tables: months beside years, ranks of growth, parts by units of labels, places."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import policyfacts
from policyfacts.document import Block, Cell, Document, Table
from policyfacts.extract import extract_document
from policyfacts.facts import Fact


def facts(*lines: str, region: str | None = "烟台市") -> list[Fact]:
    """The facts of a text whose tables are written with tabs."""
    return list(policyfacts.extract("\n".join(lines), region=region))


def test_months_stand_in_a_column_beside_that_of_years() -> None:
    found = facts(
        "用电量月度数据",
        "单位：亿千瓦时",
        "年份\t月份\t当月\t累计",
        "2021年\t1月\t30\t30",
        "\t2月\t25\t55",
        "2022年\t1\t31\t31",
    )
    assert [(fact.indicator, fact.period, fact.figure) for fact in found] == [
        ("用电量", "2021-01", "30"), ("用电量", "2021-01", "30"),
        ("用电量", "2021-02", "25"), ("用电量", "2021-01/2021-02", "55"),
        ("用电量", "2022-01", "31"), ("用电量", "2022-01", "31"),
    ]  # fmt: skip


def test_the_year_of_a_month_stands_some_rows_above() -> None:
    found = facts(
        "时间\t用电量增速（%）\t用水量增速（%）",
        "2021年11月\t3.1\t2",
        "12月\t3.5\t2.2",
        "2022年1月\t4\t2.1",
        "2月\t4.4\t2.5",
    )
    assert [fact.period for fact in found[::2]] == ["2021-11", "2021-12", "2022-01", "2022-02"]


def test_a_rank_behind_a_growth_is_one_of_growth_also_under_a_name() -> None:
    found = facts(
        "区县\tGDP\t\t\t", "\t总量（亿元）\t位次\t增速（%）\t位次", "芝罘区\t90\t1\t5.1\t4", "福山区\t60\t2\t5.5\t2"
    )
    assert [(fact.kind, fact.indicator) for fact in found[:3]] == [
        ("level", "GDP"),
        ("rank", "GDP"),
        ("rank", "GDP增速"),
    ]
    assert str(found[0].growth_rate) == "5.1"


def test_labels_without_a_unit_divide_the_last_one_that_has_one() -> None:
    found = facts(
        "项目\t2021年\t同比增长（%）",
        "宾馆平均房价（元/间）\t300\t1.5",
        "三星级\t200\t1.1",
        "接待人数（万人次）\t90\t3",
        "三星级\t40\t2",
    )
    assert [(fact.indicator, fact.unit) for fact in found] == [
        ("宾馆平均房价", "元/间"),
        ("三星级宾馆平均房价", "元/间"),
        ("接待人数", "万人次"),
        ("三星级人数", "万人次"),
    ]


def test_a_part_in_a_heading_is_named_by_what_stands_over_it() -> None:
    found = facts(
        "乡镇\t粮食总产量（吨）\t\t肉类产量（吨）", "\t合计\t其中：小麦\t", "清水镇\t90\t40\t7", "平安镇\t80\t30\t5"
    )
    assert [fact.indicator for fact in found[:3]] == ["粮食总产量", "小麦总产量", "肉类产量"]
    found = facts("年份\t工业增加值（亿元）\t制造业\t采矿业", "2020\t90\t80\t10", "2021\t95\t84\t11")
    assert [fact.indicator for fact in found[:3]] == ["工业增加值", "制造业", "采矿业"]


def test_a_budget_over_a_sum_and_its_parts_is_that_of_each() -> None:
    lines = ("单位：万元", "单位名称\t预算数\t\t\t决算数\t\t", "\t合计\t出国费\t接待费\t合计\t出国费\t接待费")
    found = facts(
        "2021年经费支出决算表", *lines, "甲局\t45\t30\t15\t38\t28\t10", "乙局\t4\t3\t1\t3\t2\t1", region="烟台市"
    )
    assert [fact.status for fact in found[:6]] == ["target"] * 3 + ["actual"] * 3


def test_labels_that_come_again_are_told_apart_by_the_rows_above_them() -> None:
    found = facts("\t单位数（万个）", "产业活动单位\t20", "　第二产业\t5", "个体经营户\t60", "　第二产业\t6")
    assert [fact.indicator for fact in found[1::2]] == ["产业活动单位第二产业单位数", "个体经营户第二产业单位数"]


def test_all_of_the_city_in_which_the_places_of_a_table_lie() -> None:
    found = facts("地区\t产值（亿元）", "全市\t90", "芝罘区\t40", "莱山区\t30", "牟平区\t20", region=None)
    assert [fact.region for fact in found] == ["烟台市", "芝罘区", "莱山区", "牟平区"]


def test_a_word_in_a_column_of_places_is_a_place() -> None:
    assert [fact.region for fact in facts("城市\t产值（亿元）", "烟台\t90", "安康\t40", region=None)] == [
        "烟台市",
        "安康市",
    ]


def test_a_growth_beside_a_level_in_a_sheet_of_names_and_values() -> None:
    found = facts("户籍人口\t36万人\t乡镇数\t8个", "财政收入\t22亿元\t同比增长\t6.1%", "耕地面积\t45万亩\t覆盖率\t36%")
    assert [(fact.indicator, str(fact.growth_rate)) for fact in found if fact.growth_rate is not None] == [
        ("财政收入", "6.1")
    ]


def test_trade_by_partners_has_a_level_and_a_growth_for_each_flow() -> None:
    found = facts(
        "2021年5月全市进出口商品总值表",
        "单位：万元",
        "项目\t1至5月累计\t\t累计比去年同期±%\t",
        "\t进出口\t出口\t进出口\t出口",
        "总值\t900\t600\t5.1\t6.2",
        "按贸易方式分",
        "一般贸易\t500\t400\t7.1\t8.2",
    )
    assert [(fact.indicator, str(fact.growth_rate)) for fact in found] == [
        ("进出口", "5.1"), ("出口", "6.2"), ("一般贸易进出口", "7.1"), ("一般贸易出口", "8.2"),
    ]  # fmt: skip


def test_what_was_budgeted_in_january_is_of_the_year_and_what_was_reached_of_the_months() -> None:
    found = facts(
        "2021年9月财政收支",
        "单位：亿元",
        "项目\t年初预算数\t本月\t累计\t占预算%",
        "税收收入\t90\t6\t60\t66.7",
        "非税收入\t30\t2\t20\t66.7",
    )
    assert [(fact.kind, fact.period, fact.status) for fact in found[:4]] == [
        ("level", "2021-09", "target"), ("level", "2021-09", "actual"),
        ("level", "2021-01/2021-09", "actual"), ("share", "2021-01/2021-09", "actual"),
    ]  # fmt: skip


def test_a_heading_inside_a_table_stands_over_the_rows_below_it() -> None:
    found = facts(
        "项目\t2021年\t同比增长（%）",
        "宾馆数（家）\t30\t1.5",
        "饭店\t2021年\t2021年为2020年%",
        "饭店数（家）\t20\t94.6",
    )
    assert [(fact.indicator, fact.kind, fact.period) for fact in found[1:]] == [
        ("饭店数", "level", "2021"),
        ("饭店数", "share", "2021"),
    ]


def test_the_name_of_a_file_names_a_table_without_a_title(tmp_path: Path) -> None:
    path = tmp_path / "3-1 2021年各市产值（亿元）.csv"
    path.write_text("地区,2021年,2021年增速(%)\n烟台市,90,5.1\n威海市,60,4.4\n", encoding="utf-8")
    found = extract_document(policyfacts.read(path))
    assert [(fact.region, fact.indicator, fact.unit, fact.period) for fact in found] == [
        ("烟台市", "产值", "亿元", "2021"),
        ("威海市", "产值", "亿元", "2021"),
    ]


HEADS = {
    "levels and growth": ["产值（亿元）", "同比增长（%）"],
    "growth alone": ["同比增长（%）", "增速（%）"],
    "shares": ["占全国比重（%）", "占全省比重（%）"],
    "changes": ["产值（亿元）", "比上年增加（亿元）"],
}


@pytest.mark.parametrize("heads", HEADS.values(), ids=HEADS)
def test_a_table_twice_as_wide_takes_twice_the_time(heads: list[str]) -> None:
    def seconds(width: int) -> float:
        rows = [["地区", *heads * (width // 2)], *([place, *["3.5"] * width] for place in ("芝罘区", "福山区"))]
        cells = tuple(tuple(Cell(text, 0, 0) for text in row) for row in rows)
        document = Document("\n", blocks=(Block("table", 0, 0, Table(cells)),))
        begun = time.process_time()
        extract_document(document)
        return time.process_time() - begun

    seconds(100)
    narrow, wide = min(seconds(800) for _ in range(3)), min(seconds(3200) for _ in range(3))
    assert wide < 4 * narrow * 1.8


def test_the_province_of_one_table_is_not_that_of_the_next() -> None:
    first = "| 地区 | 产值（亿元） |\n|---|---|\n| 全省 | 90 |\n| 烟台市 | 30 |\n| 潍坊市 | 20 |\n| 临沂市 | 10 |\n"
    second = first.replace("烟台", "洛阳").replace("潍坊", "开封").replace("临沂", "信阳")
    found = policyfacts.extract(f"{first}\n其他情况如下。\n\n{second}")
    assert [fact.region for fact in found if fact.figure == "90"] == ["山东省", "河南省"]
