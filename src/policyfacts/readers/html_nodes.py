"""An HTML tree: a walk that no nesting breaks, what is left out of it, words from inline elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def tag_test(pattern: str) -> Callable[[str], object]:
    """A test of the names of elements, which are few and each asked for thousands of times."""
    return lru_cache(256)(re.compile(pattern).fullmatch)


_is_never = tag_test(
    r"|-.*|script|style|template|noscript|head|svg|canvas|iframe|object|video|audio|map|"
    r"select|button|textarea|option|datalist|input|rt|rp|xml|del"
)
_is_around = tag_test(r"nav|header|footer|aside|form")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_CONTENT = "h1, article, table, p"
_MARK = re.compile(r"[\[［〔（(【]?\s*(?:[0-9]{1,3}|注?\s*[0-9]{0,2}|[①-⑳㊀-㊉]|[*＊†‡]{1,3}|[a-z])\s*[\]］〕）)】]?")
_IN_BRACKETS = re.compile(r"[\[［〔【]\s*(?:注?\s*[0-9]{1,3}|[①-⑳])\s*[\]］〕】]|[①-⑳↑^]")
_MEASURE = re.compile(r"(?<![A-Za-z])[kcdhmnN]?m$")
_POWER_OF_TEN = re.compile(r"[×xX*]\s*10$")
_RAISED = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")
_WHITE = re.compile(r"[ \t\n\r\f]+")
_SPACES = re.compile(r" {2,}")
_LONG_GAP = re.compile(r"(\s{20})\s+")
_AROUND_BREAK = re.compile(r" *\n *")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def walk(
    root: LexborNode, enter: Callable[[LexborNode], Sequence[LexborNode] | None], leave: Callable[[LexborNode], None]
) -> None:
    """Visit what is under a node in document order.

    ``enter`` says which nodes to go on with inside each, and None for a node that is not to be left again.
    """
    parents = [root]
    inside = [iter(children(root))]
    while inside:
        for node in inside[-1]:
            found = enter(node)
            if found:
                parents.append(node)
                inside.append(iter(found))
                break
            if found is not None:
                leave(node)
        else:
            inside.pop()
            node = parents.pop()
            if inside:
                leave(node)


def children(node: LexborNode) -> list[LexborNode]:
    """The elements and texts directly under a node."""
    return list(node.iter(include_text=True))


class LeftOut:
    """Tells what of a page is no content: scripts, what is hidden, navigation and forms."""

    def __init__(self, root: LexborNode) -> None:
        self._half = len(root.text()) // 2

    def __call__(self, node: LexborNode) -> bool:
        """Whether an element is left out with all that is in it."""
        tag = node.tag or ""
        if _is_never(tag):
            return True
        attributes = node.attributes
        hidden = bool(attributes) and ("hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or "")))
        if not hidden and not _is_furniture(tag, node):
            return False
        # an end tag that is missing, or a page shown by a script only, would take the content along
        return len(node.text()) <= self._half


def _is_furniture(tag: str, node: LexborNode) -> bool:
    """Whether an element is around the content; headers of articles, and forms around whole pages, are not."""
    return bool(_is_around(tag)) and (tag not in ("header", "form") or node.css_first(_CONTENT) is None)


class Words:
    """Collects the words of one paragraph or cell from its inline elements, which join without a space."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = 0  # characters in links
        self.links = 0

    def add(self, text: str, *, linked: bool = False) -> None:
        """Add a text; white space of the source counts as one space, as a browser shows it."""
        words = text if _is_even(text) else _WHITE.sub(" ", text)
        self.parts.append(words)
        if linked:
            self.linked += len(words.replace(" ", ""))

    def end_line(self) -> None:
        """Add the end of a line."""
        self.parts.append("\n")

    def raised(self, text: str) -> None:
        """Add a superscript: a power stays as such, the mark of a footnote is left out."""
        words = text.strip()
        before = "".join(self.parts[-3:])[-40:].rstrip()
        power = words in ("2", "3") and _MEASURE.search(before) or _POWER_OF_TEN.search(before)
        if power and words.lstrip("-−–").isdecimal():
            self.parts.append(words.translate(_RAISED))
        elif not _MARK.fullmatch(words):
            self.add(text)

    def text(self) -> str:
        """The words; spaces that are not of the source's layout stay."""
        text = "".join(self.parts)
        if _is_even(text):
            return text.strip(" ")
        text = text.translate(_INVISIBLE)
        return _AROUND_BREAK.sub("\n", _LONG_GAP.sub(r"\1", _SPACES.sub(" ", text))).strip(" \n")


def words_of(text: str) -> str:
    """The words of a text that stands alone."""
    if _is_even(text):
        return text.strip(" ")
    words = Words()
    words.add(text)
    return words.text()


def _is_even(text: str) -> bool:
    """Whether a text has no white space but single spaces, and no invisible characters."""
    return text.isprintable() and "  " not in text


def is_mark(link: LexborNode) -> bool:
    """Whether a link is the mark of a footnote or leads back from it."""
    target = link.attributes.get("href") or ""
    return target.startswith("#") and bool(_IN_BRACKETS.fullmatch(link.text().strip()))
