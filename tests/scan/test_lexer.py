"""The scan: mentions of all types in one pass, and rules that cannot be."""

from __future__ import annotations

import dataclasses

import pytest

from policyfacts.document import UsageError
from policyfacts.rules.load import RuleSet, default_rules
from policyfacts.rules.schema import CounterExample, Example, Expected, MentionRule
from policyfacts.scan.lexer import Lexer
from policyfacts.scan.mentions import Cue

LEXER = Lexer(default_rules())


def rule(**update: object) -> MentionRule:
    fields: dict[str, object] = {
        "id": "own.rise",
        "title": "x",
        "mention": "rise",
        "words": ["劲升"],
        "examples": [Example(text="劲升", expect=[Expected(at="劲升")])],
        "counter_examples": [CounterExample(text="升", why="another word")],
    }
    return MentionRule.model_validate(fields | update)


def with_rules(*own: MentionRule) -> RuleSet:
    return dataclasses.replace(default_rules(), mentions=own)


def own(text: str, *rules: MentionRule) -> list[str]:
    found = [
        mention for mention in Lexer(with_rules(*rules)).scan(text, 0, len(text)) if mention.rule.startswith("own")
    ]
    return [f"{mention.code}:{text[mention.start : mention.end]}" for mention in found]


@pytest.mark.parametrize(
    ("text", "codes", "words"),
    [
        ("2019年出口45亿元", "TN", ["2019年", "45亿元"]),
        ("出口、进口，增长5%；", "&,uN;", ["、", "，", "增长", "5%", "；"]),
        ("位居第三位", "rO", ["位居", "第三位"]),
        ("比例3:2", "M", ["3:2"]),
        ("《2019年方案》出台", "", []),
        ("“5个一”工程3项", "N", ["3项"]),
        ("同比下降0.4个百分点", "bdN", ["同比", "下降", "0.4个百分点"]),
        ("山清水秀", "", []),
    ],
)
def test_mentions_of_a_sentence(text: str, codes: str, words: list[str]) -> None:
    mentions = LEXER.scan(text, 0, len(text))
    assert "".join(mention.code for mention in mentions) == codes
    assert [text[mention.start : mention.end] for mention in mentions] == words


def test_a_stretch_is_read_as_if_it_were_the_text() -> None:
    text = "出口2019年45亿元，下降5%"
    start, end = text.index("45"), text.index("，")
    (mention,) = LEXER.scan(text, start, end)
    assert (mention.start, mention.end) == (start, end)


@pytest.mark.parametrize("text", ["V3.5版", "a45", "x_45"])
def test_digits_inside_a_name_are_no_mentions(text: str) -> None:
    assert LEXER.scan(text, 0, len(text)) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("出口劲升5%", ["u:劲升"]), ("劲升级", []), ("后劲升", []), ("劲劲升", ["u:劲升"]), ("升", [])],
)
def test_what_may_not_stand_beside_a_word(text: str, wanted: list[str]) -> None:
    assert own(text, rule(not_before="级", not_after="后")) == wanted


def test_the_longest_word_wins_and_a_shorter_one_stands_in_for_it() -> None:
    rules = [rule(), rule(id="own.flat", mention="flat", words=["劲升趋缓"], not_before="的")]
    assert own("劲升趋缓，劲升趋缓的", *rules) == ["f:劲升趋缓", "u:劲升"]


@pytest.mark.parametrize(("text", "wanted"), [("升至5", ["v:升至5"]), ("升至九", []), ("至5升", [])])
def test_a_pattern_is_tried_where_an_anchor_stands(text: str, wanted: list[str]) -> None:
    assert own(text, rule(mention="attain", words=[], anchors=["升"], pattern="升至[0-9]")) == wanted


def test_what_a_rule_gives_goes_with_the_mention() -> None:
    lexer = Lexer(with_rules(rule(gives={"sign": "1", "value": "fast"})))
    (mention,) = lexer.scan("出口劲升", 0, 4)
    assert (mention.rule, mention.data) == ("own.rise", Cue(1, "fast"))


@pytest.mark.parametrize(
    ("update", "words"),
    [
        ({"mention": "risen"}, ["own.rise", "risen", "rise", "fall"]),
        ({"mention": "period", "gives": {"form": "halb"}}, ["own.rise", "halb", "half", "quarter"]),
    ],
)
def test_an_unknown_type_or_form_is_told_with_those_known(update: dict[str, object], words: list[str]) -> None:
    with pytest.raises(UsageError) as told:
        Lexer(with_rules(rule(**update)))
    assert [word for word in words if word not in str(told.value)] == []
