"""The tables among the lines of a text: of a row each, or of a cell each, divided by tabs, pipes or spaces."""

from __future__ import annotations

from bisect import bisect_left

from policyfacts.close_tables import close_tables
from policyfacts.document import Cell
from policyfacts.lines import Line
from policyfacts.piped_tables import Piece, piped_tables
from policyfacts.stacked_tables import stacked_tables
from policyfacts.table_layout import Row, cell_words
from policyfacts.text_tables import cell_rows, table_lines


class LineTables:
    """The tables among some lines of a text; ``behind`` is the line behind the last one whose rows were asked for."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        words = [line.text for line in lines]
        self._text, self._lines = text, lines
        self._rows, self._stacked, self._close = table_lines(words), stacked_tables(words), close_tables(words)
        self._piped = piped_tables(words)
        # behind which line the table ends that begins at one
        self.ends: dict[int, int] = {index: table.end for index, table in self._close.items()}
        self.ends.update((index, table.end) for index, table in self._stacked.items())
        self.ends.update(self._rows)
        if self._piped:
            self._without_parts_of_others()
        self.behind = 0

    def _without_parts_of_others(self) -> None:
        """Leave out what reads as a table inside one between pipes."""
        begins = sorted(self._piped)
        others = list(self.ends.items())
        self.ends = {first: table.end for first, table in self._piped.items()}
        for index, end in others:
            last = bisect_left(begins, end) - 1  # the last one that begins before the end
            if last < 0 or self._piped[begins[last]].end <= index:
                self.ends[index] = end

    def rows(self, index: int) -> list[Row]:
        """The rows of the table that begins at a line."""
        lines, self.behind = self._lines, self.ends[index]
        if (piped := self._piped.get(index)) is not None:
            return [tuple(_piped_cell(lines, piece) for piece in row) for row in piped.rows]
        if index in self._rows:
            body = lines[index : self.behind]
            return list(cell_rows([(line.begin, self._text[line.begin : line.end]) for line in body]))
        if (stacked := self._stacked.get(index)) is not None:
            return [tuple(_cell(lines[i], 0, len(lines[i].text)) for i in row) for row in stacked.rows]
        close = zip(lines[index:], self._close[index].rows, strict=False)
        return [tuple(_cell(line, *span) for span in spans) for line, spans in close]


def _cell(line: Line, start: int, end: int) -> Cell:
    """The cell that a stretch of a line is."""
    return Cell(cell_words(line.text[start:end]), line.start + start, line.start + end)


def _piped_cell(lines: list[Line], piece: Piece) -> Cell:
    """The cell whose words stand on one line or several, between pipes."""
    if not piece:
        return Cell("", 0, 0)
    words = "".join(lines[line].text[start:end] for line, start, end in piece)
    (first, start, _), (last, _, end) = piece[0], piece[-1]
    return Cell(cell_words(words), lines[first].start + start, lines[last].start + end)
