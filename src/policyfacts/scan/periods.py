"""Periods of the calendar: years, quarters, months, spans and days, and what lies before, in and beside them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """A resolved period: in the manner of ISO 8601, with its first and last day."""

    iso: str
    start: date
    end: date

    @property
    def year(self) -> int:
        """The calendar year in which the period ends."""
        return self.end.year

    @property
    def is_point(self) -> bool:
        """Whether it is one day, at which stocks are counted."""
        return self.start == self.end

    @property
    def in_days(self) -> bool:
        """Whether it is a few days within a month."""
        return (self.start.year, self.start.month) == (self.end.year, self.end.month) and not is_month(self)

    @property
    def ends_year(self) -> bool:
        """Whether it ends with a calendar year."""
        return (self.end.month, self.end.day) == (12, 31)

    @property
    def is_year(self) -> bool:
        """Whether it is one calendar year."""
        return len(self.iso) == 4

    @property
    def spans_years(self) -> bool:
        """Whether it begins in one calendar year and ends in another."""
        return self.start.year != self.end.year


def year_end(year: int) -> Period:
    """The last day of a year, as a point in time."""
    return day(year, 12, 31)


def day(year: int, month: int, day_of_month: int) -> Period:
    """A point in time."""
    when = date(year, month, min(day_of_month, calendar.monthrange(year, month)[1]))
    return Period(when.isoformat(), when, when)


def whole_year(year: int) -> Period:
    """A calendar year."""
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def years(first: int, last: int) -> Period:
    """A span of calendar years."""
    return Period(f"{first}/{last}", date(first, 1, 1), date(last, 12, 31))


def months(year: int, first: int, last: int) -> Period:
    """A span of months of one year; one month where both are the same."""
    start, end = date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    if first == last:
        return Period(f"{year}-{first:02d}", start, end)
    return Period(f"{year}-{first:02d}/{year}-{last:02d}", start, end)


def months_across(first: int, last: int) -> Period | None:
    """Months of several years, each as year × 100 + month; None where the last comes before the first."""
    (year, month), (last_year, last_month) = divmod(first, 100), divmod(last, 100)
    if first >= last:
        return None
    end = date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    return Period(f"{year}-{month:02d}/{last_year}-{last_month:02d}", date(year, month, 1), end)


def plan_years(number: int) -> tuple[int, int]:
    """First and last year of the five-year plan of that number (十四五: 2021–2025)."""
    first = 1953 + (number - 1) * 5 + (3 if number >= 3 else 0)
    return first, first + 4


def span_of_days(year: int, first: int, last: int) -> Period | None:
    """Days of one year, each as month × 100 + day; None where the last comes before the first."""
    start, end = day(year, *divmod(first, 100)), day(year, *divmod(last, 100))
    if start.start > end.end:
        return None
    return Period(f"{start.iso}/{end.iso}", start.start, end.end)


def each_month(period: Period) -> list[Period]:
    """The months of a period within one year (2018-09/2018-10 → 2018-09, 2018-10); none of another period."""
    first, last = period.start, period.end
    if first.year != last.year or period.is_year or first.day != 1:
        return []
    return [months(first.year, month, month) for month in range(first.month, last.month + 1)]


def quarters(year: int, first: int, last: int) -> Period:
    """A quarter, or several of one year."""
    span = months(year, first * 3 - 2, last * 3)
    return Period(f"{year}-Q{first}", span.start, span.end) if first == last else span


def half_year(year: int, half: int) -> Period:
    """The first or the second half of a year."""
    span = months(year, half * 6 - 5, half * 6)
    return Period(f"{year}-H{half}", span.start, span.end)


def moved(period: Period, years_by: int) -> Period:
    """The same part of another year (2023-H1 → 2019-H1)."""
    if period.start == period.end:
        when = _moved_day(period.start, years_by)
        return Period(when.isoformat(), when, when)
    iso = re.sub(r"[0-9]{4}", lambda found: str(int(found[0]) + years_by), period.iso)
    return Period(iso, _moved_day(period.start, years_by), _moved_day(period.end, years_by))


def _moved_day(when: date, years_by: int) -> date:
    last = calendar.monthrange(when.year + years_by, when.month)[1]
    return when.replace(year=when.year + years_by, day=min(when.day, last))


def last_month(period: Period) -> Period:
    """The month in which a period ends (当月 of 2024-01/2024-07 → 2024-07)."""
    return months(period.end.year, period.end.month, period.end.month)


def is_month(period: Period) -> bool:
    """Whether a period is one month."""
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}", period.iso) is not None


def before(period: Period) -> Period:
    """The month or the quarter before one (2024-01 → 2023-12); of any other period the year before."""
    first = period.start
    if "Q" in period.iso:
        quarter = (first.month - 1) // 3
        return quarters(first.year, quarter, quarter) if quarter else quarters(first.year - 1, 4, 4)
    if is_month(period):
        year, month = (first.year, first.month - 1) if first.month > 1 else (first.year - 1, 12)
        return months(year, month, month)
    return moved(period, -1)


def at_end(period: Period) -> Period:
    """The last day of a period, as a point in time (截至2024年上半年 → 2024-06-30)."""
    return Period(period.end.isoformat(), period.end, period.end)
