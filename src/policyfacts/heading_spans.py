"""Headings of two lines that lost the width of their cells: which words of the upper line stand over which below."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

Columns = list[tuple[int, int | None]]
"""The words of the upper and of the lower line over each column of figures; None where the upper one reaches down."""


def columns_under(tops: int, below: Sequence[str], width: int) -> Columns:
    """The headings of `width` columns, from the number of words in the upper line and the words of the lower one.

    One word may stand over all of the lower line, each over the words from the first of them to where that is told
    again (产量 增长 去年 产量 增长), or over those that differ.  Words that reach down stand at the left, or at the
    right of several spans.  Nothing where the lines do not fit.
    """
    single = width - len(below)
    spans = tops - single
    if single < 0 or spans < 1 or len(below) < 2:
        return []
    sizes = _sizes(spans, below)
    if not sizes:
        return []
    whole: Columns = [(index, None) for index in range(single)]
    if spans > 1 and single:
        whole = [(spans + index, None) for index in range(single)]
    first = 0 if spans > 1 else single
    over = [first + index for index, size in enumerate(sizes) for _ in range(size)]
    parts: Columns = list(zip(over, range(len(below)), strict=True))
    return parts + whole if spans > 1 else whole + parts


def _sizes(spans: int, below: Sequence[str]) -> list[int]:
    """Over how many words below each of several headings stands."""
    if spans == 1:
        return [len(below)]
    again = [*(index for index, text in enumerate(below) if text == below[0]), len(below)]
    if len(again) - 1 == spans:
        return [last - first for first, last in itertools.pairwise(again)]
    sizes: list[int] = []
    begin = 0
    for index in range(1, len(below) + 1):
        if index == len(below) or below[index] in below[begin:index]:  # 环比 同比, 同比
            sizes.append(index - begin)
            begin = index
    return sizes if len(sizes) == spans else []
