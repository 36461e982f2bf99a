"""A folder of pattern files; the faults of a user's rules stand in tests/patterns."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel

from policyfacts.document import UsageError
from policyfacts.rules.load import RuleSet, default_rules, load_rules, load_sentences, read_toml
from policyfacts.rules.locate import patterns_folder
from policyfacts.rules.schema import GrammarFile, RuleFile, SentenceFile, WordFile

WORDS = 'topic = "x"\nabout = "y"\n[[list]]\nid = "own_verb"\ntitle = "z"\nwords = ["升", "升腾"]\n'
GRAMMAR = """topic = "x"
about = "y"
[fragments]
digit = '''[0-9]'''
[[pattern]]
id = "own.up"
title = "z"
pattern = '''{digit}{own_verb}{2}'''
examples = ["3升升腾"]
"""
MENTIONS = """topic = "x"
about = "y"
[fragments]
many = '''[多几]'''
[[rule]]
id = "own.rise"
title = "z"
mention = "rise"
words = ["劲升"]
not_before = "{many}"
examples = [{ text = "劲升", expect = [{ at = "劲升" }] }]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with units and regions, and a few patterns of its own alone."""
    folder = tmp_path_factory.mktemp("patterns")
    for name in ("units.toml", "areas.toml", "regions.csv"):
        shutil.copy(patterns_folder() / name, folder / name)
    for kind, text in (("words", WORDS), ("grammar", GRAMMAR), ("mentions", MENTIONS)):
        (folder / kind).mkdir()
        (folder / kind / "own.toml").write_text(text, encoding="utf-8")
        (folder / kind / "notes.txt").write_text("no pattern file", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def rules(folder: Path) -> RuleSet:
    return load_rules(folder)


def test_a_folder_stands_for_itself(rules: RuleSet) -> None:
    assert [rule.id for rule in rules.mentions] == ["own.rise"]
    assert [record.id for record in rules.grammar] == ["own.up"]
    assert list(rules.words) == ["own_verb"]
    assert rules.units.value("3", "万", "吨") == (Decimal(30000), "吨")
    assert rules.regions.by_code("110000") is not None


def test_references_are_filled_with_fragments_and_word_lists(rules: RuleSet) -> None:
    assert rules.grammar["own.up"].fullmatch("3升腾升")
    assert not rules.grammar["own.up"].fullmatch("3升")
    assert rules.mentions[0].not_before == "[多几]"


def test_what_is_missing_names_the_folder(rules: RuleSet, folder: Path) -> None:
    with pytest.raises(UsageError) as told:
        rules.grammar["own.down"]
    assert str(folder) in str(told.value) and "own.down" in str(told.value)


def test_sentences_of_a_folder_without_any(folder: Path) -> None:
    assert load_sentences(folder) == {}


def test_the_shipped_rules_are_loaded_once() -> None:
    assert default_rules() is default_rules()


@pytest.mark.parametrize(
    ("model", "data", "words"),
    [
        (RuleFile, b"topic = ", ["cannot read"]),
        (RuleFile, MENTIONS.encode("gbk"), ["cannot read", "utf-8"]),
        (RuleFile, b'topic = "x"\n', ["about", "rule"]),
        (RuleFile, MENTIONS.replace("title", "titel").encode(), ["rule.0.title", "rule.0.titel"]),
        (WordFile, WORDS.replace("[[list]]", "[[lists]]").encode(), ["lists"]),
        (GrammarFile, GRAMMAR.replace('["3升升腾"]', "[]").encode(), ["pattern.0.examples"]),
        (SentenceFile, b'topic = "x"\nabout = "y"\n', ["sentence"]),
    ],
)
def test_a_faulty_file_is_told_with_its_name_and_every_fault(
    tmp_path: Path, model: type[BaseModel], data: bytes, words: list[str]
) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(data)
    with pytest.raises(UsageError) as told:
        read_toml(path, model)
    assert [word for word in [str(path), *words] if word not in str(told.value)] == []


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gone.toml: cannot read"):
        read_toml(tmp_path / "gone.toml", WordFile)
