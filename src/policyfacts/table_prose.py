"""Cells of a table that hold words with figures in them, not a figure: tasks, contents of projects, reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyfacts.document import Cell, Table
from policyfacts.table_layout import Row, is_figure

_SHORTEST = 6  # characters of words with a figure in them
_CLAUSES = re.compile(r"[，。；]")
_BRACKETS = re.compile(r"[（(][^（()）]{0,60}[）)]")
_MEASURED = re.compile(r"[0-9](?:%|(?![年月日时分季号期届级类版章节款])[\u4e00-\u9fff])")
_LONGEST_LABEL = 24


def prose_cells(table: Table) -> Iterator[tuple[Cell, list[Cell]]]:
    """Each cell with words, one that reaches over several once, with what stands for its headings: label, column."""
    seen: set[int] = set()
    headed = table.header_rows or 0
    for row in table.rows[1 if headed == len(table.rows) > 1 else headed :]:
        if not any(len(cell.text) >= _SHORTEST and _MEASURED.search(cell.text) for cell in row):
            continue
        counted = any(is_figure(cell.text) for cell in row[1:])
        named = 1 + row[0].text.isdigit() if counted else 0  # how many cells name what the figures of the row are of
        for index, cell in enumerate(row):
            if index < named or cell.start in seen or not _is_prose(cell.text, clauses=counted):
                continue
            seen.add(cell.start)
            column = table.rows[0][index] if headed and len(table.rows[0]) == len(row) else cell
            heads = {head.start: head for head in (*_labels(row[:index]), column) if _is_short(head)}
            yield cell, list(heads.values())


def _is_prose(text: str, *, clauses: bool) -> bool:
    """Whether a cell holds words with a figure in them, of several clauses where that is asked for."""
    if len(text) < _SHORTEST or not _MEASURED.search(text):
        return False
    return not is_figure(text) and (not clauses or _CLAUSES.search(_BRACKETS.sub("", text)) is not None)


def _labels(before: Row) -> list[Cell]:
    """What a row is about: the first and the last of the cells before one that are short and hold no figure."""
    labels = [cell for cell in before if _is_short(cell) and not any(map(str.isdigit, cell.text))]
    return labels[:1] + labels[-1:]


def _is_short(cell: Cell) -> bool:
    return 1 < len(cell.text.strip()) <= _LONGEST_LABEL
