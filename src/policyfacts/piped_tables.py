"""Tables of web pages that were saved as text with a pipe behind each cell, and a line end as well.

The cells come in one stream in which each row has as many pipes as the table has columns; cells that span others, and
those that reach down from the row above, are missing, and the row ends with as many empty ones instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyfacts.heading_spans import places_of_words
from policyfacts.table_layout import is_figure

Span = tuple[int, int, int]  # a line, and from where to where in it
Piece = tuple[Span, ...]  # the lines of a cell
_LONGEST = 60  # characters of a line inside a cell
_MOST_LINES = 8  # of one cell
_WIDEST = 40  # columns
_HIGHEST = 8  # rows of a heading
_SENTENCE = re.compile("[。；！？]")
_TITLE = re.compile("附?表 ?[0-9一二三四五六七八九十]")


@dataclass(frozen=True, slots=True)
class PipedTable:
    """The rows of a table, each cell the spans of its lines; ``end`` is behind the last line."""

    rows: tuple[tuple[Piece, ...], ...]
    end: int


@dataclass(slots=True)
class _Cell:
    """A cell of the stream."""

    piece: Piece
    words: str
    figure: bool


def piped_tables(lines: Sequence[str]) -> dict[int, PipedTable]:
    """The tables among lines, by their first line."""
    found: dict[int, PipedTable] = {}
    index = free = 0  # behind the last table
    while index < len(lines):
        if "|" not in lines[index]:
            index += 1
            continue
        end = _end(lines, index)
        begin = index
        if lines[index][0] == "|":  # the first cell stands in the line above
            above = lines[index - 1] if index > free else "。"
            begin = index - (len(above) <= _LONGEST and not _TITLE.match(above) and not _SENTENCE.search(above))
        if (rows := _rows(lines, begin, end)) is not None:
            found[begin] = PipedTable(rows, end)
            free = end
        index = end
    return found


def _end(lines: Sequence[str], first: int) -> int:
    """Behind the last line with a pipe, from one with a pipe on; between two of them stand the lines of one cell."""
    last = first
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if "|" in line:
            last = index
        elif index - last >= _MOST_LINES or len(line) > _LONGEST or _SENTENCE.search(line) or _TITLE.match(line):
            break
    return last + 1


def _rows(lines: Sequence[str], first: int, end: int) -> tuple[tuple[Piece, ...], ...] | None:
    """The rows of a stream of cells, or None where it is none: rows that stand on a line each are read elsewhere."""
    whole = sum(line.count("|") > 1 and len(line.replace("|", "").split()) > 1 for line in lines[first:end])
    if end - first < 6 or whole * 3 > end - first:
        return None
    cells = list(_cells(lines, first, end))
    for width in range(2, min(_WIDEST, len(cells) // 3) + 1):
        grid = [cells[at : at + width] for at in range(0, len(cells), width)]
        if len(grid[-1]) < width and any(cell.words for cell in grid.pop()):
            continue
        columns = width
        if width > 2 and not any(row[0].words for row in grid):  # a pipe before each row, too
            grid, columns = [row[1:] for row in grid], width - 1
        body = [row for row in grid if any(cell.figure for cell in row[1:])]
        if _is_grid(grid, body, columns) and (rows := _headed(grid)) is not None:
            return rows
    return None


def _cells(lines: Sequence[str], first: int, end: int) -> Iterator[_Cell]:
    piece: list[Span] = []
    for index in range(first, end):
        line, begin = lines[index], 0
        while (pipe := line.find("|", begin)) >= 0 or begin < len(line):
            to = pipe if pipe >= 0 else len(line)
            if words := line[begin:to].strip():
                start = line.index(words, begin)
                piece.append((index, start, start + len(words)))
            if pipe < 0:
                break
            yield _cell(lines, piece)
            piece, begin = [], pipe + 1
    if piece:
        yield _cell(lines, piece)


def _cell(lines: Sequence[str], piece: list[Span]) -> _Cell:
    words = "".join(lines[at][start:stop] for at, start, stop in piece)
    return _Cell(tuple(piece), words, is_figure(words))


def _is_grid(grid: list[list[_Cell]], body: list[list[_Cell]], width: int) -> bool:
    """Whether rows of one width each begin with a label, and each column holds either words or figures."""
    if len(body) < 2 or len(body) * 2 < len(grid):
        return False
    first = next((column for column in range(2) if not all(row[column].figure for row in body)), 0)  # behind a code
    for column in range(width):
        cells = [row[column] for row in body if row[column].words]
        figures = sum(cell.figure for cell in cells)
        if figures not in (0, len(cells)) or column == first and (figures or len(cells) < len(body)):
            return False
    return True


def _headed(grid: list[list[_Cell]]) -> tuple[tuple[Piece, ...], ...] | None:
    """The rows, the words of a heading over the columns that they stand over; None where a heading is none."""
    bodies = [any(cell.figure for cell in row[1:]) for row in grid]
    head = grid[: bodies.index(True)]
    words = [[cell.words for cell in row] for row in grid]
    if len(head) > _HIGHEST or any(row in words[:number] for number, row in enumerate(words[: len(head)])):
        return None  # a heading said twice: two rows in place of one
    if (placed := places_of_words(words, bodies)) is None:
        full = all(all(row) for row in words[: len(head)])
        return tuple(tuple(cell.piece for cell in row) for row in grid) if full else None
    return tuple(
        tuple(row[at].piece if at is not None else () for at in columns)
        for row, columns in zip(grid, placed, strict=True)
    )
