"""Where units and counted nouns stand in a text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyfacts.rules.units import UnitTable

WRITTEN = UnitTable.load(Path(__file__).parents[2] / "patterns").written
UNIT = re.compile(WRITTEN.pattern)
WHOLE = re.compile(f"((?:{WRITTEN.multiplier_pattern})?)({WRITTEN.pattern})")
SIGNS = frozenset("，、的")


@settings(deadline=None)  # the first compiles the pattern of units
@given(
    st.lists(
        st.sampled_from([*"元吨人/每·月年千万百个户次头立方米克%。", "平方米", "千瓦时", "人次", "标准煤"]), max_size=8
    )
)
def test_a_unit_ends_where_the_pattern_of_units_ends(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = UNIT.match(text)
    assert WRITTEN.unit_end(text, 0, len(text)) == (found.end() if found else -1)
    whole = WHOLE.fullmatch(text)
    assert WRITTEN.split(text) == (whole.groups() if whole else None)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("学生3人", "学生"),
        ("名优秀学生", "学生"),
        ("名，学生", None),
        ("的学生", None),
        ("名非常非常优秀学生", None),
        ("", None),
    ],
)
def test_a_noun_is_counted_within_reach(text: str, noun: str | None) -> None:
    assert WRITTEN.noun(text, 0, len(text), SIGNS) == noun
