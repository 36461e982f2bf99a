"""Many words as one pattern, arranged by their common beginnings so that each branch fails fast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


class _Node:
    __slots__ = ("children", "guard")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.guard: str | None = None


def trie_pattern(words: Iterable[str] | Mapping[str, str]) -> str:
    """A pattern without groups that matches any of the words, the longest first.

    A mapping gives each word what must hold behind it, as lookarounds.  No two branches of an alternation begin
    alike, so that `re` turns most of them down by one character.  Of no words at all the pattern never matches.
    """
    guards = words if isinstance(words, Mapping) else dict.fromkeys(sorted(words), "")
    if not guards:
        return "(?!)"
    root = _Node()
    for word, guard in guards.items():
        node = root
        for character in word:
            child = node.children.get(character)
            if child is None:
                child = node.children[character] = _Node()
            node = child
        node.guard = guard
    return _branches(root)


def _branches(node: _Node) -> str:
    if not node.children:
        return node.guard or ""
    alternatives: list[str] = []
    single: list[str] = []
    for character, child in node.children.items():
        rest = _branches(child)
        if rest:
            alternatives.append(re.escape(character) + rest)
        else:
            single.append(re.escape(character))
    if single:
        alternatives.append(single[0] if len(single) == 1 else f"[{''.join(single)}]")
    if node.guard == "":
        body = alternatives[0] if len(alternatives) == 1 and _one(alternatives[0]) else f"(?:{'|'.join(alternatives)})"
        return f"{body}?"
    if node.guard is not None:
        alternatives.append(node.guard)
    return alternatives[0] if len(alternatives) == 1 else f"(?:{'|'.join(alternatives)})"


def _one(pattern: str) -> bool:
    """Whether a pattern is one character or one class of them."""
    return len(pattern) == 1 or pattern[0] == "[" and pattern.find("]") == len(pattern) - 1
