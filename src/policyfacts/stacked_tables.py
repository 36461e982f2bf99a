"""Tables that lost their grid when a page was copied as text: each cell stands on a line of its own.

Such a table is told by its rhythm: a heading of as many lines as the table has columns, then rows of one label (or
a label and a unit) and the same number of figures each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policyfacts.heading_spans import Columns, columns_under
from policyfacts.table_layout import is_figure

_LONGEST = 40  # characters of a cell
_MOST_SPANS = 9  # words of an upper line
_MOST_SINGLE = 40  # columns without a word above, at the left of others
_LABELS = 2  # cells of a row before its figures: a label, a unit
_SENTENCE = re.compile("[，。；！？]")
_BRACKETS = re.compile("[（(][^（()）]{0,30}[）)]")
_GROUP = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_ATTRIBUTES = frozenset(("预期性", "约束性", "引导性"))
_CAPTION = re.compile(
    "附?表|[（(][^（()）]{1,20}[）)]$|.*(?:19|20)[0-9]{2}年|(?:19|20)[0-9]{2}年?(?:[0-9]{1,2}(?:[-—~至][0-9]{1,2})?月份?)?$|[（(]?(?:计量)?单位|.*(?:情况|速度|增速|幅度|指标|构成|统计表|一览表)"
)
_MEASURE = re.compile("指标|项目|产品|名称|地区|单位|(?:19|20)[0-9]{2}|[年月]|[%％]|增长|比重|[数量额率值]$|合计|总计")
_CORNER = re.compile(
    "(?:年份|年度|时间|指标|项目|地区(?!生产)|[省市县区州]别|[县区]市|行业|产品|品种|分类|类别|名称).{0,6}$"
)
_OVER = re.compile("比重|构成|其中|^占|按.{1,8}分")
_FIGURE_ENDS = frozenset("0123456789%％‰)）]］〕-—–…平右上下内")


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
        if len(line) > _LONGEST or _SENTENCE.search(_BRACKETS.sub("", line)):
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
    if (plan := _plan_table(lines, beats)) is not None:
        return {plan.rows[0][0]: plan}
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
    behind = last = first + 1  # behind the last beat with all figures; of others it is open which are missing
    while last < len(beats) and len(beats[last].figures) <= figures and abs(len(beats[last].words) - labels) < 2:
        labels = min(labels, len(beats[last].words))
        last += 1
        behind = last if len(beats[last - 1].figures) == figures else behind
        if last - behind > 1:
            break
    return behind


def _table(lines: Sequence[str], beats: list[_Beat]) -> StackedTable | None:
    """The table of beats of one rhythm, where its heading has a line for each column."""
    least = min(len(beat.words) for beat in beats[1:])
    labels = next((n for n in (least, least - 1) if 0 < n <= _LABELS and _is_headed(lines, beats[0], n)), 0)
    if not labels:
        return None
    head, group = _head(lines, beats[0], labels)
    sample = [lines[index] for index in beats[0].figures]
    rows = [*_head_rows(lines, head, labels, sample), *group, (*beats[0].words[-labels:], *beats[0].figures)]
    for beat in beats[1:]:
        if len(beat.words) > labels:
            rows.append((beat.words[0],))
        full = len(beat.figures) == len(sample)
        rows.append((*beat.words[-labels:], *beat.figures) if full else (beat.words[-labels],))
    return StackedTable(tuple(rows), beats[-1].figures[-1] + 1)


def _plan_table(lines: Sequence[str], beats: list[_Beat]) -> StackedTable | None:
    """The indicators of a plan: each row ends with what kind it is (预期性), and so does the heading (属性)."""
    run = sorted(index for beat in beats for index in (*beat.words, *beat.figures))
    ends = [place for place, index in enumerate(run) if lines[index] in _ATTRIBUTES]
    head_end = next((place for place, index in enumerate(run) if lines[index] in ("属性", "指标属性")), None)
    if head_end is None or len(ends) < 3 or ends[0] < head_end:
        return None
    bounds = [head_end, *ends]
    rows = [tuple(run[first + 1 : last + 1]) for first, last in zip(bounds, ends, strict=False)]
    least, most = min(map(len, rows)), max(map(len, rows))
    if most - least > 1 or head_end + 1 < most:
        return None  # a row has the name of a group before it, or not
    return StackedTable((tuple(run[head_end + 1 - most : head_end + 1]), *rows), run[ends[-1]] + 1)


def _head(lines: Sequence[str], beat: _Beat, labels: int) -> tuple[list[int], list[tuple[int, ...]]]:
    """The words of a heading, and the name of the first group of rows, where it has a number (一、金属)."""
    head = beat.words[:-labels]
    numbered = len(head) > 1 and _GROUP.match(lines[head[-1]]) is not None
    return (head[:-1], [(head[-1],)]) if numbered else (head, [])


def _spans(lines: Sequence[str], head: list[int], labels: int, sample: Sequence[str]) -> tuple[int, Columns]:
    """How many words of a heading stand in its upper line, without those of the labels, and what stands below them.

    One line more than the table has columns is one word that stands over several: one that says of what (占总量比重).
    """
    figures = len(sample)
    found: list[tuple[int, Columns]] = []
    above = len(head) - labels - figures
    plain = above == 0 or above > 0 and _CAPTION.match(lines[head[above - 1]]) is not None  # a line for each column
    for over in (*range(2, min(figures, _MOST_SPANS)), 1):
        singles = range(min(figures - 1, _MOST_SINGLE)) if over == 1 and not found else range(2 * (over > 1))
        for single in singles:
            tops, below = single + over, [lines[index] for index in head[single - figures :]]
            if len(head) < labels + tops + len(below):
                continue
            first = len(head) - len(below) - tops
            named = _is_corner(lines[head[first - 1]]) and (over > 1 or _OVER.search(lines[head[first + single]]))
            cornered = plain or any(_is_corner(lines[index]) for index in head[first:])
            named = named or over > 1 and not cornered and _CAPTION.match(lines[head[first - 1]])  # it is empty
            again = over > 1 and below == below[: len(below) // over] * over
            if (named or again) and (columns := columns_under(tops, below, figures, sample)):
                if again and len(below) > over:
                    return tops, columns
                found.append((tops, columns))
    return found[0] if found else (0, [])


def _is_corner(text: str) -> bool:
    """Whether a line is the heading of the labels (项　目)."""
    return _CORNER.match("".join(text.split())) is not None


def _head_rows(lines: Sequence[str], head: list[int], labels: int, sample: Sequence[str]) -> list[tuple[int, ...]]:
    """The one or two rows of a heading, above the figures of the first row."""
    width = labels + len(sample)
    tops, columns = _spans(lines, head, labels, sample)
    if not columns:
        return [tuple(head[max(len(head) - width, 0) :])]
    first = len(head) - tops - sum(below is not None for _, below in columns)
    upper, lower = head[first : first + tops], head[first + tops :]
    corner = head[max(first - labels, 0) : first]
    if labels == 1 and corner and _CAPTION.match(lines[corner[0]]) and not _is_corner(lines[corner[0]]):
        corner = []  # it is empty, and this the title
    above = [*corner, *(upper[top] for top, _ in columns)]
    under = tuple(upper[top] if below is None else lower[below] for top, below in columns)  # a word twice is read once
    return [tuple(above), under]


def _is_headed(lines: Sequence[str], beat: _Beat, labels: int) -> bool:
    """Whether a line for each column, behind a caption or nothing, stands above the labels of the first row.

    There may be one line less: the corner over the labels is empty.
    """
    head, _ = _head(lines, beat, labels)
    width = labels + len(beat.figures)
    sample = [lines[index] for index in beat.figures]
    tops, columns = _spans(lines, head, labels, sample)
    told = labels + tops + sum(below is not None for _, below in columns) if columns else width
    above = len(head) - told
    if not any(_MEASURE.search(lines[index]) for index in head[max(above, 0) :]):
        return False  # 联系人, 电话
    return above in (-1, 0) or above > 0 and _CAPTION.match(lines[head[above - 1]]) is not None
