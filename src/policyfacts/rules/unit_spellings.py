"""How units, multipliers and counted nouns are written, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from policyfacts.rules.spellings import Spellings
from policyfacts.rules.unit_patterns import ROUND_NUMBER, SEPARATOR, SIGNS

_NOUN_WITHIN = 6  # characters between a number and the noun that it counts


class UnitSpellings:
    """Finds units and what belongs to them; all of it is compiled where it is first needed.

    `pattern` and `multiplier_pattern` are sources of regular expressions without capturing groups: a unit without its
    multiplier (compounds included), and a multiplier. They prefer the longest spelling and expect text without layout
    white space inside units. The first takes long to compile: `unit_end` and `split` find the same without it.
    """

    def __init__(
        self,
        units: Mapping[str, str],
        multipliers: Mapping[str, str],
        denominators: Mapping[str, str],
        nouns: Mapping[str, str],
    ) -> None:
        self._units, self._nouns = Spellings(units), Spellings(nouns)
        self._denominators = Spellings(denominators)
        self.multipliers = Spellings(multipliers)

    @cached_property
    def pattern(self) -> str:
        """A unit without its multiplier."""
        return f"{self._units.pattern()}{self._compounds}"

    @cached_property
    def multiplier_pattern(self) -> str:
        """A multiplier."""
        return self.multipliers.pattern()

    @cached_property
    def _compounds(self) -> str:
        below = f"{ROUND_NUMBER}?(?:{self.multiplier_pattern})?{self._denominators.pattern()}"
        return f"(?:{SEPARATOR}{below}){{0,3}}"

    @cached_property
    def _behind(self) -> re.Pattern[str]:
        return re.compile(self._compounds)

    def unit_end(self, text: str, position: int, end: int) -> int:
        """Where the unit ends that stands at a position of a text; -1 where none does."""
        stop = self._units.end(text, position, end)
        if 0 <= stop < end and text[stop] in SIGNS and (more := self._behind.match(text, stop, end)) is not None:
            return more.end()
        return stop

    def split(self, text: str) -> tuple[str, str] | None:
        """(multiplier, unit) of a text that is a unit and nothing else; None where it is none."""
        for begin in (*self.multipliers.ends(text, 0, len(text)), 0):
            for stop in self._units.ends(text, begin, len(text)):
                if stop == len(text) or text[stop] in SIGNS and self._behind.fullmatch(text, stop):
                    return text[:begin], text[begin:]
        return None

    def noun(self, text: str, position: int, end: int, barred: frozenset[str]) -> str | None:
        """The noun that a number counts which ends at a position, a few characters on and behind none of some signs."""
        begins, limit = self._nouns.begins, min(position + _NOUN_WITHIN + 1, end)
        first = begins.search(text, position, limit)
        while first is not None:
            begin = first.start()
            stop = self._nouns.end(text, begin, end)
            if stop >= 0:
                return text[begin:stop] if barred.isdisjoint(text[position:begin]) else None
            first = begins.search(text, begin + 1, limit)
        return None
