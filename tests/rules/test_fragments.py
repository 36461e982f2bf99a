"""References in patterns."""

from __future__ import annotations

import re

import pytest

from policyfacts.document import UsageError
from policyfacts.rules.fragments import compiled, fill

PIECES = {"digit": "[0-9]", "number": "{digit}+", "own.part_2": "x", "loop": "a{pool}", "pool": "{loop}b"}


@pytest.mark.parametrize(
    ("pattern", "filled"),
    [
        ("增长", "增长"),
        ("{digit}年", "[0-9]年"),
        ("{number}—{number}", "[0-9]+—[0-9]+"),
        ("{own.part_2}", "x"),
        ("[0-9]{4}年{1,2}月", "[0-9]{4}年{1,2}月"),
        ("{digit}{4}", "[0-9]{4}"),
        ("{Digit}{}", "{Digit}{}"),
    ],
)
def test_references_are_filled_and_repetitions_left(pattern: str, filled: str) -> None:
    assert fill(pattern, PIECES.__getitem__, "own.toml") == filled
    assert re.compile(filled)


@pytest.mark.parametrize("pattern", ["{loop}", "x{pool}"])
def test_a_fragment_that_refers_to_itself_is_told(pattern: str) -> None:
    with pytest.raises(UsageError, match=r"own\.toml: rule a\.b.*refers to itself"):
        fill(pattern, PIECES.__getitem__, "own.toml: rule a.b")


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "(?P<a>x)(?P<a>y)", "(?<=a+)b"])
def test_what_is_no_pattern_is_told_with_its_place(pattern: str) -> None:
    with pytest.raises(UsageError, match=r"^own\.toml: rule a\.b: "):
        compiled(pattern, "own.toml: rule a.b")


def test_a_pattern_passes() -> None:
    assert compiled("(?P<year>[0-9]{4})年?", "own.toml").fullmatch("2019年")
