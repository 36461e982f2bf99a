"""Ranks and compositions: 位列全省第三, 三次产业比例为x∶y∶z, 比例1.9:1."""

from __future__ import annotations

from decimal import Decimal

import pytest

import policyfacts
from policyfacts.facts import Fact


def facts(words: str) -> list[Fact]:
    return list(policyfacts.extract(f"2022年，全市{words}。", region="烟台市"))


@pytest.mark.parametrize(
    ("words", "rank", "among"),
    [
        ("茶叶产量位列全省第三", 3, "全省"),
        ("茶叶产量位居沿海城市第12位", 12, "沿海城市"),
        ("茶叶产量稳居全省首位", 1, "全省"),
        ("茶叶产量全国第二", 2, "全国"),
    ],
)
def test_a_rank_and_among_whom(words: str, rank: int, among: str) -> None:
    (fact,) = facts(words)
    assert (fact.indicator, fact.kind, fact.relative_to) == ("茶叶产量", "rank", among)
    assert (fact.value, fact.base_unit) == (Decimal(rank), "位")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("茶叶产量、苹果产量分别居全省第二、第五位", [("茶叶产量", "2"), ("苹果产量", "5")]),
        ("茶叶产量、单产均居全省第四位", [("茶叶产量", "4"), ("茶叶单产", "4")]),
    ],
)
def test_ranks_of_a_list(words: str, expected: list[tuple[str, str]]) -> None:
    found = facts(words)
    assert [(fact.indicator, fact.figure) for fact in found] == expected
    assert {fact.relative_to for fact in found} == {"全省"}


@pytest.mark.parametrize(
    ("words", "inherited"), [("居全省第五位", True), ("总量居全省第五位", False), ("苹果产量居全省第五位", False)]
)
def test_a_rank_without_a_name_takes_the_one_before(words: str, inherited: bool) -> None:
    level, rank = facts(f"茶叶产量3万吨，{words}")
    assert (level.kind, rank.kind, rank.figure) == ("level", "rank", "5")
    assert rank.indicator == ("苹果产量" if words.startswith("苹果") else "茶叶产量")
    assert ("indicator_inherited" in rank.flags.split(";")) is inherited


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "三次产业比例为10.5:44.2:45.3",
            [("第一产业比重", "10.5"), ("第二产业比重", "44.2"), ("第三产业比重", "45.3")],
        ),
        ("水电与火电之比为32∶68", [("水电比重", "32"), ("火电比重", "68")]),
    ],
)
def test_parts_that_make_a_hundred_are_shares(words: str, expected: list[tuple[str, str]]) -> None:
    found = facts(words)
    assert [(fact.indicator, fact.figure) for fact in found] == expected
    assert {(fact.kind, fact.base_unit, fact.period) for fact in found} == {("share", "%", "2022")}


def test_each_part_stands_where_it_is_written() -> None:
    text = "2022年，全市三次产业比例为10.5:44.2:45.3。"
    found = policyfacts.extract(text, region="烟台市")
    assert [text[fact.start : fact.end] for fact in found] == ["10.5", "44.2", "45.3"]


@pytest.mark.parametrize(
    ("words", "figure", "value"),
    [("师生比例为1:12.5", "1:12.5", "0.08"), ("城乡居民收入比为1.9:1", "1.9", "1.9"), ("男女比例为3:2", "3:2", "1.5")],
)
def test_any_other_ratio_of_two_is_a_ratio(words: str, figure: str, value: str) -> None:
    (fact,) = facts(words)
    assert (fact.kind, fact.figure, fact.value, fact.base_unit) == ("ratio", figure, Decimal(value), "")


def test_three_parts_that_do_not_make_a_hundred_are_nothing() -> None:
    assert facts("茶青配比为3:2:1") == []
