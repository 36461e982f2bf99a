from decimal import Decimal

import pytest

from policyfacts.document import UsageError
from policyfacts.rules.load import default_rules
from policyfacts.rules.shown_units import shown_units


@pytest.mark.parametrize(
    ("unit", "value", "base", "shown"),
    [
        ("亿元", "187690000000", "元", "1876.9"),
        ("万吨", "50", "吨", "0.005"),
        ("亩", "666.6667", "平方米", "1.0000"),
        ("千公顷", "10000000", "平方米", "1"),
        ("%", "12.5", "%", "12.5"),
        ("亿美元", "100", "元", "100"),
    ],
)
def test_values_in_the_unit_asked_for(unit: str, value: str, base: str, shown: str) -> None:
    units = shown_units([unit], default_rules().units)
    assert units.value(Decimal(value), base) == Decimal(shown)


def test_what_is_not_asked_for_stays_in_its_base_unit() -> None:
    units = shown_units(["亿元", "万吨"], default_rules().units)
    assert (units.unit("元"), units.unit("吨"), units.unit("美元")) == ("亿元", "万吨", "美元")
    assert units.value(None, "元") is None


@pytest.mark.parametrize(("wrong", "near"), [(["亿圆圆"], "亿圆"), (["万顿"], "万吨"), (["zzz"], "as the documents")])
def test_an_unknown_unit_is_answered_with_the_nearest(wrong: list[str], near: str) -> None:
    with pytest.raises(UsageError, match=near):
        shown_units(wrong, default_rules().units)


def test_two_units_of_one_dimension_are_wrong_use() -> None:
    with pytest.raises(UsageError, match="亿元 and 万元"):
        shown_units(["亿元", "万元"], default_rules().units)
