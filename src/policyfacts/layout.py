"""The text as matched: wraps joined, justified spaces out, widths folded, tables found, with a map back.

The matched text keeps one ``\\n`` between blocks and nothing of the layout inside them, so that
rules never meet a line break in a word or a space in a figure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from policyfacts.document import Cell, Document, Table
from policyfacts.stacked_tables import stacked_tables
from policyfacts.table_layout import Row, cell_words, tables_in
from policyfacts.text_tables import cell_rows, table_lines

_FOLDABLE = re.compile(r"[０-９Ａ-Ｚａ-ｚ％．／＋＝－\u00a0∶︰﹕﹪]")
_FOLD: dict[int, int | str] = {
    ord("．"): ".",
    ord("％"): "%",
    ord("﹪"): "%",
    ord("／"): "/",
    ord("＋"): "+",
    ord("＝"): "=",
    ord("－"): "-",
}
_FOLD |= {ord("\u00a0"): " ", ord("∶"): "：", ord("︰"): "：", ord("﹕"): "："}
_FOLD |= {code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)}

_TERMINAL = tuple("。！？；!?;…")
_CLOSING = "”’」』）)】》\"'*_ 　"
_BLANK = r" \t\u3000\u2002-\u200b\ufeff"
_SPACE = re.compile(  # it begins with a class, which `re` searches fast
    rf"[{_BLANK}*_<\[](?:(?<=[{_BLANK}])[{_BLANK}]*|(?<=\*)\*|(?<=_)_|(?<=<)[a-zA-Z/!][^<>\n]{{0,300}}>|"
    r"(?<=[\u4e00-\u9fff）”]\[)[0-9]{1,2}\])"
)
_HEADING = re.compile(
    r"\s*(?:#{1,6}\s|第[一二三四五六七八九十百0-9]{1,4}[章节编部分]|[一二三四五六七八九十]{1,3}[、.．]|"
    r"[（(][一二三四五六七八九十]{1,3}[）)]|专栏|表\s*[0-9一二三四五六七八九十]|图\s*[0-9])"
)
_NUMBERED = re.compile(r"\s*(?:[0-9]{1,2}[.．、](?![0-9])|[（(][0-9]{1,2}[）)]|[①-⑳]|[-*+•·●■◆]\s|——|>\s)")
_MARKS = frozenset(
    "#第一二三四五六七八九十（(专表图0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳-*+•·●■◆—>"
)  # how the marks of both begin
_LEAD = re.compile(r"\s*(?:#{1,6}\s+|[-*+•●■◆]\s+|>\s+)*")
_SHORTEST_WRAP, _LONGEST_WRAP = 10, 60
_MIN_PROSE = 30


class Line(NamedTuple):
    """A line of the source: its span without outer white space, and where the line itself begins."""

    begin: int
    start: int
    end: int
    text: str
    gap: bool  # a blank line stands before it
    ends: bool  # it ends with a sentence


class Paragraph(NamedTuple):
    """A block of the matched text."""

    start: int
    end: int
    heading: bool


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


def fold(text: str) -> str:
    """Full-width digits, letters and signs as their common forms; the length stays."""
    return _FOLDABLE.sub(lambda found: found[0].translate(_FOLD), text)


def lay_out(document: Document) -> Layout:
    """Read the layout of a document: its blocks as they are, and what no block covers from its lines."""
    text = fold(document.text)
    builder = _Builder(text)
    lines = _lines(text)
    starts = [line.start for line in lines]
    spans = [(bisect_left(starts, block.start), bisect_left(starts, block.end)) for block in document.blocks]
    width = _wrap_width(_outside(lines, spans))
    position = behind = 0  # behind the last block, behind the last table
    for block, (first, last) in zip(document.blocks, spans, strict=True):
        _lay_out_lines(builder, lines, (position, first), width)
        position = last
        if block.table is not None:
            builder.tables(_folded(block.table), fold(block.table.caption) or _caption(lines, first, behind))
            behind = last
        elif last > first:
            within = lines[first:last]
            builder.paragraph(within, block.kind in ("heading", "caption") or _is_heading(within))
    _lay_out_lines(builder, lines, (position, len(lines)), width)
    return builder.layout()


def _outside(lines: list[Line], spans: list[tuple[int, int]]) -> list[Line]:
    """The lines that no block covers."""
    bounds = [0, *(bound for span in spans for bound in span), len(lines)]
    return [line for first, last in zip(bounds[::2], bounds[1::2], strict=True) for line in lines[first:last]]


def _folded(table: Table) -> list[Row]:
    """The rows of a table of a reader, with the widths of their characters folded."""
    return [tuple(Cell(cell_words(fold(cell.text)), cell.start, cell.end) for cell in row) for row in table.rows]


def _caption(lines: list[Line], first: int, behind: int) -> str:
    """The lines above a table and behind the one before, without the white space of the layout."""
    return "\n".join(cell_words(line.text) for line in lines[max(behind, first - 3) : first])


def _lay_out_lines(builder: _Builder, all_lines: list[Line], span: tuple[int, int], width: int) -> None:
    """Paragraphs, headings and tables among lines."""
    lines, text = all_lines[slice(*span)], builder.text
    words = [line.text for line in lines]
    in_table, stacked = table_lines(words), stacked_tables(words)
    breaks = in_table.keys() | stacked.keys()
    index = behind = 0
    while index < len(lines):
        if index in stacked:
            table = stacked[index]
            builder.tables([_stacked_row(lines, row) for row in table.rows], _caption(lines, index, behind))
            index = behind = table.end
            continue
        if index in in_table:
            last = in_table[index]
            rows = [(line.begin, text[line.begin : line.end]) for line in lines[index:last]]
            builder.tables(cell_rows(rows), _caption(lines, index, behind))
            index = behind = last
            continue
        first = index
        while index + 1 < len(lines) and index + 1 not in breaks and _joined(lines, first, index, width):
            index += 1
        builder.paragraph(lines[first : index + 1], _is_heading(lines[first : index + 1]))
        index += 1


def _stacked_row(lines: list[Line], row: tuple[int, ...]) -> Row:
    """The cells of a row whose cells are lines."""
    return tuple(Cell(cell_words(lines[i].text), lines[i].start, lines[i].end) for i in row)


def _lines(text: str) -> list[Line]:
    lines, position, gap = [], 0, False
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped[0])
            lines.append(Line(position, start, start + len(stripped), stripped, gap, _ends_sentence(stripped)))
            gap = False
        else:
            gap = True
        position += len(raw) + 1
    return lines


def _wrap_width(lines: list[Line]) -> int:
    """The width at which the text is wrapped by hand, or 0 where lines are paragraphs."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 6:
        return 0
    usual = lengths[len(lengths) * 3 // 4]
    if not _SHORTEST_WRAP <= usual <= _LONGEST_WRAP:
        return 0
    open_ended = sum(not line.ends for line in lines if len(line.text) > usual * 0.7)
    full = sum(len(line.text) > usual * 0.7 for line in lines)
    followed = sum(not line.gap for line in lines)
    return usual if full >= 5 and open_ended > full * 0.6 and followed > len(lines) * 0.5 else 0


def _ends_sentence(text: str) -> bool:
    last = text[-1:]
    if last not in _CLOSING:
        return last in _TERMINAL or last in "：:"
    return text.rstrip(_CLOSING).endswith(_TERMINAL)


def _joined(lines: list[Line], first: int, index: int, width: int) -> bool:
    """Whether the line behind `index` goes on with the paragraph that began at `first`."""
    line, following = lines[index], lines[index + 1]
    if line.text.startswith("#"):
        return False
    if width and not following.gap and len(line.text) >= width * 0.85 and not _marked(following.text):
        return True
    if line.ends or _marked(following.text):
        return False
    if not following.gap:
        return width > 0 and (len(line.text) >= width * 0.5 or index > first) and not _short_heading(line, width)
    full = len(line.text) >= (width * 0.75 if width else _MIN_PROSE)
    so_far = "".join(part.text for part in lines[max(first, index - 3) : index + 1])
    prose = ("，" in so_far or "。" in so_far or "," in so_far) and (len(so_far) >= _MIN_PROSE)
    return full and prose and not (index == first and _HEADING.match(line.text) and len(line.text) < _MIN_PROSE)


def _marked(text: str) -> bool:
    """Whether a line opens with the mark of a heading or a list item."""
    return text[0] in _MARKS and bool(_HEADING.match(text) or _NUMBERED.match(text))


def _short_heading(line: Line, width: int) -> bool:
    return len(line.text) < width * 0.7 and bool(_HEADING.match(line.text))


def _is_heading(lines: list[Line]) -> bool:
    text = "".join(line.text for line in lines)
    if len(text) > 60 or _ends_sentence(text) and not text.endswith(("：", ":")):
        return False
    return bool(_HEADING.match(text)) or len(text) <= 40 and "。" not in text


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
        lead = _LEAD.match(first.text) if first.text[0] in _MARKS else None
        self.line(first.start + (lead.end() if lead else 0), first.end, False)
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
        if _letter(last) and _letter(text[start]):
            self.put(" ", start - 1)
        first = _SPACE.search(text, start, end)
        if first is None:
            self.add(start, end)
            return
        position = start
        spread: bool | None = None
        for found in _SPACE.finditer(text, first.start(), end):
            left, right = found.span()
            if spread is None:  # a space behind each character
                spread = text.count(" ", start, end) * 3 > end - start
            if (
                text[left] in "*_<[\u200b\ufeff"
                or not _latin(text, left - 1, right, end)
                or text[right] in "%‰"
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

    def layout(self) -> Layout:
        return Layout(
            "".join(self.pieces),
            tuple(self.paragraphs),
            tuple(self.found),
            tuple(self.matched) or (0,),
            tuple(self.sources) or (0,),
        )


def _latin(text: str, left: int, right: int, end: int) -> bool:
    """Whether the characters on both sides of a space are Latin letters or digits."""
    return left >= 0 and right < end and text[left].isascii() and text[right].isascii()


def _letter(character: str) -> bool:
    """Whether a character is a Latin letter."""
    return character.isascii() and character.isalpha()
