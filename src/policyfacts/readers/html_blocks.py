"""The blocks of an HTML tree in their order: headings, paragraphs, list items, tables; lists of links left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from policyfacts.document import BlockKind
from policyfacts.readers.builder import DocumentBuilder
from policyfacts.readers.html_nodes import LeftOut, Words, children, is_mark, tag_test, walk
from policyfacts.readers.html_tables import HtmlTable, read_table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_KINDS: dict[str, BlockKind] = {
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "li": "list_item",
    "caption": "caption",
    "figcaption": "caption",
    "table": "paragraph",
}
_is_block = tag_test(
    r"h[1-6]|p|div|section|article|main|body|ul|ol|li|dl|dt|dd|blockquote|center|address|figure|figcaption|details|"
    r"summary|fieldset|legend|header|footer|nav|aside|form|hr|table|thead|tbody|tfoot|tr|td|th|caption|pre|listing|"
    r"hgroup|search|menu|dir"
)
_NOTE_ID = re.compile(r"(?:foot|end)note-[0-9]+")
_WITHIN_PRE = "p, div, table, li"
_PROSE = re.compile(r"[，。；]")
_FIGURE = re.compile(r"[0-9]\s*(?:[%％‰]|[万亿千百个]|[吨人户米公平元件家辆台])")
_DATE = re.compile(r"[\[【(（]?(?:[0-9]{2,4}[-/.年])?[0-9]{1,2}[-/.月][0-9]{1,2}日?(?:\s*[0-9:]{4,8})?\s*[\]】)）]?")
_CHOICE = re.compile(r"[^0-9]{0,8}(?:19|20)[0-9]{2}年?(?:[1-9]|1[0-2])?月?[^0-9]{0,8}")
_LIST_OF_LINKS = 3
_FEW_ROWS = 7  # of a table over a title (索引号, 发布机构)
_MOST_ABOVE = 200  # blocks over a title
_SHORT = 80
_WRAPPED = range(20, 61)  # lengths of lines that are wrapped by hand


class Blocks:
    """Adds what stands under a node to a document; ``headings`` collects the texts of its h1 elements.

    What stands over the block that is the ``title`` is of the page: of that, years to choose from are left out.
    """

    def __init__(self, builder: DocumentBuilder, root: LexborNode, title: str = "") -> None:
        self.headings: list[str] = []
        self._builder = builder
        self._left_out = LeftOut(root)
        self._kinds: list[BlockKind] = ["paragraph"]
        self._words = Words()
        self._links = 0  # how many links are open
        self._pending: list[tuple[BlockKind, str]] = []  # what holds little but links
        self._pending_links = 0
        self._title = "".join(title.split())
        self._held: list[tuple[str, Callable[[], None]]] = []  # over the title
        walk(root, self._enter, self._leave)
        self._flush()
        self._settle()
        self._release(lambda words: True)

    def _enter(self, node: LexborNode) -> Sequence[LexborNode] | None:
        tag = node.tag or ""
        if tag == "-text":
            self._words.add(node.text_content or "", linked=self._links > 0)
        elif tag == "br":
            self._words.end_line()
        elif tag == "sup":
            self._words.raised(node.text())
        elif not self._left_out(node) and not (tag == "a" and is_mark(node)):
            return self._element(tag, node)
        return None

    def _element(self, tag: str, node: LexborNode) -> Sequence[LexborNode] | None:
        if _is_block(tag):
            self._flush()
            if tag in ("pre", "listing") and node.css_first(_WITHIN_PRE) is None:
                self._settle()
                self._lines(node.text())
                return None
            self._kinds.append(self._kind(tag, node))
            if tag == "h1":
                self.headings.append(" ".join(node.text().split()))
            if tag == "table" and (nested := self._table(node)) is not None:
                return nested
        elif tag == "a":
            self._links += 1
            self._words.links += 1
        return children(node)

    def _leave(self, node: LexborNode) -> None:
        if node.tag == "a":
            self._links -= 1
        elif _is_block(node.tag or ""):
            self._flush()
            self._kinds.pop()

    def _kind(self, tag: str, node: LexborNode) -> BlockKind:
        """The kind of the blocks in an element: its own, or that of the element around it."""
        if tag == "li" and _NOTE_ID.fullmatch(node.id or ""):
            return "footnote"
        return _KINDS.get(tag, self._kinds[-1])

    def _table(self, node: LexborNode) -> list[LexborNode] | None:
        """Add a table of data, and return the tables in its cells, which follow it; None for one that is none."""
        table = read_table(node, self._left_out)
        if not table.is_data:
            return None
        self._settle()
        self._put("" if len(table.rows) < _FEW_ROWS else "。", lambda: self._add_table(table))
        return table.nested

    def _add_table(self, table: HtmlTable) -> None:
        above, rows, below = table.divided()
        for caption in (table.caption, *above):
            self._builder.block("caption", caption)
        self._builder.table(rows)
        for note in below:
            self._builder.block("footnote", note)

    def _flush(self) -> None:
        """Add the words since the last end of a block."""
        words = self._words
        if not words.parts:
            return
        self._words = Words()
        linked, links, kind, text = words.linked, words.links, self._kinds[-1], words.text()
        lines = [line for line in text.split("\n") if line.strip()]
        if not lines:
            return
        if kind == "heading" and "。" not in text:  # else its end tag is missing
            self._add(kind, text)
        elif _is_links(text, linked) or self._pending and _DATE.fullmatch(text.strip()):
            self._pending.append((kind, text))
            self._pending_links += links
        elif _is_wrapped(lines):
            self._settle()
            self._lines(text)
        else:
            for line in lines:
                self._add("paragraph" if kind == "heading" else kind, line.strip())

    def _add(self, kind: BlockKind, text: str) -> None:
        self._settle()
        self._block(kind, text)

    def _block(self, kind: BlockKind, text: str) -> None:
        self._put(text, lambda: self._builder.block(kind, text))

    def _lines(self, text: str) -> None:
        self._put("。", lambda: self._builder.lines(text))

    def _put(self, words: str, add: Callable[[], None]) -> None:
        """Add what a page shows, or hold it back as long as its title has not come."""
        if self._title and "".join(words.split()) == self._title:
            self._release(_is_kept_above)
        elif self._title and ("。" in words or len(self._held) > _MOST_ABOVE):
            self._release(lambda words: True)
        elif self._title:
            self._held.append((words, add))
            return
        add()

    def _release(self, kept: Callable[[str], bool]) -> None:
        held, self._held, self._title = self._held, [], ""
        for words, add in held:
            if kept(words):
                add()

    def _settle(self) -> None:
        """Leave out links that came one after the other; among one or two, a figure or date is kept."""
        if not self._pending:
            return
        pending, links = self._pending, self._pending_links
        self._pending, self._pending_links = [], 0
        if links < _LIST_OF_LINKS:
            for kind, text in pending:
                if _FIGURE.search(text) or _DATE.fullmatch(text.strip()):
                    self._block(kind, text.strip())


def _is_kept_above(words: str) -> bool:
    """Whether what stands over a title may be of the document: no year to choose from, and not the date of today."""
    return not _CHOICE.fullmatch(words.strip()) and "今天是" not in words


def _is_links(text: str, linked: int) -> bool:
    """Whether a block is but a link or a row of links, and no sentence."""
    if not linked:
        return False
    length = len("".join(_DATE.sub("", text).split()))
    return linked * 2 > length and (length <= _SHORT or linked > length * 0.8) and not _PROSE.search(text)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines that end in <br> are a text wrapped by hand, not paragraphs."""
    if len(lines) <= 5:
        return False
    lengths = [len(line) for line in lines]
    longest = max(lengths)
    return longest in _WRAPPED and sum(length >= longest - 3 for length in lengths) * 2 > len(lines)
