"""The place of a fact's period in a series of years, quarters, months, or months of the year so far."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal, get_args

from policyfacts.analysis.days import ends_month

Frequency = Literal["A", "Q", "M", "YTD"]
FREQUENCIES: tuple[Frequency, ...] = get_args(Frequency)
"""Annual, quarterly, monthly, and year to date: the cumulated months 1—N of a year."""

_MONTHS: dict[Frequency, int] = {"A": 12, "Q": 3, "M": 1}


@lru_cache(maxsize=1 << 14)
def slot(period_start: str, period_end: str, frequency: Frequency) -> str:
    """The period in the notation of a frequency, nothing where it is none of that length.

    ``period_start`` and ``period_end`` are the first and last day (ISO 8601).  A point in time counts for the
    period that it ends: 2020-12-31 for 2020, for 2020-Q4 and for 2020-12; it is no sum of the year so far.
    A year to date is written ``2024-01/2024-05``, that of January ``2024-01``.
    """
    try:
        first, last = date.fromisoformat(period_start), date.fromisoformat(period_end)
    except ValueError:  # empty, or an open end
        return ""
    if not ends_month(last):
        return ""
    if frequency == "YTD":
        return _to_date(first, last)
    months = _MONTHS[frequency]
    if last.month % months:
        return ""
    if first not in {last, date(last.year, last.month - months + 1, 1)}:
        return ""
    return _name(last, frequency)


def _to_date(first: date, last: date) -> str:
    if first != date(last.year, 1, 1):
        return ""
    month = f"{last.year}-{last.month:02}"
    return month if last.month == 1 else f"{last.year}-01/{month}"


def _name(last: date, frequency: Frequency) -> str:
    if frequency == "A":
        return f"{last.year}"
    if frequency == "Q":
        return f"{last.year}-Q{last.month // 3}"
    return f"{last.year}-{last.month:02}"
