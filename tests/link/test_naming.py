"""The name of a level: what its figure counts, what stands before it, or the name in reach."""

from __future__ import annotations

import pytest

import policyfacts


def indicators(words: str) -> list[tuple[str, str]]:
    """The indicator of each level, with its figure."""
    facts = policyfacts.extract(f"2022年，全市{words}。", region="烟台市")
    return [(fact.indicator, fact.figure) for fact in facts if fact.kind == "level"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("茶叶产量37.4万吨", "茶叶产量"),
        ("茶叶产量达到37.4万吨", "茶叶产量"),
        ("累计实现茶业增加值37.4亿元", "茶业增加值"),
        ("共培训茶农37.4万人次", "培训茶农"),
        ("新建茶园37.4万亩", "新建茶园"),
    ],
)
def test_the_name_before_the_figure(words: str, name: str) -> None:
    assert indicators(words) == [(name, "37.4")]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("共有94个茶场", "茶场"),
        ("建成94座茶博馆", "茶博馆"),
        ("培训94名茶农", "培训茶农"),
        ("新建94座茶厂，道路畅通", "新建茶厂"),
    ],
)
def test_the_noun_behind_the_figure(words: str, name: str) -> None:
    assert indicators(words) == [(name, "94")]


@pytest.mark.parametrize(
    ("words", "name"),
    [("投入8亿元用于茶园灌溉", "茶园灌溉投资"), ("发放8万元的茶农补贴", "发放茶农补贴")],
)
def test_money_is_named_by_what_it_was_for(words: str, name: str) -> None:
    assert indicators(words) == [(name, "8")]


@pytest.mark.parametrize(
    ("words", "second"),
    [
        ("茶叶种植面积3万亩，产量4万吨", "茶叶产量"),
        ("茶叶出口3亿元，进口4亿元", "茶叶进口"),
        ("茶业增加值3亿元，其中茶叶加工业4亿元", "茶叶加工业增加值"),
        ("茶叶产量3万吨，苹果产量4万吨", "苹果产量"),
    ],
)
def test_a_name_that_needs_an_owner_takes_the_one_before(words: str, second: str) -> None:
    found = indicators(words)
    assert found[1:] == [(second, "4")]


def test_items_of_a_list_share_their_verb() -> None:
    assert indicators("新增7个合作社、9座茶厂") == [("新增合作社", "7"), ("新增茶厂", "9")]


def test_a_figure_in_brackets_takes_the_name_before() -> None:
    facts = policyfacts.extract("2022年，全市茶叶产量3万吨（2021年为2万吨），苹果产量4万吨。", region="烟台市")
    assert [(fact.indicator, fact.figure, fact.period) for fact in facts] == [
        ("茶叶产量", "3", "2022"),
        ("茶叶产量", "2", "2021"),
        ("苹果产量", "4", "2022"),
    ]
    assert ["indicator_inherited" in fact.flags for fact in facts] == [False, True, False]


def test_a_multiple_of_an_earlier_year_is_one_of_the_name_in_reach() -> None:
    level, ratio = policyfacts.extract("2022年，全市茶叶产量3万吨，是2019年的2.5倍。", region="烟台市")
    assert (ratio.kind, ratio.indicator, ratio.figure) == ("ratio", level.indicator, "2.5")
    assert "indicator_inherited" in ratio.flags.split(";")


@pytest.mark.parametrize(
    ("words", "comparator"), [("最高补助300元", "le"), ("最低补助300元", "ge"), ("补助300元", "eq")]
)
def test_a_name_may_bound_its_figure(words: str, comparator: str) -> None:
    (fact,) = policyfacts.extract(f"2022年，茶农{words}。", region="烟台市")
    assert (fact.figure, fact.comparator) == ("300", comparator)
