"""Facts as observations of a series: one number of one indicator, in one unit, for one region and one period."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from policyfacts.analysis.rounding import Interval, digits, of_growth, of_value
from policyfacts.analysis.slots import Frequency, slot
from policyfacts.facts import Fact

Measure = Literal["value", "growth_rate"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
Status = Literal["actual", "target", "forecast"]
STATUSES: tuple[Status, ...] = get_args(Status)

_SERIES = frozenset({"level", "share", "ratio"})  # kinds whose values are a series; ranks and contributions are not
_SHARE = re.compile("比重|占比|比例|率|份额")
_PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Series:
    """What a column of a panel holds: an indicator in one unit; ``standard`` where the lexicon names it.

    An indicator that is written as the lexicon names another is the same series.
    """

    indicator: str
    unit: str
    standard: bool = field(compare=False)

    def heading(self, unit: str) -> str:
        """The indicator with a unit in brackets: 地区生产总值（亿元）."""
        return f"{self.indicator}（{unit}）" if unit else self.indicator


@dataclass(frozen=True, slots=True)
class Observation:
    """One number of a series: ``value`` in the base unit (a growth rate in per cent), and what it may stand for.

    ``value_max`` is the upper end of a range; ``digits`` are those that count, of the number as written.
    """

    series: Series
    region: str
    region_code: str
    period: str
    value: Decimal
    value_max: Decimal | None
    interval: Interval
    comparator: str
    digits: int
    fact: Fact

    @property
    def rank(self) -> tuple[bool, int, int]:
        """How much it is worth beside others of the same place: exact, with more digits, with less inferred.

        Of targets only the last counts: 增长5%以上、力争5.5% is a target of 5% or more.
        """
        inferred = self.fact.flags.count("inherited") + self.fact.flags.count("inferred")
        if self.fact.status == "target":
            return True, 0, -inferred
        return (self.comparator in {"eq", ""}, self.digits, -inferred)


def observation(fact: Fact, frequency: Frequency, measure: Measure) -> Observation | str:
    """The observation that a fact is, or why it is none: ``measure``, ``region`` or ``period``.

    A growth rate is one against the same time of the year before (basis ``yoy``).
    """
    value, value_max = _numbers(fact, measure)
    interval = of_value(fact) if measure == "value" else of_growth(fact)
    if value is None or interval is None:
        return "measure"
    if not fact.region:
        return "region"
    period = slot(fact.period_start, fact.period_end, frequency)
    if not period:
        return "period"
    comparator = fact.comparator if measure == "value" else fact.growth_comparator
    written = digits(fact.figure if measure == "value" else str(value))
    place = (fact.region, fact.region_code, period)
    return Observation(series_of(fact, measure), *place, value, value_max, interval, comparator, written, fact)


def _numbers(fact: Fact, measure: Measure) -> tuple[Decimal | None, Decimal | None]:
    """The number of a fact that a panel of a measure shows, and the upper end of a range."""
    if measure == "value":
        return (fact.value, fact.value_max) if fact.kind in _SERIES else (None, None)
    return (fact.growth_rate, fact.growth_rate_max) if fact.growth_basis == "yoy" else (None, None)


def series_of(fact: Fact, measure: Measure) -> Series:
    """The series of a fact: its standard indicator, else its indicator as written; a share says of what."""
    name = fact.indicator_std or fact.indicator
    if measure == "growth_rate":
        return Series(f"{name}增速", _PERCENT, bool(fact.indicator_std))
    if fact.kind == "share" and fact.relative_to and not _SHARE.search(name):
        return Series(f"{name}占{fact.relative_to}比重", fact.base_unit, False)
    return Series(name, fact.base_unit, bool(fact.indicator_std))
