"""Divisions and what lies in which, in a country made up for the purpose."""

from __future__ import annotations

import pytest

from policyfacts.rules.divisions import Region, RegionTree, spoken_name

COUNTRY = Region("100000", "云国", "", "country", "", "")
PROVINCE = Region("910000", "云山省", "云山", "province", "100000", "")
CAPITAL = Region("920000", "海门直市", "海门", "province", "100000", "")
CITY = Region("910100", "松岭市", "松岭", "prefecture", "910000", "")
BANNER = Region("912300", "白水苗族自治州", "白水", "prefecture", "910000", "")
EAST = Region("910102", "东湖区", "东湖", "county", "910100", "")
WEST = Region("910103", "西湾县", "西湾", "county", "910100", "")
FAR = Region("912301", "石桥县", "石桥", "county", "912300", "")
QUAY = Region("920101", "码头区", "码头", "county", "920000", "")
FORMER = Region("910103", "古湾县", "西湾", "county", "910100", "1998")
UNDECIDED = Region("", "东湖区", "东湖", "county", "", "")
TREE = RegionTree([COUNTRY, PROVINCE, CAPITAL, CITY, BANNER, EAST, FORMER, WEST, FAR, QUAY])


@pytest.mark.parametrize(
    ("name", "regions"),
    [
        ("松岭市", (CITY,)),
        ("松岭", (CITY,)),
        ("白水苗族自治州", (BANNER,)),
        ("白水州", (BANNER,)),
        ("西湾", (WEST, FORMER)),
        ("古湾县", (FORMER,)),
        ("苗族", ()),
        ("", ()),
    ],
)
def test_a_name_gives_its_regions_current_ones_first(name: str, regions: tuple[Region, ...]) -> None:
    assert TREE.named(name) == regions


def test_a_full_name_goes_before_the_same_short_one() -> None:
    full, short = Region("910001", "松岭", "", "county", "", ""), CITY
    assert RegionTree([short, full]).named("松岭") == (full, short)


@pytest.mark.parametrize("order", [(FORMER, WEST), (WEST, FORMER)])
def test_a_code_is_that_of_the_current_division(order: tuple[Region, ...]) -> None:
    assert RegionTree(order).by_code("910103") is WEST
    assert RegionTree(order).by_code("999999") is None


@pytest.mark.parametrize(
    ("region", "above", "prefecture", "province"),
    [
        (EAST, (CITY, PROVINCE, COUNTRY), CITY, PROVINCE),
        (CITY, (PROVINCE, COUNTRY), CITY, PROVINCE),
        (QUAY, (CAPITAL, COUNTRY), CAPITAL, CAPITAL),
        (CAPITAL, (COUNTRY,), CAPITAL, CAPITAL),
        (PROVINCE, (COUNTRY,), None, PROVINCE),
        (COUNTRY, (), None, None),
        (UNDECIDED, (), None, None),
    ],
)
def test_what_lies_above(
    region: Region, above: tuple[Region, ...], prefecture: Region | None, province: Region | None
) -> None:
    assert TREE.ancestors(region) == above
    assert TREE.parent(region) == (above[0] if above else None)
    assert (TREE.prefecture_of(region), TREE.province_of(region)) == (prefecture, province)
    assert all(TREE.within(region, step) and not TREE.within(step, region) for step in above)


def test_nothing_lies_in_itself_or_in_an_area() -> None:
    assert not TREE.within(CITY, CITY)
    assert not TREE.within(EAST, BANNER)
    assert not TREE.within(EAST, Region("", "云山北部", "云山北部", "area", "", ""))


@pytest.mark.parametrize(
    ("region", "home", "distance"),
    [
        (CITY, CITY, 0),
        (EAST, CITY, 1),
        (CITY, EAST, 1),
        (WEST, EAST, 1),
        (PROVINCE, EAST, 1),
        (BANNER, CITY, 1),
        (FAR, EAST, 2),
        (BANNER, EAST, 2),
        (QUAY, EAST, 3),
        (EAST, None, 3),
        (EAST, UNDECIDED, 3),
    ],
)
def test_distance_from_home(region: Region, home: Region | None, distance: int) -> None:
    assert TREE.distance(region, home) == distance


@pytest.mark.parametrize(
    ("name", "short", "level", "spoken"),
    [
        ("白水苗族自治州", "白水", "prefecture", "白水州"),
        ("青石侗族自治县", "青石", "county", "青石县"),
        ("云南岭瑶族自治区", "云南岭", "province", "云南岭自治区"),
        ("松岭市", "松岭", "prefecture", ""),
        ("自治旗", "", "county", ""),
    ],
)
def test_autonomous_divisions_are_spoken_of_without_their_people(
    name: str, short: str, level: str, spoken: str
) -> None:
    assert spoken_name(Region("1", name, short, level, "", "")) == spoken


def test_a_county_without_a_code_is_undecided() -> None:
    assert UNDECIDED.undecided
    assert not EAST.undecided and not Region("", "云山北部", "", "area", "", "").undecided
