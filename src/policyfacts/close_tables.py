"""Tables that lost the width of their columns when they were copied as text: cells one space apart.

Such a table is told by its heading, which has a word for each column, and by rows of a label (or a label and a unit)
and the same number of figures each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_ROW = re.compile(
    r"(?:(?P<number>[0-9]{1,3}) )?(?P<label>(?:19|20)[0-9]{2}年?|[^\s0-9，。；][^，。；]{0,40}?)"
    r"(?P<figures>(?: (?:[-+−]?[0-9][0-9,]*(?:\.[0-9]+)?[%％]?|[-—…]{1,3})){1,12})"
)
_FIGURE_ENDS = frozenset("0123456789%％-—…")
_LONGEST = 120  # characters of a row
_SENTENCE = re.compile("[，。；！？]")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CloseTable:
    """The cells of a table, each as its span in its line, from the first line on; ``end`` is behind the last line."""

    rows: tuple[tuple[Span, ...], ...]
    end: int


class _Row(NamedTuple):
    """A row: its number, where it has one, its label (with its unit) and its figures."""

    number: tuple[Span, ...]
    label: Span
    figures: tuple[Span, ...]


def close_tables(lines: Sequence[str]) -> dict[int, CloseTable]:
    """The tables among lines, by their first line, which is the heading."""
    found: dict[int, CloseTable] = {}
    index = 1
    while index < len(lines):
        table = _table(lines, index) if lines[index][-1:] in _FIGURE_ENDS else None
        if table is not None:
            found[index - 1] = table
        index = index + 1 if table is None else table.end + 1
    return found


def _table(lines: Sequence[str], first: int) -> CloseTable | None:
    """The table whose first row below the heading is a line."""
    head = lines[first - 1]
    row = _row(lines[first])
    if row is None or _SENTENCE.search(head) or _row(head) is not None:
        return None
    words, numbered, width = _words(head, 0), len(row.number), len(row.figures)
    labels = len(words) - width - numbered
    if labels not in (0, 1, 2) or len(words) < 3:
        return None
    rows = [words]
    last = first
    while last < len(lines) and (row := _row(lines[last])) is not None and len(row.figures) == width:
        label = _words(lines[last][row.label[0] : row.label[1]], row.label[0]) if labels == 2 else (row.label,)
        if labels == 2 and len(label) != 2 or len(row.number) != numbered:
            break
        rows.append((*row.number, *label, *row.figures))
        last += 1
    return CloseTable(tuple(rows), last) if last - first > 1 else None


def _row(line: str) -> _Row | None:
    """The label of a row and its figures: two at least, or one where the row has a number."""
    if len(line) > _LONGEST or line[-1:] not in _FIGURE_ENDS:
        return None
    found = _ROW.fullmatch(line)
    if found is None:
        return None
    figures = _words(found["figures"], found.start("figures"))
    number = (found.span("number"),) if found["number"] else ()
    return _Row(number, found.span("label"), figures) if number or len(figures) > 1 else None


def _words(text: str, begin: int) -> tuple[Span, ...]:
    return tuple((begin + word.start(), begin + word.end()) for word in re.finditer(r"\S+", text))
