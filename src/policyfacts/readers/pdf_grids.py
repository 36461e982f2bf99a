"""Grids of cells in the lines that are drawn on a page."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from policyfacts.readers.pdf_pieces import Box

_NEAR = 3.0  # points: lines as near as this are one, and touch
_MOST_CELLS = 20_000
_MOST_LINES = 3_000
_Line = tuple[float, float, float]  # place across, from, to


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: its row and column, and how many of them it spans."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The ruled lines of a table: where its columns and rows begin and end, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    places: dict[tuple[int, int], int]  # (row, column) -> number of the cell

    @property
    def box(self) -> Box:
        """The rectangle that the table fills."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell at a point, or None outside of the table."""
        return self.places.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))


def grids(across: list[_Line], down: list[_Line]) -> list[Grid]:
    """The grids of at least two rows and two columns that the lines on a page make, from the top down.

    A table whose outer lines are not drawn, as yearbooks have them, ends where its other lines end.
    """
    rows, columns = _straightened(across), _straightened(down)
    if not columns or len(rows) < 2 or len(rows) + len(columns) > _MOST_LINES:
        return []
    found = (_grid(*group) for group in _touching(rows, columns))
    return sorted((grid for grid in found if grid is not None), key=lambda grid: grid.ys[0])


def _straightened(lines: list[_Line]) -> list[_Line]:
    """Lines that lie on each other or go on in each other as one."""
    levels = _levels(line[0] for line in lines)
    by_level: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for place, start, end in lines:
        by_level[_nearest(levels, place)].append((start, end))
    joined: list[_Line] = []
    for level in levels:
        begin, last = None, 0.0
        for start, end in sorted(by_level[level]):
            if begin is None:
                begin, last = start, end
            elif start <= last + _NEAR:
                last = max(last, end)
            else:
                joined.append((level, begin, last))
                begin, last = start, end
        if begin is not None:
            joined.append((level, begin, last))
    return joined


def _levels(places: Iterable[float]) -> list[float]:
    """The places with those near each other as one, in order."""
    levels: list[list[float]] = []
    for place in sorted(places):
        if levels and place - levels[-1][0] <= _NEAR:
            levels[-1].append(place)
        else:
            levels.append([place])
    return [sum(level) / len(level) for level in levels]


def _nearest(levels: list[float], place: float) -> float:
    at = bisect_right(levels, place)
    return min(levels[max(at - 1, 0) : at + 1], key=lambda level: abs(level - place))


def _touching(rows: list[_Line], columns: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Groups of lines that touch or cross each other."""
    group = list(range(len(rows) + len(columns)))

    def root(member: int) -> int:
        while group[member] != member:
            group[member] = group[group[member]]
            member = group[member]
        return member

    for number, (y, left, right) in enumerate(rows):
        for other, (x, top, bottom) in enumerate(columns, len(rows)):
            if left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR:
                group[root(other)] = root(number)
    found: dict[int, tuple[list[_Line], list[_Line]]] = defaultdict(lambda: ([], []))
    for number, line in enumerate(rows):
        found[root(number)][0].append(line)
    for number, line in enumerate(columns, len(rows)):
        found[root(number)][1].append(line)
    return list(found.values())


def _grid(rows: list[_Line], columns: list[_Line]) -> Grid | None:
    """The grid that some lines make: what no line parts is one cell."""
    xs = _levels([x for x, _, _ in columns] + [end for row in rows for end in row[1:]])
    ys = _levels([y for y, _, _ in rows] + [end for column in columns for end in column[1:]])
    if len(xs) < 3 or len(ys) < 3 or not columns or len(rows) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    right = _walls(xs, ys, columns)
    below = _walls(ys, xs, rows)
    cells: list[GridCell] = []
    places: dict[tuple[int, int], int] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in places:
                continue
            cell = _cell_from(row, column, right, below, places, (len(ys) - 1, len(xs) - 1))
            for y in range(row, row + cell.rows):
                for x in range(column, column + cell.columns):
                    places[y, x] = len(cells)
            cells.append(cell)
    return Grid(tuple(xs), tuple(ys), tuple(cells), places)


def _walls(levels: list[float], steps: list[float], lines: list[_Line]) -> set[tuple[int, int]]:
    """Where lines stand: (step, level) for each step along which a level has a line."""
    walls = set[tuple[int, int]]()
    for place, start, end in lines:
        level = levels.index(_nearest(levels, place))
        for step in range(len(steps) - 1):
            if start <= (steps[step] + steps[step + 1]) / 2 <= end:
                walls.add((step, level))
    return walls


def _cell_from(
    row: int,
    column: int,
    right: set[tuple[int, int]],
    below: set[tuple[int, int]],
    taken: dict[tuple[int, int], int],
    size: tuple[int, int],
) -> GridCell:
    """The largest rectangle without a line in it that begins at a place."""
    last_row, last_column = row, column
    while last_column + 1 < size[1] and (row, last_column + 1) not in right and (row, last_column + 1) not in taken:
        last_column += 1
    while (
        last_row + 1 < size[0]
        and all((x, last_row + 1) not in below for x in range(column, last_column + 1))
        and all((last_row + 1, x + 1) not in right for x in range(column, last_column))
        and all((last_row + 1, x) not in taken for x in range(column, last_column + 1))
    ):
        last_row += 1
    return GridCell(row, column, last_row - row + 1, last_column - column + 1)
