"""Facts by what they speak of: the levels and growth rates of a series in one place, by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from policyfacts.analysis.days import year_before
from policyfacts.analysis.observations import series_of
from policyfacts.facts import Fact


class Place(NamedTuple):
    """What an observation is of: a region with its code, an indicator, its unit, first and last day of the period."""

    region: str
    region_code: str
    indicator: str
    unit: str
    first: str
    last: str

    def year_before(self) -> Place | None:
        """The same a year earlier; None where the period is open or out of the calendar."""
        try:
            first, last = date.fromisoformat(self.first), date.fromisoformat(self.last)
            return self._replace(first=year_before(first).isoformat(), last=year_before(last).isoformat())
        except ValueError:
            return None


class Ledger:
    """The actual facts of a collection, looked up by place; those that a document says again are left out.

    ``levels`` holds facts of the kinds level, share and ratio with a value, ``growth`` those with a growth rate
    against the year before.  What has no region or period cannot be compared and is not held.
    """

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.levels: defaultdict[Place, list[Fact]] = defaultdict(list)
        self.growth: defaultdict[Place, list[Fact]] = defaultdict(list)
        self._units: defaultdict[Place, list[str]] = defaultdict(list)
        for fact in facts:
            if fact.status == "actual" and fact.region and fact.period_end and "repeated" not in fact.flags:
                self._enter(fact)
        for place in self.levels:
            self._units[place._replace(unit="")].append(place.unit)
        for place in self.levels:
            self._units[place._replace(unit="")].append(place.unit)

    def _enter(self, fact: Fact) -> None:
        if fact.value is not None and fact.kind in {"level", "share", "ratio"}:
            self.levels[place_of(fact)].append(fact)
        if fact.growth_rate is not None and fact.growth_basis == "yoy" and fact.kind in {"level", "growth"}:
            self.growth[place_of(fact)._replace(unit="")].append(fact)

    def units_of(self, place: Place) -> list[str]:
        """The units in which there are levels at a place, whatever its own unit."""
        return self._units.get(place._replace(unit=""), [])

    def level(self, place: Place, near: Fact | None = None) -> Fact | None:
        """A level at a place, that of ``near``'s document before others; none that is a bound."""
        found = [fact for fact in self.levels.get(place, ()) if fact.comparator in {"eq", ""}]
        doc = near.doc if near is not None else ""
        return next((fact for fact in found if fact.doc == doc), found[-1] if found else None)


def place_of(fact: Fact) -> Place:
    """Where a fact stands in the ledger."""
    series = series_of(fact, "value")
    return Place(fact.region, fact.region_code, series.indicator, series.unit, fact.period_start, fact.period_end)
