"""Clauses: cut at commas, semicolons, colons and at brackets that hold figures."""

from __future__ import annotations

import pytest

from policyfacts.link.clauses import Clause, clauses
from policyfacts.rules.load import default_rules
from policyfacts.scan.lexer import Lexer

LEXER = Lexer(default_rules())


def cut(text: str) -> list[Clause]:
    return clauses(text, LEXER.scan(text, 0, len(text)), 0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("苹果产量增长2%", ["苹果产量增长2%"]),
        ("苹果增长2%，梨下降3%；桃持平", ["苹果增长2%", "梨下降3%", "桃持平"]),
        ("茶业：苹果增长2%", ["茶业", "苹果增长2%"]),
        ("，苹果增长2%，，梨下降3%，", ["苹果增长2%", "梨下降3%"]),
        ("苹果、梨增长2%", ["苹果、梨增长2%"]),
        ("产量1,200吨", ["产量1,200吨"]),
        ("", []),
    ],
)
def test_a_clause_ends_at_a_sign(text: str, expected: list[str]) -> None:
    assert [text[clause.start : clause.end] for clause in cut(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("苹果（上年3万吨）增长2%", [("苹果", 0), ("上年3万吨", 1), ("增长2%", 0)]),
        ("苹果（鲜果）增长2%", [("苹果（鲜果）增长2%", 0)]),
        ("苹果（鲜果，下同）增长2%", [("苹果（鲜果，下同）增长2%", 0)]),
        ("苹果（红果（早熟4万吨）5万吨）", [("苹果", 0), ("红果", 1), ("早熟4万吨", 2), ("5万吨", 1)]),
        ("苹果（3万吨，梨2万吨", [("苹果（3万吨", 0), ("梨2万吨", 0)]),
        ("苹果3万吨），梨2万吨", [("苹果3万吨）", 0), ("梨2万吨", 0)]),
    ],
    ids=["figure", "words", "comma in words", "nested", "never closed", "never opened"],
)
def test_a_bracket_is_a_clause_where_it_holds_a_figure(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(text[clause.start : clause.end], clause.depth) for clause in cut(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("苹果产量3万吨", True),
        ("苹果产量居全省第二", True),
        ("三次产业比例为3:4:3", True),
        ("苹果产量持平", True),
        ("2022年茶农持续增收", False),
    ],
)
def test_a_clause_has_a_figure(text: str, expected: bool) -> None:
    assert [clause.has_figure for clause in cut(text)] == [expected]


def test_each_clause_keeps_its_own_mentions_and_the_sign_that_ends_it() -> None:
    first, second, last = cut("苹果增长2%，梨下降3%；桃持平")
    assert [clause.mark for clause in (first, second, last)] == [",", ";", ""]
    for clause in (first, second, last):
        assert clause.mentions
        assert all(clause.start <= mention.start < mention.end <= clause.end for mention in clause.mentions)


def test_what_stands_in_brackets_without_a_figure_is_no_mention() -> None:
    text = "苹果（较上年）3万吨"
    (clause,) = cut(text)
    assert [text[mention.start : mention.end] for mention in clause.mentions] == ["3万吨"]
