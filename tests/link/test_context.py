"""Context: what is handed from document to paragraph, bracket and clause."""

from __future__ import annotations

from datetime import date

import pytest

from policyfacts.link.context import Context
from policyfacts.scan.mentions import PeriodMention
from policyfacts.scan.periods import months, whole_year, years

REFERENCE = date(2022, 3, 8)


def entered(*mentions: PeriodMention, reference: date | None = REFERENCE) -> Context:
    context = Context(reference=reference)
    for mention in mentions:
        context.enter(mention)
    return context


@pytest.mark.parametrize(
    ("mentions", "iso", "year"),
    [
        ([PeriodMention(year=2019)], "2019", 2019),
        ([PeriodMention(offset=-1)], "2021", None),
        ([PeriodMention(year=2019), PeriodMention(offset=-1)], "2021", 2019),
        ([PeriodMention(year=2019), PeriodMention(part="M", first=5, last=5)], "2019-05", 2019),
        ([PeriodMention(year=2019), PeriodMention(part="S", year=2011, first=2011, last=2015)], "2011/2015", 2019),
        ([PeriodMention(year=2019), PeriodMention(part="P", first=12)], "2011/2015", 2019),
        ([PeriodMention(year=2019), PeriodMention(part="X")], "2019", 2019),
    ],
    ids=[
        "year",
        "last year",
        "last year leaves the year in reach",
        "month of that year",
        "span of years",
        "plan",
        "same period",
    ],
)
def test_a_time_expression_governs_what_follows(mentions: list[PeriodMention], iso: str, year: int | None) -> None:
    context = entered(*mentions)
    assert context.period is not None
    assert (context.period.iso, context.year) == (iso, year)


def test_now_is_a_period_that_is_not_known() -> None:
    context = entered(PeriodMention(year=2019), PeriodMention(part="now"))
    assert context.period is None


def test_a_period_whose_year_is_not_known_is_unresolved() -> None:
    context = entered(PeriodMention(offset=-1), reference=None)
    assert context.period is None
    context.enter(PeriodMention(year=2019))
    assert context.period == whole_year(2019)


def test_the_second_of_two_years_is_kept_until_the_next() -> None:
    context = entered(PeriodMention(year=2019, also=2020))
    assert context.also == 2020
    context.enter(PeriodMention(year=2021))
    assert context.also is None


@pytest.mark.parametrize(
    ("context", "first"),
    [
        (Context(period=years(2011, 2015)), 2011),
        (Context(period=whole_year(2011)), None),
        (Context(period=months(2011, 1, 5)), None),
        (Context(), None),
    ],
)
def test_where_a_span_of_years_begins(context: Context, first: int | None) -> None:
    assert context.span_begins == first


def test_a_copy_is_independent() -> None:
    context = entered(PeriodMention(year=2019))
    copied = context.copy()
    copied.enter(PeriodMention(year=2020))
    copied.status, copied.topic = "target", "茶业"
    assert (context.period, context.year, context.status, context.topic) == (whole_year(2019), 2019, "actual", "")


def test_behind_a_bracket_place_period_and_basis_are_as_before() -> None:
    outer = entered(PeriodMention(year=2019))
    outer.basis = "yoy"
    inner = outer.copy()
    inner.enter(PeriodMention(part="now"))
    inner.enter(PeriodMention(year=2020))
    inner.basis, inner.subject = "pop", "苹果产量"
    inner.restore(outer)
    assert (inner.period, inner.year, inner.basis) == (whole_year(2019), 2019, "yoy")
    assert inner.subject == "苹果产量"


def test_the_second_of_two_years_ends_with_its_bracket() -> None:
    outer = entered(PeriodMention(year=2019))
    inner = outer.copy()
    inner.enter(PeriodMention(year=2018, also=2017))
    inner.restore(outer)
    assert inner.also is None


def test_the_part_of_a_year_named_before_keeps_its_year() -> None:
    context = entered(PeriodMention(part="H", year=2021, first=1, last=1), PeriodMention(year=2020))
    half = PeriodMention(part="H", first=1, last=1)
    named = context.resolve(half)
    assert named is not None and named.iso == "2020-H1"
    context.year_in_passing = True  # 2020年 stood in an earlier sentence
    later = context.resolve(half)
    assert later is not None and later.iso == "2021-H1"


def test_a_point_in_time_leaves_the_flows_to_the_year_that_it_ends() -> None:
    context = entered(PeriodMention(year=2019, point="末"))
    assert context.period is not None and context.period.iso == "2019-12-31"
    assert context.whole is not None and context.whole.iso == "2019"
    assert context.point is context.period


def test_words_that_count_from_the_period_in_force() -> None:
    context = entered(PeriodMention(part="M", year=2019, first=1, last=7))
    end, month = context.resolve(PeriodMention(part="E")), context.resolve(PeriodMention(part="C"))
    assert end is not None and end.iso == "2019-07-31"
    assert month is not None and month.iso == "2019-07"
    context.enter(PeriodMention(part="M", year=2020, first=1, last=1))
    before = context.resolve(PeriodMention(part="B"))
    assert before is not None and before.iso == "2019-12"
