"""What linking looks up by its id; the shipped patterns and missing ids stand in tests/patterns."""

from __future__ import annotations

from typing import Literal

import pytest

from policyfacts.document import UsageError
from policyfacts.rules.grammar import Grammar, Words, entry
from policyfacts.rules.schema import GrammarPattern, WordList, WordMap


def record(name: str = "own.up", where: Literal["anywhere", "start", "whole"] = "anywhere") -> GrammarPattern:
    return GrammarPattern(id=name, title="x", where=where, pattern="升+", examples=["升"])


@pytest.mark.parametrize(
    ("where", "text", "found"),
    [
        ("anywhere", "回升升级", "升升"),
        ("anywhere", "下降", ""),
        ("start", "升升级", "升升"),
        ("start", "回升", ""),
        ("whole", "升升", "升升"),
        ("whole", "升级", ""),
    ],
)
def test_a_pattern_looks_where_its_record_says(
    where: Literal["anywhere", "start", "whole"], text: str, found: str
) -> None:
    own = record(where=where)
    assert Grammar([entry(own, "own")]).found(own, text) == found


def test_a_grammar_gives_its_records_and_their_compiled_patterns() -> None:
    records = [record("own.up"), record("own.more")]
    grammar = Grammar(entry(one, "own") for one in records)
    assert list(grammar) == records
    assert grammar["own.more"].fullmatch("升升")


def test_word_lists_and_maps_are_kept_apart() -> None:
    words = Words(
        [WordList(id="verb", title="x", words=["升", "降"])], [WordMap(id="sign", title="x", entries={"升": "1"})]
    )
    assert words["verb"] == {"升", "降"}
    assert words.map("sign") == {"升": "1"}
    assert ("verb" in words, "sign" in words) == (True, False)
    assert sorted(words) == ["sign", "verb"]


@pytest.mark.parametrize(
    "look", [lambda: Grammar([], "own/patterns")["a.b"], lambda: Words(source="own/patterns")["a"]]
)
def test_what_is_missing_is_told_with_the_folder(look: object) -> None:
    assert callable(look)
    with pytest.raises(UsageError, match="^own/patterns: "):
        look()
