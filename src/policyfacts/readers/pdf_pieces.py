"""The pieces of text on a page of a PDF, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from policyfacts.readers.builder import Span

Box = tuple[float, float, float, float]  # left, top, right, bottom, counted from the upper left corner

# A gap this wide, in heights of a line, parts what stands left and right of it.
WIDE_GAP = 1.5
_BETWEEN_FIGURES = 0.4  # of such a gap parts two figures
_FIGURE_ENDS = frozenset("0123456789%")
_LINE = re.compile(r"[^\r\n]+")
_BLANK = re.compile(r"[\s\x00]+")
_DIGITS = re.compile(r"(?<![A-Za-z0-9])[0-9]+|[①-⑳]+")  # the 2 of km2 is no mark of a footnote
_SIGN_AT_END = re.compile(r"(?<![A-Za-z])\ufffe(?=[0-9])")  # a minus at the end of a line, taken for a hyphen
_JUNK = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_EMPTY_BRACKETS = re.compile(r"\[\]|\(\)|（）|〔〕")


class Cells(Protocol):
    """The ruled cells of a table."""

    @property
    def box(self) -> Box:
        """The rectangle that they fill."""

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell at a point."""


@dataclass(slots=True)
class Piece:
    """Words that stand together on a line of a page, or a whole table, whose text is empty.

    ``cell`` says in which table and which cell of it the words stand.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    cell: tuple[int, int] | None = None
    table: list[list[Span]] | None = None

    @property
    def height(self) -> float:
        """The height of the line, about the size of its characters."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is turned and cut, to go between its own coordinates and those of an upright page."""

    x: float
    y: float
    width: float
    height: float
    rotation: int

    def upright(self, left: float, low: float, right: float, high: float) -> Box:
        """A box of the page's own coordinates, as it stands on the page held upright."""
        left, right, low, high = left - self.x, right - self.x, low - self.y, high - self.y
        if self.rotation == 90:
            return low, left, high, right
        if self.rotation == 180:
            return self.width - right, low, self.width - left, high
        if self.rotation == 270:
            return self.height - high, self.width - right, self.height - low, self.width - left
        return left, self.height - high, right, self.height - low

    def own(self, box: Box) -> Box:
        """A box of the upright page in the page's own coordinates: left, low, right, high."""
        left, top, right, bottom = box
        if self.rotation == 90:
            left, low, right, high = top, left, bottom, right
        elif self.rotation == 180:
            left, low, right, high = self.width - right, top, self.width - left, bottom
        elif self.rotation == 270:
            left, low, right, high = self.width - bottom, self.height - right, self.width - top, self.height - left
        else:
            low, high = self.height - bottom, self.height - top
        return left + self.x, low + self.y, right + self.x, high + self.y

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page held upright."""
        return (self.height, self.width) if self.rotation in (90, 270) else (self.width, self.height)


def frame_of(page: Any) -> Frame:
    """How a page of pypdfium2 is turned and cut."""
    left, low, right, high = page.get_bbox()
    return Frame(left, low, right - left, high - low, page.get_rotation() % 360)


def page_pieces(textpage: Any, frame: Frame, tables: Sequence[Cells] = ()) -> list[Piece]:
    """The pieces of text on a page, in the order of the file; those in tables are parted by their cells."""
    return _Reader(textpage, frame, tables).pieces()


def turned(pieces: list[Piece], textpage: Any, frame: Frame) -> Frame:
    """The frame in which the text runs to the right, where most of it runs up or down."""
    long = [piece for piece in pieces if len(piece.text) > 3]
    if sum(piece.right - piece.left < piece.height for piece in long) * 2 <= len(long):
        return frame
    return replace(frame, rotation=(frame.rotation + _Reader(textpage, frame, ()).turn()) % 360)


class _Reader:
    """Reads a text page: its text at once, the boxes of characters only where they are needed."""

    def __init__(self, textpage: Any, frame: Frame, tables: Sequence[Cells]) -> None:
        import pypdfium2.raw as raw

        self._raw, self._page, self._box = raw, textpage.raw, raw.FS_RECTF()
        self._frame, self._tables = frame, tables
        self._text: str = textpage.get_text_range()
        self._index = self._indexes(textpage.count_chars())

    def pieces(self) -> list[Piece]:
        """The pieces in the order of the file."""
        found: list[Piece] = []
        for line in _LINE.finditer(self._text):
            start, end = self._stripped(*line.span())
            if end > start:
                found += (piece for piece in self._line(start, end) if piece.text.strip() and self._is_seen(piece))
        return found

    def _is_seen(self, piece: Piece) -> bool:
        """Whether a piece stands on the page; one that reaches over its edges is cut to it."""
        width, height = self._frame.size
        piece.left, piece.right = max(piece.left, 0.0), min(piece.right, width)
        piece.top, piece.bottom = max(piece.top, 0.0), min(piece.bottom, height)
        return piece.left <= piece.right and piece.top <= piece.bottom

    def turn(self) -> int:
        """By how much the page is to be turned to the right for its longest line to run to the right."""
        longest = max(_LINE.finditer(self._text), key=lambda line: line.end() - line.start())
        return 90 if self._box_of(longest.end() - 1)[1] < self._box_of(longest.start())[1] else 270

    def _indexes(self, count: int) -> Callable[[int], int] | None:
        """From a place in the text to the number of the character, or None where they are the same."""
        if len(self._text) == count:
            return None
        units = [0]
        for character in self._text:
            units.append(units[-1] + (2 if ord(character) > 0xFFFF else 1))
        if units[-1] == count:
            return units.__getitem__
        of_unit = self._raw.FPDFText_GetCharIndexFromTextIndex
        return lambda place: int(of_unit(self._page, units[place]))

    def _stripped(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the text without blanks at its ends."""
        while start < end and _BLANK.match(self._text, start):
            start += 1
        while end > start and _BLANK.match(self._text, end - 1):
            end -= 1
        return start, end

    def _box_of(self, place: int) -> Box:
        """The box of a character, with the room that its font takes."""
        box = self._box
        self._raw.FPDFText_GetLooseCharBox(self._page, self._index(place) if self._index else place, box)
        return self._frame.upright(box.left, box.bottom, box.right, box.top)

    def _line(self, start: int, end: int) -> list[Piece]:
        """The pieces of a line, which wide gaps and the cells of tables part."""
        first, last = self._box_of(start), self._box_of(end - 1)
        if any(_meet(table.box, first, last) for table in self._tables):
            return self._in_cells(start, end)
        wide = max(first[3] - first[1], last[3] - last[1], 1.0) * WIDE_GAP
        pieces, begin, left = [], start, first
        gaps = [
            (found, self._box_of(found.start() - 1), self._box_of(found.end())) for found in self._blanks(start, end)
        ]
        back = any(behind[2] < before[0] and not _apart(before, behind) for _, before, behind in gaps)
        for blank, before, behind in gaps:
            least = wide * _BETWEEN_FIGURES if self._parts_figures(blank) else wide
            if back or behind[0] - before[2] > least or _apart(before, behind):
                pieces.append(self._piece(begin, blank.start(), left, before))
                begin, left = blank.end(), behind
        pieces.append(self._piece(begin, end, left, last))
        return _in_place(pieces, wide) if back else pieces

    def _blanks(self, start: int, end: int) -> Iterator[re.Match[str]]:
        return _BLANK.finditer(self._text, start, end)

    def _parts_figures(self, blank: re.Match[str]) -> bool:
        """Whether a blank stands between two figures, which no sentence writes side by side."""
        text, end = self._text, blank.end()
        return text[blank.start() - 1] in _FIGURE_ENDS and (text[end].isdecimal() or text[end : end + 1] in "-−")

    def _in_cells(self, start: int, end: int) -> list[Piece]:
        """The pieces of a line that stands in tables, at least in part."""
        cells: list[tuple[int, int] | None] = []
        for place in range(start, end):
            if cells and _BLANK.match(self._text, place):
                cells.append(cells[-1])
                continue
            left, top, right, bottom = self._box_of(place)
            cells.append(self._cell_at((left + right) / 2, (top + bottom) / 2))
        pieces, begin = [], 0
        for number in range(1, len(cells) + 1):
            if number == len(cells) or cells[number] != cells[begin]:
                first, last = self._stripped(start + begin, start + number)
                if last > first:
                    piece = self._piece(first, last, self._box_of(first), self._box_of(last - 1))
                    piece.cell = cells[begin]
                    pieces.append(piece)
                begin = number
        return pieces

    def _cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        for number, table in enumerate(self._tables):
            cell = table.cell_at(x, y)
            if cell is not None:
                return number, cell
        return None

    def _piece(self, start: int, end: int, first: Box, last: Box) -> Piece:
        high = first if first[3] - first[1] >= last[3] - last[1] else last
        text = self._text[start:end]
        for digits in reversed(list(_DIGITS.finditer(text))):
            mark = self._mark(start + digits.start(), start + digits.end(), high) - start
            if mark < digits.end() and digits.end() - mark < len(text):
                text = _EMPTY_BRACKETS.sub("", text[:mark] + text[digits.end() :])
        text = _SIGN_AT_END.sub("-", text)
        left, right = min(first[0], last[0]), max(first[2], last[2])
        # A text that runs up or down has its ends above each other.
        sideways = abs(first[1] - last[1]) > max(right - left, high[3] - high[1])
        top, bottom = (min(first[1], last[1]), max(first[3], last[3])) if sideways else (high[1], high[3])
        return Piece(_JUNK.sub("", text), left, top, right, bottom)

    def _mark(self, start: int, end: int, line: Box) -> int:
        """Where the mark of a footnote begins at the end of some digits; the end itself where there is none."""
        while end > start and _is_raised(self._box_of(end - 1), line):
            end -= 1
        return end


def _in_place(pieces: list[Piece], wide: float) -> list[Piece]:
    """Pieces of a line whose file draws characters of another font behind all others, each put where it stands."""
    placed: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.left):
        before = placed[-1] if placed else None
        level = before is not None and abs(before.bottom - piece.bottom) < 0.5 * max(before.height, piece.height)
        if before is None or not level or piece.left - before.right > wide:
            placed.append(piece)
            continue
        before.text += piece.text
        before.right = max(before.right, piece.right)
        before.top, before.bottom = min(before.top, piece.top), max(before.bottom, piece.bottom)
    return placed


def _is_raised(digit: Box, line: Box) -> bool:
    """Whether a digit is the mark of a footnote: small and above the foot of its line."""
    height = line[3] - line[1]
    return digit[3] - digit[1] < 0.75 * height and digit[3] < line[3] - 0.15 * height


def _apart(before: Box, behind: Box) -> bool:
    """Whether two characters stand on different lines."""
    return before[3] - 0.3 * (before[3] - before[1]) <= behind[1] or behind[3] <= before[1]


def _meet(table: Box, first: Box, last: Box) -> bool:
    """Whether a line from one character to another meets a table."""
    middle = (first[1] + first[3]) / 2
    across = min(first[0], last[0]) < table[2] and max(first[2], last[2]) > table[0]
    return across and (table[1] <= middle <= table[3] or table[1] <= (last[1] + last[3]) / 2 <= table[3])
