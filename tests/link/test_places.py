"""The place at the opening of a clause: named, or meant by 全市, 我省."""

from __future__ import annotations

import pytest

from policyfacts.link.places import Places
from policyfacts.rules.divisions import Region
from policyfacts.rules.load import default_rules

TABLE = default_rules().regions
YANTAI, LAIZHOU, WUHU = (TABLE.by_code(code) for code in ("370600", "370683", "340200"))


def at(text: str, home: Region | None = YANTAI) -> tuple[str | None, str, int] | None:
    """The place at the beginning of a text: its code or name, its words, where it ends."""
    found = Places(default_rules(), home).at(text, 0, len(text))
    if found is None:
        return None
    region, words, end = found
    return (region.code or region.name) if region is not None else None, words, end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("芜湖市茶园", ("340200", "芜湖市", 3)),
        ("山东烟台莱州茶园", ("370683", "山东烟台莱州", 6)),
        ("全国茶园", ("全国", "全国", 2)),
        ("同时，在芜湖市茶园", ("340200", "芜湖市", 7)),
        ("茶园", None),
        ("茶园在芜湖市", None),
    ],
)
def test_a_place_is_named(text: str, expected: tuple[str, str, int] | None) -> None:
    assert at(text) == expected


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("全市茶园", YANTAI, "370600"),
        ("我省茶园", YANTAI, "370000"),
        ("全市茶园", LAIZHOU, "370683"),
        ("全县茶园", YANTAI, None),
        ("全市茶园", None, None),
    ],
)
def test_a_word_that_means_here(text: str, home: Region | None, expected: str | None) -> None:
    assert at(text, home) == (expected, text[:2], 2)


@pytest.mark.parametrize(("home", "expected"), [(YANTAI, ("370683", "莱州", 2)), (WUHU, None), (None, None)])
def test_counties_of_the_home_region_have_their_short_names(
    home: Region | None, expected: tuple[str, str, int] | None
) -> None:
    assert at("莱州茶园", home) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("烟台大学", None),
        ("烟台港吞吐量", None),
        ("烟台港口吞吐量", ("370600", "烟台", 2)),
        ("烟台模式", None),
        ("烟台-芜湖航线", None),
        ("全国首个茶博馆", None),
        ("全国第一产业", ("全国", "全国", 2)),
        ("中国特色", None),
    ],
)
def test_a_name_inside_other_words_is_no_place(text: str, expected: tuple[str, str, int] | None) -> None:
    assert at(text) == expected


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("鼓楼区茶园", None, "鼓楼区"),
        ("鼓楼区茶园", YANTAI, "鼓楼区"),
        ("鼓楼区茶园", TABLE.by_code("320100"), "320106"),
        ("鼓楼区茶园", TABLE.by_code("350100"), "350102"),
        ("南京市鼓楼区茶园", YANTAI, "320106"),
        ("福州市鼓楼区茶园", TABLE.by_code("320100"), "350102"),
    ],
)
def test_counties_of_one_name_are_told_apart_by_what_is_around(text: str, home: Region | None, expected: str) -> None:
    found = at(text, home)
    assert found is not None
    assert found[0] == expected


def test_what_lies_in_the_home_region() -> None:
    assert YANTAI is not None and LAIZHOU is not None and WUHU is not None
    places = Places(default_rules(), YANTAI)
    assert places.within(YANTAI, YANTAI)
    assert places.within(LAIZHOU, YANTAI)
    assert not places.within(WUHU, YANTAI)
    assert not places.within(YANTAI, LAIZHOU)
