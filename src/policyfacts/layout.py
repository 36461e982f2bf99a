"""The text as matched: wraps joined, justified spaces out, widths folded, tables found, with a map back.

The matched text keeps one ``\\n`` between blocks and nothing of the layout inside them, so that
rules never meet a line break in a word or a space in a figure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from policyfacts.document import Block, Cell, Document, Table
from policyfacts.line_tables import LineTables
from policyfacts.lines import MARKS, Line, goes_on, is_heading, lines_of, wrap_width
from policyfacts.table_layout import Row, cell_words, tables_in
from policyfacts.table_prose import prose_cells
from policyfacts.text_tables import is_rule
from policyfacts.widths import fold

_BLANK = r" \t\u3000\u2002-\u200b\ufeff"
_LEAD = re.compile(r"\s*(?:#{1,6}\s+|[-*+•●■◆]\s+|>\s+)*")
_PART = rf"[^{_BLANK}。，,；;：:|]{{4,40}}[\u4e00-\u9fff%％）”]"
_PARTED = re.compile(  # a headline of several parts, with a figure
    rf"(?=[^\n]*[0-9](?:个百分点|[%％成倍亿万千百家个件人元岁]))"
    rf"(?:[\u4e00-\u9fffA-Z]{{2,10}}[：:])?{_PART}(?:[{_BLANK}]{{1,2}}[\u4e00-\u9fff“《]{_PART}){{0,3}}"
    rf"[{_BLANK}]{{1,2}}[\u4e00-\u9fff“《][^{_BLANK}。；;|]{{4,40}}[^{_BLANK}。；;：:|]"
)
_BETWEEN = re.compile(rf"[{_BLANK}]{{1,2}}")
_SPACE = re.compile(  # it begins with a class, which `re` searches fast
    rf"[{_BLANK}*_<\[【](?:(?<=[{_BLANK}])[{_BLANK}]*|(?<=\*)\*|(?<=_)_|(?<=<)[a-zA-Z/!][^<>\n]{{0,300}}>|"
    r"(?<=[\u4e00-\u9fff）”]\[)[0-9]{1,2}\]|(?<=[\u4e00-\u9fff]【)[0-9]{1,2}】)"
)
_DECIMAL = re.compile(  # 增长4. 2%, in scans
    r"(?:.{0,6}[\u4e00-\u9fff]-?)?[0-9]{1,5}\. [0-9]{1,4}\s?[%％‰:：万亿元吨个人家件亩公]"
)


class Paragraph(NamedTuple):
    """A block of the matched text."""

    start: int
    end: int
    heading: bool
    cell: bool = False  # it is words in a table, or the label of their row or column


@dataclass(frozen=True, slots=True)
class Layout:
    """The matched text, its blocks and tables, and the way back to the source."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[tuple[int, Table], ...]  # (position in the matched text, table)
    _matched: tuple[int, ...]
    _source: tuple[int, ...]

    def source(self, position: int) -> int:
        """The offset in the source of a character of the matched text."""
        piece = bisect_right(self._matched, position) - 1
        return self._source[piece] + position - self._matched[piece]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source of a stretch of the matched text."""
        return self.source(start), self.source(end - 1) + 1


def lay_out(document: Document) -> Layout:
    """Read the layout of a document: its blocks as they are, and what no block covers from its lines."""
    text = fold(document.text)
    builder = _Builder(text)
    lines = lines_of(text)
    starts = [line.start for line in lines]
    spans = [(bisect_left(starts, block.start), bisect_left(starts, block.end)) for block in document.blocks]
    width = wrap_width(_outside(lines, spans))
    position = behind = 0  # behind the last block, behind the last table
    run: list[tuple[Block, tuple[int, int]]] = []  # paragraphs that follow one another
    for block, (first, last) in zip(document.blocks, spans, strict=True):
        if run and (block.table is not None or first > position):
            _lay_out_blocks(builder, lines, run)
            run = []
        _lay_out_lines(builder, lines, (position, first), width)
        position = last
        if block.table is not None:
            builder.tables(_folded(block.table), fold(block.table.caption) or _caption(lines, first, behind))
            behind = last
        elif last > first:
            run.append((block, (first, last)))
    _lay_out_blocks(builder, lines, run)
    _lay_out_lines(builder, lines, (position, len(lines)), width)
    return builder.layout()


def _lay_out_blocks(builder: _Builder, all_lines: list[Line], run: list[tuple[Block, tuple[int, int]]]) -> None:
    """Blocks of text that follow one another; some of one line each may be the rows or the cells of a table."""
    if not run:
        return
    begin = run[0][1][0]
    lines = all_lines[begin : run[-1][1][1]]
    tables = LineTables(builder.text, lines)
    bounds = {last - begin for _, (_, last) in run}
    behind = 0
    for block, (first, last) in run:
        if first - begin < behind:
            continue
        if tables.ends.get(first - begin) in bounds:
            behind = _add_table(builder, tables, lines, first - begin)
            continue
        within = all_lines[first:last]
        builder.paragraph(within, block.kind in ("heading", "caption") or is_heading(within))


def _add_table(builder: _Builder, tables: LineTables, lines: list[Line], index: int) -> int:
    """Add the table that begins at a line; gives the line behind it."""
    behind, end = tables.behind, tables.ends[index]
    builder.tables(tables.rows(index), _caption(lines, index, behind))
    return end


def _outside(lines: list[Line], spans: list[tuple[int, int]]) -> list[Line]:
    """The lines that no block covers."""
    bounds = [0, *(bound for span in spans for bound in span), len(lines)]
    return [line for first, last in zip(bounds[::2], bounds[1::2], strict=True) for line in lines[first:last]]


def _folded(table: Table) -> list[Row]:
    """The rows of a table of a reader, with the widths of their characters folded."""
    return [tuple(Cell(cell_words(fold(cell.text)), cell.start, cell.end) for cell in row) for row in table.rows]


def _caption(lines: list[Line], first: int, behind: int) -> str:
    """The lines above a table and behind the one before, without the white space of the layout."""
    above = [line.text for line in lines[max(behind, first - 4) : first] if not is_rule(line.text)]
    return "\n".join(map(cell_words, above[-3:]))


def _lay_out_lines(builder: _Builder, all_lines: list[Line], span: tuple[int, int], width: int) -> None:
    """Paragraphs, headings and tables among lines."""
    lines = all_lines[slice(*span)]
    tables = LineTables(builder.text, lines)
    index = 0
    while index < len(lines):
        if index in tables.ends:
            index = _add_table(builder, tables, lines, index)
            continue
        first = index
        while index + 1 < len(lines) and index + 1 not in tables.ends and goes_on(lines, first, index, width):
            index += 1
        builder.paragraph(lines[first : index + 1], is_heading(lines[first : index + 1]))
        index += 1


class _Builder:
    """Collects the pieces of the matched text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[str] = []
        self.matched: list[int] = []
        self.sources: list[int] = []
        self.length = 0
        self.paragraphs: list[Paragraph] = []
        self.found: list[tuple[int, Table]] = []

    def add(self, start: int, end: int) -> None:
        if end > start:
            self.matched.append(self.length)
            self.sources.append(start)
            self.pieces.append(self.text[start:end])
            self.length += end - start

    def paragraph(self, lines: list[Line], heading: bool) -> None:
        begin = self.length
        first = lines[0]
        lead = _LEAD.match(first.text) if first.text[0] in MARKS else None
        begins = first.start + (lead.end() if lead else 0)
        spaced = len(lines) == 1 and _SPACE.search(self.text, begins, first.end) is not None
        if spaced and _PARTED.fullmatch(self.text, begins, first.end):
            for between in _BETWEEN.finditer(self.text, begins, first.end):
                self.line(begins, between.start(), False)  # 快递量突破10亿件 人均寄递120件: clauses of a headline
                self.put("，", between.start())
                begins = between.end()
        self.line(begins, first.end, False)
        for line in lines[1:]:
            self.line(line.start, line.end, True)
        if self.length == begin:
            return
        end = self.length
        self.paragraphs.append(Paragraph(begin, end, heading))
        self.separator(lines[-1].end)

    def line(self, start: int, end: int, joined: bool) -> None:
        """One line without its layout; between two Latin words one space stays."""
        text = self.text
        last = self.pieces[-1][-1:] if joined and self.pieces else ""
        if _letter(last) and _letter(text[start]) and not (last + text[start]).isupper():  # G|DP
            self.put(" ", start - 1)
        first = _SPACE.search(text, start, end)
        if first is None:
            self.add(start, end)
            return
        position = start
        begins = start if joined else -1  # a figure of the line before may go on here
        spread: bool | None = None
        for found in _SPACE.finditer(text, first.start(), end):
            left, right = found.span()
            if spread is None:  # a space behind each character
                spread = text.count(" ", start, end) * 3 > end - start
            if (
                text[left] in "*_<[【\u200b\ufeff"
                or not _latin(text, left - 1, right, end)
                or text[right] in "%‰"
                or text[left - 1] == "."
                and _is_decimal(text, left, max(start, left - 7), begins)
                or spread
                and right - left == 1
            ):
                self.add(position, left)
                position = right
            elif right - left > 1:
                self.add(position, left + 1)
                position = right
        self.add(position, end)

    def separator(self, source: int) -> None:
        self.put("\n", min(source, max(len(self.text) - 1, 0)))

    def put(self, character: str, source: int) -> None:
        """One character of layout, which stands for that at an offset of the source."""
        self.matched.append(self.length)
        self.sources.append(source)
        self.pieces.append(character)
        self.length += 1

    def tables(self, rows: list[Row], caption: str) -> None:
        for table in tables_in(rows, caption):
            begin = self.length
            self.found.append((begin, table))
            self.separator(table.rows[0][0].start)
            self.paragraphs.append(Paragraph(begin, begin, False))
            for cell, heads in prose_cells(table):
                for head in heads:
                    self._cell(head, True)
                self._cell(cell, False)

    def _cell(self, cell: Cell, heading: bool) -> None:
        begin = self.length
        self.line(cell.start, cell.end, False)
        if self.length > begin:  # of <br> nothing stays
            self.paragraphs.append(Paragraph(begin, self.length, heading, cell=True))
            self.separator(cell.end)

    def layout(self) -> Layout:
        return Layout(
            "".join(self.pieces),
            tuple(self.paragraphs),
            tuple(self.found),
            tuple(self.matched) or (0,),
            tuple(self.sources) or (0,),
        )


def _is_decimal(text: str, dot: int, begin: int, begins: int) -> bool:
    """Whether the space behind a full stop stands inside a figure: behind words, not behind the number of an item."""
    found = _DECIMAL.match(text, begin, dot + 9)
    return found is not None and found.end() > dot + 1 and (begin == begins or not text[begin:dot].isascii())


def _latin(text: str, left: int, right: int, end: int) -> bool:
    """Whether the characters on both sides of a space are Latin letters or digits."""
    return left >= 0 and right < end and text[left].isascii() and text[right].isascii()


def _letter(character: str) -> bool:
    """Whether a character is a Latin letter."""
    return character.isascii() and character.isalpha()
