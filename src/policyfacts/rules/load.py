"""Reads a folder of pattern files: mention rules, word lists, units and regions."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from policyfacts.document import UsageError
from policyfacts.rules.locate import patterns_folder
from policyfacts.rules.regions import RegionTable
from policyfacts.rules.schema import MentionRule, RuleFile, SentenceFile, WordFile
from policyfacts.rules.units import UnitTable

MENTION_FOLDER = "mentions"
WORD_FOLDER = "words"
SENTENCE_FOLDER = "sentences"

_FRAGMENT = re.compile(r"\{([a-z_]+)\}")
_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, eq=False)
class RuleSet:
    """Everything that the pattern files say, validated."""

    mentions: tuple[MentionRule, ...]
    words: dict[str, frozenset[str]]
    units: UnitTable
    regions: RegionTable


def read_toml(path: Path, model: type[_Model]) -> _Model:
    """A pattern file, validated; raises :class:`UsageError` naming the file and every fault in it."""
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot read the pattern file: {error}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise UsageError(f"{path}: {faults}") from error


def load_rules(folder: Path) -> RuleSet:
    """The rules of a folder of pattern files."""
    mentions: list[MentionRule] = []
    for path in sorted((folder / MENTION_FOLDER).glob("*.toml")):
        mentions += _expanded(read_toml(path, RuleFile), path)
    _check_unique(mentions, folder)
    words: dict[str, frozenset[str]] = {}
    for path in sorted((folder / WORD_FOLDER).glob("*.toml")):
        words |= {entry.id: frozenset(entry.words) for entry in read_toml(path, WordFile).list}
    return RuleSet(tuple(mentions), words, UnitTable.load(folder), RegionTable.load(folder))


@functools.cache
def default_rules() -> RuleSet:
    """The rules that come with the package."""
    return load_rules(patterns_folder())


def _expanded(file: RuleFile, path: Path) -> list[MentionRule]:
    """The rules of a file with `{fragment}` references filled in and their patterns checked."""

    def fill(pattern: str) -> str:
        while _FRAGMENT.search(pattern):
            pattern = _FRAGMENT.sub(lambda found: _fragment(file, found[1], path), pattern)
        return pattern

    rules = []
    for rule in file.rule:
        filled = {key: fill(getattr(rule, key)) for key in ("pattern", "not_before", "not_after")}
        for key, pattern in filled.items():
            try:
                re.compile(pattern)
            except re.error as error:
                raise UsageError(f"{path}: rule {rule.id}, {key}: {error}") from error
        rules.append(rule.model_copy(update=filled))
    return rules


def _fragment(file: RuleFile, name: str, path: Path) -> str:
    if name not in file.fragments:
        raise UsageError(f"{path}: no fragment is called {name}; known: {', '.join(sorted(file.fragments))}")
    return file.fragments[name]


def _check_unique(rules: list[MentionRule], folder: Path) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise UsageError(f"{folder}: two rules have the id {rule.id}")
        seen.add(rule.id)


def load_sentences(folder: Path) -> dict[str, SentenceFile]:
    """The files of sentence examples of a folder of pattern files, by their names."""
    paths = sorted((folder / SENTENCE_FOLDER).glob("*.toml"))
    return {path.name: read_toml(path, SentenceFile) for path in paths}
