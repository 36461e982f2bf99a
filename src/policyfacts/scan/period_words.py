"""Time expressions: read as written, then resolved to a period against a year of reference."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from policyfacts.scan.mentions import PeriodMention
from policyfacts.scan.periods import (
    Period,
    before,
    day,
    half_year,
    months,
    months_across,
    plan_years,
    quarters,
    span_of_days,
    whole_year,
    year_end,
    years,
)

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


def small_number(text: str) -> int:
    """An integer in Arabic digits, in Chinese numerals below 100, or digit by digit (`12`, `十二`, `二〇二五`)."""
    if text.isascii():
        return int(text)
    tens = _CN_TENS.match(text)
    if tens:
        return (_CN[tens[1]] if tens[1] else 1) * 10 + (_CN[tens[2]] if tens[2] else 0)
    return int("".join(str(_CN[digit]) for digit in text))


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
    mention.part, mention.first = "H", 2 if groups["half"] == "下" else 1
    mention.last = mention.first
    return mention


def _plan(groups: dict[str, str | None]) -> PeriodMention:
    number = small_number(groups["plan"] or "")
    count = small_number(groups["years"] or "") if groups.get("years") else 5
    return PeriodMention(part="P", first=number, last=count, point=groups.get("point") or "")


def _census(groups: dict[str, str | None]) -> PeriodMention:
    years = _CENSUSES[groups.get("of") or "人口"]
    return PeriodMention(year=years.get(small_number(groups["n"] or "")))


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


def _months_across(groups: dict[str, str | None]) -> PeriodMention:
    """A span of months that ends in another year: ``first`` and ``last`` are year × 100 + month."""
    first, last = small_number(groups["month"] or "1"), small_number(groups["month2"] or "")
    years = int(groups["year"] or 0), int(groups["year2"] or 0)
    return PeriodMention(part="A", first=years[0] * 100 + first, last=years[1] * 100 + last)


_CENSUSES = {
    "人口": {1: 1953, 2: 1964, 3: 1982, 4: 1990, 5: 2000, 6: 2010, 7: 2020},
    "经济": {1: 2004, 2: 2008, 3: 2013, 4: 2018, 5: 2023},
    "农业": {1: 1996, 2: 2006, 3: 2016},
}

FORMS: dict[str, Callable[[dict[str, str | None]], PeriodMention]] = {
    "year": _year,
    "months": _of_part("M", "month", "month2"),
    "months_across": _months_across,
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
        if "初" in mention.point:
            return whole_year(first)
        return year_end(last) if "末" in mention.point else years(first, first + (mention.last or 5) - 1)
    if mention.part == "S":
        return years(mention.first, mention.last) if mention.last >= mention.first else None
    if mention.part == "A":
        return months_across(mention.first, mention.last)
    if mention.part == "L":
        until = _last_reviewed(reference) if reference else year
        if until is None:
            return None
        return whole_year(until) if mention.first == 1 else years(until - mention.first + 1, until)
    if mention.part == "F":
        return years(_last_reviewed(reference) + 1, _last_reviewed(reference) + mention.first) if reference else None
    if mention.part == "B":
        return before(months(reference.year, reference.month, reference.month)) if reference else None
    known = _known_year(mention, year, reference)
    if known is None or not 1900 <= known <= 2100:
        return None
    try:
        return _in_year(mention, known)
    except ValueError:
        return None


_NEARLY_OVER = 10  # months: behind them a year is one of the years that are looked back on


def _last_reviewed(reference: date) -> int:
    """The last year that is looked back on (五年来 in an assembly in December)."""
    return reference.year - (reference.month <= _NEARLY_OVER)


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
        whole = quarters(year, mention.first, mention.last)
    elif part == "H":
        whole = half_year(year, mention.first)
    elif part == "D":
        return day(year, mention.first, mention.last)
    elif part == "R":
        return span_of_days(year, mention.first, mention.last)
    else:
        return None
    if "初" in point:
        return Period(whole.start.isoformat(), whole.start, whole.start)
    return Period(whole.end.isoformat(), whole.end, whole.end) if point else whole
