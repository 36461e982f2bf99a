"""Lists of names: as many members as figures, each with what the list shares."""

from __future__ import annotations

import pytest

import policyfacts
from policyfacts.link.lists import Lists
from policyfacts.link.names import Names
from policyfacts.rules.load import default_rules

LISTS = Lists(default_rules(), Names(default_rules()))


@pytest.mark.parametrize(
    ("subject", "members"),
    [
        ("苹果、梨产量", ["苹果产量", "梨产量"]),
        ("苹果和梨产量", ["苹果产量", "梨产量"]),
        ("苹果、梨和桃产量", ["苹果产量", "梨产量", "桃产量"]),
        ("苹果产量、单产", ["苹果产量", "苹果单产"]),
        ("苹果产量、茶园面积", ["苹果产量", "茶园面积"]),
    ],
)
def test_the_members_share_head_and_stem(subject: str, members: list[str]) -> None:
    assert LISTS.items(subject, len(members)) == members


@pytest.mark.parametrize(
    ("subject", "members"),
    [
        ("新建果园、茶园", ["新建果园", "新建茶园"]),
        ("对瑞典、挪威出口", ["对瑞典出口", "对挪威出口"]),
        ("对瑞典、对挪威出口", ["对瑞典出口", "对挪威出口"]),
    ],
)
def test_the_members_share_the_opener(subject: str, members: list[str]) -> None:
    assert LISTS.items(subject, len(members)) == members


@pytest.mark.parametrize(
    ("subject", "members"),
    [
        ("省级、市级中心", ["省级中心", "市级中心"]),
        ("第一、第三产业投资", ["第一产业投资", "第三产业投资"]),
        ("一、二、三产业增加值", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
    ],
)
def test_parallel_words_take_the_noun_of_the_last(subject: str, members: list[str]) -> None:
    assert LISTS.items(subject, len(members)) == members


@pytest.mark.parametrize(
    ("subject", "members"),
    [
        ("城乡居民收入", ["城镇居民收入", "农村居民收入"]),
        ("牛羊存栏量", ["牛存栏量", "羊存栏量"]),
        ("茶企存贷款余额", ["茶企存款余额", "茶企贷款余额"]),
    ],
)
def test_fused_pairs_are_taken_apart(subject: str, members: list[str]) -> None:
    assert LISTS.items(subject, 2) == members
    assert LISTS.items(subject, 3) == []


def test_a_conjunction_inside_a_member_stays() -> None:
    subject = "采茶与制茶业、渔业增加值"
    assert LISTS.items(subject, 2) == ["采茶与制茶业增加值", "渔业增加值"]


@pytest.mark.parametrize(("subject", "count"), [("苹果产量", 2), ("苹果、梨产量", 3), ("苹果、梨、桃产量", 2)])
def test_there_are_as_many_members_as_figures_or_none(subject: str, count: int) -> None:
    assert LISTS.items(subject, count) == []


@pytest.mark.parametrize(
    ("subject", "members"),
    [
        ("苹果、梨产量", ["苹果产量", "梨产量"]),
        ("苹果、梨、桃等水果产量", ["苹果产量", "梨产量", "桃产量"]),
        ("苹果产量", ["苹果产量"]),
    ],
)
def test_all_members(subject: str, members: list[str]) -> None:
    assert LISTS.all_items(subject) == members


def test_each_figure_of_a_list_goes_to_its_member() -> None:
    facts = policyfacts.extract("2022年，全市苹果、梨、桃产量分别为37.4万吨、8.8万吨和5.1万吨。", region="烟台市")
    assert [(fact.indicator, fact.figure) for fact in facts] == [
        ("苹果产量", "37.4"),
        ("梨产量", "8.8"),
        ("桃产量", "5.1"),
    ]
