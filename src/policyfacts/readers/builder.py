"""Puts a document together: its one text and the blocks, tables and pages in it, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyfacts.document import Block, BlockKind, Cell, Document, Problem, Table, TextRows
from policyfacts.limits import limits

_LINE_ENDS = re.compile(r"[\r\v\f\x85\u2028\u2029](?:(?<=\r)\n)?")
_BREAKS = re.compile(r"[\n\t\r\v\f\x85\u2028\u2029]")
_BREAK = re.compile(r"(?<!\s)\s*[\n\t]\s*")
# Between words that tabs divide: white space at either end of a word, and line ends anywhere
_UNTIDY = re.compile(r"[^\S\t](?:(?<=[\n\r\v\f\x85\u2028\u2029])|(?<![^\t].)|(?![^\t]))")


@dataclass(frozen=True, slots=True)
class Span:
    """A table cell as a format states it: its words, and how many columns and rows it spans.

    White space at the beginning of the words is kept, for an indent makes a sub-item.
    """

    text: str
    columns: int = 1
    rows: int = 1


_Placed = tuple[Span, bool]  # a cell in one of its columns, and whether it stands there first
_Hanging = dict[int, tuple[Span, int]]  # column -> the cell that reaches down in it, and into how many more rows


class DocumentBuilder:
    """Collects the text of a document and what stands where in it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._pages: list[int] = []
        self._cells_left = limits().cells  # of all tables
        self._cut = ""  # what is said of a table that was too large
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
        words = text if text.isprintable() else _LINE_ENDS.sub("\n", text).strip("\n")
        if words.strip():
            start = self._length
            self._add(words + "\n")
            self._blocks.append(Block(kind, start, start + len(words)))

    def table(self, rows: Iterable[Sequence[str | Span]], *, caption: str = "") -> None:
        """Add a table; each row of it is a line of the text, its cells divided by tabs.

        A cell of one column and row may be given as its words alone.
        """
        start, grid = self._length, TextRows()
        for words, placed in self._grid(rows):
            begin = self._length
            grid.add(self._cells(placed, grid) if words is None else self._line(words), begin)
            self._add("\n")
        if grid:
            self._blocks.append(Block("table", start, self._length - 1, Table(grid, caption=caption)))

    def document(self, name: str, *, title: str = "") -> Document:
        """The document as collected."""
        return Document(
            "".join(self._parts),
            name=name,
            title=title,
            blocks=tuple(self._blocks),
            pages=tuple(self._pages),
            problems=(*self.problems, *([Problem(name, "limit", self._cut, "partial")] if self._cut else [])),
        )

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _line(self, words: list[str]) -> str | tuple[()]:
        """Write a row in which no cell spans others; gives its words, between tabs."""
        line = written = "\t".join(words)
        if line.count("\t") >= len(words) or _UNTIDY.search(line):
            words = [_tidied(word) for word in words]
            line = "\t".join(words)
            written = "\t".join([word.lstrip() or " " for word in words])
        elif "" in words:
            written = "\t".join([word or " " for word in words])
        self._add(written)
        return line if words else ()

    def _cells(self, row: Sequence[_Placed], above: Sequence[tuple[Cell, ...]]) -> tuple[Cell, ...]:
        """Write a row; its cells, which reach over from the left or above where they are not first."""
        placed: dict[int, Cell] = {}
        cells: list[Cell] = []
        line: list[str] = []
        start = self._length
        for cell, first in row:
            if first:
                words = _tidied(cell.text)
                line.append(words.lstrip() or " ")
                placed[id(cell)] = Cell(words, start, start + len(words.lstrip()))
                start += len(line[-1]) + 1
            cells.append(placed.get(id(cell)) or _above(above, len(cells), cell))
        self._add("\t".join(line))
        return tuple(cells)

    def _grid(self, rows: Iterable[Sequence[str | Span]]) -> Iterator[tuple[list[str] | None, list[_Placed]]]:
        """The words of each row in which no cell spans others, or its cells, one a column, and which are first."""
        hanging: _Hanging = {}
        for row in rows:
            most = min(limits().columns, self._cells_left)
            if len(row) > most:
                self._cut = too_many_cells() if most == self._cells_left else too_many_columns()
                if not most:
                    return
            words = None if hanging else _words(row)
            if words is None:
                placed, hanging = _placed(row, hanging, most)
                self._cells_left -= len(placed)
                yield None, placed
            else:
                self._cells_left -= min(len(words), most)
                yield words[:most], []


def too_many_cells() -> str:
    """What is said of a document whose tables are too large."""
    return f"only the first {limits().cells:,} cells were read; allow more with --max-cells, or split the file"


def too_many_columns() -> str:
    """What is said of a table that is too wide."""
    return f"of each row of a table only the first {limits().columns:,} cells were read; split the table"


def _tidied(text: str) -> str:
    """The words of a cell on one line, with the indent that they begin with."""
    words = text.rstrip()
    return _BREAK.sub(" ", _LINE_ENDS.sub("\n", words)) if _BREAKS.search(words) else words


def _above(grid: Sequence[tuple[Cell, ...]], column: int, cell: Span) -> Cell:
    """The cell of the row above that reaches down into this one."""
    above = grid[-1] if grid else ()
    return above[column] if column < len(above) else Cell(cell.text, 0, 0)


def _words(row: Sequence[str | Span]) -> list[str] | None:
    """The words of a row; None where a cell of it spans several columns or rows."""
    words = [
        cell if isinstance(cell, str) else cell.text
        for cell in row
        if isinstance(cell, str) or cell.columns < 2 and cell.rows < 2
    ]
    return words if len(words) == len(row) else None


def _placed(row: Sequence[str | Span], hanging: _Hanging, most: int) -> tuple[list[_Placed], _Hanging]:
    """The cells of a row with those that reach over from the left or above, and those that reach into the next."""
    line: list[_Placed] = []
    cells = iter(row)
    following: _Hanging = {}
    while len(line) < most:
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
            stated = ""
        if isinstance(stated, str):
            stated = Span(stated)
        for number in range(min(max(stated.columns, 1), limits().columns - column)):
            line.append((stated, number == 0))
            if stated.rows > 1:
                following[column + number] = (stated, stated.rows - 1)
    return line, following
