from decimal import Decimal

import pytest

from policyfacts.analysis.rounding import Interval, digits, of_growth, of_value
from policyfacts.facts import Fact


def interval(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("figure", "value", "comparator", "low", "high"),
    [
        ("2846.35", "284635000000", "eq", "284634500000", "284635500000"),
        ("1500", "150000000000", "eq", "149950000000", "150050000000"),
        ("1500", "150000000000", "approx", "145000000000", "155000000000"),
        ("1500", "150000000000", "gt", "150000000000", "Infinity"),
        ("5.5", "5.5", "le", "-Infinity", "5.5"),
        ("0", "0", "eq", "-0.5", "0.5"),
    ],
)
def test_what_a_figure_may_stand_for(figure: str, value: str, comparator: str, low: str, high: str) -> None:
    fact = Fact(figure=figure, value=Decimal(value), comparator=comparator)
    assert of_value(fact) == interval(low, high)


def test_a_range_and_a_rate() -> None:
    fact = Fact(figure="3", value=Decimal(3), value_max=Decimal(5), comparator="range")
    assert of_value(fact) == interval("3", "5")
    assert of_value(Fact()) is None
    assert of_growth(Fact(growth_rate=Decimal("6.1"), growth_comparator="eq")) == interval("6.05", "6.15")
    assert of_growth(Fact(growth_rate=Decimal("5"), growth_comparator="approx")) == interval("4.5", "5.5")
    rate = Fact(growth_rate=Decimal("5"), growth_rate_max=Decimal("5.5"), growth_comparator="range")
    assert of_growth(rate) == interval("5", "5.5")


def test_intervals_that_meet() -> None:
    assert interval("1", "2").meets(interval("2", "3"))
    assert not interval("1", "2").overlaps(interval("2", "3"))
    assert interval("1", "2").overlaps(interval("1.9", "3"))
    assert not interval("1", "2").meets(interval("2.1", "3"))
    assert interval("1", "2").widened(Decimal("0.1")).meets(interval("2.1", "3"))


@pytest.mark.parametrize(("figure", "count"), [("2846.35", 6), ("2800", 2), ("0.05", 1), ("0", 0), ("-3.20", 2)])
def test_digits_that_count(figure: str, count: int) -> None:
    assert digits(figure) == count
