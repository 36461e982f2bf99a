"""Numbers and units in the cells of a table, with what bounds them."""

from __future__ import annotations

import re

from policyfacts.link.tools import Tools

_MEASURED = re.compile(  # 120万吨
    r"(?P<c>[≥≤><])?(?P<n>[-−－+]?[0-9][0-9,，]*(?:\.[0-9]+)?)\s*(?P<u>\S+?)(?P<b>以上|以下|以内|左右)?"
)
_BRACKETED = re.compile(r"[（(]([^（()）]{1,12})[）)]")
_RATIO = re.compile(r"(?P<a>[0-9]+(?:\.[0-9]+)?)\s*[:：∶]\s*(?P<b>[0-9]+(?:\.[0-9]+)?)")
_IN_BRACKETS = re.compile(r"[(（]\s*[0-9]|[\[［〔【]\s*[-−]?[0-9]")
_SIGNS = {"≥": "ge", "≧": "ge", "≤": "le", "≦": "le", ">": "gt", "＞": "gt", "<": "lt", "＜": "lt"}
_BOUND_WORDS = {
    "不超过": "le", "不高于": "le", "不大于": "le", "不低于": "ge", "不少于": "ge", "不小于": "ge",
    "约": "approx", "超过": "gt", "低于": "lt",
}  # fmt: skip
_MINUS = str.maketrans({",": "", "，": "", " ": "", "\u00a0": "", "−": "-", "－": "-"})


class TableFigures:
    """Reads units and numbers; one per rule set."""

    def __init__(self, tools: Tools) -> None:
        grammar = tools.rules.grammar
        self.units = tools.values.units
        self._bounds = tools.rules.words.map("bound_behind")
        self._number = grammar["table.number"]
        self._moved = grammar["table.moved"]

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
        return self.units.written.split(bare)

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
        if (number := self._number.fullmatch(text)) is not None or text[-1:] <= "9":
            return number
        measured = _MEASURED.fullmatch(text)
        return measured if measured is not None and self.units.written.split(measured["u"]) else None

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
