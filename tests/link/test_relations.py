"""The other side of a relation: wholes, goals, groups, and the parts of a composition."""

from __future__ import annotations

import pytest

from policyfacts.link.draft import Draft
from policyfacts.link.lists import Lists
from policyfacts.link.names import Names
from policyfacts.link.relations import Relations
from policyfacts.rules.load import default_rules

RELATIONS = Relations(default_rules(), Lists(default_rules(), Names(default_rules())))
SECTORS = ["第一产业", "第二产业", "第三产业"]


@pytest.mark.parametrize(
    ("name", "expected"), [("增速", True), ("按可比价格", True), ("同口径", True), ("苹果产量", False)]
)
def test_a_rate_word_names_nothing(name: str, expected: bool) -> None:
    assert RELATIONS.is_rate_word(name) is expected


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("全部税收总额的比重提高到", "全部税收总额"),
        ("同期税收总额", "税收总额"),
        ("全部茶企（下同）的", "全部茶企"),
        ("果园总面积", "果园总面积"),
    ],
)
def test_the_whole_of_a_share(words: str, whole: str) -> None:
    assert RELATIONS.share_of(words) == whole


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("制茶业实际利用外资占比", "实际利用外资"),
        ("渔业占农业增加值的比重", "农业增加值"),
        ("绿地占比", ""),
    ],
)
def test_the_whole_in_the_name_of_a_share(name: str, whole: str) -> None:
    assert RELATIONS.named_whole(name) == whole


@pytest.mark.parametrize(("noun", "whole"), [("受访茶农在本地就业", "受访茶农"), ("受访茶农", "受访茶农")])
def test_the_whole_behind_a_share_ends_before_its_predicate(noun: str, whole: str) -> None:
    assert RELATIONS.counted_whole(noun) == whole


@pytest.mark.parametrize(
    ("words", "period"), [("到2018年同期的", "2018年"), ("至2018年全年的水平", "2018年"), ("2018年", "2018年")]
)
def test_the_earlier_period_of_a_recovery(words: str, period: str) -> None:
    assert RELATIONS.earlier(words) == period


@pytest.mark.parametrize(
    ("words", "goal"), [("了全部投资增长约", "全部投资"), ("茶业增长", "茶业"), ("全部投资", "全部投资")]
)
def test_the_goal_of_a_contribution(words: str, goal: str) -> None:
    assert RELATIONS.toward(words) == goal


@pytest.mark.parametrize(("words", "group"), [("在沿海省份排名中", "沿海省份"), ("，居全国", "全国"), ("全省", "全省")])
def test_the_group_of_a_rank(words: str, group: str) -> None:
    assert RELATIONS.among(words) == group


@pytest.mark.parametrize(
    ("words", "split"),
    [
        ("茶叶产量稳居全省", ("茶叶产量", "全省")),
        ("茶叶产量居全国同类市", ("茶叶产量", "全国同类市")),
        ("茶叶产量", ("茶叶产量", "")),
    ],
)
def test_a_group_may_stand_behind_the_name_without_a_verb(words: str, split: tuple[str, str]) -> None:
    assert RELATIONS.split_rank(words) == split
    assert RELATIONS.ranked(words) is bool(split[1])


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("三次产业比例", [f"{sector}比重" for sector in SECTORS]),
        ("三次产业投资结构", [f"{sector}投资比重" for sector in SECTORS]),
        ("水电与火电之比", ["水电比重", "火电比重"]),
        ("国有、民营和个体经济比例", ["国有经济比重", "民营经济比重", "个体经济比重"]),
    ],
)
def test_the_parts_of_a_composition(name: str, parts: list[str]) -> None:
    assert RELATIONS.composition_names(name, len(parts)) == parts


COMPOSITION = [Draft(0, 1, indicator=f"{sector}比重", part=number) for number, sector in enumerate(SECTORS, 1)]


@pytest.mark.parametrize(
    ("name", "number", "part"),
    [("第二产业比重", 0, 2), ("一三产业比重", 0, 1), ("一三产业比重", 1, 3), ("第三产业占比", 0, 3)],
)
def test_a_name_speaks_of_a_part(name: str, number: int, part: int) -> None:
    found = RELATIONS.part_of(COMPOSITION, name, number)
    assert found is COMPOSITION[part - 1]


def test_another_name_speaks_of_no_part() -> None:
    assert RELATIONS.part_of(COMPOSITION, "茶园比重", 0) is None
