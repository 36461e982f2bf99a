"""The types of mention: one letter for each, so that a sentence becomes a word."""

from __future__ import annotations

import pytest

from policyfacts.rules.load import default_rules
from policyfacts.scan.mentions import CODES, Cue, Mention, Quantity


def test_each_type_has_a_letter_of_its_own() -> None:
    assert all(len(code) == 1 for code in CODES.values())
    assert len(set(CODES.values())) == len(CODES)


def test_every_rule_is_of_a_known_type() -> None:
    assert {rule.mention for rule in default_rules().mentions} <= set(CODES)


@pytest.mark.parametrize("data", [None, Cue(1, "yoy"), Quantity("45", unit="家")])
def test_a_mention_shows_where_it_stands_and_what_it_gives(data: Cue | Quantity | None) -> None:
    shown = repr(Mention("N", 3, 6, "quantity.arabic", data))
    assert all(part in shown for part in ("N", "3", "6", "quantity.arabic"))
    assert data is None or repr(data) in shown
