"""The date of publication of a document, read in its text or its name."""

from __future__ import annotations

import re
from datetime import date, timedelta

from policyfacts.rules.load import RuleSet
from policyfacts.scan.period_words import small_number
from policyfacts.scan.periods import Period, day, months, plan_years, whole_year, years

_NUMBER = re.compile("[0-9]{1,2}|[一二三四五六七八九十]{1,2}")
_EARLY = 6  # the last month in which news tells of the year before as a whole
_NEAR = 100  # characters behind the day of news in which the year is named that its figures are of
_HEAD = 2500  # characters of a text in which its date is looked for


class Dates:
    """Finds the date of publication; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        grammar = rules.grammar
        self._leading = grammar["date.leading"]
        self._full = grammar["date.full"]
        self._chinese = grammar["date.chinese"]
        self._plain = grammar["date.plain"]
        self._label = grammar["date.label"]
        self._prose = grammar["date.prose"]
        self._counted = grammar["date.counted_on"]
        self._report_title = grammar["report.title"]
        self._dateline, self._as_of = grammar["date.dateline"], grammar["date.as_of"]
        self._stamped = grammar["date.stamped"]
        self._held = grammar["date.held"]
        self._review = grammar["report.review"]
        self._bulletin = grammar["heading.bulletin"]
        self._news_title, self._sent = grammar["date.news_title"], grammar["date.sent"]
        self._told = grammar["date.told"]
        self._summary, self._opening_year = grammar["date.summary"], grammar["date.opening_year"]
        self._plan_title = grammar["date.plan_title"]
        self._tasks = grammar["report.tasks"]

    def published(self, text: str, name: str) -> date | None:
        """The day of publication, where the text or the name of its file says it."""
        head = text[:600]
        leading = self._leading.match(head)
        if leading:
            found = self._full.search(head)
            return _as_date(found) if found else None
        stamped = self._stamped.search(head) or self._held.search(head)
        if stamped:
            return _as_date(stamped)
        for found in self._full.finditer(text[:_HEAD]):
            before = text[max(0, found.start() - 12) : found.start()]
            line = text[text.rfind("\n", 0, found.start()) + 1 : _line_end(text, found.end())]
            if self._label.search(before) or len(line) <= 60 and not self._prose.search(line):
                return _as_date(found)
        if (signed := self._dateline.search(head)) is not None:
            return date(int(signed[1]), int(signed[2]), 1)
        for found in self._full.finditer(text[-500:]):
            if _alone(text[-500:], found):
                return _as_date(found)
        if signed := self._chinese.search(text[:600]):
            return _cn_date(signed)
        in_name = self._plain.search(name) or self._full.search(name)
        return _as_date(in_name) if in_name else None

    def counted_on(self, text: str) -> Period | None:
        """The reference time of a census (`以2020年11月1日零时为标准时点`), which its figures are of."""
        found = self._counted.search(text) if "标准时点" in text else None
        when = _as_date(found) if found else None
        return day(when.year, when.month, when.day) if when is not None else None

    def year_of_report(self, text: str, title: str) -> date | None:
        """When a report that looks back on one year and forward to the next was given: early in the latter."""
        titled = self._report_title.search(title)
        if titled:
            return date(int(titled[1]), 2, 1)
        review = self._review.search(text)
        tasks = self._tasks.search(text)
        if review and tasks and int(tasks[1]) == int(review[1]) + 1:
            return date(int(tasks[1]), 2, 1)
        return None

    def of_bulletin(self, text: str) -> date | None:
        """When news of a bulletin on one year was written that does not say it: in the year behind it."""
        found = self._bulletin.search(text[:600])
        return date(small_number(found["year"]) + 1, 4, 1) if found is not None else None

    def as_of(self, text: str) -> date | None:
        """The end of the latest months that a text without a date gives its figures for (`截至2023年6月底，`)."""
        latest: date | None = None
        for found in self._as_of.finditer(text):
            month = found["month"] or {"一": 3, "二": 6, "三": 9}.get(found["quarter"]) or (6 if found["half"] else 9)
            last = months(int(found[1]), int(month), int(month)).end
            latest = last if latest is None else max(latest, last)
        return latest

    def of_news(self, text: str, title: str) -> date | None:
        """When news was sent that says the day alone (某社某地4月19日电), under a title with its year.

        Where it was told (4月19日，…召开), the year may stand behind the day, too; without a day, soon after the
        part of a year that the title names (2022年上半年…).
        """
        head, titled = text[:600], self._news_title.search(title)
        told = self._sent.search(head)
        if told is None and (told := self._told.search(head)) is not None:
            titled = titled or self._news_title.search(head, told.end(), told.end() + _NEAR)
        if titled is None or told is None:
            return _soon_after(int(titled["year"]), titled["part"]) if titled is not None and titled["part"] else None
        year, month = int(titled["year"]), int(told["month"])
        later = not titled["part"] and month <= _EARLY
        try:
            return date(year + later, month, int(told["day"]))
        except ValueError:
            return None

    def of_summary(self, text: str, title: str) -> date | None:
        """When an office looked back on a year (工作总结): at its end, where the text opens with that year."""
        named = self._opening_year.match(text, text.find(title) + len(title)) if self._summary.search(title) else None
        return date(int(named["year"]), 12, 31) if named is not None else None

    def plan(self, title: str) -> Period | None:
        """The years of the plan that a title names (第十四个五年规划, 规划（2021—2025年）)."""
        found = self._plan_title.search(title)
        if found is None:
            return None
        if found["first"]:
            return years(int(found["first"]), int(found["last"]))
        if found["year"]:
            return whole_year(int(found["year"]))
        return years(*plan_years(small_number(found["plan"])))


def _soon_after(year: int, part: str) -> date:
    """A day in the month behind a part of a year (第三季度, 上半年, 前8个月, 8月)."""
    number = small_number(found[0]) if (found := _NUMBER.search(part)) else 0
    last = number * 3 if part.endswith("季度") else number or (6 if part.startswith("上") else 12)
    return months(year, last, last).end + timedelta(days=20)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _alone(text: str, found: re.Match[str]) -> bool:
    line = text[text.rfind("\n", 0, found.start()) + 1 : _line_end(text, found.end())]
    return len(line) <= len(found[0]) + 4


def _as_date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _cn_date(found: re.Match[str]) -> date | None:
    try:
        day = small_number(found[3]) if found[3] else 1
        return date(small_number(found[1]), small_number(found[2]), day)
    except (ValueError, KeyError):
        return None
