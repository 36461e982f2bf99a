"""Names: cut from their clause, freed of openers and verbs, given their owner."""

from __future__ import annotations

import pytest

from policyfacts.link.name_brackets import balanced
from policyfacts.link.names import LONGEST_NAME, Names
from policyfacts.rules.load import default_rules

NAMES = Names(default_rules())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("此外，苹果产量达到", "苹果产量"),
        ("其中：梨产量", "梨产量"),
        ("全年苹果产量", "苹果产量"),
        ("已连续6年苹果产量", "苹果产量"),
        ("累计完成造林面积", "造林面积"),
        ("三年间共举办茶艺展", "举办茶艺展"),
        ("“苹果产量", "苹果产量"),
        ("在校生", "在校生"),
        ("其中额", "其中额"),
        ("，；", ""),
    ],
)
def test_openers_verbs_and_signs_are_cut_off(text: str, name: str) -> None:
    assert NAMES.clean(text) == name
    assert NAMES.clean(name) == name


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("“苹果", "苹果"),
        ("苹果（鲜", "苹果（鲜）"),
        ("苹果（鲜）", "苹果（鲜）"),
        ("鲜）苹果产量", "苹果产量"),
        ("“鲜”苹果", "“鲜”苹果"),
        ("苹果产量", "苹果产量"),
    ],
)
def test_no_bracket_is_left_without_its_partner(name: str, whole: str) -> None:
    assert balanced(name) == whole


@pytest.mark.parametrize(
    ("name", "head", "stem"),
    [
        ("茶业增加值", "增加值", "茶业"),
        ("渔业家庭人均可支配收入", "人均可支配收入", "渔业家庭"),
        ("茶叶种植面积", "种植面积", "茶叶"),
        ("加工稻谷产量", "产量", "稻谷"),
        ("果园", "", "果园"),
    ],
)
def test_a_name_is_stem_and_head(name: str, head: str, stem: str) -> None:
    assert (NAMES.head_of(name), NAMES.stem(name)) == (head, stem)


@pytest.mark.parametrize(
    ("name", "needs", "trade"),
    [
        ("产量", True, False),
        ("出口", True, True),
        ("进出口总值", True, True),
        ("苹果产量", False, False),
        ("一般贸易出口", False, False),
    ],
)
def test_some_names_mean_nothing_without_an_owner(name: str, needs: bool, trade: bool) -> None:
    assert (NAMES.needs_owner(name), NAMES.is_trade(name)) == (needs, trade)


@pytest.mark.parametrize(("name", "expected"), [("举办数量", True), ("数量", True), ("举办展会", False)])
def test_a_light_verb_before_such_a_name_changes_nothing(name: str, expected: bool) -> None:
    assert NAMES.dependent(name) is expected


@pytest.mark.parametrize(
    ("owner", "name", "whole"),
    [
        ("对瑞典进出口额", "出口", "对瑞典出口额"),
        ("苹果种植面积", "产量", "苹果产量"),
        ("茶叶产量", "产量", "茶叶产量"),
        ("加工稻谷", "产值", "稻谷产值"),
        ("", "产量", "产量"),
    ],
)
def test_an_owner_lends_what_a_name_lacks(owner: str, name: str, whole: str) -> None:
    assert NAMES.own(owner, name) == whole


@pytest.mark.parametrize(
    ("name", "sibling", "whole"),
    [
        ("公立医院", "医院出院人次", "公立医院出院人次"),
        ("城镇", "农村居民消费支出", "城镇消费支出"),
        ("果园", "茶园", "果园"),
    ],
)
def test_a_sibling_lends_its_head(name: str, sibling: str, whole: str) -> None:
    assert NAMES.with_sibling(name, sibling) == whole


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("的果园", "果园"),
        ("果园已建成", "果园"),
        ("果园，其中", "果园"),
        ("具有高级职称的教师", "教师"),
        ("和茶园", ""),
        ("增长", ""),
    ],
)
def test_the_noun_behind_a_figure_ends_at_a_verb_or_a_sign(text: str, noun: str) -> None:
    assert NAMES.behind(text) == noun


def test_no_noun_is_longer_than_a_name() -> None:
    assert NAMES.behind("茶" * (LONGEST_NAME + 5)) == "茶" * LONGEST_NAME
