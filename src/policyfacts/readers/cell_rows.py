"""Rows of cells, as a sheet or a file of separated values has them, made into captions, paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policyfacts.readers.builder import DocumentBuilder, Span

Merges = dict[tuple[int, int], tuple[int, int]]  # first row and column -> last row and column

_UNIT = re.compile(r"\s*[（(]?\s*(?:计量|数据|金额|货币)?单\s*位\s*[:：]\s*\S")
_NUMBERED = re.compile(r"\s*(?:(?:附|续)?表\s*[0-9一二三四五六七八九十]|(?:附|续)表)")
_NOTE = re.compile(r"\s*[（(]?(?:注|备\s*注|说\s*明|(?:资料|数据)?来\s*源)\s*(?:[:：]|[0-9]{1,2}[.、：:])")
_TITLE = re.compile(r".{4,}(?:表|情况|统计|指标)\s*(?:[（(].*)?")
_FIGURE = re.compile(
    r"(?!(?:19|20)[0-9]{2}\Z)[（(]?[-+−]?(?:[0-9]{1,3}(?: [0-9]{3})++|[0-9][0-9,，]*)(?:\.[0-9]+)?[%％‰]?[）)]?"
)  # and no year
_LONG = 30  # characters from which a cell alone in its row is a sentence, not the label of a group of rows
_CAPTIONS = 3  # lines above a table that say what it is about


@dataclass(slots=True)
class _Row:
    """A row, its cells as one string: a long sheet takes a fifth of the memory."""

    number: int
    text: str  # the cells, between tabs
    first: int  # of the cells with words, and the last of them
    last: int
    body: bool = False  # holds a figure

    @property
    def cells(self) -> list[str]:
        return self.text.split("\t")


class CellRows:
    """Takes the rows of one sheet in order and adds them to a document.

    A row whose only cell is the first is a line of its own: above a table it is its caption, long
    or after the table a paragraph or note, short and between rows of figures the label of a group.
    Empty rows end a table, unless what follows has no header of its own.
    """

    def __init__(self, builder: DocumentBuilder, merges: Merges | None = None) -> None:
        self._builder = builder
        self._merges = merges or {}
        self._reach = -1  # the last row into which a merged cell reaches down
        self._reaches: dict[int, int] = {}
        for (row, _), (last, _) in self._merges.items():
            if last > row:
                self._reaches[row] = max(last, self._reaches.get(row, -1))
        self._rows: list[_Row] = []  # of the table that is being collected
        self._lines: list[_Row] = []  # rows of one cell of which it is open what they are
        self._above: list[str] = []  # lines over the next table that stand in the document already
        self._gap = False  # an empty row came last

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Add the row with this number, counted from 0."""
        if number in self._reaches:
            self._reach = max(self._reach, self._reaches[number])
        filled = [column for column, cell in enumerate(cells) if cell]
        if self._reach >= number and (filled or self._rows):
            self._row(number, cells, filled)
        elif not filled:
            self._gap = True
        elif self._is_line(filled, number, cells):
            self._line(_Row(number, " ".join([cells[column] for column in filled]), 0, 0))
        else:
            self._row(number, cells, filled)

    def close(self) -> None:
        """Add what is still open at the end of the sheet."""
        self._end_table()
        for row in self._lines:
            self._builder.block("paragraph", row.text)
        self._lines.clear()

    def _is_line(self, filled: list[int], number: int, cells: Sequence[str]) -> bool:
        if len(filled) == 1:
            words = cells[filled[0]]
            if filled[0] == 0 or _UNIT.match(words) or _TITLE.fullmatch(words):
                return True
            return self._merges.get((number, filled[0]), (0, 0))[1] >= len(cells) - 1 and len(cells) > 2
        return len(filled) <= 3 and any(map(_UNIT.match, cells)) and not _has_figure(cells)

    def _line(self, row: _Row) -> None:
        words = row.text
        note = _NOTE.match(words) is not None
        if note or len(words) > _LONG and not (_UNIT.match(words) or _NUMBERED.match(words)):
            self.close()
            self._above.clear()
            self._builder.block("footnote" if note else "paragraph", words)
            return
        if _UNIT.match(words) or _NUMBERED.match(words):
            self._end_table()
        self._lines.append(row)

    def _row(self, number: int, cells: Sequence[str], filled: list[int]) -> None:
        text = "\t".join(cells)
        if text.count("\t") >= len(cells):
            text = "\t".join([_without_tabs(cell) for cell in cells])
        first, last = (filled[0], filled[-1]) if filled else (len(cells), -1)
        row = _Row(number, text, first, last, _has_figure(cells))
        if self._gap and self._rows and not self._goes_on(row):
            self._end_table()
        if self._lines:
            self._take_lines()
        self._rows.append(row)
        self._gap = False

    def _take_lines(self) -> None:
        """Make the lines above a row into rows of its table, or into captions where they stand above the first."""
        if self._rows:
            self._rows += [replace(line, text=_without_tabs(line.text)) for line in self._lines]
        else:
            for line in self._lines:
                self._builder.block("caption", line.text)
                self._above.append(line.text)
        self._lines.clear()

    def _goes_on(self, row: _Row) -> bool:
        """Whether a row behind an empty one belongs to the table above it."""
        named = any(_UNIT.match(line.text) or _NUMBERED.match(line.text) for line in self._lines)
        return not named and (row.body or not any(above.body for above in self._rows))

    def _end_table(self) -> None:
        if not self._rows:
            return
        rows, self._rows = self._rows, []
        caption = "\n".join(self._above[-_CAPTIONS:])
        last = max(row.last for row in rows)
        if last >= 0:
            self._builder.table(self._spans(rows, min(row.first for row in rows), last), caption=caption)
        self._above.clear()

    def _spans(self, rows: list[_Row], first: int, last: int) -> Iterator[Sequence[str | Span]]:
        """The rows of a table with its merged cells as such, without the columns outside it."""
        covered: dict[int, int] = {}  # column -> the last row that a merged cell covers in it
        bottom = rows[-1].number
        for row in rows:
            if not self._merges:
                yield row.cells[first : last + 1]
                continue
            spans: list[str | Span] = []
            cells = row.cells
            for column in range(first, last + 1):
                if covered.get(column, -1) >= row.number:
                    continue
                words = cells[column] if column < len(cells) else ""
                down, right = self._merges.get((row.number, column), (row.number, column))
                down, right = min(down, bottom), min(right, last)
                if down == row.number and right == column:
                    spans.append(words)
                else:
                    spans.append(Span(words, right - column + 1, down - row.number + 1))
                    covered |= dict.fromkeys(range(column, right + 1), down)
            yield spans


def _without_tabs(cell: str) -> str:
    """A cell in which a tab is the end of a line, for which the document's text has a space as well."""
    return cell.replace("\t", "\n")


def _has_figure(cells: Sequence[str]) -> bool:
    """Whether a cell behind the first is a figure, and no year."""
    return any(map(_FIGURE.fullmatch, cells[1:]))
