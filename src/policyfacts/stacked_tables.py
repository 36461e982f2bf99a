"""Tables that lost their grid when a page was copied as text: each cell stands on a line of its own.

Such a table is told by its rhythm: a heading of as many lines as the table has columns, then rows of one label (or
a label and a unit) and the same number of figures each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policyfacts.table_layout import is_figure

_LONGEST = 40  # characters of a cell
_LABELS = 2  # cells of a row before its figures: a label, a unit
_SENTENCE = re.compile("[，。；！？]|^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
_CAPTION = re.compile("附?表|[（(]?(?:计量)?单位|.*(?:情况|速度|增速|幅度|指标|构成|统计表|一览表)")
_MEASURE = re.compile("指标|项目|产品|名称|地区|单位|(?:19|20)[0-9]{2}|[年月]|[%％]|增长|比重|[数量额率值]$|合计|总计")
_FIGURE_ENDS = frozenset("0123456789%％‰)）-—–…平")


@dataclass(frozen=True, slots=True)
class StackedTable:
    """The rows of a table, each the numbers of its lines; ``end`` is behind the last of them."""

    rows: tuple[tuple[int, ...], ...]
    end: int


@dataclass(slots=True)
class _Beat:
    """Lines of words and the lines of figures behind them."""

    words: list[int]
    figures: list[int]


def stacked_tables(lines: Sequence[str]) -> dict[int, StackedTable]:
    """The tables among lines, by their first line."""
    found: dict[int, StackedTable] = {}
    beats: list[_Beat] = []
    for index, line in enumerate([*lines, "。"]):
        if len(line) > _LONGEST or _SENTENCE.search(line):
            found |= _tables(lines, beats)
            beats = []
        elif line[-1:] in _FIGURE_ENDS and is_figure(line):
            if beats:
                beats[-1].figures.append(index)
        elif beats and not beats[-1].figures:
            beats[-1].words.append(index)
        else:
            beats.append(_Beat([index], []))
    return found


def _tables(lines: Sequence[str], beats: list[_Beat]) -> dict[int, StackedTable]:
    """The tables of a run of short lines."""
    found: dict[int, StackedTable] = {}
    first = 0
    while first < len(beats) - 1:
        last = _same_rhythm(beats, first)
        table = _table(lines, beats[first:last]) if last - first > 1 else None
        if table is not None:
            found[table.rows[0][0]] = table
        first = last
    return found


def _same_rhythm(beats: list[_Beat], first: int) -> int:
    """Behind the last beat that goes on as the first two do; a row may have the name of a group above it."""
    figures, labels = len(beats[first].figures), len(beats[first + 1].words)
    last = first + 1
    while last < len(beats) and len(beats[last].figures) == figures and abs(len(beats[last].words) - labels) < 2:
        labels = min(labels, len(beats[last].words))
        last += 1
    return last


def _table(lines: Sequence[str], beats: list[_Beat]) -> StackedTable | None:
    """The table of beats of one rhythm, where its heading has a line for each column."""
    least = min(len(beat.words) for beat in beats[1:])
    labels = next((n for n in (least, least - 1) if 0 < n <= _LABELS and _is_headed(lines, beats[0], n)), 0)
    if not labels:
        return None
    head, width = beats[0].words, labels + len(beats[0].figures)
    rows = [tuple(head[max(len(head) - labels - width, 0) : -labels]), (*head[-labels:], *beats[0].figures)]
    for beat in beats[1:]:
        if len(beat.words) > labels:
            rows.append((beat.words[0],))
        rows.append((*beat.words[-labels:], *beat.figures))
    return StackedTable(tuple(rows), beats[-1].figures[-1] + 1)


def _is_headed(lines: Sequence[str], beat: _Beat, labels: int) -> bool:
    """Whether a line for each column, behind a caption or nothing, stands above the labels of the first row.

    There may be one line less: the corner over the labels is empty.
    """
    above = len(beat.words) - labels - (labels + len(beat.figures))
    if not any(_MEASURE.search(lines[index]) for index in beat.words[max(above, 0) : -labels]):
        return False  # 联系人, 电话
    return above in (-1, 0) or above > 0 and _CAPTION.match(lines[beat.words[above - 1]]) is not None
