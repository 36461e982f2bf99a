"""Reads a folder of pattern files: mention rules, grammar, word lists, units and regions."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import tomli
from pydantic import BaseModel, ValidationError

from policyfacts.document import UsageError
from policyfacts.rules.fragments import compiled, fill
from policyfacts.rules.grammar import Entry, Grammar, Words, entry
from policyfacts.rules.indicators import IndicatorTable
from policyfacts.rules.locate import patterns_folder
from policyfacts.rules.regions import RegionTable
from policyfacts.rules.schema import (
    GrammarFile,
    GrammarPattern,
    IndicatorFile,
    MentionRule,
    RuleFile,
    SentenceFile,
    WordFile,
)
from policyfacts.rules.trie import trie_pattern
from policyfacts.rules.units import UnitTable

MENTION_FOLDER = "mentions"
GRAMMAR_FOLDER = "grammar"
WORD_FOLDER = "words"
SENTENCE_FOLDER = "sentences"
INDICATOR_FILE = "indicators.toml"

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, eq=False)
class RuleSet:
    """Everything that the pattern files say, validated."""

    mentions: tuple[MentionRule, ...]
    words: Words
    grammar: Grammar
    units: UnitTable
    regions: RegionTable
    indicators: IndicatorTable


def read_toml(path: Path, model: type[_Model]) -> _Model:
    """A pattern file, validated; raises :class:`UsageError` naming the file and every fault in it."""
    try:
        return model.model_validate(tomli.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot read the pattern file: {error}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise UsageError(f"{path}: {faults}") from error


def load_rules(folder: Path) -> RuleSet:
    """The rules of a folder of pattern files."""
    words, units = _words(folder), UnitTable.load(folder)
    grammar, regions = _grammar(folder, words), RegionTable.load(folder)
    return RuleSet(_mentions(folder), words, grammar, units, regions, _indicators(folder, units))


@functools.cache
def default_rules() -> RuleSet:
    """The rules that come with the package."""
    return load_rules(patterns_folder())


def load_sentences(folder: Path) -> dict[str, SentenceFile]:
    """The files of sentence examples of a folder of pattern files, by their names."""
    return {path.name: read_toml(path, SentenceFile) for path in _files(folder, SENTENCE_FOLDER)}


def _files(folder: Path, kind: str) -> list[Path]:
    return sorted((folder / kind).glob("*.toml"))


def _mentions(folder: Path) -> tuple[MentionRule, ...]:
    rules: list[MentionRule] = []
    for path in _files(folder, MENTION_FOLDER):
        file = read_toml(path, RuleFile)
        rules += [_filled_rule(rule, file.fragments, path) for rule in file.rule]
    _check_unique((rule.id for rule in rules), f"{folder}: two rules have the id")
    return tuple(rules)


def _filled_rule(rule: MentionRule, fragments: dict[str, str], path: Path) -> MentionRule:
    """A mention rule with its references filled in and its patterns checked."""
    filled: dict[str, str] = {}
    for key in ("pattern", "not_before", "not_after"):
        where = f"{path}: rule {rule.id}, {key}"
        filled[key] = fill(getattr(rule, key), lambda name: _fragment(fragments, name, path), where)
        compiled(filled[key], where)
    if filled["pattern"] and re.match(filled["pattern"], ""):
        raise UsageError(f"{path}: rule {rule.id}, pattern: it matches where nothing stands; let it take a character")
    return rule.model_copy(update=filled)


def _grammar(folder: Path, words: Words) -> Grammar:
    entries: list[Entry] = []
    for path in _files(folder, GRAMMAR_FOLDER):
        file = read_toml(path, GrammarFile)
        entries += [_filled_pattern(record, file.fragments, words, path) for record in file.pattern]
    _check_unique((record.id for record, _ in entries), f"{folder}: two patterns of the grammar have the id")
    return Grammar(entries, str(folder))


def _filled_pattern(record: GrammarPattern, fragments: dict[str, str], words: Words, path: Path) -> Entry:
    """A pattern of the grammar with its references filled in, and as it is compiled."""
    where = f"{path}: pattern {record.id}"
    begins = set(record.begins)

    def piece(name: str) -> str:
        listed: Collection[str] = record.words if name == "words" else words.listed(name)
        if not listed:
            return _fragment(fragments, name, path)
        begins.update(word[0] for word in listed)
        return f"(?:{trie_pattern(listed)})"

    filled = fill(record.pattern, piece, where)
    update = {"pattern": filled, "begins": "".join(sorted(begins)) if record.begins else ""}
    record = record.model_copy(update=update)
    return entry(record, where)


def _words(folder: Path) -> Words:
    files = [read_toml(path, WordFile) for path in _files(folder, WORD_FOLDER)]
    lists = [entry for file in files for entry in file.list]
    maps = [entry for file in files for entry in file.map]
    ids = [entry.id for entry in lists] + [entry.id for entry in maps]
    _check_unique(ids, f"{folder}: two word lists have the id")
    return Words(lists, maps, str(folder))


def _indicators(folder: Path, units: UnitTable) -> IndicatorTable:
    """The lexicon of a folder; extraction does without one."""
    path = folder / INDICATOR_FILE
    return IndicatorTable(read_toml(path, IndicatorFile) if path.is_file() else None, units, str(path))


def _fragment(fragments: dict[str, str], name: str, path: Path) -> str:
    if name not in fragments:
        raise UsageError(f"{path}: no fragment is called {name}; known: {', '.join(sorted(fragments))}")
    return fragments[name]


def _check_unique(ids: Iterable[str], fault: str) -> None:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise UsageError(f"{fault} {name}")
        seen.add(name)
