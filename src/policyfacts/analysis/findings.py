"""What an audit finds: figures that contradict one another, with the sources of each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from policyfacts.analysis.rounding import Interval
from policyfacts.facts import Fact

Check = Literal["growth", "sum", "share", "two_values", "magnitude"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction.

    ``stated`` is the number that the first of ``facts`` states, ``implied`` what the others say it should be, both in
    ``unit`` (per cent for a growth rate or a share).  ``check`` says how it was found:

    - ``growth``: a growth rate against the levels of two years;
    - ``sum``: a whole against the sum of its parts;
    - ``share``: a share against part and whole;
    - ``two_values``: two numbers for the same observation;
    - ``magnitude``: a value 10⁴ or 10⁸ off the usual size of its indicator.
    """

    check: Check
    stated: Decimal
    implied: Decimal
    unit: str
    facts: tuple[Fact, ...]


def middle(interval: Interval) -> Decimal:
    """The number in the middle of an interval, or its finite end."""
    if not interval.low.is_finite():
        return interval.high
    return (interval.low + interval.high) / 2 if interval.high.is_finite() else interval.low
