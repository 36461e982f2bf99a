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
    assert all(text[fact.start : fact.end].strip("[]%") == fact.figure for fact in found if fact.kind == "level")
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
