"""Shares and contributions: 占…的N%, 占比N%, N%的X, 恢复至…八成, 拉动…N个百分点."""

from __future__ import annotations

from decimal import Decimal

import pytest

import policyfacts
from policyfacts.facts import Fact


def facts(words: str) -> list[Fact]:
    return list(policyfacts.extract(f"2022年，全市{words}。", region="烟台市"))


@pytest.mark.parametrize(
    ("words", "indicator", "relative_to", "value", "comparator"),
    [
        ("茶业增加值占农业增加值的58.1%", "茶业增加值", "农业增加值", "58.1", "eq"),
        ("茶业增加值占农业增加值比重达到58.1%", "茶业增加值", "农业增加值", "58.1", "eq"),
        ("茶农人数约占总人口的12%", "茶农人数", "总人口", "12", "approx"),
        ("茶农人数占总人口的12%以上", "茶农人数", "总人口", "12", "ge"),
        ("茶农比重为31.7%", "茶农比重", "", "31.7", "eq"),
        ("客运量恢复至2019年同期的八成", "客运量", "2019年", "80", "eq"),
    ],
)
def test_a_share_and_its_whole(words: str, indicator: str, relative_to: str, value: str, comparator: str) -> None:
    (fact,) = facts(words)
    assert (fact.kind, fact.indicator, fact.relative_to) == ("share", indicator, relative_to)
    assert (fact.value, fact.base_unit, fact.comparator) == (Decimal(value), "%", comparator)


def test_a_share_without_a_name_takes_the_one_before() -> None:
    level, share = facts("小学在校生24.1万人，占总数的31%")
    assert (level.kind, level.indicator) == ("level", "小学在校生")
    assert (share.kind, share.indicator, share.relative_to) == ("share", "小学在校生", "总数")
    assert "indicator_inherited" in share.flags.split(";")
    assert "indicator_inherited" not in level.flags


def test_shares_of_a_list() -> None:
    found = facts("茶农、菜农比重分别为12.4%和8.9%")
    assert [(fact.indicator, fact.figure) for fact in found] == [("茶农比重", "12.4"), ("菜农比重", "8.9")]
    assert {fact.kind for fact in found} == {"share"}


def test_shares_of_the_figures_before() -> None:
    found = facts("苹果产量5万吨，梨产量3万吨，分别占水果产量的50%和30%")
    shares = [(fact.indicator, fact.relative_to, fact.figure) for fact in found if fact.kind == "share"]
    assert shares == [("苹果产量", "水果产量", "50"), ("梨产量", "水果产量", "30")]


@pytest.mark.parametrize(("words", "relative_to"), [("为预算的103.2%", "预算"), ("完成年度预算的103.2%", "年度预算")])
def test_how_much_of_a_plan_was_done(words: str, relative_to: str) -> None:
    _, share = facts(f"茶业税收300万元，{words}")
    assert (share.kind, share.indicator, share.relative_to) == ("share", "茶业税收", relative_to)
    assert share.value == Decimal("103.2")


def test_a_share_of_what_follows() -> None:
    (fact,) = facts("近八成受访茶农表示满意")
    assert (fact.kind, fact.value, fact.relative_to) == ("share", Decimal(80), "受访茶农")


def test_the_place_may_follow_a_share() -> None:
    (fact,) = facts("受灾的95%在芜湖市")
    assert (fact.kind, fact.region, fact.region_code) == ("share", "芜湖市", "340200")


@pytest.mark.parametrize(
    ("words", "indicator", "relative_to", "value", "base_unit"),
    [
        ("茶业拉动农业增长2.4个百分点", "茶业", "农业", "2.4", "百分点"),
        ("旱灾拖累茶叶产量下降2.4个百分点", "旱灾", "茶叶产量", "-2.4", "百分点"),
        ("茶业对农业增长贡献率为61.7%", "茶业", "农业", "61.7", "%"),
    ],
)
def test_a_contribution_has_a_goal_and_a_sign(
    words: str, indicator: str, relative_to: str, value: str, base_unit: str
) -> None:
    (fact,) = facts(words)
    assert (fact.kind, fact.indicator, fact.relative_to) == ("contribution", indicator, relative_to)
    assert (fact.value, fact.base_unit, fact.growth_rate) == (Decimal(value), base_unit, None)
