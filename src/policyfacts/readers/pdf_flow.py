"""Lines of a PDF made into paragraphs and tables that go on over columns and pages, and written as a document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from policyfacts.document import Block, Document
from policyfacts.readers.builder import DocumentBuilder
from policyfacts.readers.pdf_pages import GAP, Line
from policyfacts.readers.pdf_tables import Rows

_SENTENCE_END = re.compile(r"[。！？；!?;：:][”’」』）)】》\"']*$")
_MARKED = re.compile(
    r"第[一二三四五六七八九十百0-9]{1,4}[章节编部分条]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|"
    r"[0-9]{1,2}[.．、](?![0-9])|[①-⑳●■◆•·]|(?:附|续)?[表图]\s*[0-9一二三四五六七八九十]|(?:注|备注|资料来源|数据来源)[:：]"
)
_PERIOD = re.compile(r"(?:19|20)[0-9]{2}|[0-9]\s*[月季]")
_FIGURE = re.compile(r"[-+−（(]?[0-9][0-9,.]*[%％‰]?[)）]?")
_WORD = re.compile(
    r"[（《“‘(]*(?:[!-~“”‘’]+|.)(?:[）》”]+[!-~]+)?[，。、；：！？）》”’％‰]*"
)  # no line is broken inside it
_NO_TITLE = re.compile(
    r".*文\s*件|.*[〔\[（(][0-9]{4}[〕\]）)].*号|[0-9〇○一二三四五六七八九十年月日\s.-]+|目\s*[录次]|[（(].*[）)]"
)
_CONTINUED = re.compile(
    r"[（(]?\s*续\s*表\s*[0-9一二三四五六七八九十]*\s*[)）]?|.{0,40}[（(]续表?\s*[0-9一二三四五六七八九十]*[)）]|"
    r"[（(]?(?:计量)?单位[:：].{1,12}"
)
_INNER_SPACE = re.compile(r"(?<=[^!-~])\s+|\s+(?=[^!-~])")
_NEVER_FIRST = "、，。；：！？）》”％%"  # of a paragraph
_LONGEST_TITLE = 80
_FEW = 5  # lines of a column
_FOLLOWING = 10  # lines of which one at least must stand at a margin for it to be one
_SPACED = 1.18  # of the usual distance of lines: from here on a paragraph stands apart from the next
_LARGE = 1.15  # of the usual height of a line
_INDENT = 1.2  # of the height of a line
_FLUSH = 0.3  # of the height of a line: no indent
_RAGGED = 0.45  # of the width of a column: as much a line leaves free at most
_BESIDE = 1.6  # of the height of a line: as near to its margin a full line ends


@dataclass(slots=True)
class Item:
    """A paragraph or a table, and on which page each of its lines or rows stands."""

    kind: Literal["paragraph", "heading", "table"]
    lines: list[str] = field(default_factory=list)
    rows: Rows = field(default_factory=list)
    pages: list[int] = field(default_factory=list)


class _Margins:
    """Where the lines of each kind of column begin and end, and how far apart they are."""

    def __init__(self, lines: Sequence[Line]) -> None:
        by_column: dict[tuple[int, ...], list[Line]] = defaultdict(list)
        for line in lines:
            if line.text:
                by_column[line.column].append(line)
        self._left: dict[tuple[int, ...], float] = {}
        self._right: dict[tuple[int, ...], float] = {}
        for column, of in by_column.items():
            left, right = _supported([line.piece.left for line in of]), -_supported([-line.piece.right for line in of])
            if len(of) < _FEW and column[2] == 1:  # too few to tell: a page leaves no more than a sixth free
                left, right = min(left, column[0] / 6), max(right, column[0] * 5 / 6)
            self._left[column], self._right[column] = left, right
        pairs = [pair for pair in zip(lines, lines[1:], strict=False) if _same_column(*pair)]
        self.pitch = _usual([after.piece.top - line.piece.top for line, after in pairs])
        gaps = [(after.piece.top - line.piece.top) / self.pitch for line, after in pairs] if self.pitch else []
        self.spaced = sum(_SPACED < gap < 2.2 for gap in gaps) * 12 > len(gaps)  # paragraphs stand apart
        self.height = _usual([line.piece.height for line in lines if line.text])
        indents = [line for line in lines if line.text and self.indent(line) >= _INDENT]
        self.indented = len(indents) * 8 > sum(bool(line.text) for line in lines)

    def indent(self, line: Line) -> float:
        """How far to the right of its margin a line begins, in heights of a line."""
        return (line.piece.left - self._left[line.column]) / max(line.piece.height, 1.0)

    def room(self, line: Line) -> float:
        """How much is left of a line behind its end, in points."""
        return self._right[line.column] - line.piece.right

    def width(self, line: Line) -> float:
        """The width of the column of a line, in points."""
        return self._right[line.column] - self._left[line.column]

    def is_title(self, line: Line) -> bool:
        """Whether a line stands in the middle of its column, in larger characters than others."""
        left, right = line.piece.left - self._left[line.column], self.room(line)
        centred = left > line.piece.height and abs(left - right) < line.piece.height
        return centred and self.is_large(line)

    def is_large(self, line: Line) -> bool:
        """Whether a line is set in larger characters than others."""
        return line.piece.height > _LARGE * self.height and GAP not in line.text


def _supported(places: list[float]) -> float:
    """The least place at or near which several lines stand."""
    places = sorted(places)
    support = max(2, len(places) // (2 * _FOLLOWING))
    for number, place in enumerate(places[: len(places) - support + 1]):
        if places[number + support - 1] - place <= 6:
            return place
    return places[0]


def _usual(values: list[float]) -> float:
    counted = Counter(round(value) for value in values if value > 0)
    return float(counted.most_common(1)[0][0]) if counted else 0.0


def _same_column(line: Line, after: Line) -> bool:
    same = line.page == after.page and line.column == after.column
    return same and bool(line.text and after.text) and after.piece.top > line.piece.top


def items_of(lines: Iterable[Line]) -> list[Item]:
    """The paragraphs and tables in lines that stand in reading order."""
    lines = list(lines)
    margins = _Margins(lines)
    items: list[Item] = []
    held: list[Line] = []  # between the two parts of a table, perhaps
    before: Line | None = None
    for line in lines:
        if before is not None and _is_above_more(line, before):
            held.append(line)
            continue
        if line.piece.table is None or before is None or not _add_rows(items[-1], line, before):
            for other in (*held, line):
                _add(items, other, before, margins)
                before = other
        held, before = [], line
    for line in held:
        _add(items, line, before, margins)
    return items


def _is_above_more(line: Line, before: Line) -> bool:
    """Whether a line stands where a table may go on, and says that it does, or its unit again."""
    on_next = before.piece.table is not None and before.page == line.page - 1
    return on_next and bool(_CONTINUED.fullmatch(line.text))


def _add(items: list[Item], line: Line, before: Line | None, margins: _Margins) -> None:
    """Add a line to the paragraph that it goes on with, or as another item."""
    if line.piece.table is not None:
        rows = list(line.piece.table)
        items.append(Item("table", rows=rows, pages=[line.page] * len(rows)))
    elif before is not None and before.text and _goes_on(before, line, margins):
        items[-1].kind = "heading" if margins.is_title(line) else items[-1].kind  # a title of more than one line
        items[-1].lines.append(line.text)
        items[-1].pages.append(line.page)
    else:
        kind: Literal["heading", "paragraph"] = "heading" if margins.is_title(line) else "paragraph"
        items.append(Item(kind, lines=[line.text], pages=[line.page]))


def _add_rows(above: Item, line: Line, before: Line) -> bool:
    """Add the rows with which the table at the end of the page before goes on; says whether it does."""
    rows = line.piece.table or []
    follows = before.page == line.page - 1 or before.page == line.page and before.column != line.column
    if before.piece.table is None or not follows or _width(above.rows) != _width(rows):
        return False
    head = _repeated(above.rows, rows)
    if not head and _has_header(rows):
        return False
    above.rows += rows[head:]
    above.pages += [line.page] * (len(rows) - head)
    return True


def _width(rows: Rows) -> int:
    return max((sum(cell.columns for cell in row) for row in rows), default=0)


def _repeated(rows: Rows, following: Rows) -> int:
    """How many rows at the head of a table are repeated where it goes on."""
    count = 0
    while count < min(len(rows), len(following)) and rows[count] == following[count]:
        count += 1
    return count


def _has_header(rows: Rows) -> bool:
    """Whether a table begins with words over columns of figures."""
    first = [cell.text.strip() for cell in rows[0][1:]]
    words = [text for text in first if text]
    if not words or any(re.search(r"[0-9]", text) and not _PERIOD.search(text) for text in words):
        return False
    return any(_FIGURE.fullmatch(cell.text.strip()) for row in rows[1:4] for cell in row[1:])


def _goes_on(line: Line, after: Line, margins: _Margins) -> bool:
    """Whether a line is followed by one of the same paragraph."""
    one, other = line.piece, after.piece
    if abs(one.height - other.height) > 0.25 * max(one.height, other.height):
        return False
    same = _same_column(line, after)
    apart = (other.top - one.top) / margins.pitch if same and margins.pitch else 1.0
    if apart > 2.2:
        return False
    if same and margins.is_large(line) and margins.is_title(after):
        return apart < 2 and not _MARKED.match(after.text)
    ended, room = bool(_SENTENCE_END.search(line.text)), margins.room(line)
    if ended and same and margins.spaced and not margins.indented and room < 4 * one.height:
        return apart <= _SPACED and not _MARKED.match(after.text)
    if after.text[0] in _NEVER_FIRST and not ended:
        return True
    if room > _slack(line, after):
        # a list of figures that was not broken; where paragraphs are indented, what is not goes on
        flush = margins.indented and margins.indent(after) < _FLUSH and apart < _SPACED and not ended
        return flush and room < margins.width(line) * _RAGGED and not _MARKED.match(after.text)
    if ended and (apart > 1.35 or _MARKED.match(after.text)):
        return False
    indent = margins.indent(after)
    if indent >= _INDENT:  # goes on only below an indented line, or a mark that hangs
        hanging = other.left > one.left and bool(_MARKED.match(line.text))
        below = abs(other.left - one.left) < 0.5 * one.height
        return same and apart < 1.5 and not ended and (hanging or below) and not _MARKED.match(after.text)
    return ended or not (_MARKED.match(after.text) and apart > 1.35)


def _slack(line: Line, after: Line) -> float:
    """How much room a full line may leave: that which the next word would not fit into."""
    word = _WORD.match(after.text)
    width = sum(0.6 if character.isascii() else 1.0 for character in word[0][:30]) if word else 0.0
    return line.piece.height * (_BESIDE + (width if width > 1 else 0.0))


def write(items: Sequence[Item], builder: DocumentBuilder, name: str, pages: int) -> Document:
    """The document of the items; a page that begins within a paragraph or a table begins at its line or row."""
    within: list[tuple[int, int, int]] = []  # (page, number of the block, line or row)
    begun = 0
    for block, item in enumerate(items):
        for number, page in enumerate(item.pages):
            while begun <= page:
                builder.page()
                within.append((begun, block, number))
                begun += 1
        if item.kind == "table":
            builder.table(item.rows)
        else:
            builder.block(item.kind, "\n".join(item.lines))
    for _ in range(begun, pages):
        builder.page()
    document = builder.document(name, title=_title(items))
    starts = list(document.pages)
    for page, block, number in within:
        if number:
            starts[page] = _start(document, document.blocks[block], number)
    return replace(document, pages=tuple(starts))


def _title(items: Sequence[Item]) -> str:
    """The large lines in the middle with which the first page begins, without dates and the name of a gazette."""
    words: list[str] = []
    for item in items:
        if item.kind != "heading" or item.pages[0] > 0:
            break
        text = "".join(item.lines)
        if not _NO_TITLE.fullmatch(text):
            words.append(text)
    title = _INNER_SPACE.sub("", "".join(words))
    return title if len(title) <= _LONGEST_TITLE else ""


def _start(document: Document, block: Block, number: int) -> int:
    """Where a line of a paragraph or a row of a table begins."""
    start = block.start
    for _ in range(number):
        start = document.text.index("\n", start) + 1
    return start
