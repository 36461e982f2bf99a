"""The rows of a table as they are matched: cells without the layout's white space, headings counted, titles apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policyfacts.document import Cell, Table

Row = tuple[Cell, ...]

_FIGURE = re.compile(
    r"[\[［〔(（<>≥≤]?[-+−]?(?:[0-9]{1,3}(?: [0-9]{3})++|[0-9][0-9,，]*)(?:\.[0-9]+)?[%％‰]?"
    r"(?:左右|以[上下内])?[\]］〕)）]?"
    r"(?:\s*[:：]\s*[0-9.]+)*|[-—–…]+|持平|[0-9][0-9,]*(?:\.[0-9]+)?[万亿]?"
    r"(?:[元吨人户家个件亩辆台套倍%]|美元|人次|公顷|公里|千瓦时|千瓦|平方米|立方米)(?:以[上下内]|左右)?"
)
_FOOTNOTE = re.compile(r"(?<=[\u4e00-\u9fff）)])\s?[\[［〔][0-9]{1,2}[\]］〕]")
_INNER_SPACE = re.compile(
    r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])|(?<=[0-9]-) (?=[0-9]{1,2}[月日])"  # 1- 2月
)
_BLANKS = {"　": 2, "\u2003": 2, "\u2002": 2, " ": 1, "\u00a0": 1, "\t": 1}  # how wide, in halves of a character
_DEEPEST = 9  # characters of an indent that are told apart
UNIT_LINE = re.compile(
    r"\s*+(?:[（(]\s*+)?(?:(?:计量|金额|货币|数据|编制|填报|预算)?单位|部门)\s*(?:[（(][^（()）]{0,6}[）)]\s*)?[:：]"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年?")
_MONTH = re.compile(r"(?:19|20)[0-9]{2}[.．]?(?:0[1-9]|1[0-2])")
_NAMES = re.compile(r"指标|项目|名称|地区|年份|月份|时间|产品|行业|类别|品种|单位")


def cell_words(text: str) -> str:
    """The words of a cell without white space and marks of footnotes; an indent stays, for it makes a sub-item."""
    stripped = text.strip()
    indent = "　" * indent_of(text) if stripped and text[0] in _BLANKS else ""
    if stripped[-1:] in "]］〕":
        stripped = _FOOTNOTE.sub("", stripped)
    return indent + _INNER_SPACE.sub("", stripped.replace("**", ""))


def indent_of(text: str) -> int:
    """By how many characters the words of a cell are indented."""
    width = 0
    for character in text[: 2 * _DEEPEST]:
        if character not in _BLANKS:
            break
        width += _BLANKS[character]
    return min(width // 2, _DEEPEST)


def header_count(rows: Sequence[Row]) -> int:
    """How many rows stand before the first one that holds a figure, without the name of a group of rows above that."""
    count = next((index for index, row in enumerate(rows) if _is_body(row)), len(rows))
    while 1 < count < len(rows) and len(rows[0]) > 1 and _names_group(rows[count - 1]):
        count -= 1
    return count


def _names_group(row: Row) -> bool:
    """Whether nothing but the first cell is filled, or its words reach over all columns."""
    name = row[0].text.strip()
    return bool(name) and all(cell.text.strip() in ("", name) for cell in row[1:])


def tables_in(rows: Sequence[Row], caption: str) -> Iterator[Table]:
    """The tables that stand under one another in one grid, each with the title rows over it added to its caption.

    A further one begins with a heading row below a row that is empty or holds a title; the heading of a page that is
    printed again is left out.
    """
    begin = _behind_titles(rows, 0)
    head = rows[begin] if begin < len(rows) else ()
    above = "\n".join(filter(None, (caption, _titles(rows, 0, begin))))
    body: list[Row] = []
    for index in range(begin, len(rows)):
        row = rows[index]
        if index > begin and _same(row, head):
            continue
        if body and (_is_heading(row) and _is_title(rows[index - 1]) or _heads_again(row, head, body)):
            first = index
            while _is_title(rows[first - 1]) and body:
                first -= 1
                body.pop()
            if body:
                yield _table(body, above or caption)
            above, head, body = _titles(rows, first, index), row, []
        body.append(row)
    if body:
        yield _table(body, above or caption)


def _table(rows: list[Row], caption: str) -> Table:
    return Table(tuple(rows), header_rows=header_count(rows), caption=caption)


def _behind_titles(rows: Sequence[Row], index: int) -> int:
    while index < len(rows) - 1 and len(rows[index]) > 1 and _is_title(rows[index]):
        index += 1
    return index


def _titles(rows: Sequence[Row], first: int, last: int) -> str:
    lines = ["".join(dict.fromkeys(cell.text.strip() for cell in row)) for row in rows[first:last]]
    return "\n".join(line for line in lines if line)


def _is_title(row: Row) -> bool:
    """Whether a row is empty or holds nothing but one text (a title, 单位：亿元)."""
    words = {cell.text.strip() for cell in row} - {""}
    if 1 < len(words) < 5 and any(UNIT_LINE.match(word) for word in words) and not _is_body(row):
        return True  # a title, and the unit beside it; 部门：某局, 2022年度, 金额单位：万元
    return not words or len(words) == 1 and not any(_FIGURE.fullmatch(word) for word in words) and _alone(row)


def _alone(row: Row) -> bool:
    """Whether the text of a title does not stand where the label of a row does, with empty cells behind it."""
    filled = [bool(cell.text.strip()) for cell in row]
    return all(filled) or not filled[0] or sum(filled) == 1


def _is_heading(row: Row) -> bool:
    """Whether a row inside a grid is the heading of a further table."""
    filled = [cell for cell in row[1:] if cell.text.strip()]
    return bool(filled) and not _is_body(row) and _NAMES.search(row[0].text) is not None


def _heads_again(row: Row, head: Row, body: Sequence[Row]) -> bool:
    """Whether a row below figures is a heading of the table that goes on with other rows: no cell of it is empty,
    none a figure, and one stands over the same column in the heading before.
    """
    if len(row) < 3 or len(row) != len(head) or _is_body(row) or not all(cell.text for cell in row):
        return False
    again = any(cell.text == above.text for cell, above in zip(row[1:], head[1:], strict=True))
    return again and _is_body(body[-1]) and len({cell.text for cell in row}) == len(row)


def _same(row: Row, other: Row) -> bool:
    return [cell.text for cell in row] == [cell.text for cell in other] and not _is_body(row)


def is_figure(text: str) -> bool:
    """Whether the text of a cell is a figure, or the sign for none; a year is none."""
    return _FIGURE.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def _is_body(row: Row) -> bool:
    """Whether a row holds a figure: a cell that is a number and no year, nor one of several months (2021.03)."""
    figures = [cell.text for cell in row[1:] if is_figure(cell.text)]
    months = len(set(figures)) > 1 and all(_MONTH.fullmatch(text) for text in figures)
    return bool(figures) and not months
