"""The shapes of the records of pattern files."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from policyfacts.rules.schema import (
    CounterExample,
    GrammarPattern,
    MentionRule,
    RuleFile,
    Sentence,
    SentenceFile,
    WordFile,
    WordList,
    WordMap,
)

EXAMPLE = {"text": "劲升5%", "expect": [{"at": "劲升"}]}
RULE = {"id": "own.rise", "title": "x", "mention": "rise", "words": ["劲升"], "examples": [EXAMPLE]}
PATTERN = {"id": "own.up", "title": "x", "words": ["升"], "examples": ["升"]}
SENTENCE = {"text": "云岭县出口5亿元。", "rows": [{"value": "500000000"}]}


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"words": [], "anchors": ["digit"], "pattern": "[0-9]升"},
        {"gives": {"sign": "1"}, "not_before": "级"},
        {"id": "own.part_2.of_3"},
    ],
)
def test_a_mention_rule(update: dict[str, Any]) -> None:
    assert MentionRule.model_validate(RULE | update).title == "x"


@pytest.mark.parametrize(
    ("update", "fault"),
    [
        ({"id": "rise"}, "id"),
        ({"id": "Own.rise"}, "id"),
        ({"title": ""}, "title"),
        ({"words": []}, "words"),
        ({"pattern": "x", "anchors": ["x"]}, "words"),
        ({"words": [], "pattern": "x"}, "anchors"),
        ({"anchors": ["x"]}, "anchors"),
        ({"examples": []}, "examples"),
        ({"examples": [{"text": "x", "expect": []}]}, "expect"),
        ({"examples": [EXAMPLE | {"publisht": "2020"}]}, "publisht"),
        ({"gives": {"sign": 1}}, "gives"),
        ({"wrods": ["x"]}, "wrods"),
    ],
)
def test_a_faulty_mention_rule(update: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        MentionRule.model_validate(RULE | update)


@pytest.mark.parametrize(
    ("update", "good"),
    [
        ({}, True),
        ({"pattern": "再{words}"}, True),
        ({"pattern": "再升", "words": []}, True),
        ({"examples": ["升", {"text": "升级", "at": "升"}]}, True),
        ({"words": []}, False),
        ({"pattern": "再升"}, False),
        ({"pattern": "", "words": []}, False),
        ({"where": "end"}, False),
        ({"examples": []}, False),
    ],
)
def test_a_pattern_uses_its_words(update: dict[str, Any], good: bool) -> None:
    if good:
        assert GrammarPattern.model_validate(PATTERN | update).where == "anywhere"
        return
    with pytest.raises(ValidationError):
        GrammarPattern.model_validate(PATTERN | update)


@pytest.mark.parametrize(
    ("update", "fault"),
    [
        ({"text": ""}, "text"),
        ({"rows": [{"valeu": "5"}]}, "no such column: valeu; known: doc, "),
        ({"rows": [{}]}, "at least one column"),
        ({"rows": [{"value": 5}]}, "rows"),
        ({"published": "soon"}, "published"),
    ],
)
def test_a_faulty_sentence(update: dict[str, Any], fault: str) -> None:
    assert Sentence.model_validate(SENTENCE | {"rows": []}).rows == []
    with pytest.raises(ValidationError, match=fault):
        Sentence.model_validate(SENTENCE | update)


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (RuleFile, {"rule": []}),
        (RuleFile, {"rule": [RULE], "about": ""}),
        (SentenceFile, {"sentence": []}),
        (WordFile, {"lists": []}),
    ],
)
def test_a_file_says_what_it_is_about_and_holds_records(model: type[RuleFile], data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate({"topic": "x", "about": "y"} | data)


def test_a_list_of_no_words_and_a_counter_example_without_reason_are_refused() -> None:
    for model, data in (
        (WordList, {"id": "a", "title": "x", "words": []}),
        (WordMap, {"id": "a", "title": "x", "entries": {}}),
        (CounterExample, {"text": "x", "why": ""}),
    ):
        with pytest.raises(ValidationError):
            model.model_validate(data)
