"""Tables that lost the width of their columns when they were copied as text: cells one space apart.

Such a table is told by its heading, which has a word for each column, and by rows of a label (or a label and a unit)
and the same number of figures each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from policyfacts.heading_spans import columns_under

_FIGURE = (
    r"(?:[<>＜＞≤≥]?[-+−]?[0-9][0-9,]*(?:\.[0-9]+)?[%％‰]?(?:左右|以上|以下|以内)?"
    r"|[［\[〔][-+−]?[0-9]+(?:\.[0-9]+)?[%％]?[］\]〕]|[-—…]{1,3}"
    r"|(?:[高低优]于|与|同|完成|达到|控制在|保持|持续|逐步|基本|按)[^\s0-9，。；]{2,16})"
)
_ROW = re.compile(
    r"(?:(?P<number>[0-9]{1,3}) )?"
    r"(?P<label>(?:19|20)[0-9]{2}年?|(?:[0-9]{1,2}[.、．](?![0-9])|[0-9]{1,2}[A-Za-z]{1,4})?[^\s0-9，。；](?:[^，。；（）]|（[^（）]{0,30}）|（(?![^（）]{0,30}）)|）){0,40}?)"
    rf"(?P<figures>(?: {_FIGURE}){{1,12}})(?P<kind> (?:预期|约束|指导|引导|指令)性)?"
)
_GROUP = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、])?[^\s0-9，。；：:（）()]{2,14}(?:[（(][^\s（）()]{0,20}[）)])?[：:]?[*＊]{0,2}"
)
_YEARS = re.compile(r"[^\s0-9]{1,8}(?: (?:19|20)[0-9]{2}年?){2,12}")
_YEAR_OVER = re.compile(r"[^\s0-9，。；：:]{1,8} (?:19|20)[0-9]{2}年?")
_UNIT = re.compile("(?:计量)?单位")
_FIGURE_ENDS = frozenset("0123456789%％‰-—…］]〕右上下内性")
_LONGEST = 120  # characters of a row
_SENTENCE = re.compile("[，。；！？]")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CloseTable:
    """The cells of a table, each as its span in its line, from the first line on; ``end`` is behind the last line."""

    rows: tuple[tuple[Span, ...], ...]
    first: int
    end: int


class _Row(NamedTuple):
    """A row: its number, where it has one, its label (with its unit), its figures, and whether it is a goal to bind."""

    number: tuple[Span, ...]
    label: Span
    figures: tuple[Span, ...]
    kind: tuple[Span, ...]


def close_tables(lines: Sequence[str]) -> dict[int, CloseTable]:
    """The tables among lines, by their first line, which is the heading."""
    found: dict[int, CloseTable] = {}
    index, free = 1, 0
    while index < len(lines):
        head = index - 2 if _GROUP.fullmatch(lines[index - 1]) else index - 1
        table = _table(lines, head, index) if head >= free and lines[index][-1:] in _FIGURE_ENDS else None
        if table is not None and table.first >= free:
            found[table.first] = table
            free = table.end
        index = index + 1 if table is None else table.end + 1
    return found


def _table(lines: Sequence[str], above: int, first: int) -> CloseTable | None:
    """The table with its heading in one line and its first row in another, the name of a group between them or none."""
    head = lines[above]
    row = _row(lines[first])
    if row is None or _SENTENCE.search(head) or _row(head) is not None and not _YEARS.fullmatch(head):
        return None
    words, numbered, width = _words(head, 0), len(row.number), len(row.figures)
    labels = len(words) - width - numbered - len(row.kind)
    rows: list[tuple[Span, ...]] = [words]
    figures = [lines[first][start:end] for start, end in row.figures]
    two = _two_heads(lines[above - 1], head, figures) if above and labels < 1 and not numbered and not row.kind else ()
    if two:
        rows, words = list(two), two[-1]
        labels = len(words) - width
        head = lines[above - 1]
    elif labels not in (0, 1, 2) or len(words) < 3:
        return None
    elif above and labels == 1 and _YEAR_OVER.fullmatch(lines[above - 1]):
        rows.insert(0, _words(lines[above - 1], 0))  # 时间 2021年, over 项目 一季度 二季度
    unit = labels == 2 and _UNIT.fullmatch(head, *rows[0][1]) is not None
    heads, last, read, count = len(rows), above + 1, 0, 0
    while last < len(lines):
        row = _row(lines[last])
        if row is None and read < last and _names_rows(lines, last, width):
            rows.append(((0, len(lines[last])), *((len(lines[last]),) * 2,) * (len(words) - 1)))
        elif row is not None and len(row.number) == numbered and (cells := _cells(lines[last], row, labels, width)):
            if labels == 2 and len(cells) == numbered + 1 + width + len(row.kind):
                if unit:
                    break
                cells = ((0, 0), *cells)  # the name of the group stands beside its first row alone
            rows.append(cells)
            read, count = last, count + 1
        elif row is not None and read == last - 1 and len(row.figures) < width and _goes_on(lines, last, width):
            rows.append((row.label, *((row.label[1],) * 2,) * (len(words) - 1)))  # it is open which figures are missing
            read = last
        else:
            break
        last += 1
    return CloseTable(tuple(rows), above + 1 - heads, last) if count > 1 else None


def _two_heads(over: str, under: str, figures: Sequence[str]) -> tuple[tuple[Span, ...], ...]:
    """The two lines of a heading, a word of each over each column; nothing where they do not fit.

    In the upper one stand one or two words for the labels, or none.
    """
    upper, lower = _words(over, 0), _words(under, 0)
    if len(over) > _LONGEST or _SENTENCE.search(over):
        return ()
    texts = [under[start:end] for start, end in lower]
    blank = (lower[0][0],) * 2
    for labels in (1, 0, 2):
        if len(upper) < labels or any(map(str.isdigit, over[: upper[labels - 1][1] if labels else 0])):
            continue  # 5月, over what was measured in May
        if columns := columns_under(len(upper) - labels, texts, len(figures), figures):
            top = (upper[labels + index] for index, _ in columns)
            bottom = (blank if index is None else lower[index] for _, index in columns)
            corner = upper[:labels] or ((upper[0][0],) * 2,)
            return (*corner, *top), (*(blank,) * len(corner), *bottom)
    return ()


def _names_rows(lines: Sequence[str], index: int, width: int) -> bool:
    """Whether a line is the name of the rows below it (学前教育): one word, above figures of the same width."""
    below = _row(lines[index + 1]) if index + 1 < len(lines) and _GROUP.fullmatch(lines[index]) else None
    return below is not None and len(below.figures) == width


def _goes_on(lines: Sequence[str], index: int, width: int) -> bool:
    """Whether a row with all its figures follows a line."""
    below = _row(lines[index + 1]) if index + 1 < len(lines) else None
    return below is not None and len(below.figures) == width


def _cells(line: str, row: _Row, labels: int, width: int) -> tuple[Span, ...]:
    """The cells of a row; of a row of one figure in brackets, which says how much in all, the others are empty."""
    label = _words(line[row.label[0] : row.label[1]], row.label[0]) if labels == 2 else (row.label,)
    missing = width - len(row.figures)
    summed = missing > 0 and len(row.figures) == 1 and line[row.figures[0][0]] in "［[〔"
    if len(label) > 2 or missing and not summed:
        return ()
    return (*row.number, *label, *(((row.label[1],) * 2,) * missing), *row.figures, *row.kind)


def _row(line: str) -> _Row | None:
    """The label of a row and its figures: two at least, or one where the row has a number or says what kind it is."""
    if len(line) > _LONGEST or line[-1:] not in _FIGURE_ENDS:
        return None
    found = _ROW.fullmatch(line)
    if found is None:
        return None
    figures = _words(found["figures"], found.start("figures"))
    number = (found.span("number"),) if found["number"] else ()
    kind = _words(found["kind"], found.start("kind")) if found["kind"] else ()
    return _Row(number, found.span("label"), figures, kind) if number or kind or len(figures) > 1 else None


def _words(text: str, begin: int) -> tuple[Span, ...]:
    return tuple((begin + word.start(), begin + word.end()) for word in re.finditer(r"\S+", text))
