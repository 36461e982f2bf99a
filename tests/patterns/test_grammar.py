"""The patterns of `patterns/grammar`: their examples, what looks them up, and the faults of a user's file."""

from __future__ import annotations

import dataclasses
import functools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import policyfacts
from policyfacts.checks import check_grammar, check_pattern
from policyfacts.document import UsageError
from policyfacts.rules.grammar import Grammar, Words, entry
from policyfacts.rules.load import RuleSet, default_rules, load_rules, load_sentences
from policyfacts.rules.locate import patterns_folder
from policyfacts.rules.schema import GrammarExample, GrammarPattern

OWN = """
topic = "moods"
about = "Patterns of a user."

[fragments]
number = '''[一二三]'''

[[pattern]]
id = "own.strong"
title = "Words for strength"
where = "start"
pattern = '''{number}?{words}{beside}?'''
words = ["强劲", "强"]
examples = [{ text = "强劲高于", at = "强劲高于" }, "二强"]
counter_examples = ["不强"]
"""


def own(**update: object) -> GrammarPattern:
    return GrammarPattern(**({"id": "own.strong", "title": "x", "pattern": "强劲?", "examples": ["强劲"]} | update))


def with_own(**update: object) -> RuleSet:
    return dataclasses.replace(default_rules(), grammar=Grammar([entry(own(**update), "own")]))


@functools.cache
def all_texts() -> frozenset[str]:
    """Every example of the grammar and every sentence."""
    texts: set[str] = set()
    for record in default_rules().grammar:
        texts.update(e if isinstance(e, str) else e.text for e in record.examples)
    for file in load_sentences(patterns_folder()).values():
        texts.update(sentence.text for sentence in file.sentence)
    return frozenset(texts)


@pytest.mark.parametrize("record", list(default_rules().grammar), ids=lambda record: record.id)
def test_examples_of_the_pattern_hold(record: GrammarPattern) -> None:
    faults = check_pattern(record, default_rules().grammar)
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.mark.parametrize("record", [record for record in default_rules().grammar if record.begins], ids=lambda r: r.id)
def test_what_a_pattern_begins_with_turns_no_match_down(record: GrammarPattern) -> None:
    whole = re.compile(record.pattern)
    for text in all_texts():
        lost = {found.start() for found in whole.finditer(text) if found[0] and found[0][0] not in record.begins}
        assert not lost, f"begins lacks {sorted(text[at] for at in lost)}"


@pytest.mark.parametrize(
    ("update", "words"),
    [
        ({"examples": ["弱"]}, ["nothing is found", "弱"]),
        ({"examples": [GrammarExample(text="强劲", at="强")]}, ["must give '强', gives '强劲'"]),
        ({"counter_examples": ["不强"]}, ["'不强' must give nothing, gives '强'"]),
        ({"where": "start", "examples": ["不强"]}, ["nothing is found"]),
        ({"where": "whole", "examples": ["强大"]}, ["nothing is found"]),
        ({"examples": ["强劲", "强劲"]}, ["2 times"]),
    ],
)
def test_what_fails_is_told(update: dict[str, object], words: list[str]) -> None:
    assert check_grammar(with_own()) == []
    faults = check_grammar(with_own(**update))
    assert len(faults) == 1
    assert [word for word in words if word not in faults[0]] == []


def sources() -> Iterator[str]:
    for path in Path(policyfacts.__file__).parent.rglob("*.py"):
        yield path.read_text(encoding="utf-8")


def test_every_pattern_and_every_word_list_is_used_and_known() -> None:
    code = "\n".join(sources())
    rules = default_rules()
    asked = set(re.findall(r'grammar\["([^"]+)"\]', code))
    assert asked == {record.id for record in rules.grammar}
    listed = set(re.findall(r'words\["([^"]+)"\]|words\.map\("([^"]+)"\)', code))
    inside = set(
        re.findall(r"\{([a-z_]+)\}", "\n".join(p.read_text("utf-8") for p in patterns_folder().rglob("*.toml")))
    )
    known = set(rules.words)
    assert {name for pair in listed for name in pair if name} <= known
    assert known <= {name for pair in listed for name in pair} | inside


def test_a_missing_id_is_told() -> None:
    with pytest.raises(UsageError, match=r"no pattern of the grammar has the id name\.none"):
        default_rules().grammar["name.none"]
    with pytest.raises(UsageError, match="no word list has the id none"):
        Words()["none"]
    with pytest.raises(UsageError, match="no word map has the id none"):
        Words().map("none")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped patterns, for a user to add to."""
    return Path(shutil.copytree(patterns_folder(), tmp_path / "patterns"))


def test_a_pattern_of_a_user_works_as_ours_do(folder: Path) -> None:
    (folder / "grammar" / "own.toml").write_text(OWN, encoding="utf-8")
    rules = load_rules(folder)
    assert check_grammar(rules) == []
    assert rules.grammar["own.strong"].fullmatch("三强低于")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("grammar/own.toml", "topic = ", ["own.toml", "cannot read"]),
        ("grammar/own.toml", OWN.replace("title =", "titel ="), ["own.toml", "titel"]),
        ("grammar/own.toml", OWN.replace('"start"', '"end"'), ["own.toml", "where"]),
        ("grammar/own.toml", OWN.replace('words = ["强劲", "强"]', ""), ["own.toml", "`words`"]),
        ("grammar/own.toml", OWN.replace("{number}", "("), ["own.toml", "own.strong", "position"]),
        ("grammar/own.toml", OWN.replace("{number}", "{no}"), ["own.toml", "no fragment", "no"]),
        ("grammar/own.toml", OWN.replace("[一二三]", "{number}"), ["own.toml", "refers to itself"]),
        ("grammar/own.toml", OWN.replace("own.strong", "name.noun_end"), ["two patterns", "name.noun_end"]),
        (
            "words/own.toml",
            'topic = "x"\nabout = "y"\n[[list]]\nid = "head"\ntitle = "z"\nwords = ["a"]',
            ["two", "head"],
        ),
        ("words/own.toml", 'topic = "x"\nabout = "y"\n[[map]]\nid = "a"\ntitle = "z"', ["own.toml", "entries"]),
    ],
)
def test_a_broken_file_is_told_with_its_fault(folder: Path, name: str, text: str, words: list[str]) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        load_rules(folder)
    assert [word for word in words if word not in str(told.value)] == []


def test_a_pattern_on_several_lines_is_one() -> None:
    assert own(pattern="  强\n  |劲\n").pattern == "强|劲"
    assert own(pattern=" 强").pattern == " 强"
