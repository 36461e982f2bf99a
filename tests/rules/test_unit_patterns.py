"""What stands between the parts of a unit, and what may stand behind it."""

from __future__ import annotations

import re

import pytest

from policyfacts.rules.unit_patterns import SEPARATOR, guard, unit_begun


def ends(spelling: str, text: str, not_before: str = "", not_after: str = "") -> bool:
    """Whether the spelling is found in the text with what must hold behind it."""
    return re.search(re.escape(spelling) + guard(spelling, not_before, not_after), text) is not None


@pytest.mark.parametrize(
    ("spelling", "not_before", "not_after", "text", "found"),
    [
        ("吨", "", "", "5吨级", True),
        ("吨", "级", "", "5吨级", False),
        ("吨", "级|位|公里", "", "5吨公里", False),
        ("吨", "级|位|公里", "", "5吨公路", True),
        ("吨", r"\w", "", "5吨。", True),
        ("吨", r"\w", "", "5吨煤", False),
        ("m", "", "", "5m", True),
        ("m", "", "", "5m，", True),
        ("m", "", "", "5m3", False),
        ("m", "", "", "5m²", False),
        ("元", "", "美|欧", "5美元", False),
        ("元", "", "美|欧", "5万元", True),
    ],
)
def test_guard(spelling: str, not_before: str, not_after: str, text: str, found: bool) -> None:
    assert ends(spelling, text, not_before, not_after) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [("3千瓦时", False), ("3千克", False), ("3千元", True), ("3千", True), ("3千瓦", True), ("3千瓦特", True)],
)
def test_a_multiplier_is_not_taken_from_the_beginning_of_a_unit(text: str, found: bool) -> None:
    pattern = "千" + unit_begun("千", ["千瓦时", "千瓦时数", "千克", "元", "千", "万千克"])
    assert (re.search(pattern, text) is not None) is found


def test_a_multiplier_that_begins_no_unit_needs_nothing_behind() -> None:
    assert unit_begun("亿", ["元", "吨"]) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("元/吨", True),
        ("元／吨", True),
        ("元每吨", True),
        ("亩每亩", False),
        ("元每月", True),
        ("元每月，", True),
        ("元每年增加", False),
        ("人·日", True),
        ("吨·公里", True),
        ("元·日", False),
        ("元吨", False),
    ],
)
def test_what_joins_the_parts_of_a_compound(text: str, found: bool) -> None:
    assert (re.search(SEPARATOR, text) is not None) is found
