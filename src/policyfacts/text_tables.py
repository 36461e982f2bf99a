"""Tables written as text: lines of tabs, Markdown pipes or aligned columns, read into cells."""

from __future__ import annotations

import re

from policyfacts.document import Cell
from policyfacts.heading_spans import places_of_words
from policyfacts.table_layout import cell_words, is_figure

_RULE = re.compile(r"^[\s|:+\-—=]+$")
_WIDE_GAP = re.compile(r"[ \u3000\t](?<=\S.)(?:[ \u3000]+|(?<=\t))(?=\S)")
_SPLIT_WIDE = re.compile(r"(?:[ \u3000]{2,}|\t)+")
_SPREAD = re.compile(r"\s*(?:[\u4e00-\u9fff][ \u3000]{2,8}){1,3}(?=[\u4e00-\u9fff](?:[ \u3000]{2}|$))")  # 合    计
_INDENT = re.compile(r"[ \u3000]{1,4}(?=\S)|[ \u3000]{5,12}(?=[\u4e00-\u9fff][^0-9]{0,24}[ \u3000]{2,}[-−]?[0-9])")
_HEADED = re.compile(  # its last cell names a measure or a period
    r"[ \u3000]{2}(?:[^0-9]|(?:19|20)[0-9]{2}|[0-9]{1,2}(?=[月季])){0,40}"
    r"(?:[%％）)]|(?:19|20)[0-9]{2}|[年月度数量额值率重积]|增长|增速)\s*$"
)
_LAST_NUMBER = re.compile(r"[ \u3000][-−]?[0-9][0-9,]*(?:\.[0-9]+)?[%％]?$")
_NUMBER = re.compile(r"[0-9]")
_BRACKETS = re.compile(r"（[^（）]{0,30}）")  # （一级，散装）
_CLAUSE = re.compile(r"[，。；]")
_GROUP = re.compile(
    r"(?:[ \u3000]{1,8}(?=\S))?(?!表|图|注|附|单位|[（(]?续)[^，。；：:0-9| \t\u3000]{2,16}(?:(?<=分)[：:])?"
)
_GROUP_OF_TABS = re.compile(r"\s{0,8}(?!表|图|注|附|单位|[（(]?续)[^，。；\s0-9][^，。；\t]{1,40}")


def table_lines(lines: list[str]) -> dict[int, int]:
    """Where tables stand among lines: {first line: line behind the last}.

    A table is two or more lines in a row that are split into at least two cells in the same way, of
    which one at least holds a digit. A line with one cell between them names the group of rows under it.
    """
    found: dict[int, int] = {}
    index = 0
    while index < len(lines):
        style = _style(lines[index])
        if not style:
            index += 1
            continue
        last = index + 1
        while last < len(lines) and (
            _style(lines[last]) == style or style == "|" and _RULE.match(lines[last]) or _is_group(lines, last)
        ):
            last += 1
        if _is_table(lines[index:last], style):
            found[index] = last
        index = last
    return found


def is_rule(line: str) -> bool:
    """Whether a line only draws a line."""
    return _RULE.match(line) is not None


def _is_table(body: list[str], style: str) -> bool:
    """Whether lines of one style are a table; of two columns set with spaces only under a heading."""
    if style == "2":
        return (
            len(body) >= 3
            and _HEADED.search(body[0]) is not None
            and sum(bool(_LAST_NUMBER.search(line)) for line in body) >= 2
        )
    return len(body) >= 2 and any(_NUMBER.search(line) for line in body)


def _style(line: str) -> str:
    framed = line.startswith("|")
    if line.count("|") >= 2 + framed and (framed and line.endswith("|") or not _CLAUSE.search(line)):
        return "|"
    if "\t" in line:
        return "\t"
    if "  " not in line and "\u3000" not in line:
        return ""
    spread = _SPREAD.match(line)
    gaps = len(_WIDE_GAP.findall(line, spread.end() if spread else 0))
    return "" if not gaps or _CLAUSE.search(_BRACKETS.sub("", line)) else " " if gaps > 1 else "2"


def _is_group(lines: list[str], index: int) -> bool:
    """Whether a line is the label of a group of rows (一、分季节): one cell, above rows of figures.

    Above it stands another such label, or a row of the same width.
    """
    group = _GROUP_OF_TABS if "\t" in lines[index - 1] or "\t" in lines[index - 2] else _GROUP
    if not group.fullmatch(lines[index]):
        return False
    first = index - (group.fullmatch(lines[index - 1]) is not None)
    last = index + 1 + (index + 1 < len(lines) and group.fullmatch(lines[index + 1]) is not None)
    if last >= len(lines) or not _style(lines[last]) or _NUMBER.search(lines[last]) is None:
        return False
    return len(_spaced_cells(lines[first - 1], 0)) == len(_spaced_cells(lines[last], 0)) > 2


def cell_rows(lines: list[tuple[int, str]]) -> list[tuple[Cell, ...]]:
    """The cells of the lines of a table, each line with its offset in the source."""
    rows = []
    framed = all(line.lstrip().startswith("|") for _, line in lines if line.count("|") > 1)
    for offset, line in lines:
        if is_rule(line):
            continue
        cells = _pipe_cells(line, offset, framed) if line.count("|") > 1 else _spaced_cells(line, offset)
        rows.append(tuple(cells))
    return _headed(rows) if rows and lines[0][1].count("|") > 1 else rows


def _headed(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The rows of a table between pipes, the words of a heading that lacks cells put over their columns."""
    words = [[cell.text.strip() for cell in row] for row in rows]
    bodies = [any(map(is_figure, row[1:])) for row in words]
    if len(set(map(len, rows))) > 1 or not any(bodies) or (placed := places_of_words(words, bodies)) is None:
        return rows
    return [
        tuple(row[at] if at is not None else Cell("", row[0].start, row[0].start) for at in columns)
        for row, columns in zip(rows, placed, strict=True)
    ]


def _pipe_cells(line: str, offset: int, framed: bool) -> list[Cell]:
    """The cells between pipes; where not all lines begin with one, the first cell of one that does is empty."""
    cells, position = [], len(line) - len(line.lstrip()) + 1 if framed else 0
    for part in line.rstrip().removesuffix("|")[position:].split("|"):
        bare = part.lstrip(" ")
        margin = (len(part) - len(bare)) * (bare[:1] in "\u3000\u00a0")  # between the pipe and an indent
        cells.append(_cell(part[margin:], offset + position + margin))
        position += len(part) + 1
    return cells


def _spaced_cells(line: str, offset: int) -> list[Cell]:
    cells, position = [], 0
    separator = re.compile(r"\t") if "\t" in line else _SPLIT_WIDE
    label = (_SPREAD.match(line) or _INDENT.match(line)) if separator is _SPLIT_WIDE else None
    for found in separator.finditer(line, label.end() if label else 0):
        cells.append(_cell(line[position : found.start()], offset + position))
        position = found.end()
    cells.append(_cell(line[position:], offset + position))
    blank = separator is _SPLIT_WIDE and len(cells) > 2 and not cells[0].text
    return cells[blank:]  # it is open how many cells are empty before spaces


def _cell(text: str, offset: int) -> Cell:
    stripped = text.strip()
    start = offset + (len(text) - len(text.lstrip()) if stripped else 0)
    return Cell(cell_words(text), start, start + len(stripped))
