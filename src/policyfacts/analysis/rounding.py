"""What a rounded figure may stand for: the interval of numbers that would be written so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from policyfacts.facts import Fact

_INFINITY = Decimal("Infinity")
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from ``low`` to ``high``, both included."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def overlaps(self, other: Interval) -> bool:
        """Whether more than an end is common to both: 5.2 and 5.3 are two numbers, 5.2 and 5.25 may be one."""
        return self.low < other.high and other.low < self.high

    def widened(self, by: Decimal) -> Interval:
        """The interval with as much more on both sides."""
        return Interval(self.low - by, self.high + by)


def of_value(fact: Fact) -> Interval | None:
    """The values that a fact's figure may stand for, in its base unit; None without a value.

    A figure of two decimals is right to half a hundredth of its unit as written.  Of 约 and 左右 the last digit that
    is not nought counts (约1500 is 1450 to 1550); of a bound (超过, 不足) everything beyond it.
    """
    if fact.value is None:
        return None
    if fact.comparator == "range" and fact.value_max is not None:
        return Interval(fact.value, fact.value_max)
    return _bounded(fact.value, fact.comparator, _step(fact))


def of_growth(fact: Fact) -> Interval | None:
    """The growth rates that a fact's rate may stand for, per cent; None without a rate."""
    if fact.growth_rate is None:
        return None
    if fact.growth_comparator == "range" and fact.growth_rate_max is not None:
        return Interval(fact.growth_rate, fact.growth_rate_max)
    step = min(Decimal(1).scaleb(_exponent(fact.growth_rate)), Decimal("0.1"))
    if fact.growth_comparator == "approx":
        step = Decimal(1)
    return _bounded(fact.growth_rate, fact.growth_comparator, step)


def digits(figure: str) -> int:
    """How many digits of a figure count: 2846.35 has six, 2800 two."""
    return len(figure.replace(".", "").strip("-0"))


def _bounded(value: Decimal, comparator: str, step: Decimal) -> Interval:
    if comparator in {"gt", "ge"}:
        return Interval(value, _INFINITY)
    if comparator in {"lt", "le"}:
        return Interval(-_INFINITY, value)
    half = step * _HALF
    return Interval(value - half, value + half)


def _step(fact: Fact) -> Decimal:
    """One of the last place of the figure, in the base unit."""
    value = fact.value or Decimal(0)
    try:
        figure = Decimal(fact.figure)
    except ArithmeticError:
        figure = value
    exponent = _exponent(figure)
    if fact.comparator == "approx" and figure:
        exponent = _exponent(figure.normalize())
    factor = abs(value / figure) if figure and value else Decimal(1)
    return factor.scaleb(exponent)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
