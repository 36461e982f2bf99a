"""Which columns of a table stand under each cell of its heading, where that has fewer cells than the table."""

from __future__ import annotations

from collections.abc import Sequence

from policyfacts.heading_spans import columns_under
from policyfacts.table_layout import Row


def empty_cells(row: Row, width: int) -> int:
    """How many columns at the left a further row of headings leaves to the row above it."""
    first = next((index for index, cell in enumerate(row) if cell.text.strip()), len(row))
    return first or width - len(row)


def spread(row: Row, single: int, width: int, below: Sequence[Row], *, even: bool) -> Sequence[Sequence[int]]:
    """The columns under each cell of a row that is shorter than the table: its last cells span several of them."""
    wide, columns = len(row) - single, width - single
    if wide < 1 or len(row) == width:
        return ()
    labels: list[Sequence[int]] = [range(index, index + 1) for index in range(single)]
    texts = [cell.text for cell in below[0] if cell.text.strip()][-columns:] if below else []
    if over := columns_under(wide, texts, columns):
        under: list[list[int]] = [[] for _ in range(wide)]
        for column, (top, _) in enumerate(over, single):
            under[top].append(column)
        return labels + under
    if columns % wide or not even:
        return ()
    step = columns // wide
    return labels + [range(first, first + step) for first in range(single, width, step)]


def filled(row: Row, above: Sequence[Row], below: Sequence[Row], width: int) -> Sequence[Sequence[int]]:
    """The columns under each cell of a heading whose cells are followed by empty ones where they span several.

    Those at its end may be missing; without any it lacks the empty cell over the names.
    """
    words = [bool(cell.text.strip()) for cell in row]
    first = next((index for index, word in enumerate(words) if word), 0)
    if not below or all(words[first:]):
        return ()
    exact = [other for other in below if len(other) == width or not other[0].text]
    found = {column for other in exact for column, cell in enumerate(other) if cell.text.strip()}
    found -= {column for other in above for column, cell in enumerate(other) if cell.text.strip()} - {
        column for column, cell in enumerate(row) if cell.text.strip()
    }
    over: list[list[int]] = [[index] for index in range(len(row))]
    begin = -1  # the cell that may reach to the right
    for column in range(first, width):
        under = column in found
        if column < len(row) and words[column]:
            begin = column if under else -1
        elif begin >= 0 and under:
            over[begin].append(column)
        else:
            begin = -1
    return over
