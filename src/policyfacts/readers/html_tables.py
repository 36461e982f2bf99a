"""Tables of HTML: their cells, and whether a table holds data or only lays out a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policyfacts.limits import limits
from policyfacts.readers.builder import Span
from policyfacts.readers.html_nodes import LeftOut, Words, children, is_mark, tag_test, walk, words_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_NUMBER = re.compile(r"[\[［（(<＜]?[-+−－]?[0-9０-９][0-9０-９,，.．]*\s*[%％‰]?[\]］）)]?|[-—–…]{1,4}")
_is_line = tag_test(r"p|div|li|d[td]|tr|section|center|blockquote|h[1-6]")  # begins and ends a line
_is_structure = tag_test(r"h[1-6]|[uod]l|pre|hr|article|section")
_UNIT = re.compile(r"\s*+(?:[（(]\s*+)?(?:计量|数据|金额|货币)?单\s*位\s*[:：]")
_INDENT = re.compile(r"(?:padding-left|text-indent)\s*:\s*([0-9]{1,3}(?:\.[0-9]{1,4})?)(em|[a-z%])", re.IGNORECASE)
_EM = 14.0  # points, about
_COUNT = re.compile(r"\s*([0-9]{1,6})")
_SENTENCE = 50  # characters from which a cell with a full stop is prose
_LONG_PROSE = 300
_MANY = 6  # numbers that make a table of data even around an article
_MOST_ROWS = 65534


@dataclass(slots=True)
class HtmlCell:
    """A cell as the page states it."""

    words: str
    columns: int
    rows: int
    linked: int = 0  # characters in links
    structure: bool = False  # holds headings, lists and the like
    indent: float = 0.0  # that its style gives its words

    @property
    def placed(self) -> str | Span:
        """The cell as a document is built of it."""
        return self.words if self.columns == self.rows == 1 else Span(self.words, self.columns, self.rows)

    @property
    def number(self) -> bool:
        """Whether the cell is a number."""
        return bool(_NUMBER.fullmatch(self.words.strip()))

    @property
    def prose(self) -> bool:
        """Whether the cell holds sentences."""
        stops = self.words.count("。") + self.words.count("；")
        return stops > 1 or stops == 1 and len(self.words) > _SENTENCE


@dataclass(slots=True)
class HtmlTable:
    """A table without those that stand in its cells, which ``nested`` names in their order."""

    rows: list[list[HtmlCell]] = field(default_factory=list)
    caption: str = ""
    nested: list[LexborNode] = field(default_factory=list)

    @property
    def is_data(self) -> bool:
        """Whether the table holds data; else it lays out a page, and its cells are blocks."""
        cells = [cell for row in self.rows for cell in row if cell.words]
        if not cells or max(len([cell for cell in row if cell.words]) for row in self.rows) < 2:
            return False
        counts = [sum(cell.number for cell in row) for row in self.rows]
        numbers, rows_with_numbers = sum(counts), sum(map(bool, counts))
        if rows_with_numbers >= 2 and numbers >= _MANY:
            return True
        prose = [len(cell.words) for cell in cells if cell.prose]
        if rows_with_numbers >= 2 and max(prose, default=0) < _LONG_PROSE:
            return True
        total = sum(len(cell.words) for cell in cells)
        if self.nested or sum(prose) * 2 > total or any(cell.structure for cell in cells):
            return False
        return numbers > 0 or len(self.rows) > 1 and sum(cell.linked for cell in cells) * 2 < total

    def divided(self) -> tuple[list[str], list[list[str | Span]], list[str]]:
        """The lines in the first rows, which are a caption; the rows; the lines in the last rows, which are notes."""
        width = max(sum(cell.columns for cell in row) for row in self.rows)
        first, last = 0, len(self.rows)
        while first < last and _is_caption(self.rows[first], width):
            first += 1
        while last > first and _is_note(self.rows[last - 1], width):
            last -= 1
        _indent(self.rows[first:last])
        spans = [[cell.placed for cell in row] for row in self.rows[first:last]]
        return _words(self.rows[:first]), spans, _words(self.rows[last:])


def read_table(table: LexborNode, left_out: LeftOut) -> HtmlTable:
    """The cells of a table, without those of tables in it."""
    read = HtmlTable()

    def enter(node: LexborNode) -> list[LexborNode] | None:
        tag = node.tag or ""
        if tag in ("td", "th"):
            if not read.rows:
                read.rows.append([])
            read.rows[-1].append(_cell(node, left_out, read.nested))
        elif tag == "caption":
            read.caption = _cell(node, left_out, read.nested).words.strip()
        elif tag == "tr":
            read.rows.append([])
            return None if left_out(node) else children(node)
        elif tag in ("thead", "tbody", "tfoot"):
            return None if left_out(node) else children(node)
        return None

    walk(table, enter, lambda _: None)
    return read


def _cell(cell: LexborNode, left_out: LeftOut, nested: list[LexborNode]) -> HtmlCell:
    attributes = cell.attributes
    columns = _count(attributes.get("colspan"), limits().columns)
    rows = _count(attributes.get("rowspan"), _MOST_ROWS, 0)
    if attributes and left_out(cell):
        return HtmlCell("", columns, rows)
    inside = children(cell)
    if len(inside) == 1 and inside[0].tag == "-text":  # as in most cells
        return HtmlCell(words_of(inside[0].text_content or ""), columns, rows, indent=_indent_of(cell))
    words = Words()
    structure = _add_words(words, cell, left_out, nested)
    indent = max([_indent_of(cell), *map(_indent_of, inside)])
    return HtmlCell(words.text(), columns, rows, words.linked, structure, indent)


def _indent_of(node: LexborNode) -> float:
    """The indent that the style of a cell or of its first paragraph gives, in points or what is about as wide."""
    found = _INDENT.search(node.attributes.get("style") or "") if node.tag != "-text" else None
    return float(found[1]) * (_EM if found[2] == "em" else 1.0) if found else 0.0


def _indent(rows: list[list[HtmlCell]]) -> None:
    """Give those labels an indent of words whose style indents them further than that of others in their table."""
    labels = [row[0] for row in rows if row and row[0].words and any(cell.number for cell in row)]
    steps = sorted({label.indent for label in labels})
    for label in labels:
        if label.indent > steps[0] and not label.words[0].isspace():
            label.words = "\u3000" * steps.index(label.indent) + label.words


def _add_words(words: Words, cell: LexborNode, left_out: LeftOut, nested: list[LexborNode]) -> bool:
    """Add the words of a cell, and the tables in it to those nested; says whether it holds headings, lists and such."""
    links, structure = 0, False

    def enter(node: LexborNode) -> list[LexborNode] | None:
        nonlocal links, structure
        tag = node.tag or ""
        if tag == "-text":
            words.add(node.text_content or "", linked=links > 0)
        elif tag == "table":
            nested.append(node)
        elif tag == "sup":
            words.raised(node.text())
        elif tag == "br":
            words.end_line()
        elif not left_out(node) and not (tag == "a" and is_mark(node)):
            structure = structure or bool(_is_structure(tag))
            links += tag == "a"
            if _is_line(tag):
                words.end_line()
            return children(node)
        return None

    def leave(node: LexborNode) -> None:
        nonlocal links
        links -= node.tag == "a"
        if _is_line(node.tag or ""):
            words.end_line()

    walk(cell, enter, leave)
    return structure


def _count(stated: str | None, most: int, least: int = 1) -> int:
    """How many columns or rows a cell spans; a rowspan of 0 reaches to the end."""
    found = _COUNT.match(stated) if stated else None
    if found is None:
        return 1
    count = max(int(found[1]), least)
    return min(count, most) if count else most


def _is_caption(row: list[HtmlCell], width: int) -> bool:
    """Whether a row above all others is a line of its own."""
    filled = [cell for cell in row if cell.words.strip()]
    if len(filled) > 1 or any(cell.rows > 1 for cell in row):
        return False
    return not filled or filled[0] is row[0] or filled[0].columns >= width or bool(_UNIT.match(filled[0].words))


def _is_note(row: list[HtmlCell], width: int) -> bool:
    """Whether a row below all others is a line of its own."""
    filled = [cell for cell in row if cell.words.strip()]
    return not filled or len(filled) == 1 and filled[0].columns >= width and not filled[0].number


def _words(rows: list[list[HtmlCell]]) -> list[str]:
    return [line.strip() for row in rows for cell in row for line in cell.words.split("\n") if line.strip()]
