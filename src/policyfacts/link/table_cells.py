"""What the parts of a table say by themselves: headers, captions, labels of rows, units, numbers in cells."""

from __future__ import annotations

import re
from functools import cached_property

from policyfacts.document import Cell, Table
from policyfacts.link.tools import Tools

_BRACKETED = re.compile(r"[（(]([^（()）]{1,12})[）)]")
_RATIO = re.compile(r"(?P<a>[0-9]+(?:\.[0-9]+)?)\s*[:：∶]\s*(?P<b>[0-9]+(?:\.[0-9]+)?)")
_IN_BRACKETS = re.compile(r"[\[［(（〔【]\s*[0-9]")
_SIGNS = {"≥": "ge", "≧": "ge", "≤": "le", "≦": "le", ">": "gt", "＞": "gt", "<": "lt", "＜": "lt"}
_MINUS = str.maketrans({",": "", "，": "", "−": "-", "－": "-"})


class TableCells:
    """Reads headers, labels and cells; one per rule set."""

    def __init__(self, tools: Tools) -> None:
        grammar = tools.rules.grammar
        self.units = tools.values.units
        self.relations = tools.relations
        self._names = tools.names
        self._bounds = tools.rules.words.map("bound_behind")
        self._number = grammar["table.number"]
        self._caption_unit = grammar["table.caption_unit"]
        self._growth = grammar["header.growth"]
        self._share = grammar["header.share"]
        self._change = grammar["header.change"]
        self._since_january = grammar["header.since_january"]
        self._target = grammar["header.target"]
        self._name = grammar["header.name"]
        self._header_period = grammar["header.period"]
        self._unit_header = grammar["header.unit"]
        self._class = grammar["header.class"]
        self._mark = grammar["label.mark"]
        self._part = grammar["label.part"]
        self._share_label = grammar["share.named_in_cell"]

    @cached_property
    def _unit(self) -> re.Pattern[str]:
        """A unit with its multiplier; compiled for the first table, for it is long."""
        return re.compile(rf"(?P<m>(?:{self.units.multiplier_pattern})?)(?P<u>{self.units.pattern})")

    # Captions and headers

    def caption_unit(self, table: Table) -> str:
        """The unit that the caption gives for the whole table, or nothing."""
        found = self._caption_unit.search(table.caption)
        return found[1] if found else ""

    def is_unit_header(self, header: str) -> bool:
        """Whether a column holds the units of the rows."""
        return self._unit_header.match(header) is not None

    def header_name(self, header: str) -> str:
        """The indicator that a header names, where the rows are places: without its unit, its period and its signs."""
        name, _ = self.split_unit(header)
        return self._header_period.sub("", name).strip("的 ：:")

    def is_growth(self, header: str) -> bool:
        """Whether a column holds growth rates."""
        return self._growth.search(header) is not None and not self.is_change(header)

    def basis(self, header: str) -> str:
        """The growth basis of a column of growth rates."""
        if "年均" in header:
            return "annual_avg"
        return "pop" if "环比" in header else "yoy"

    def is_change(self, header: str) -> bool:
        """Whether a column holds absolute changes."""
        return self._change.search(header) is not None

    def is_share(self, header: str) -> bool:
        """Whether a column holds shares."""
        return self._share.search(header) is not None

    def is_target(self, header: str) -> bool:
        """Whether a column holds what is planned."""
        return self._target.search(header) is not None

    def change_base(self, header: str) -> str:
        """What a column of changes compares with: the year before, or an open base."""
        return "" if self._since_january.search(header) else "yoy"

    def name_column(self, headers: list[str], cells: tuple[Cell, ...], shift: int) -> int | None:
        """The cell that names the row: the last one with words before the first number."""
        candidates: list[int] = []
        for index, cell in enumerate(cells):
            header = headers[index + shift] if index + shift < len(headers) else ""
            if cell.text and self.is_figure(cell.text):
                if candidates:
                    break
                continue
            if cell.text and not self.is_unit_header(header) and not self.is_unit(cell.text):
                candidates.append(index)
            elif candidates:
                break
        named = [i for i in candidates if i + shift < len(headers) and not self._class.search(headers[i + shift])]
        if not candidates:
            return None
        if named and len(named) > 1 and self._name.search(headers[named[0] + shift]):
            return named[0]
        return named[0] if named else candidates[-1]

    # Labels of rows

    def label(self, text: str) -> tuple[str, str, bool]:
        """(name, unit, whether it is a part of the row above) of the label of a row."""
        name, unit = self.split_unit(self._mark.sub("", text))
        return name, unit, self._part.match(text) is not None

    def full_name(self, name: str, parent: str) -> str:
        """The name of a row, with what a part takes from the row above it."""
        names = self._names
        if not parent or parent == name:
            return name
        if names.needs_owner(name):
            return names.own(parent, name)
        head = names.head_of(parent)
        return name + head if head and not names.head_of(name) else name

    def is_share_label(self, name: str) -> bool:
        """Whether the name of a row is that of a share."""
        return self._share_label.search(name) is not None

    # Units

    def is_unit(self, text: str) -> bool:
        """Whether a text is a unit, or a sign for none."""
        return self.unit(text) is not None or text in ("——", "—", "-", "")

    def unit(self, text: str) -> tuple[str, str] | None:
        """(multiplier, unit) of a unit as written in a header; None where it is no unit."""
        bare = re.sub(r"\s", "", text)
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
        """The number of a cell: a sign of comparison `c`, its figure `n`, a per cent sign `u`, a bound `b`."""
        return self._number.fullmatch(text)

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
        return _SIGNS.get((found["c"] or "")[:1], "") or self._bounds.get(found["b"] or "", "")
