"""What linking looks up by its id: the patterns of the grammar files, the word lists and the word maps."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from policyfacts.document import UsageError
from policyfacts.rules.fragments import compiled
from policyfacts.rules.schema import GrammarPattern, WordList, WordMap

Entry = tuple[GrammarPattern, re.Pattern[str]]


class Grammar:
    """The patterns of a folder, compiled; ``grammar["name.noun_end"]`` is one of them."""

    def __init__(self, entries: Iterable[Entry], source: str = "patterns") -> None:
        self._records: dict[str, GrammarPattern] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        for record, pattern in entries:
            self._records[record.id], self._compiled[record.id] = record, pattern
        self._source = source

    def __getitem__(self, name: str) -> re.Pattern[str]:
        try:
            return self._compiled[name]
        except KeyError:
            raise UsageError(f"{self._source}: no pattern of the grammar has the id {name}") from None

    def __iter__(self) -> Iterator[GrammarPattern]:
        return iter(self._records.values())

    def found(self, record: GrammarPattern, text: str) -> str:
        """The words that a pattern finds in a text, looked for where the record says; empty where there are none."""
        pattern = self[record.id]
        look = {"anywhere": pattern.search, "start": pattern.match, "whole": pattern.fullmatch}[record.where]
        match = look(text)
        return match[0] if match else ""


def entry(record: GrammarPattern, where: str) -> Entry:
    """A record with its pattern compiled, behind the class of characters that it may begin with."""
    pattern = f"(?=[{re.escape(record.begins)}])(?:{record.pattern})" if record.begins else record.pattern
    return record, compiled(pattern, where)


class Words:
    """The word lists and word maps of a folder; ``words["head"]`` is a set of words."""

    def __init__(self, lists: Iterable[WordList] = (), maps: Iterable[WordMap] = (), source: str = "patterns") -> None:
        self._lists = {entry.id: frozenset(entry.words) for entry in lists}
        self._maps = {entry.id: dict(entry.entries) for entry in maps}
        self._source = source

    def __getitem__(self, name: str) -> frozenset[str]:
        try:
            return self._lists[name]
        except KeyError:
            raise UsageError(f"{self._source}: no word list has the id {name}") from None

    def listed(self, name: str) -> Collection[str]:
        """The words of a list or of a map; none where neither has the id."""
        return self._lists.get(name) or self._maps.get(name, {}).keys()

    def __contains__(self, name: str) -> bool:
        return name in self._lists

    def __iter__(self) -> Iterator[str]:
        return iter((*self._lists, *self._maps))

    def map(self, name: str) -> dict[str, str]:
        """A word map: what each of some words stands for."""
        try:
            return self._maps[name]
        except KeyError:
            raise UsageError(f"{self._source}: no word map has the id {name}") from None
