"""A stated growth rate against the levels of the two years."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from policyfacts.analysis.findings import Finding, middle
from policyfacts.analysis.ledger import Ledger, place_of
from policyfacts.analysis.rounding import Interval, of_growth, of_value
from policyfacts.facts import Fact

REVISED = Decimal(1)
"""Points by which a rate may differ from the levels: the year before is revised by the time it is compared with."""

CONSTANT_PRICE = Decimal(10)
"""Points by which growth at constant prices may differ from that of levels at current prices."""

_HUNDRED = Decimal(100)


def check_growth(ledger: Ledger, constant_price: Collection[str]) -> Iterator[Finding]:
    """The growth rates that two levels contradict by more than rounding and revision allow.

    The rate implied is (level / level a year before − 1) × 100.
    """
    for place, facts in ledger.levels.items():
        before = place.year_before()
        if before is None or before not in ledger.levels:
            continue
        allowed = CONSTANT_PRICE if place.indicator in constant_price else REVISED
        for fact in ledger.growth.get(place._replace(unit=""), ()):
            found = _compared(ledger, fact, facts[-1], allowed)
            if found is not None:
                yield found


def _compared(ledger: Ledger, fact: Fact, level: Fact, allowed: Decimal) -> Finding | None:
    now = fact if fact.value is not None and fact.kind == "level" else level
    place = place_of(now)
    before = place.year_before()
    earlier = ledger.level(before, fact) if before is not None else None
    stated = of_growth(fact)
    implied = _implied(now, earlier) if earlier is not None else None
    if earlier is None or stated is None or implied is None or fact.growth_rate is None:
        return None
    if implied.widened(allowed).meets(stated):
        return None
    sources = (fact, earlier) if now is fact else (fact, now, earlier)
    return Finding("growth", fact.growth_rate, middle(implied), "%", sources)


def _implied(now: Fact, earlier: Fact) -> Interval | None:
    """The growth rates that two levels, rounded as they are, allow."""
    new, old = of_value(now), of_value(earlier)
    if new is None or old is None or new.low <= 0 or old.low <= 0:
        return None
    if not (new.high.is_finite() and old.high.is_finite()):
        return None
    return Interval((new.low / old.high - 1) * _HUNDRED, (new.high / old.low - 1) * _HUNDRED)
