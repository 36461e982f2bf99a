"""Words looked for at a place of a text: the same as a pattern of them all finds."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from policyfacts.rules.spellings import Spellings

LETTERS = "甲乙丙."
GUARDS = st.dictionaries(
    st.text(LETTERS, min_size=1, max_size=3), st.sampled_from(["", "(?!甲)", "(?![乙丙])", "(?<!甲丙)"])
)


@settings(deadline=None)  # each compiles a pattern
@given(guards=GUARDS, text=st.text(LETTERS, max_size=9), position=st.integers(0, 4), end=st.integers(0, 9))
def test_the_word_found_is_that_of_the_pattern(guards: dict[str, str], text: str, position: int, end: int) -> None:
    found = re.compile(Spellings(guards).pattern()).match(text, position, end)
    assert Spellings(guards).end(text, position, min(end, len(text))) == (found.end() if found else -1)


def test_shorter_words_follow_the_longest() -> None:
    words = Spellings({"万": "", "万亿": "", "万亿元": "(?!左)", "亿": ""})
    assert words.ends("3万亿元左右", 1, 7) == [3, 2]
    assert words.ends("3万亿元", 1, 4) == [4, 3, 2]
    assert words.ends("3万亿元", 1, 3) == [3, 2]
    assert words.ends("3万亿元", 4, 4) == []


def test_no_words() -> None:
    assert Spellings({}).end("任何", 0, 2) == -1
    assert Spellings({}).begins.search("任何") is None
