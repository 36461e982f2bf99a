"""Time expressions: read as written, then resolved to a period against a year of reference."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from policyfacts.scan.mentions import PeriodMention

_CN = {
    "〇": 0,
    "○": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_CN_TENS = re.compile(r"^([一二三四五六七八九]?)十([一二三四五六七八九]?)$")
_OFFSETS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "当年": None, "明年": 1, "同年": None}


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


def small_number(text: str) -> int:
    """An integer in Arabic digits, in Chinese numerals below 100, or digit by digit (`12`, `十二`, `二〇二五`)."""
    if text.isascii():
        return int(text)
    tens = _CN_TENS.match(text)
    if tens:
        return (_CN[tens[1]] if tens[1] else 1) * 10 + (_CN[tens[2]] if tens[2] else 0)
    return int("".join(str(_CN[digit]) for digit in text))


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


def plan_years(number: int) -> tuple[int, int]:
    """First and last year of the five-year plan of that number (十四五: 2021–2025)."""
    first = 1953 + (number - 1) * 5 + (3 if number >= 3 else 0)
    return first, first + 4


def _calendar(groups: dict[str, str | None]) -> PeriodMention:
    """Year, offset and point of a match, the rest left to the form."""
    mention = PeriodMention()
    if groups.get("year"):
        mention.year = small_number(groups["year"] or "")
        if mention.year < 100:
            mention.year += 2000
    elif groups.get("rel"):
        word = (groups["rel"] or "").removesuffix("度")
        mention.offset = _OFFSETS.get(word)
        mention.relative = word == "上年"
    mention.point = groups.get("point") or ""
    return mention


def _of_part(part: str, first: str, last: str = "") -> Callable[[dict[str, str | None]], PeriodMention]:
    def read(groups: dict[str, str | None]) -> PeriodMention:
        mention = _calendar(groups)
        mention.part = part
        mention.first = small_number(groups[first] or "") if first else 1
        mention.last = small_number(groups[last] or "") if last else mention.first
        return mention

    return read


def _year(groups: dict[str, str | None]) -> PeriodMention:
    mention = _calendar(groups)
    if groups.get("also"):
        mention.also = small_number(groups["also"] or "")
    return mention


def _first_of(part: str) -> Callable[[dict[str, str | None]], PeriodMention]:
    def read(groups: dict[str, str | None]) -> PeriodMention:
        mention = _calendar(groups)
        mention.part, mention.first, mention.last = part, 1, small_number(groups["n"] or "")
        return mention

    return read


def _half(groups: dict[str, str | None]) -> PeriodMention:
    mention = _calendar(groups)
    mention.part, mention.first = "H", 1 if groups["half"] == "上" else 2
    mention.last = mention.first
    return mention


def _plan(groups: dict[str, str | None]) -> PeriodMention:
    number = small_number(groups["plan"] or "")
    count = small_number(groups["years"] or "") if groups.get("years") else 5
    return PeriodMention(part="P", first=number, last=count, point=groups.get("point") or "")


def _census(groups: dict[str, str | None]) -> PeriodMention:
    return PeriodMention(year=_CENSUSES.get(small_number(groups["n"] or "")))


def _span(groups: dict[str, str | None]) -> PeriodMention:
    first, last = small_number(groups["year"] or ""), small_number(groups["year2"] or "")
    if last < 100:
        last += first // 100 * 100
    return PeriodMention(part="S", first=first, last=last)


def _last_years(groups: dict[str, str | None]) -> PeriodMention:
    return PeriodMention(part="L", first=small_number(groups["n"] or groups["n2"] or ""))


def _years_ago(groups: dict[str, str | None]) -> PeriodMention:
    return PeriodMention(offset=-small_number(groups["n"] or ""))


def _last_year(groups: dict[str, str | None]) -> PeriodMention:
    return PeriodMention(part="L", first=1)


def _next_years(groups: dict[str, str | None]) -> PeriodMention:
    return PeriodMention(part="F", first=small_number(groups["n"] or ""))


def _fixed(part: str) -> Callable[[dict[str, str | None]], PeriodMention]:
    def read(groups: dict[str, str | None]) -> PeriodMention:
        return PeriodMention(part=part, point=groups.get("point") or "")

    return read


def _whole(groups: dict[str, str | None]) -> PeriodMention:
    point = groups.get("point") or ""
    if groups.get("at") is not None:
        point = "末"  # 截至年底: a count
    elif groups.get("by"):
        point = "底"  # 到年末: something is due by then
    return PeriodMention(part="W", point=point)


def _same(groups: dict[str, str | None]) -> PeriodMention:
    mention = _calendar(groups)
    mention.part = "X"
    return mention


def _year_start(groups: dict[str, str | None]) -> PeriodMention:
    return PeriodMention(part="Y", point="年初")


def _days(groups: dict[str, str | None]) -> PeriodMention:
    """A span of days: ``first`` and ``last`` are month × 100 + day."""
    mention = _calendar(groups)
    month = small_number(groups["month"] or "")
    last_month = small_number(groups["month2"] or "") if groups["month2"] else month
    mention.part, mention.point = "R", ""
    mention.first, mention.last = month * 100 + int(groups["day"] or 0), last_month * 100 + int(groups["day2"] or 0)
    return mention


_CENSUSES = {1: 1953, 2: 1964, 3: 1982, 4: 1990, 5: 2000, 6: 2010, 7: 2020}  # of the population

FORMS: dict[str, Callable[[dict[str, str | None]], PeriodMention]] = {
    "year": _year,
    "months": _of_part("M", "month", "month2"),
    "month": _of_part("M", "month"),
    "first_months": _first_of("M"),
    "day": _of_part("D", "month", "day"),
    "days": _days,
    "last_month": _fixed("B"),
    "quarter": _of_part("Q", "quarter"),
    "quarters": _of_part("Q", "quarter", "quarter2"),
    "first_quarters": _first_of("Q"),
    "half": _half,
    "plan": _plan,
    "census": _census,
    "span": _span,
    "last_years": _last_years,
    "last_year": _last_year,
    "years_ago": _years_ago,
    "next_years": _next_years,
    "whole": _whole,
    "now": _fixed("now"),
    "same": _same,
    "year_start": _year_start,
    "period_end": _fixed("E"),
    "current_month": _fixed("C"),
}


def resolve(mention: PeriodMention, *, year: int | None, reference: date | None) -> Period | None:
    """The period that is meant, or None where its year cannot be known.

    ``year`` is the year in reach (of the clause, the paragraph, the heading), ``reference`` the date
    of publication: 去年 counts from it, and a bare month is the latest one that does not lie behind it.
    """
    if mention.part == "P":
        first, last = plan_years(mention.first)
        return year_end(last) if "末" in mention.point else years(first, first + (mention.last or 5) - 1)
    if mention.part == "S":
        return years(mention.first, mention.last) if mention.last >= mention.first else None
    if mention.part == "L":
        until = reference.year - 1 if reference else year
        if until is None:
            return None
        return whole_year(until) if mention.first == 1 else years(until - mention.first + 1, until)
    if mention.part == "F":
        return years(reference.year, reference.year + mention.first - 1) if reference else None
    if mention.part == "B":
        return before(months(reference.year, reference.month, reference.month)) if reference else None
    known = _known_year(mention, year, reference)
    if known is None or not 1900 <= known <= 2100:
        return None
    try:
        return _in_year(mention, known)
    except ValueError:
        return None


_EARLY = 3  # until March 全年 and 年末 without a year are of the year before, but not 年底, by which work is due


def _known_year(mention: PeriodMention, year: int | None, reference: date | None) -> int | None:
    if mention.year is not None:
        return mention.year
    if mention.relative and year is not None:
        return year - 1
    if mention.offset is not None:
        return reference.year + mention.offset if reference else None
    if year is not None:
        return year
    if reference is None:
        return None
    if mention.part == "W" and mention.point in ("", "末") and reference.month <= _EARLY:
        return reference.year - 1
    last_month = {
        "M": mention.last,
        "Q": mention.last * 3,
        "H": mention.last * 6,
        "D": mention.first,
        "R": mention.first // 100,
    }.get(mention.part, 0)
    return reference.year - 1 if last_month > reference.month else reference.year


def _in_year(mention: PeriodMention, year: int) -> Period | None:
    part, point = mention.part, mention.point
    if part in ("Y", "W"):
        whole = whole_year(year)
    elif part == "M":
        whole = months(year, mention.first, mention.last)
    elif part == "Q":
        whole = _quarters(year, mention.first, mention.last)
    elif part == "H":
        whole = _half_year(year, mention.first)
    elif part == "D":
        return day(year, mention.first, mention.last)
    elif part == "R":
        return _span_of_days(year, mention.first, mention.last)
    else:
        return None
    if "初" in point:
        return Period(whole.start.isoformat(), whole.start, whole.start)
    return Period(whole.end.isoformat(), whole.end, whole.end) if point else whole


def _span_of_days(year: int, first: int, last: int) -> Period | None:
    start, end = day(year, *divmod(first, 100)), day(year, *divmod(last, 100))
    if start.start > end.end:
        return None
    return Period(f"{start.iso}/{end.iso}", start.start, end.end)


def _quarters(year: int, first: int, last: int) -> Period:
    span = months(year, first * 3 - 2, last * 3)
    return Period(f"{year}-Q{first}", span.start, span.end) if first == last else span


def _half_year(year: int, half: int) -> Period:
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
        return _quarters(first.year, quarter, quarter) if quarter else _quarters(first.year - 1, 4, 4)
    if is_month(period):
        year, month = (first.year, first.month - 1) if first.month > 1 else (first.year - 1, 12)
        return months(year, month, month)
    return moved(period, -1)


def at_end(period: Period) -> Period:
    """The last day of a period, as a point in time (截至2024年上半年 → 2024-06-30)."""
    return Period(period.end.isoformat(), period.end, period.end)
