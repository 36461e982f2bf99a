"""What all writers take: the columns, their headings, the documents behind the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Literal

from policyfacts.coverage import Coverage
from policyfacts.document import Problem, UsageError
from policyfacts.facts import COLUMN_NAMES, COLUMNS, CORE_COLUMNS, Column

Labels = Literal["en", "zh"]
_BY_NAME = {column.name: column for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of the run, for the sheet that lists them; ``coverage`` where a report of its numbers was asked."""

    doc: str
    rows: int
    problems: tuple[Problem, ...] = ()
    characters: int = 0
    coverage: Coverage | None = None


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How facts are written.

    ``labels`` None heads the columns with their names.  ``excel`` puts a byte order mark in front
    of CSV, by which Excel knows that it is UTF-8.  ``documents`` is read after the last fact, so it
    may fill up while facts stream by.
    """

    columns: tuple[str, ...] = COLUMN_NAMES
    labels: Labels | None = None
    excel: bool = False
    documents: Sequence[DocumentRow] = ()

    @property
    def selected(self) -> tuple[Column, ...]:
        """The columns to write."""
        return tuple(_BY_NAME[name] for name in self.columns)

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
