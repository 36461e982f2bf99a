"""Numbers and units in the cells of a table, with what bounds them."""

from __future__ import annotations

import re
from functools import cached_property

from policyfacts.link.tools import Tools

_BRACKETED = re.compile(r"[（(]([^（()）]{1,12})[）)]")
_RATIO = re.compile(r"(?P<a>[0-9]+(?:\.[0-9]+)?)\s*[:：∶]\s*(?P<b>[0-9]+(?:\.[0-9]+)?)")
_IN_BRACKETS = re.compile(r"[\[［(（〔【]\s*[0-9]")
_SIGNS = {"≥": "ge", "≧": "ge", "≤": "le", "≦": "le", ">": "gt", "＞": "gt", "<": "lt", "＜": "lt"}
_BOUND_WORDS = {
    "不超过": "le", "不高于": "le", "不大于": "le", "不低于": "ge", "不少于": "ge", "不小于": "ge",
    "约": "approx", "超过": "gt", "低于": "lt",
}  # fmt: skip
_MINUS = str.maketrans({",": "", "，": "", "−": "-", "－": "-"})


class TableFigures:
    """Reads units and numbers; one per rule set."""

    def __init__(self, tools: Tools) -> None:
        grammar = tools.rules.grammar
        self.units = tools.values.units
        self._bounds = tools.rules.words.map("bound_behind")
        self._number = grammar["table.number"]
        self._moved = grammar["table.moved"]

    @cached_property
    def _unit(self) -> re.Pattern[str]:
        """A unit with its multiplier; compiled for the first table, for it is long."""
        return re.compile(rf"(?P<m>(?:{self.units.multiplier_pattern})?)(?P<u>{self.units.pattern})")

    @cached_property
    def _measured(self) -> re.Pattern[str]:
        """A number with its unit in the same cell (`120万吨`)."""
        number = r"(?P<c>[≥≤><])?(?P<n>[-−－+]?[0-9][0-9,，]*(?:\.[0-9]+)?)"
        unit = rf"(?P<u>(?:{self.units.multiplier_pattern})?(?:{self.units.pattern}))"
        return re.compile(rf"{number}\s*{unit}(?P<b>以上|以下|以内|左右)?")

    # Units

    def is_unit(self, text: str) -> bool:
        """Whether a text is a unit, or a sign for none."""
        return self.unit(text) is not None or text in ("——", "—", "-", "")

    def unit(self, text: str) -> tuple[str, str] | None:
        """(multiplier, unit) of a unit as written in a header; None where it is no unit."""
        bare = re.sub(r"\s", "", text)
        bare = bare.removeprefix("人民币") or bare
        if bare in ("%", "％"):
            return "", "%"
        found = self._unit.fullmatch(bare)
        return (found["m"], found["u"]) if found else None

    def split_unit(self, name: str) -> tuple[str, str]:
        """(name, unit) of a label such as `产量（万吨）`."""
        for found in reversed(list(_BRACKETED.finditer(name))):
            if self.is_unit(found[1]):
                return (name[: found.start()] + name[found.end() :]).strip(), found[1]
        return name.strip(), ""

    # Figures

    def is_figure(self, text: str) -> bool:
        """Whether a cell holds a number or a ratio."""
        return self.number(text) is not None or self.ratio(text) is not None

    def number(self, text: str) -> re.Match[str] | None:
        """The number of a cell: a sign of comparison `c`, its figure `n`, a unit `u`, a bound `b`."""
        return self._number.fullmatch(text) or (self._measured.fullmatch(text) if text[-1:] > "9" else None)

    def moved(self, text: str) -> tuple[str, str] | None:
        """(signed figure, unit) of a cell that says in words how something moved (下降0.14个百分点), or None."""
        found = self._moved.fullmatch(text.strip())
        if found is None:
            return None
        return ("-" if found["down"] else "") + found["n"].translate(_MINUS), found["u"]

    def ratio(self, text: str) -> re.Match[str] | None:
        """The ratio of a cell: `a` to `b`."""
        return _RATIO.fullmatch(text)

    def is_cumulative(self, text: str) -> bool:
        """Whether the number of a cell stands in brackets: it counts for the whole plan."""
        return _IN_BRACKETS.match(text) is not None

    def figure(self, found: re.Match[str]) -> str:
        """The figure of a number in plain Arabic digits."""
        return found["n"].translate(_MINUS)

    def bound(self, found: re.Match[str]) -> str:
        """The comparator that the sign before a number or the words behind it make."""
        said = found.groupdict()
        sign = _SIGNS.get((said["c"] or "")[:1], "") or self._bounds.get(said["b"] or "", "")
        return sign or _BOUND_WORDS.get(said.get("w") or "", "")
