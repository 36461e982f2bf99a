"""Puts a document together: its one text and the blocks, tables and pages in it, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyfacts.document import Block, BlockKind, Cell, Document, Problem, Table

MOST_COLUMNS = 1000
MOST_CELLS = 5_000_000
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_BREAKS = re.compile(r"[\n\t\r\v\f\x85\u2028\u2029]")
_BREAK = re.compile(r"(?<!\s)\s*[\n\t]\s*")


@dataclass(frozen=True, slots=True)
class Span:
    """A table cell as a format states it: its words, and how many columns and rows it spans.

    White space at the beginning of the words is kept, for an indent makes a sub-item.
    """

    text: str
    columns: int = 1
    rows: int = 1


class DocumentBuilder:
    """Collects the text of a document and what stands where in it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._pages: list[int] = []
        self.problems: list[Problem] = []

    @property
    def empty(self) -> bool:
        """Whether nothing has been added yet."""
        return self._length == 0

    def page(self) -> None:
        """Begin the next page, sheet or slide."""
        self._pages.append(self._length)

    def lines(self, text: str) -> None:
        """Add lines whose paragraphs, headings and tables are read from the text itself."""
        self._add(_LINE_ENDS.sub("\n", text).rstrip("\n") + "\n")

    def block(self, kind: BlockKind, text: str) -> None:
        """Add a paragraph, a heading, a list item, a caption or a footnote; one without words is left out."""
        words = _LINE_ENDS.sub("\n", text).strip("\n")
        if words.strip():
            start = self._length
            self._add(words + "\n")
            self._blocks.append(Block(kind, start, start + len(words)))

    def table(self, rows: Iterable[Sequence[Span]], *, caption: str = "") -> None:
        """Add a table; each row of it is a line of the text, its cells divided by tabs."""
        start, grid = self._length, list[tuple[Cell, ...]]()
        for row in _grid(rows):
            placed: dict[int, Cell] = {}
            line: list[Cell] = []
            for cell, first in row:
                if first:
                    placed[id(cell)] = self._cell(cell.text)
                line.append(placed.get(id(cell)) or _above(grid, len(line), cell))
            self._add("\n")
            grid.append(tuple(line))
        if grid:
            self._blocks.append(Block("table", start, self._length - 1, Table(tuple(grid), caption=caption)))

    def document(self, name: str, *, title: str = "") -> Document:
        """The document as collected."""
        return Document(
            "".join(self._parts),
            name=name,
            title=title,
            blocks=tuple(self._blocks),
            pages=tuple(self._pages),
            problems=tuple(self.problems),
        )

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _cell(self, text: str) -> Cell:
        """A cell, written behind those before it in its row."""
        words = text.rstrip()
        if _BREAKS.search(words):
            words = _BREAK.sub(" ", _LINE_ENDS.sub("\n", words))
        stripped = words.lstrip()
        if self._parts and not self._parts[-1].endswith("\n"):
            self._add("\t")
        start = self._length
        self._add(stripped or " ")
        return Cell(words if stripped else "", start, start + len(stripped))


def _above(grid: list[tuple[Cell, ...]], column: int, cell: Span) -> Cell:
    """The cell of the row above that reaches down into this one."""
    above = grid[-1] if grid else ()
    return above[column] if column < len(above) else Cell(cell.text, 0, 0)


def _grid(rows: Iterable[Sequence[Span]]) -> Iterator[list[tuple[Span, bool]]]:
    """The cells of each row, one a column, with those that reach over from the left or above, and which are first."""
    hanging: dict[int, tuple[Span, int]] = {}
    count = 0
    for row in rows:
        line: list[tuple[Span, bool]] = []
        cells = iter(row)
        following: dict[int, tuple[Span, int]] = {}
        while len(line) < MOST_COLUMNS and count + len(line) < MOST_CELLS:
            column = len(line)
            if column in hanging:
                cell, left = hanging.pop(column)
                line.append((cell, False))
                if left > 1:
                    following[column] = (cell, left - 1)
                continue
            stated = next(cells, None)
            if stated is None:
                if not hanging or column > max(hanging):
                    break
                line.append((Span(""), True))
                continue
            for number in range(min(max(stated.columns, 1), MOST_COLUMNS - column)):
                line.append((stated, number == 0))
                if stated.rows > 1:
                    following[column + number] = (stated, stated.rows - 1)
        hanging = following
        count += len(line)
        yield line
