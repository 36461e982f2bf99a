"""The tables of a page of a PDF: from ruled cells, or from pieces of text that stand in columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from policyfacts.readers.builder import Span
from policyfacts.readers.pdf_grids import Grid, GridCell
from policyfacts.readers.pdf_pieces import Piece

Rows = list[list[Span]]

FIGURE = re.compile(r"[（(]?[-+−]?[0-9][0-9,，. ]*[%％‰]?[）)]?|[-—–…]{1,3}")
_CUT_FIGURE = re.compile(r"[0-9][,.]$|,[0-9]{0,2}$")
_CUT_END = re.compile(r"[0-9,]+\.[0-9]+ [0-9]{1,2}")  # 1286.5|4
_CUT_CODE = re.compile(r"(?:^|[0-9])[-−]$|(?<![A-Za-z])[A-Z]+$|[0-9][a-z]$")  # a minus, HRB|400E, 11.5m|m
_INDENT = 0.8  # of the height of a line: a label that stands as much to the right is a sub-item
_MOST_INDENTS = 4  # of one column; more are centred labels


def lines_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces grouped into the lines on which they stand, from the top down and from the left."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.top + piece.bottom):
        if lines and piece.table is None and _beside(lines[-1][0], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.left) for line in lines]


def _beside(one: Piece, other: Piece) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return one.table is None and overlap > 0.5 * min(one.height, other.height)


def with_ruled_tables(pieces: list[Piece], grids: Sequence[Grid]) -> list[Piece]:
    """The pieces of a page with those in the cells of tables replaced by the tables."""
    inside: dict[int, dict[int, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    outside: list[Piece] = []
    for piece in pieces:
        if piece.cell is None:
            outside.append(piece)
        else:
            inside[piece.cell[0]][piece.cell[1]].append(piece)
    for number, cells in inside.items():
        if len(cells) < 3:  # a frame around text
            outside += (piece for words in cells.values() for piece in words)
        else:
            parts = parts_of(_ruled_rows(grids[number], cells))
            outside += (Piece("", *grids[number].box, table=_compact(part)) for part in parts)
    return outside


def _ruled_rows(grid: Grid, pieces: dict[int, list[Piece]]) -> Rows:
    """The rows of a ruled table, without those that hold nothing."""
    by_row: dict[int, list[tuple[int, GridCell]]] = defaultdict(list)
    for number, cell in enumerate(grid.cells):
        by_row[cell.row].append((number, cell))
    lefts = indents([words for number, words in pieces.items() if grid.cells[number].column == 0])
    rows: Rows = []
    for row in range(len(grid.ys) - 1):
        parts = _stacked([pieces.get(number, []) for number, _ in by_row[row]], by_row[row])
        for part in parts or [[pieces.get(number, []) for number, _ in by_row[row]]]:
            rows.append(
                [
                    Span(cell_text(words, lefts if cell.column == 0 else ()), cell.columns, cell.rows)
                    for words, (_, cell) in zip(part, by_row[row], strict=True)
                ]
            )
    return without_empty(rows)


def parts_of(rows: Rows) -> list[Rows]:
    """A table as one or several: a header after rows of figures begins another.

    Such a header has words over the columns of figures and none over the labels, perhaps with a
    line across the whole table above it.
    """
    starts, figures = [0], False
    for number, row in enumerate(rows):
        if _has_figure(row):
            figures = True
        elif figures and _is_header(rows[number : number + 2]):
            starts.append(number)
            figures = False
    parts = [rows[first:last] for first, last in zip(starts, [*starts[1:], len(rows)], strict=True)]
    return parts if figures else [rows] if len(parts) < 2 else [*parts[:-2], parts[-2] + parts[-1]]


def _compact(rows: Rows) -> Rows:
    """A table without the columns in which no cell of it begins."""
    begins: dict[int, set[int]] = defaultdict(set)  # columns that cells from above fill, by row
    placed: list[list[tuple[int, Span]]] = []
    for number, row in enumerate(rows):
        placed.append([])
        column = 0
        for cell in row:
            while column in begins[number]:
                column += 1
            placed[-1].append((column, cell))
            for below in range(number + 1, number + cell.rows):
                begins[below].update(range(column, column + cell.columns))
            column += cell.columns
    starts = {column for row in placed for column, _ in row}
    return [
        [
            Span(cell.text, len(starts.intersection(range(column, column + cell.columns))), cell.rows)
            for column, cell in row
        ]
        for row in placed
    ]


def _is_header(rows: Rows) -> bool:
    across = len(rows[0]) == 1 and rows[0][0].columns > 1 and len(rows) > 1
    row = rows[1] if across else rows[0]
    words = [cell for cell in row[1:] if cell.text.strip()]
    return not _has_figure(row) and len(words) > 1 and (across or not row[0].text.strip())


def _has_figure(row: Sequence[Span]) -> bool:
    return any(FIGURE.fullmatch(cell.text.strip()) for cell in row[1:])


def without_empty(rows: Rows) -> Rows:
    """Rows without those at the beginning and end that hold nothing."""
    filled = [number for number, row in enumerate(rows) if any(cell.text.strip() for cell in row)]
    return rows[filled[0] : filled[-1] + 1] if filled else []


def _stacked(cells: list[list[Piece]], spans: list[tuple[int, GridCell]]) -> list[list[list[Piece]]]:
    """The rows that no line parts: cells of one line each, where figures are stacked beside as many labels."""
    if any(span.rows > 1 for _, span in spans) or len(cells) < 2:
        return []
    stacks = [[line[0].text for line in lines_of(cell)] for cell in cells[1:]]
    if any(len(stack) == 1 and _is_whole_figure(stack[0]) for stack in stacks):
        return []  # a figure beside several is of one row, whose other figures are cut
    if not any(len(stack) > 1 and all(_is_whole_figure(text) for text in stack) for stack in stacks):
        return []
    lines = lines_of(sum(cells, []))
    if not all(any(piece in cells[0] for piece in line) for line in lines):
        return []
    return [[[piece for piece in cell if piece in line] for cell in cells] for line in lines]


def _is_whole_figure(text: str) -> bool:
    return bool(FIGURE.fullmatch(text)) and not _CUT_FIGURE.search(text)


def indents(cells: list[list[Piece]]) -> tuple[float, ...]:
    """The places at which the labels of a column begin, where they are few: those to the right are indented."""
    lefts = sorted(lines_of(words)[0][0].left for words in cells)
    steps = [left for number, left in enumerate(lefts) if not number or left - lefts[number - 1] > 2]
    return tuple(steps) if 1 < len(steps) <= _MOST_INDENTS and len(lefts) >= 2 * len(steps) else ()


def cell_text(pieces: list[Piece], lefts: Sequence[float]) -> str:
    """The words of a cell, its lines joined; an indent stands before those of a sub-item."""
    text = ""
    lines = lines_of(pieces)
    for line in lines:
        words = " ".join(piece.text for piece in line)
        text += words if not text or _runs_on(text, words) else " " + words
    first = lines[0][0] if lines else None
    indent = (first.left - lefts[0]) / first.height if first and lefts else 0.0
    return "　" * max(round(indent), 1) + text if indent >= _INDENT else text


def _runs_on(text: str, following: str) -> bool:
    """Whether a line of a cell goes on in the next without a space: a figure that is cut, or Chinese."""
    if _CUT_FIGURE.search(text) or following[0] in ",.%" or _CUT_END.fullmatch(f"{text} {following}"):
        return True
    if not (text[-1].isascii() and following[0].isascii()):
        return True
    return bool(_CUT_CODE.search(text)) and following[0].isalnum() or (text[-1] + following[0]).isupper()
