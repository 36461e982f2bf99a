"""The lines of a text: where they stand, which are headings, and which go on with the one before."""

from __future__ import annotations

import re
from typing import NamedTuple

_TERMINAL = tuple("。！？；!?;…")
_CLOSING = "”’」』）)】》\"'*_ 　"
_HEADING = re.compile(
    r"\s*(?:#{1,6}\s|第[一二三四五六七八九十百0-9]{1,4}[章节编部分]|[一二三四五六七八九十]{1,3}[、.．]|"
    r"[（(][一二三四五六七八九十]{1,3}[）)]|专栏|表\s*[0-9一二三四五六七八九十]|图\s*[0-9])"
)
_NUMBERED = re.compile(r"\s*(?:[0-9]{1,2}[.．、](?![0-9])|[（(][0-9]{1,2}[）)]|[①-⑳]|[-*+•·●■◆]\s|——|>\s)")
_INDENTED = re.compile(r"\u3000{1,4}| {4,8}|\t")
_DATED = re.compile(
    r"[^，。；0-9]{0,20}[\s（(]*(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?[)）]?(?:\s+[0-9]{1,2}[:：][0-9:：]{2,5})?"
)
_SIGNED = re.compile(r"[。！？][”’」』】》]?[（(][^（）()。]{1,40}[）)]$")  # …。（据甲报）
_NEVER_FIRST = "、，。；！？％"  # of a paragraph
MARKS = frozenset(
    "#第一二三四五六七八九十（(专表图0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳-*+•·●■◆—>"
)  # how the marks of both begin
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
    indent: str


def lines_of(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    lines, position, gap = [], 0, False
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped[0])
            indent = raw[: start - position]
            lines.append(Line(position, start, start + len(stripped), stripped, gap, _ends_sentence(stripped), indent))
            gap = False
        else:
            gap = True
        position += len(raw) + 1
    return lines


def wrap_width(lines: list[Line]) -> int:
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
    return text.rstrip(_CLOSING).endswith(_TERMINAL) or last in "）)" and _SIGNED.search(text) is not None


def goes_on(lines: list[Line], first: int, index: int, width: int) -> bool:
    """Whether the line behind `index` goes on with the paragraph that began at `first`."""
    line, following = lines[index], lines[index + 1]
    if (
        line.text.startswith("#")
        or width
        and (_begins(lines, index + 1) or _DATED.fullmatch(following.text) or _DATED.fullmatch(line.text))
    ):
        return False
    if following.text[0] in _NEVER_FIRST and not line.ends:
        return True
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


def _begins(lines: list[Line], index: int) -> bool:
    """Whether a line is indented as the first of a paragraph is: more than the one before it or the one behind it."""
    line, before = lines[index], lines[index - 1]
    if not _INDENTED.fullmatch(line.indent):
        return False
    behind = lines[index + 1] if index + 1 < len(lines) else None
    return not before.indent or behind is not None and not behind.indent and not behind.gap


def _marked(text: str) -> bool:
    """Whether a line opens with the mark of a heading or a list item."""
    return text[0] in MARKS and bool(_HEADING.match(text) or _NUMBERED.match(text))


def _short_heading(line: Line, width: int) -> bool:
    return len(line.text) < width * 0.7 and bool(_HEADING.match(line.text))


def is_heading(lines: list[Line]) -> bool:
    """Whether lines that stand together read as a heading."""
    text = "".join(line.text for line in lines)
    if len(text) > 60 or _ends_sentence(text) and not text.endswith(("：", ":")):
        return False
    return bool(_HEADING.match(text)) or len(text) <= 40 and "。" not in text
