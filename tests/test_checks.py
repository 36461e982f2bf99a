"""The runner of the examples; what it says of most faults stands in tests/patterns."""

from __future__ import annotations

import pytest

from policyfacts.checks import check_rule, check_sentence
from policyfacts.rules.load import default_rules
from policyfacts.rules.schema import Example, Expected, MentionRule, Sentence
from policyfacts.scan.lexer import Lexer

RULES = default_rules()
LEXER = Lexer(RULES)
MONTH = next(rule for rule in RULES.mentions if rule.id == "period.month")


def with_example(text: str, at: str, period: str | None = None, published: str = "") -> MentionRule:
    example = Example(text=text, expect=[Expected(at=at, period=period)], published=published)
    return MONTH.model_copy(update={"examples": [example], "counter_examples": []})


@pytest.mark.parametrize(
    ("published", "period", "fault"),
    [
        ("2021-06-01", "2021-05", ""),
        ("2021-04-30", "2020-05", ""),
        ("2021-06-01", None, ""),
        ("", "", ""),
        ("", "2021-05", "'5月份' in '5月份出口' must be '2021-05', is ''"),
        ("June 2021", "2021-06", "published 'June 2021' is no date; write YYYY-MM-DD"),
    ],
)
def test_the_period_of_an_example_counts_from_its_date(published: str, period: str | None, fault: str) -> None:
    faults = check_rule(with_example("5月份出口", "5月份", period, published), LEXER)
    assert len(faults) == bool(fault)
    assert all(fault in told and "period.month" in told for told in faults)


TEXT = "芜湖市茶叶产量约32.5万吨。"
ROW = {"region": "芜湖市", "value": "325000", "comparator": "approx"}


@pytest.mark.parametrize(
    ("update", "good"),
    [
        ({}, True),
        ({"value": "325000.00"}, True),
        ({"value": "3.25E+5"}, True),
        ({"value": "about 325000"}, False),
        ({"value": ""}, False),
        ({"growth_rate": ""}, True),
        ({"growth_rate": "0"}, False),
        ({"flags": "period_unresolved"}, True),
        ({"flags": "repeated"}, False),
        ({"flags": ""}, False),
        ({"comparator": "eq"}, False),
        ({"year": ""}, True),
    ],
)
def test_cells_are_compared_by_what_they_mean(update: dict[str, str], good: bool) -> None:
    faults = check_sentence(RULES, Sentence(text=TEXT, rows=[ROW | update]))
    assert (faults == []) is good
    assert all(told.startswith(TEXT) for told in faults)


def test_a_fault_shows_the_row_as_it_would_be_written() -> None:
    (told,) = check_sentence(RULES, Sentence(text=TEXT, rows=[]))
    assert 'value = "325000"' in told and 'comparator = "approx"' in told
    assert "growth_rate" not in told and "status" not in told


def test_region_and_date_of_a_sentence_are_known() -> None:
    row = {"region": "芜湖市", "period": "2020"}
    sentence = Sentence.model_validate(
        {"text": "去年，全市茶叶产量32.5万吨。", "published": "2021-02-01", "region": "芜湖市", "rows": [row]}
    )
    assert check_sentence(RULES, sentence) == []


@pytest.mark.parametrize(
    ("flags", "good"),
    [("region_unresolved", True), ("period_unresolved;region_unresolved", True), ("period_unresolved;repeated", False)],
)
def test_flags_that_are_named_must_be_among_those_given(flags: str, good: bool) -> None:
    sentence = Sentence(text="茶叶产量32.5万吨。", rows=[{"value": "325000", "flags": flags}])
    assert (check_sentence(RULES, sentence) == []) is good
