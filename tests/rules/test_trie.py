"""Words as one pattern: it prefers the longest word, and keeps what must hold behind each."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from policyfacts.rules.trie import trie_pattern


def test_no_words_never_match() -> None:
    assert re.search(trie_pattern([]), "任何") is None


def test_a_guard_turns_a_word_down_and_leaves_the_shorter_one() -> None:
    pattern = re.compile(trie_pattern({"人": "", "人次": "(?!数)", "公里": "(?!碑)"}))
    assert [found[0] for found in pattern.finditer("人次，人次数，公里碑，公里")] == ["人次", "人", "公里"]


@given(
    words=st.lists(st.text("甲乙丙.|[", min_size=1, max_size=4), min_size=1, max_size=8),
    text=st.text("甲乙丙.|[", max_size=12),
)
def test_the_longest_word_is_found_where_one_stands(words: list[str], text: str) -> None:
    found = re.match(trie_pattern(words), text)
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    assert (found[0] if found else None) == longest
