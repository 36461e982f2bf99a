"""What all writers take: the columns, their headings, the documents behind the rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from operator import attrgetter
from pathlib import Path
from typing import Any, Literal

from policyfacts.coverage import Coverage
from policyfacts.document import Problem, UsageError
from policyfacts.export.losses import Losses
from policyfacts.facts import COLUMN_NAMES, COLUMNS, CORE_COLUMNS, SHOWN_COLUMNS, Column, ColumnType, Fact
from policyfacts.shown import BASE_UNITS, ShownUnits

Labels = Literal["en", "zh"]
Read = Callable[[Fact], Any]
_BY_NAME = {column.name: column for column in (*COLUMNS, *SHOWN_COLUMNS)}
_MADE = frozenset(column.name for column in SHOWN_COLUMNS)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of the run, for what lists them; ``coverage`` where a report of its numbers was asked.

    ``path`` is the file that it was read from, or its URL, None for standard input and for texts; ``digest`` is its
    SHA-256, or what the storage behind the URL says of its content, where it was asked for.
    """

    doc: str
    rows: int
    problems: tuple[Problem, ...] = ()
    characters: int = 0
    coverage: Coverage | None = None
    path: Path | str | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How facts are written.

    ``labels`` None heads the columns with their names.  ``excel`` puts a byte order mark in front
    of CSV and TSV, by which Excel knows that it is UTF-8.  ``documents`` may fill up while facts stream by: the
    row of a document is there before its facts are, all of them after the last fact.  With ``units`` the
    columns ``value_shown`` and ``unit_shown`` are written, behind the others unless ``columns`` names them.
    ``losses`` counts what the format could not hold.  ``datapackage`` puts a description beside a CSV file.
    """

    columns: tuple[str, ...] = COLUMN_NAMES
    labels: Labels | None = None
    excel: bool = False
    documents: Sequence[DocumentRow] = ()
    units: ShownUnits | None = None
    losses: Losses = field(default_factory=Losses)
    datapackage: bool = False

    @property
    def selected(self) -> tuple[Column, ...]:
        """The columns to write."""
        shown = () if self.units is None else tuple(c for c in SHOWN_COLUMNS if c.name not in self.columns)
        return tuple(_BY_NAME[name] for name in self.columns) + shown

    @property
    def cells(self) -> tuple[Read, ...]:
        """For each column, what gives a fact's cell: text, int, Decimal or None."""
        units = self.units or BASE_UNITS
        made: dict[str, Read] = {
            "value_shown": lambda fact: units.value(fact.value, fact.base_unit),
            "unit_shown": lambda fact: "" if fact.value is None else units.unit(fact.base_unit),
        }
        return tuple(made.get(column.name) or attrgetter(column.name) for column in self.selected)

    @property
    def row(self) -> Callable[[Fact], Sequence[Any]]:
        """What gives all cells of a fact at once, which is faster than one after the other."""
        names = [column.name for column in self.selected]
        if len(names) > 1 and not _MADE.intersection(names):
            return attrgetter(*names)
        cells = self.cells
        return lambda fact: [cell(fact) for cell in cells]

    def of_type(self, *types: ColumnType) -> tuple[int, ...]:
        """The places of the columns of some types."""
        return tuple(place for place, column in enumerate(self.selected) if column.type in types)

    @property
    def headings(self) -> tuple[str, ...]:
        """Their headings."""
        return tuple(heading(column, self.labels) for column in self.selected)


def heading(column: Column, labels: Labels | None) -> str:
    """The heading of a column: its name, or its English or Chinese label."""
    if labels is None:
        return column.name
    return column.label_zh if labels == "zh" else column.label_en


def resolve_columns(columns: str | Sequence[str]) -> tuple[str, ...]:
    """The names behind ``all``, ``core``, ``"doc,region"`` or a list of names; UsageError for a wrong one."""
    if columns == "all":
        return COLUMN_NAMES
    if columns == "core":
        return CORE_COLUMNS
    parts = columns.split(",") if isinstance(columns, str) else columns
    names = tuple(dict.fromkeys(name for part in parts if (name := part.strip())))
    for name in names:
        if name not in _BY_NAME:
            raise UsageError(_unknown(name))
    if not names:
        raise UsageError("no columns named; use all, core, or names with commas between them")
    return names


def _unknown(name: str) -> str:
    labels = {label: column.name for column in COLUMNS for label in (column.label_zh, column.label_en, column.name)}
    near = get_close_matches(name.lower(), labels, n=1, cutoff=0.0 if name.isascii() else 0.5)
    hint = f"; did you mean {labels[near[0]]!r}?" if near else ""
    return f"unknown column {name!r}{hint} Columns: {', '.join(COLUMN_NAMES)} (or all, core)"


def plain(number: Decimal) -> str:
    """A number in full: no exponent, no zeros at the end of its decimals."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
