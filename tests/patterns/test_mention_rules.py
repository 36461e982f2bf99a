"""The examples and counter-examples of the mention rules, and a folder of a user's own."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from policyfacts.checks import check_rule, check_rules, check_sentences
from policyfacts.document import UsageError
from policyfacts.rules.load import RuleSet, default_rules, load_rules, load_sentences
from policyfacts.rules.locate import patterns_folder
from policyfacts.rules.schema import Expected, MentionRule
from policyfacts.scan.lexer import Lexer

RULE = """
topic = "moods"
about = "Rules of a user."

[[rule]]
id = "own.rise"
title = "劲增"
mention = "rise"
words = ["劲增"]
not_before = "强|长"
gives = { sign = "1" }
examples = [{ text = "税收劲增8.1%", expect = [{ at = "劲增" }] }]
counter_examples = [{ text = "后劲增强", why = "no such word stands here" }]
"""

SENTENCE = """
topic = "moods"
about = "Sentences of a user."

[[sentence]]
text = "2022年，芜湖市税收收入劲增8.1%。"
rows = [{ region = "芜湖市", indicator = "税收收入", kind = "growth", period = "2022", growth_rate = "8.1" }]
"""


@pytest.fixture(scope="module")
def lexer() -> Lexer:
    return Lexer(default_rules())


@pytest.mark.parametrize("rule", default_rules().mentions, ids=lambda rule: rule.id)
def test_examples_of_the_rule_hold(rule: MentionRule, lexer: Lexer) -> None:
    faults = check_rule(rule, lexer)
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def changed(rule_id: str, **update: object) -> RuleSet:
    """The shipped rules with one rule changed."""
    rules = default_rules()
    mentions = tuple(rule.model_copy(update=update) if rule.id == rule_id else rule for rule in rules.mentions)
    return dataclasses.replace(rules, mentions=mentions)


def test_a_missing_mention_fails() -> None:
    rule = next(rule for rule in default_rules().mentions if rule.id == "period.half")
    example = rule.examples[0].model_copy(update={"text": "没有时间"})
    faults = check_rules(changed("period.half", examples=[example]))
    assert any("period.half" in fault and "gives []" in fault for fault in faults)


def test_an_unexpected_mention_fails() -> None:
    rule = next(rule for rule in default_rules().mentions if rule.id == "period.half")
    example = rule.examples[0].model_copy(update={"text": "2017年上半年和2018年上半年"})
    faults = check_rules(changed("period.half", examples=[example]))
    assert any("2018年上半年" in fault for fault in faults)


def test_a_wrong_period_fails() -> None:
    rule = next(rule for rule in default_rules().mentions if rule.id == "period.half")
    example = rule.examples[0].model_copy(update={"expect": [Expected(at="2017年上半年", period="2017-H2")]})
    faults = check_rules(changed("period.half", examples=[example]))
    assert any("'2017-H2', is '2017-H1'" in fault for fault in faults)


def test_a_mention_in_a_counter_example_fails() -> None:
    rule = next(rule for rule in default_rules().mentions if rule.id == "share.of")
    counter = rule.counter_examples[0].model_copy(update={"text": "占全省的12%"})
    faults = check_rules(changed("share.of", counter_examples=[counter]))
    assert any("share.of" in fault and "must give nothing" in fault for fault in faults)


def test_an_example_that_stands_twice_fails() -> None:
    rule = next(rule for rule in default_rules().mentions if rule.id == "share.of")
    faults = check_rules(changed("share.of", examples=[*rule.examples, rule.examples[0]]))
    assert any("2 times" in fault for fault in faults)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped patterns, for a user to add to."""
    return Path(shutil.copytree(patterns_folder(), tmp_path / "patterns"))


def test_a_folder_of_a_user_works_as_ours_does(folder: Path) -> None:
    (folder / "mentions" / "own.toml").write_text(RULE, encoding="utf-8")
    (folder / "sentences" / "own.toml").write_text(SENTENCE, encoding="utf-8")
    rules = load_rules(folder)
    own = next(rule for rule in rules.mentions if rule.id == "own.rise")
    assert check_rule(own, Lexer(rules)) == []
    sentences = load_sentences(folder)["own.toml"].sentence
    assert check_sentences(rules, sentences) == []
    assert check_sentences(default_rules(), sentences) != []


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("mentions/own.toml", "topic = ", ["own.toml", "cannot read"]),
        ("mentions/own.toml", RULE.replace("title =", "titel ="), ["own.toml", "titel"]),
        ("mentions/own.toml", RULE.replace('words = ["劲增"]', ""), ["own.toml", "`words`"]),
        ("mentions/own.toml", RULE.replace('"强|长"', "'('"), ["own.toml", "own.rise", "not_before"]),
        ("mentions/own.toml", RULE.replace('"强|长"', "'{no}'"), ["own.toml", "no fragment", "no"]),
        ("mentions/own.toml", RULE.replace("own.rise", "growth.rise"), ["two rules", "growth.rise"]),
        ("words/own.toml", 'topic = "x"\n', ["own.toml", "about"]),
    ],
)
def test_a_broken_file_is_told_with_its_fault(folder: Path, name: str, text: str, words: list[str]) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        load_rules(folder)
    assert [word for word in words if word not in str(told.value)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[sentence]", ["own.toml", "cannot read"]),
        (SENTENCE.replace("indicator =", "indikator ="), ["own.toml", "indikator", "growth_rate"]),
        (SENTENCE.replace("rows =", "row ="), ["own.toml", "sentence.0.rows"]),
        (SENTENCE.replace('"8.1"', "8.1"), ["own.toml", "growth_rate", "string"]),
    ],
)
def test_a_broken_sentence_file_is_told_with_its_fault(folder: Path, text: str, words: list[str]) -> None:
    (folder / "sentences" / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        load_sentences(folder)
    assert [word for word in words if word not in str(told.value)] == []
