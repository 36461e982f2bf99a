"""Time expressions, from their words to the period; what holds of all years stands in test_properties.py."""

from __future__ import annotations

from datetime import date

import pytest

from policyfacts.rules.load import default_rules
from policyfacts.scan.lexer import Lexer
from policyfacts.scan.mentions import PeriodMention
from policyfacts.scan.period_words import resolve
from policyfacts.scan.periods import Period, at_end, day, months, moved, whole_year, year_end, years

LEXER = Lexer(default_rules())
MARCH = date(2022, 3, 20)


def written(text: str) -> tuple[str, PeriodMention]:
    """The words and the data of the one period in a text."""
    (found,) = [mention for mention in LEXER.scan(text, 0, len(text)) if mention.code == "T"]
    assert isinstance(found.data, PeriodMention)
    return text[found.start : found.end], found.data


def iso(text: str, *, year: int | None = None, reference: date | None = None) -> str | None:
    period = resolve(written(text)[1], year=year, reference=reference)
    return period.iso if period else None


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("2018年下半年出口", "2018年下半年", "2018-H2"),
        ("2018年上半年末贷款", "2018年上半年末", "2018-06-30"),
        ("2018年前三季度出口", "2018年前三季度", "2018-01/2018-09"),
        ("截至2018年底共有", "2018年底", "2018-12-31"),
        ("2018年年末人口", "2018年年末", "2018-12-31"),
        ("2018年初人口", "2018年初", "2018-01-01"),
        ("二○一八年出口", "二○一八年", "2018"),
        ("2014—2018年期间", "2014—2018年期间", "2014/2018"),
        ("2017/18榨季产糖", "2017/18榨季", "2017/2018"),
        ("“十四五”时期累计", "“十四五”时期", "2021/2025"),
        ("十四五期间累计", "十四五期间", "2021/2025"),
        ("“十四五”末达到", "“十四五”末", "2025-12-31"),
        ("“九五”期间累计", "“九五”期间", "1996/2000"),
    ],
)
def test_a_period_with_its_year(text: str, words: str, wanted: str) -> None:
    assert written(text)[0] == words
    assert iso(text) == iso(text, year=2009, reference=MARCH) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("去年", "2021"),
        ("去年上半年", "2021-H1"),
        ("今年一季度", "2022-Q1"),
        ("近三年", "2019/2021"),
        ("五年来", "2017/2021"),
        ("过去一年", "2021"),
        ("未来五年", "2022/2026"),
    ],
)
def test_words_that_count_from_the_date_of_publication(text: str, wanted: str) -> None:
    assert iso(text, reference=MARCH) == wanted
    assert iso(text) is None


@pytest.mark.parametrize(
    ("text", "in_reach", "wanted"),
    [
        ("3月份", "2015-03", "2022-03"),
        ("4月份", "2015-04", "2021-04"),
        ("上半年", "2015-H1", "2021-H1"),
        ("前三季度", "2015-01/2015-09", "2021-01/2021-09"),
        ("全年", "2015", "2021"),
        ("年末", "2015-12-31", "2021-12-31"),
        ("到年末", "2015-12-31", "2022-12-31"),
    ],
)
def test_without_a_year_that_in_reach_counts_and_else_the_latest_before_publication(
    text: str, in_reach: str, wanted: str
) -> None:
    assert iso(text, year=2015, reference=MARCH) == in_reach
    assert iso(text, reference=MARCH) == wanted
    assert iso(text) is None


def test_the_year_before_counts_from_the_year_in_reach() -> None:
    assert iso("上年", year=2015, reference=MARCH) == "2014"
    assert iso("去年", year=2015, reference=MARCH) == "2021"


@pytest.mark.parametrize(
    "text",
    [
        "五年制大专",
        "印发“十四五”规划",
        "历时6个月",
        "2018.5亿元",
        "2018级新生",
        "前景广阔",
        "编号2018-15",
        "13月",
        "2250年",
    ],
)
def test_no_period(text: str) -> None:
    assert [mention for mention in LEXER.scan(text, 0, len(text)) if mention.code == "T"] == []


@pytest.mark.parametrize(
    "mention",
    [
        PeriodMention(part="S", first=2018, last=2014),
        PeriodMention(year=1850),
        PeriodMention(year=2018, part="M", first=13, last=13),
        PeriodMention(year=2018, part="now"),
    ],
)
def test_what_is_no_time_stays_open(mention: PeriodMention) -> None:
    assert resolve(mention, year=2018, reference=MARCH) is None


def test_a_moved_leap_day_stays_in_february() -> None:
    there = moved(day(2020, 2, 29), 1)
    assert (there.iso, there.start, there.end) == ("2021-02-28", date(2021, 2, 28), date(2021, 2, 28))


@pytest.mark.parametrize("period", [whole_year(2018), years(2014, 2018), months(2018, 7, 12), year_end(2018)])
def test_a_period_ends_on_its_last_day(period: Period) -> None:
    assert at_end(period) == day(2018, 12, 31)
    assert period.year == 2018
