"""Verbs in names: which are kept, which are cut, and where they stand."""

from __future__ import annotations

import pytest

from policyfacts.link.names import Names
from policyfacts.rules.load import default_rules

NAMES = Names(default_rules())


@pytest.mark.parametrize(
    ("text", "expected"), [("建设运营", True), ("新引进了", True), ("", True), ("果园", False), ("新建果园", False)]
)
def test_nothing_but_verbs(text: str, expected: bool) -> None:
    assert NAMES.is_verb(text) is expected


@pytest.mark.parametrize(("name", "expected"), [("办理退费", True), ("新增果园", True), ("退费办理", False)])
def test_a_name_may_begin_with_a_verb(name: str, expected: bool) -> None:
    assert NAMES.verb_led(name) is expected


@pytest.mark.parametrize(("name", "verb"), [("新增果园", "新增"), ("引进茶企", "引进"), ("引进", ""), ("苹果产量", "")])
def test_the_verb_that_a_list_shares(name: str, verb: str) -> None:
    assert NAMES.list_verb(name) == verb


@pytest.mark.parametrize(("text", "verb"), [("果园新建了", "新建了"), ("果园建成", "建成"), ("果园", "")])
def test_the_verb_at_the_end(text: str, verb: str) -> None:
    assert NAMES.verb_tail(text) == verb


@pytest.mark.parametrize(("verb", "kept"), [("新建了", "新建"), ("新建", "新建"), ("建成了", ""), ("", "")])
def test_a_light_verb_is_not_kept(verb: str, kept: str) -> None:
    assert NAMES.keeps(verb) == kept


@pytest.mark.parametrize(("name", "cut"), [("灌区项目开工", "灌区项目"), ("开工", "开工"), ("苹果产量", "苹果产量")])
def test_a_verb_at_the_end_is_cut_unless_nothing_is_left(name: str, cut: str) -> None:
    assert NAMES.cut_verb(name) == cut


@pytest.mark.parametrize(
    ("name", "cut"), [("培育茶叶企业", "茶叶企业"), ("建成了乡村书屋", "乡村书屋"), ("培育人", "培育人")]
)
def test_a_light_verb_before_a_name_is_cut(name: str, cut: str) -> None:
    assert NAMES.without_light(name) == cut


@pytest.mark.parametrize(("text", "rest"), [("位茶农发放补贴", "发放补贴"), ("所学校建成书屋", "书屋"), ("位茶农", "")])
def test_from_the_first_verb_on(text: str, rest: str) -> None:
    assert NAMES.from_verb(text) == rest


@pytest.mark.parametrize(("text", "rest"), [("国家和地区建设运营", "国家和地区"), ("茶农", "茶农")])
def test_up_to_the_first_verb(text: str, rest: str) -> None:
    assert NAMES.to_verb(text) == rest


@pytest.mark.parametrize(("name", "cut"), [("苹果产量已达到", "苹果产量"), ("苹果产量", "苹果产量"), ("达到", "")])
def test_the_tail_is_cut(name: str, cut: str) -> None:
    assert NAMES.cut_tail(name) == cut


@pytest.mark.parametrize(("text", "rest"), [("入选全国首批", "入选"), ("入选全市", "入选"), ("茶企", "茶企")])
def test_among_whom_is_cut(text: str, rest: str) -> None:
    assert NAMES.without_place(text) == rest


@pytest.mark.parametrize(("text", "expected"), [("同期", True), ("同期苹果产量", False)])
def test_an_opener_is_no_name(text: str, expected: bool) -> None:
    assert NAMES.is_opener(text) is expected


@pytest.mark.parametrize(
    ("owner", "unit", "name"),
    [
        ("茶业增加值（TVA）", "百分点", "TVA增速"),
        ("茶业增加值（TVA）", "%", "茶业增加值（TVA）"),
        ("茶业增加值", "百分点", "茶业增加值"),
    ],
)
def test_a_rate_that_moves_is_named_by_its_abbreviation(owner: str, unit: str, name: str) -> None:
    assert NAMES.rate_name(owner, unit) == name


@pytest.mark.parametrize(
    ("name", "short"), [("光伏、储能等新兴领域", "新兴领域"), ("光伏等新兴领域", "新兴领域"), ("茶业", "茶业")]
)
def test_a_list_is_named_by_what_sums_it_up(name: str, short: str) -> None:
    assert NAMES.short(name) == short
