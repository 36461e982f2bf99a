"""Two numbers for one observation, and numbers far off the usual size of their indicator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from math import log10
from statistics import median

from policyfacts.analysis.findings import Finding
from policyfacts.analysis.ledger import Ledger
from policyfacts.analysis.rounding import Interval, digits, of_growth, of_value
from policyfacts.facts import Fact

USUAL = 4  # values of an indicator that say what its usual size is
_SLIPS = (4.0, 8.0)  # powers of ten: 万 or 亿 left out or read twice
_NEAR = 0.7
_SPREAD = 3.0  # powers of ten between the smallest and the largest of the others, else no size is usual


def check_values(ledger: Ledger) -> Iterator[Finding]:
    """Observations for which two numbers are stated that rounding does not explain."""
    for place, facts in ledger.levels.items():
        yield from _two(facts, of_value, lambda fact: fact.value, place.unit)
    for facts in ledger.growth.values():
        # a sentence that states two rates compares in two ways, at current and at constant prices
        of_sentences = {(fact.doc, fact.sentence): fact for fact in reversed(facts)}
        yield from _two(list(of_sentences.values()), of_growth, lambda fact: fact.growth_rate, "%")


def _two(
    facts: Sequence[Fact],
    interval: Callable[[Fact], Interval | None],
    number: Callable[[Fact], Decimal | None],
    unit: str,
) -> Iterator[Finding]:
    """The most precise of several facts against each other number."""
    known = [(fact, found) for fact in facts if (found := interval(fact)) is not None]
    if len(known) < 2:
        return
    first, held = max(known, key=lambda pair: digits(str(number(pair[0]))))
    seen: set[Decimal] = set()
    for fact, found in known:
        stated, implied = number(fact), number(first)
        if found.overlaps(held) or stated is None or implied is None or stated in seen or _are_apart(fact, first):
            continue
        seen.add(stated)
        yield Finding("two_values", stated, implied, unit, (fact, first))


def _are_apart(one: Fact, other: Fact) -> bool:
    """Whether two tables of one document speak of two things with the same rows, as of a group and its parent."""
    return one.doc == other.doc and _table(one) != _table(other)


def _table(fact: Fact) -> str:
    return fact.table.partition("!")[0]


def check_sizes(ledger: Ledger) -> Iterator[Finding]:
    """Values that are 10⁴ or 10⁸ times the median of their indicator, or as small a part of it."""
    groups: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for place, facts in ledger.levels.items():
        groups[place.indicator, place.unit] += [fact for fact in facts if fact.value]
    for facts in groups.values():
        yield from _off_size(facts)


def _off_size(facts: Sequence[Fact]) -> Iterator[Finding]:
    sizes = [(fact, log10(abs(fact.value))) for fact in facts if fact.value]
    if len(sizes) < USUAL:
        return
    usual = median(size for _, size in sizes)
    others = [size for _, size in sizes if not _is_slip(size - usual)]
    if len(others) < USUAL - 1 or max(others) - min(others) > _SPREAD:
        return
    typical = min(sizes, key=lambda pair: abs(pair[1] - usual))[0]
    for fact, size in sizes:
        if _is_slip(size - usual) and fact.value is not None and typical.value is not None:
            yield Finding("magnitude", fact.value, typical.value, fact.base_unit, (fact, typical))


def _is_slip(difference: float) -> bool:
    return any(abs(abs(difference) - slip) < _NEAR for slip in _SLIPS)
