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
    alternatives: list[tuple[str, str]] = []  # a character, and what stands behind it
    single: list[str] = []
    for character, child in node.children.items():
        rest = _branches(child)
        if rest:
            alternatives.append((re.escape(character), rest))
        else:
            single.append(re.escape(character))
    if single:
        alternatives.append((single[0] if len(single) == 1 else f"[{''.join(single)}]", ""))
    if len(alternatives) > _GROUP:
        body = _grouped(alternatives)
    else:
        body = "|".join(first + rest for first, rest in alternatives)
    if node.guard == "":
        return f"{body}?" if len(alternatives) == 1 and _one(body) else f"(?:{body})?"
    if node.guard is not None:
        return f"(?:{body}|{node.guard})"
    return body if len(alternatives) == 1 else f"(?:{body})"


_GROUP = 12  # so many branches are tried one after the other


def _grouped(alternatives: list[tuple[str, str]]) -> str:
    """The branches in groups, each behind a class of the characters with which they begin."""
    groups = [alternatives[first : first + _GROUP] for first in range(0, len(alternatives), _GROUP)]
    tried = [f"(?=[{_firsts(group)}])(?:{'|'.join(first + rest for first, rest in group)})" for group in groups]
    return f"(?=[{_firsts(alternatives)}])(?:{'|'.join(tried)})"


def _firsts(alternatives: list[tuple[str, str]]) -> str:
    """The inside of a class of the characters with which branches begin."""
    return "".join(first[1:-1] if first[0] == "[" else first for first, _ in alternatives)


def _one(pattern: str) -> bool:
    """Whether a pattern is one character or one class of them."""
    return len(pattern) == 1 or pattern[0] == "[" and pattern.find("]") == len(pattern) - 1
