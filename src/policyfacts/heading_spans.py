"""Headings of two lines that lost the width of their cells: which words of the upper line stand over which below."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from policyfacts.table_layout import is_figure

_MOST_AGAIN = 6  # words below one heading that come again below others
Columns = list[tuple[int, int | None]]
"""The words of the upper and of the lower line over each column of figures; None where the upper one reaches down."""


def columns_under(tops: int, below: Sequence[str], width: int, figures: Sequence[str] = ()) -> Columns:
    """The headings of `width` columns, from the number of words in the upper line and the words of the lower one.

    One word may stand over all of the lower line, each over the words from the first of them to where that is told
    again (产量 增长 去年 产量 增长), or over those that differ.  Words that reach down stand at the left, or at the
    right of several spans, save where the `figures` of a row below tell otherwise.  Nothing where the lines do not fit.
    """
    single = width - len(below)
    spans = tops - single
    if single < 0 or spans < 1 or len(below) < 2:
        return []
    sizes = _sizes(spans, below)
    if not sizes:
        return []
    left: Columns = [(index, None) for index in range(single)]
    left += [(single + index, at) for index, at in _parts(sizes)]
    if spans == 1 or not single:
        return left
    right: Columns = [*_parts(sizes), *((spans + index, None) for index in range(single))]
    return left if len(figures) == width and _uneven(left, below, figures) < _uneven(right, below, figures) else right


def _parts(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Each word of the lower line, with the number of the span that it stands under."""
    over = [index for index, size in enumerate(sizes) for _ in range(size)]
    return list(zip(over, range(len(over)), strict=True))


def _uneven(columns: Columns, below: Sequence[str], figures: Sequence[str]) -> int:
    """How far the figures under one word, or those under one span, differ in their number of digits."""
    by_word: dict[str, list[int]] = {}
    by_span: dict[int, list[int]] = {}
    for (top, part), figure in zip(columns, figures, strict=True):
        digits = sum(map(str.isdigit, figure.partition(".")[0]))
        if part is not None and digits:
            by_word.setdefault(below[part], []).append(digits)
            by_span.setdefault(top, []).append(digits)
    return min(sum(max(group) - min(group) for group in groups.values()) for groups in (by_word, by_span))


def places_of_words(rows: Sequence[Sequence[str]], bodies: Sequence[bool]) -> list[Sequence[int | None]] | None:
    """Which word of its row stands over each column, where rows of a heading lack the cells that others reach into.

    All rows have as many cells, those that are missing put as empty ones at their ends; of rows of figures and of lone
    words each cell stays.  None where a heading has empty cells at other places, or none.
    """
    first = next((number for number, body in enumerate(bodies) if body), len(rows))
    head = rows[:first]
    width = len(rows[0])
    cut = [row[: width - row.count("")] if row[0] else row[1 : width - row.count("") + 1] for row in head]
    lower = [row for row in head if sum(map(bool, row)) > 1][1:]
    if not all(map(all, cut)) or all(map(all, head)) or not all(row[0] for row in lower):
        return None
    holds = [any(bodies) and _holds_figures(rows, bodies, column) for column in range(width)]
    figures, named = ([column for column in range(width) if holds[column] is told] for told in (True, False))
    sample = [rows[first][column] for column in figures] if figures else []
    placed: list[Sequence[int | None]] = []
    over: Columns = []  # of the row above
    for number, row in enumerate(rows):
        filled = [column for column, word in enumerate(row) if word]
        below = [word for word in rows[number + 1] if word] if number + 1 < first else []
        parts: dict[int, int | None] = {}
        if over:
            parts = {c: filled[part] if part is not None else None for c, (_, part) in zip(figures, over, strict=True)}
            over = []
        elif bodies[number] or len(filled) in (1, width):
            parts = dict(enumerate(range(width)))
        elif fit := next((fit for fit in _fits(len(filled), named, below, sample) if row[0] or fit[0] != named), None):
            labels, over = fit
            parts = dict(zip(figures, (filled[len(labels) + top] for top, _ in over), strict=True))
            parts |= dict(zip(labels, filled, strict=False))
        elif len(filled) == len(figures):  # 上月=100, under 环比; or the corner is empty
            parts = dict(zip(figures, filled, strict=True))
        else:
            parts = dict(enumerate(range(width)))
        placed.append([parts.get(column) for column in range(width)])
    return placed


def _fits(
    words: int, named: list[int], below: Sequence[str], figures: Sequence[str]
) -> Iterator[tuple[list[int], Columns]]:
    """The columns with labels in an upper line, all or without the corner, and what stands over the others."""
    for labels in (named, named[1:]):
        if columns := columns_under(words - len(labels), below, len(figures), figures):
            yield labels, columns


def _holds_figures(rows: Sequence[Sequence[str]], bodies: Sequence[bool], column: int) -> bool:
    return any(is_figure(row[column]) for row, body in zip(rows, bodies, strict=True) if body)


def _sizes(spans: int, below: Sequence[str]) -> list[int]:
    """Over how many words below each of several headings stands."""
    if spans == 1:
        return [len(below)] if len(set(below)) == len(below) else []
    again = [*(index for index, text in enumerate(below) if text == below[0]), len(below)]
    if len(again) - 1 == spans:
        return [last - first for first, last in itertools.pairwise(again)]
    ends = [index + 1 for index, text in enumerate(below) if text == below[-1]]
    if len(ends) == spans:  # 万亩 增长, 万吨 增长
        return [last - first for first, last in itertools.pairwise([0, *ends])]
    order = {text: index for index, text in reversed([*enumerate(below)])}
    sizes = [0]
    for before, text in zip([below[0], *below], below, strict=False):
        if sizes[-1] and order[text] <= order[before]:  # 总量 增速, 增速, 总量 增速
            sizes.append(0)
        sizes[-1] += 1
    if len(sizes) == spans:
        return sizes
    for size in range(2, min(_MOST_AGAIN, len(below) // spans) + 1):  # 总量 位次 增速 位次, 增速 位次, 增速 位次
        tail = below[len(below) - size * (spans - 1) :]
        if spans > 2 and list(tail) == [*tail[:size]] * (spans - 1) and len(set(tail[:size])) == size:
            return [len(below) - len(tail), *[size] * (spans - 1)]
    first = sizes[0]
    if len(sizes) == spans - 1 and first < sizes[-1] and all(size == first for size in sizes[:-1]):
        return [*sizes[:-1], first, sizes[-1] - first]  # 总量 增速, 总量 增速, 比重
    return []
