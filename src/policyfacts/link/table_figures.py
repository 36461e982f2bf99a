"""Numbers and units in the cells of a table, with what bounds them."""

from __future__ import annotations

import re

from policyfacts.document import Table
from policyfacts.link.tools import Tools
from policyfacts.scan.mentions import PeriodMention

_MEASURED = re.compile(  # 120万吨
    r"(?P<c>[≥≤><])?(?P<n>[-−－+]?[0-9][0-9,，]*(?:\.[0-9]+)?)\s*(?P<u>\S+?)(?P<b>以上|以下|以内|左右)?"
)
_BRACKETED = re.compile(r"[（(]([^（()）]{1,12})[）)]")
_RATIO = re.compile(r"(?P<a>[0-9]+(?:\.[0-9]+)?)\s*[:：∶]\s*(?P<b>[0-9]+(?:\.[0-9]+)?)")
_IN_BRACKETS = re.compile(r"[(（]\s*[0-9]|[\[［〔【]\s*[-−]?[0-9]")
_SIGNS = {"≥": "ge", "≧": "ge", "≤": "le", "≦": "le", ">": "gt", "＞": "gt", "<": "lt", "＜": "lt"}
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年?")
_MONTH = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?:[.．/-](?P<month>0[1-9]|1[0-2]|(?<=[/-])[1-9])|(?P<plain>0[1-9]|1[0-2]))月?"
)
_MINUS = str.maketrans({",": "", "，": "", " ": "", "\u00a0": "", "−": "-", "－": "-"})

_MEASURES = {  # groups of table.measured_in
    "rate": ("%", "‰"),
    "money": ("元", "美元"),
    "people": ("人",),
    "households": ("户",),
    "area": ("平方米",),
    "weight": ("吨",),
}


class TableFigures:
    """Reads units and numbers; one per rule set."""

    def __init__(self, tools: Tools) -> None:
        grammar = tools.rules.grammar
        self.units = tools.values.units
        self._bounds = tools.rules.words.map("bound_behind")
        self._bounds_before = tools.rules.words.map("cell_bound")
        self._number = grammar["table.number"]
        self._month_column = grammar["header.month_column"]
        self._period_column = grammar["header.period_column"]
        self._moved = grammar["table.moved"]
        self._caption_unit = grammar["table.caption_unit"]
        self._measured_in = grammar["table.measured_in"]
        self._bracket_at_end = grammar["table.bracket_at_end"]

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

    def caption_units(self, table: Table) -> list[str]:
        """The units that the caption gives for the whole table, or none."""
        found = self._caption_unit.search(table.caption)
        if found is None:  # the title ends with it: 收支总表（万元）
            ends = (self._bracket_at_end.search(line) for line in reversed(table.caption.split("\n")))
            return [end[1] for end in ends if end is not None and self.unit(end[1]) is not None][:1]
        first, *others = re.split("[、，,；;]", found[1])
        return [first, *(other.strip() for other in others if self.unit(other) is not None)]

    def unit_for(self, name: str, units: list[str]) -> str:
        """Which of the units of a table an indicator is measured in: the first, unless its name fits another."""
        found = self._measured_in.search(name) if len(units) > 1 else None
        kinds = _MEASURES[found.lastgroup or ""] if found is not None else ()
        bases = ((unit, (self.unit(unit) or ("", ""))[1]) for unit in units)
        fitting = (unit for unit, measure in bases if measure and self.units.base_of(measure) in kinds)
        return next(fitting, units[0] if units else "")

    def is_money(self, unit: str) -> bool:
        """Whether a unit is one of money."""
        measure = (self.unit(unit) or ("", ""))[1]
        return bool(measure) and self.units.base_of(measure) in _MEASURES["money"]

    # Periods

    def period(self, text: str, *, plain: bool = False) -> PeriodMention | None:
        """The year or month that a cell is (2021年, 2021.03, if ``plain`` also 202103), or None."""
        if found := _YEAR.fullmatch(text.strip()):
            return PeriodMention(year=int(found[1]))
        if (month := _MONTH.fullmatch(text.strip())) is None or month["plain"] and not plain:
            return None
        number = int(month["plain"] or month["month"])
        return PeriodMention(year=int(month["year"]), part="M", first=number, last=number)

    def is_period_column(self, header: str) -> bool:
        """Whether a heading is that of a column of years and months."""
        return self._period_column.match(header) is not None

    def is_month_column(self, header: str) -> bool:
        """Whether a heading is that of a column of months or quarters, beside one of years."""
        return self._month_column.match(header) is not None

    def month(self, text: str) -> PeriodMention | None:
        """The month that a cell is the number of, or None."""
        number = int(text) if text.isdecimal() and len(text) < 3 else 0
        return PeriodMention(part="M", first=number, last=number) if 0 < number < 13 else None

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
        return sign or self._bounds_before.get(said.get("w") or "", "")
