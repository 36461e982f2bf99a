"""Periods in the notation of SDMX: the frequency by its cross-domain code list CL_FREQ 2.1, and the time period."""

from __future__ import annotations

import re
from datetime import date, timedelta

from policyfacts.facts import Fact

OTHER = "_O"
PERIODS_A_YEAR = {"A": 1, "S": 2, "Q": 4, "M": 12}
_FORMS = (
    (re.compile(r"\d{4}"), "A"),
    (re.compile(r"\d{4}-H[12]"), "S"),
    (re.compile(r"\d{4}-Q[1-4]"), "Q"),
    (re.compile(r"\d{4}-\d\d"), "M"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "D"),
)


def time_period(fact: Fact) -> tuple[str, str] | None:
    """Frequency and period of a fact, None where it has no period.

    Other spans than a year, half, quarter, month or day are time ranges, of frequency ``_O``: the first day and the
    length in years, months or days (``2024-01-01/P5M``).
    """
    for form, frequency in _FORMS:
        if form.fullmatch(fact.period):
            return frequency, fact.period.replace("H", "S")
    try:
        first, last = date.fromisoformat(fact.period_start), date.fromisoformat(fact.period_end)
    except ValueError:
        return None
    return OTHER, f"{first.isoformat()}/{_length(first, last)}"


def _length(first: date, last: date) -> str:
    """An ISO 8601 duration from the first to the last day, both included."""
    after = last + timedelta(days=1)
    if first.day != 1 or after.day != 1:
        return f"P{(after - first).days}D"
    months = (after.year - first.year) * 12 + after.month - first.month
    return f"P{months}M" if months % 12 else f"P{months // 12}Y"
