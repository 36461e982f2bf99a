"""Days of the calendar as comparisons over time need them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def ends_month(day: date) -> bool:
    """Whether a day is the last of its month."""
    return day.day == monthrange(day.year, day.month)[1]


def year_before(day: date) -> date:
    """The day a year earlier; the last of a month stays the last.  ValueError before the year 1."""
    year = day.year - 1
    return date(year, day.month, monthrange(year, day.month)[1] if ends_month(day) else day.day)
