"""Words looked for at a place of a text, the longest first, without a pattern that holds them all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from policyfacts.rules.trie import trie_pattern


class Spellings:
    """Words, each with what must hold behind it, as lookarounds; compiled where it is first asked for."""

    def __init__(self, guards: Mapping[str, str]) -> None:
        self._guards = dict(guards)
        lengths: dict[str, set[int]] = {}
        for word in guards:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        self.begins = re.compile(f"[{''.join(map(re.escape, lengths))}]" if lengths else "(?!)")

    def end(self, text: str, position: int, end: int) -> int:
        """Where the longest word ends that stands at a position of a text; -1 where none does."""
        for length in self._lengths.get(text[position], ()) if position < end else ():
            if self._stands(text, position, position + length, end):
                return position + length
        return -1

    def ends(self, text: str, position: int, end: int) -> list[int]:
        """Where the words end that stand at a position of a text, the longest first."""
        lengths = self._lengths.get(text[position], ()) if position < end else ()
        return [position + length for length in lengths if self._stands(text, position, position + length, end)]

    def _stands(self, text: str, begin: int, stop: int, end: int) -> bool:
        guard = self._guards.get(text[begin:stop]) if stop <= end else None
        return guard is not None and (not guard or _compiled(guard).match(text, stop, end) is not None)

    def pattern(self) -> str:
        """The same words as a pattern without groups."""
        return trie_pattern(self._guards)


@cache
def _compiled(guard: str) -> re.Pattern[str]:
    return re.compile(guard)
