"""The lexicon of standard indicators: the standard name that a name as written stands for."""

from __future__ import annotations

import functools
import re

from policyfacts.document import UsageError
from policyfacts.rules.schema import Indicator, IndicatorFile
from policyfacts.rules.trie import trie_pattern
from policyfacts.rules.units import UnitTable

_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
_SIGNS = re.compile("[“”\"'·\\s]")

_REMEMBERED = 1 << 14  # names


class IndicatorTable:
    """The standard indicators of a folder of pattern files, looked up by name."""

    def __init__(self, file: IndicatorFile | None, units: UnitTable, source: str = "indicators.toml") -> None:
        self.indicators: tuple[Indicator, ...] = file.indicator if file is not None else ()
        self._before = re.compile(f"(?:{trie_pattern(file.before if file else [])})+(?=.{{2}})")
        self._behind = re.compile(f"(?<=..)(?:{trie_pattern(file.behind if file else [])})$")
        self._named: dict[str, Indicator] = {}
        self._named_by = functools.lru_cache(_REMEMBERED)(self._found_by)  # documents name the same things again
        self._bases: dict[str, frozenset[str]] = {}
        base_of = functools.cache(units.base_of)
        for indicator in self.indicators:
            for name in (indicator.name, *indicator.aliases):
                other = self._named.setdefault(_key(name), indicator)
                if other is not indicator:
                    raise UsageError(f"{source}: {name} stands for {other.name} and for {indicator.name}")
            self._bases[indicator.name] = frozenset(base_of(unit) for unit in indicator.units)

    def standard(self, name: str, base_unit: str = "") -> str:
        """The standard name of an indicator as written, or nothing where the lexicon has none.

        A name is one of the lexicon only as a whole: 高技术制造业增加值 is no 增加值.  Brackets, quotation marks, and
        words that make no other indicator of it (全年, 累计; 总额 for 额) do not count.  Of a level ``base_unit`` is
        the unit of its value: 进口 in tons is not the 进口 that is counted in money.
        """
        found = self._named_by(name)
        if found is None:
            return ""
        bases = self._bases[found.name]
        return found.name if not base_unit or not bases or base_unit in bases else ""

    def _found_by(self, name: str) -> Indicator | None:
        key = _key(name)
        return self._look_up(key) or self._look_up(self._before.sub("", key, count=1))

    def _look_up(self, key: str) -> Indicator | None:
        return self._named.get(key) or self._named.get(self._behind.sub("", key))


def _key(name: str) -> str:
    return _SIGNS.sub("", _BRACKETED.sub("", name)).upper()
