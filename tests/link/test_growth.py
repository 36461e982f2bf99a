"""Movements: growth rates and changes, their direction, basis and base period."""

from __future__ import annotations

from decimal import Decimal

import pytest

import policyfacts
from policyfacts.facts import Fact
from policyfacts.link.draft import Draft
from policyfacts.link.growth import Movement, apply, direction, stronger
from policyfacts.scan.mentions import Cue, Mention


def fact(sentence: str) -> Fact:
    (found,) = policyfacts.extract(sentence, region="烟台市")
    return found


@pytest.mark.parametrize(
    ("words", "rate", "comparator"),
    [
        ("增长6.2%", "6.2", "eq"),
        ("下降6.2%", "-6.2", "eq"),
        ("同比降幅为6.2%", "-6.2", "eq"),
        ("增长6.2%以上", "6.2", "ge"),
        ("增长约6.2%", "6.2", "approx"),
        ("增长两倍", "200", "eq"),
        ("翻两番", "300", "eq"),
        ("与上年持平", "0", "eq"),
        ("与上年基本持平", "0", "approx"),
    ],
)
def test_a_growth_rate(words: str, rate: str, comparator: str) -> None:
    found = fact(f"2022年，全市茶叶产量{words}。")
    assert (found.kind, found.indicator, found.value) == ("growth", "茶叶产量", None)
    assert (found.growth_rate, found.growth_comparator) == (Decimal(rate), comparator)


def test_a_range_of_growth() -> None:
    found = fact("2022年，全市茶叶产量3万吨，增长3%—5%。")
    assert (found.growth_rate, found.growth_rate_max) == (Decimal(3), Decimal(5))
    assert found.growth_comparator == "range"


@pytest.mark.parametrize(
    ("opening", "words", "basis", "base", "assumed"),
    [
        ("2022年", "增长6.2%", "yoy", "", True),
        ("2022年", "同比增长6.2%", "yoy", "", False),
        ("2022年", "比上年增长6.2%", "yoy", "", False),
        ("2022年3月", "环比增长6.2%", "pop", "", False),
        ("2022年3月", "比上月增长6.2%", "pop", "", False),
        ("2022年", "年均增长6.2%", "annual_avg", "", False),
        ("2022年", "比2020年增长6.2%", "base", "2020", False),
        ("2022年1—5月", "比2020年同期增长6.2%", "base", "2020-01/2020-05", False),
        ("2022年3月", "比11月增长6.2%", "base", "2021-11", False),
        ("2016—2020年", "增长6.2%", "base", "2015", True),
    ],
)
def test_what_a_growth_is_measured_against(opening: str, words: str, basis: str, base: str, assumed: bool) -> None:
    found = fact(f"{opening}，全市茶叶价格{words}。")
    assert (found.growth_basis, found.growth_base) == (basis, base)
    assert ("basis_assumed" in found.flags.split(";")) is assumed


@pytest.mark.parametrize(
    ("words", "change", "unit"),
    [
        ("茶叶合格率提高0.3个百分点", "0.3", "百分点"),
        ("茶叶合格率降低0.3个百分点", "-0.3", "百分点"),
        ("茶叶产量增加3万吨", "30000", "吨"),
        ("茶叶产量减少3万吨", "-30000", "吨"),
        ("茶叶产量增幅收窄0.3个百分点", "-0.3", "百分点"),
        ("茶叶产量降幅收窄0.3个百分点", "0.3", "百分点"),
        ("茶叶产量降幅扩大0.3个百分点", "-0.3", "百分点"),
    ],
)
def test_an_absolute_change(words: str, change: str, unit: str) -> None:
    found = fact(f"2022年，全市{words}。")
    assert (found.growth_rate, found.change, found.change_unit) == (None, Decimal(change), unit)
    assert found.change_base == "yoy"


def test_a_change_since_the_beginning_of_the_year() -> None:
    assert fact("2022年末，全市茶园面积比年初增加3万公顷。").change_base == "2021-12-31"


def test_verbs_of_a_list_each_govern_their_figure() -> None:
    facts = policyfacts.extract("2022年，全市茶叶产量和苹果产量分别增长2.4%和下降3.7%。", region="烟台市")
    rates = [(found.indicator, found.growth_rate) for found in facts]
    assert rates == [("茶叶产量", Decimal("2.4")), ("苹果产量", Decimal("-3.7"))]


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [("approx", "ge", "ge"), ("ge", "approx", "ge"), ("", "gt", "gt"), ("gt", "", "gt"), ("eq", "lt", "lt")],
)
def test_of_two_comparators_the_bound_wins(first: str, second: str, wanted: str) -> None:
    assert stronger(first, second) == wanted


@pytest.mark.parametrize(("codes", "sign"), [("u", 1), ("d", -1), ("lu", 1), ("ld", -1), ("", 1)])
def test_the_direction_of_a_run(codes: str, sign: int) -> None:
    assert direction([Mention(code, 0, 1, data=Cue()) for code in codes]) == sign


def test_a_growth_beside_a_level_leaves_the_place_of_its_figure() -> None:
    move = Movement(Mention("N", 8, 12), rate=Decimal(2), basis="yoy", assumed=True, rules=("rise.verb",))
    level, growth = Draft(3, 5, value=Decimal(7)), Draft(0, 1)
    apply(level, move)
    apply(growth, move)
    assert (level.start, level.end, growth.start, growth.end) == (3, 5, 8, 12)
    assert (level.growth_rate, level.growth_basis, level.flags, level.rules) == (
        Decimal(2),
        "yoy",
        ["basis_assumed"],
        ["rise.verb"],
    )


def test_no_movement_ends_a_list_of_levels() -> None:
    found = policyfacts.extract("2023年，烟台市臭氧浓度下降6 1%、2.4%和持平。")
    assert [(row.kind, row.figure) for row in found] == [("level", "1"), ("level", "2.4")]
