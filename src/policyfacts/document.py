"""What a reader gives and extraction takes: the document, its blocks and tables, and problems."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, overload

BlockKind = Literal["paragraph", "heading", "list_item", "table", "caption", "footnote"]
Severity = Literal["failed", "partial", "skipped", "note"]


class PolicyFactsError(Exception):
    """Root of all errors that this package raises on purpose; the message says what to do."""


class UsageError(PolicyFactsError):
    """Wrong use: a path, an output, an option or a pattern file (exit code 2)."""


class DocumentError(PolicyFactsError):
    """A document cannot be read (exit code 1); becomes a :class:`Problem` in a batch."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with one document, as data.

    ``severity`` is ``failed`` (nothing was read), ``partial`` (some of it was read), ``skipped``
    (left out on purpose) or ``note`` (worth knowing: an empty file, no facts).
    """

    doc: str
    kind: str
    message: str
    severity: Severity = "failed"
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its words and where they stand in the document's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, header rows first; ``caption`` holds the lines above it.

    A cell that spans several columns or rows stands in each of them, with the same offsets.
    ``header_rows`` is None as a reader gives it: the layout sees which rows are headers.
    """

    rows: Sequence[tuple[Cell, ...]]
    header_rows: int | None = None
    caption: str = ""


class TextRows(Sequence[tuple[Cell, ...]]):
    """Rows of a table that are kept as their lines of text, and made into cells each time one asks for them.

    A sheet has millions of cells, each of which would take ten times the memory of its words.  It
    equals the tuple of its rows.
    """

    __slots__ = ("_rows", "_starts")

    def __init__(self) -> None:
        self._rows: list[str | tuple[Cell, ...]] = []
        self._starts = array("Q")

    def add(self, row: str | tuple[Cell, ...], start: int) -> None:
        """Add a row: its cells, or the line that begins at an offset of the document's text.

        In a line, tabs stand between the words of the cells; the text has them without their indents, and a space
        for an empty cell.
        """
        self._rows.append(row)
        self._starts.append(start)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[Cell, ...], ...]: ...
    def __getitem__(self, index: int | slice) -> tuple[Cell, ...] | tuple[tuple[Cell, ...], ...]:
        if isinstance(index, slice):
            return tuple(map(_cells, self._rows[index], self._starts[index]))
        return _cells(self._rows[index], self._starts[index])

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return map(_cells, self._rows, self._starts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (tuple, TextRows)) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def _cells(row: str | tuple[Cell, ...], start: int) -> tuple[Cell, ...]:
    if not isinstance(row, str):
        return row
    cells: list[Cell] = []
    for words in row.split("\t"):
        end = start + len(words.lstrip())
        cells.append(Cell(words, start, end))
        start = end + 1 if words else start + 2
    return tuple(cells)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document's text: ``text[start:end]``; one of kind ``table`` has its cells."""

    kind: BlockKind
    start: int
    end: int
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read.

    ``text`` is the one linear text in which all offsets count: decoded, without a byte order mark,
    line ends as ``\\n``.  ``blocks`` stand in the order of the text and do not overlap; the layout of
    what no block covers is read from its lines.  ``pages`` holds the offsets at which pages, sheets
    or slides begin, the first of them 0; it is empty where the format has none.  ``title``,
    ``published`` and ``region`` are what the reader or the caller knows; what is left open is looked
    for in the text.
    """

    text: str
    name: str = ""
    title: str = ""
    published: date | None = None
    region: str = ""
    blocks: tuple[Block, ...] = ()
    pages: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def page(self, offset: int) -> int | None:
        """The page, sheet or slide, counted from 1, on which a character stands."""
        return bisect_right(self.pages, offset) or None
