"""Pages of a PDF made into lines in reading order: columns found, running heads and tables of contents left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyfacts.readers.pdf_aligned import with_aligned_tables
from policyfacts.readers.pdf_pieces import Piece
from policyfacts.readers.pdf_tables import lines_of

GAP = "　　"  # what stands for a wide gap in a line
_RUNNING = 0.15  # of the height of a page: where running heads and feet stand
_NUMBERS = 0.12  # and lone page numbers
_HEAD_LINES = 3
_STEP = 3.0  # points, of the profile in which columns are looked for
_GUTTER = 8.0  # points: the least width of what parts two columns
_WIDEST = 14_400.0  # points: no page of a PDF is wider
_FILLED = 0.6  # of a column is filled by its usual line

_PAGE_NUMBER = re.compile(
    r"[-–—―─·•.~\s]*(?:第\s*)?(?:[0-9]{1,4}|[一二三四五六七八九十百〇○]{1,5}|[ivxlcIVXLC]{1,7})(?:\s*页)?"
    r"(?:\s*[/／,，]?\s*(?:共|总)?\s*[0-9]{1,4}\s*页?)?[-–—―─·•.~\s]*"
)
_SAYS_PAGE = re.compile(
    r"[-–—\s]*(?:第\s*[0-9]+\s*页|[Pp]age\s*[0-9]+|[0-9]+\s*/\s*[0-9]+)[\s，,/]*(?:共?\s*[0-9]+\s*页)?[-–—\s]*"
)
_DIGITS = re.compile(r"[0-9]+|第[一二三四五六七八九十百]+(?=页)")
_FIGURE = re.compile(r"[-+−]?[0-9][0-9,.]*[%％]?")
_LEADER = re.compile(
    r"(?:[…⋯]\s*|(?:[.．·•‧∙_]\s*){4}){2,}[(（]?\s*(?:[0-9]{1,4}|[ivxIVX]{1,5})?\s*[)）]?\s*$|[…⋯]{2,}\s*[0-9]{1,4}$"
)
_CONTENTS = re.compile(r"\s*目\s*[录錄次]\s*")
_ENTRY = re.compile(r".*\S\s+[(（]?[0-9]{1,3}[)）]?")


@dataclass(slots=True)
class Page:
    """A page: its number, counted from 0, its size, and the pieces of text and tables on it."""

    number: int
    width: float
    height: float
    pieces: list[Piece]


@dataclass(slots=True)
class Line:
    """A line of a column of a page, or a table; ``column`` tells columns of the same kind of page apart."""

    piece: Piece
    page: int
    column: tuple[int, ...]

    @property
    def text(self) -> str:
        """The words of the line; a table has none."""
        return self.piece.text


def reading_order(pages: Sequence[Page]) -> Iterator[Line]:
    """The lines of all pages as they are to be read, without what belongs to the pages only."""
    _drop_running(pages)
    contents = False
    for page in pages:
        for line in _page_lines(page):
            text = line.text
            if _CONTENTS.fullmatch(text):
                contents = True
            elif not _LEADER.search(text) and not (contents and _is_entry(line)):
                contents = False
                yield line


def _is_entry(line: Line) -> bool:
    """Whether a line below the words `table of contents` is a title with a page, or a table of such."""
    if line.piece.table is None:
        return bool(_ENTRY.fullmatch(line.text))
    return all(len(row) == 2 and re.fullmatch(r"[0-9]{1,4}", row[1].text) for row in line.piece.table)


def _drop_running(pages: Sequence[Page]) -> None:
    """Take running heads and feet and page numbers off the pages: what stands at the same edge of most pages."""
    edges = [_edge_lines(page) for page in pages]
    seen = Counter(key for lines in edges for key in {_key(line, at) for at, _, line in lines})
    most, some = max(2, (len(pages) + 1) // 2), max(3, len(pages) // 5)
    for page, lines in zip(pages, edges, strict=True):
        dropped = set[int]()
        for at, outermost, line in lines:
            count = seen[_key(line, at)]
            if count >= most or outermost and count >= some or _is_page_number(line, page):
                dropped.update(id(piece) for piece in line)
        page.pieces = [piece for piece in page.pieces if id(piece) not in dropped]


def _edge_lines(page: Page) -> list[tuple[str, bool, list[Piece]]]:
    """The lines at the top and bottom of a page: which edge, whether they are the outermost, and their pieces."""
    lines = lines_of(page.pieces)
    found: list[tuple[str, bool, list[Piece]]] = []
    for number, line in enumerate(lines):
        if line[0].table is not None or sum(bool(_FIGURE.fullmatch(piece.text)) for piece in line) > 1:
            continue
        from_end = len(lines) - 1 - number
        if number < _HEAD_LINES and line[0].bottom < _RUNNING * page.height:
            found.append(("top", number == 0, line))
        elif from_end < _HEAD_LINES and line[0].top > (1 - _RUNNING) * page.height:
            found.append(("bottom", from_end == 0, line))
    return found


def _key(line: list[Piece], at: str) -> tuple[str, str]:
    """A line at an edge, up to its digits and blanks."""
    words = "".join("".join(piece.text for piece in line).split())
    return at, _DIGITS.sub("#", words)


def _is_page_number(line: list[Piece], page: Page) -> bool:
    text = " ".join(piece.text for piece in line)
    at_edge = line[0].bottom < _NUMBERS * page.height or line[0].top > (1 - _NUMBERS) * page.height
    return bool(at_edge and _PAGE_NUMBER.fullmatch(text) or _SAYS_PAGE.fullmatch(text))


def _page_lines(page: Page) -> Iterator[Line]:
    """The lines of a page, column by column."""
    size = round(page.width), round(page.height)
    columns = _text_columns(page)
    if not columns:
        for piece in _as_lines(page.pieces):
            yield Line(piece, page.number, (*size, 1, 0))
        return
    wide, narrow = list[Piece](), list[tuple[int, Piece]]()
    for piece in page.pieces:
        first, last = piece.left + _STEP, piece.right - _STEP
        over = [number for number, (left, right) in enumerate(columns) if first < right and last > left]
        if len(over) == 1:
            narrow.append((over[0], piece))
        else:
            wide.append(piece)
    across = lines_of(wide)
    bounds = [line[0].top for line in across]
    for band in range(len(bounds) + 1):
        top, bottom = ([-1e9, *bounds][band], [*bounds, 1e9][band])
        if band:
            for piece in _as_lines(across[band - 1]):
                yield Line(piece, page.number, (*size, 1, 0))
        for number in range(len(columns)):
            members = [piece for column, piece in narrow if column == number and top <= piece.top < bottom]
            for piece in _as_lines(members):
                yield Line(piece, page.number, (*size, len(columns), number))


def _as_lines(pieces: list[Piece]) -> Iterator[Piece]:
    """The lines of a column, each as one piece, from the top down."""
    for line in with_aligned_tables(lines_of(pieces)):
        first, last = line[0], line[-1]
        if len(line) == 1:
            yield first
        else:
            top, bottom = min(piece.top for piece in line), max(piece.bottom for piece in line)
            yield Piece(GAP.join(piece.text for piece in line), first.left, top, last.right, bottom)


def _text_columns(page: Page) -> list[tuple[float, float]]:
    """From where to where the columns of text go, or none where a page has one column."""
    texts = [piece for piece in page.pieces if piece.table is None]
    if len(texts) < 10:
        return []
    start, end = min(piece.left for piece in texts), max(piece.right for piece in texts)
    narrow = [piece for piece in texts if piece.right - piece.left < 0.6 * (end - start)]
    if len(narrow) < 0.6 * len(texts) or end - start > _WIDEST:
        return []
    profile = [0] * (int((end - start) / _STEP) + 2)
    for piece in narrow:
        for step in range(int((piece.left - start) / _STEP), int((piece.right - start) / _STEP) + 1):
            profile[step] += 1
    columns = _stretches(profile, len(narrow) // 20, start)
    return columns if len(columns) > 1 and all(_is_prose(narrow, column) for column in columns) else []


def _stretches(profile: list[int], least: int, start: float) -> list[tuple[float, float]]:
    """The stretches of a profile above some height, those less than a gutter apart as one."""
    found: list[tuple[float, float]] = []
    for step, count in enumerate(profile):
        left, right = start + step * _STEP, start + (step + 1) * _STEP
        if count <= least:
            continue
        if found and left - found[-1][1] < _GUTTER:
            found[-1] = (found[-1][0], right)
        else:
            found.append((left, right))
    return found


def _is_prose(pieces: list[Piece], column: tuple[float, float]) -> bool:
    """Whether the lines of a column fill it, as those of a table's columns do not."""
    left, right = column
    widths = sorted(piece.right - piece.left for piece in pieces if left <= (piece.left + piece.right) / 2 < right)
    return len(widths) >= 5 and widths[len(widths) // 2] > _FILLED * (right - left) and right - left > 80
