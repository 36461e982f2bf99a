"""Wholes against the sum of their parts, and shares against part and whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from policyfacts.analysis.findings import Finding, middle
from policyfacts.analysis.ledger import Ledger, Place, place_of
from policyfacts.analysis.rounding import Interval, of_value
from policyfacts.facts import Fact
from policyfacts.rules.accounts import Accounts

Standard = Callable[[str, str], str]
"""The standard name of an indicator as written, with its base unit; empty for none."""

_HUNDRED = Decimal(100)
_ALLOWED = Decimal("0.1")  # points: shares are computed from figures before they are rounded
_WHOLE_PLACE = re.compile("^(?:全(?P<level>[国省市州县区旗])|我[国省市州县区旗])")


def check_sums(ledger: Ledger, accounts: Accounts) -> Iterator[Finding]:
    """Wholes that differ from the sum of their parts by more than rounding, and compositions that do not make 100."""
    parts_of: dict[str, list[tuple[str, ...]]] = {}
    for one in accounts.sum:
        parts_of.setdefault(one.whole, []).append(one.parts)
    first_of = {one.parts[0]: one.parts for one in accounts.composition}
    for place, facts in ledger.levels.items():
        for parts in parts_of.get(place.indicator, ()):
            yield from _sum(ledger, place, facts, parts)
        if place.indicator in first_of:
            yield from _composition(ledger, place, facts, first_of[place.indicator])


def _sum(ledger: Ledger, place: Place, facts: Sequence[Fact], parts: Iterable[str]) -> Iterator[Finding]:
    for fact in _of_each_document(facts):
        found = [ledger.level(place._replace(indicator=part), fact) for part in parts]
        added = _added(found)
        stated = of_value(fact)
        if added is not None and stated is not None and fact.value is not None and not added.meets(stated):
            yield Finding("sum", fact.value, middle(added), place.unit, (fact, *filter(None, found)))


def _composition(ledger: Ledger, place: Place, facts: Sequence[Fact], parts: Sequence[str]) -> Iterator[Finding]:
    for fact in _of_each_document(facts):
        found = [fact, *(ledger.level(place._replace(indicator=part), fact) for part in parts[1:])]
        added = _added(found)
        if added is not None and not added.widened(_ALLOWED).meets(Interval(_HUNDRED, _HUNDRED)):
            yield Finding("sum", middle(added), _HUNDRED, place.unit, tuple(filter(None, found)))


def _added(facts: Sequence[Fact | None]) -> Interval | None:
    """The sum of levels, rounded as they are; None where one is missing."""
    low = high = Decimal(0)
    for fact in facts:
        interval = of_value(fact) if fact is not None else None
        if interval is None or not (interval.low.is_finite() and interval.high.is_finite()):
            return None
        low, high = low + interval.low, high + interval.high
    return Interval(low, high)


def check_shares(ledger: Ledger, facts: Iterable[Fact], standard: Standard) -> Iterator[Finding]:
    """The shares that part and whole contradict; the whole is looked for by what the share is stated of."""
    for fact in facts:
        if fact.kind != "share" or not fact.relative_to or fact.value is None or fact.base_unit != "%":
            continue
        if fact.status != "actual" or not fact.region or not fact.period_end:
            continue
        found = _share(ledger, fact, standard)
        if found is not None:
            yield found


def _share(ledger: Ledger, fact: Fact, standard: Standard) -> Finding | None:
    whole_name = _in_place(fact.relative_to, fact.region)
    own = place_of(fact)._replace(indicator=fact.indicator_std or fact.indicator)
    for unit in ledger.units_of(own):
        part = ledger.level(own._replace(unit=unit), fact)
        name = standard(whole_name, unit) or whole_name
        whole = ledger.level(own._replace(indicator=name, unit=unit), fact)
        if part is None or whole is None or part is whole:
            continue
        implied, stated = _ratio(part, whole), of_value(fact)
        if implied is None or stated is None or fact.value is None:
            continue
        if not implied.widened(_ALLOWED).meets(stated):
            return Finding("share", fact.value, middle(implied), "%", (fact, part, whole))
    return None


def _ratio(part: Fact, whole: Fact) -> Interval | None:
    above, below = of_value(part), of_value(whole)
    if above is None or below is None or below.low <= 0 or not (above.high.is_finite() and below.high.is_finite()):
        return None
    return Interval(above.low / below.high * _HUNDRED, above.high / below.low * _HUNDRED)


def _in_place(relative_to: str, region: str) -> str:
    """What a share is of, without 全市 and the like where that is the region; a wider place keeps it."""
    match = _WHOLE_PLACE.match(relative_to)
    if match is None:
        return relative_to
    own = match["level"] is None or region.endswith(match["level"]) or (match["level"], region) == ("国", "全国")
    return relative_to[match.end() :] if own else relative_to


def _of_each_document(facts: Sequence[Fact]) -> list[Fact]:
    """One exact fact of each document, its last."""
    return list({fact.doc: fact for fact in facts if fact.comparator in {"eq", ""}}.values())
