"""Rows in the making, and the facts that they become."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from policyfacts.facts import Fact
from policyfacts.link.draft import Draft, finish
from policyfacts.rules.load import default_rules
from policyfacts.scan.periods import whole_year, years


def draft() -> Draft:
    return Draft(4, 9, indicator="茶叶产量", value=Decimal(30000), base_unit="吨", figure="3", unit="万吨")


def finished(row: Draft) -> Fact:
    return finish(
        row, doc="公报.txt", page=None, standard="", span=(14, 19), text="茶叶产量3万吨", sentence="茶叶产量3万吨。"
    )


def test_a_flag_and_a_rule_are_noted_once_and_in_order() -> None:
    row = draft()
    for name in ("period_inherited", "basis_assumed", "period_inherited"):
        row.flag(name)
    for rule in ("rise.verb", "", "basis.yoy", "rise.verb"):
        row.by(rule)
    fact = finished(row)
    assert (fact.flags, fact.rule) == ("period_inherited;basis_assumed", "rise.verb;basis.yoy")


def test_rows_do_not_share_their_flags() -> None:
    first, second = draft(), draft()
    first.flag("basis_assumed")
    assert second.flags == []


@pytest.mark.parametrize(("rate", "expected"), [(None, False), (Decimal(0), True), (Decimal("-1.5"), True)])
def test_a_growth_rate_is_a_movement_even_where_it_is_nought(rate: Decimal | None, expected: bool) -> None:
    assert replace(draft(), growth_rate=rate).has_movement() is expected


def test_the_same_statement_elsewhere_has_the_same_key() -> None:
    other = replace(draft(), start=40, end=45, figure="30000", unit="吨", flags=["basis_assumed"], table="1!B2")
    assert other.key() == draft().key()


@pytest.mark.parametrize(
    "other",
    [
        replace(draft(), indicator="茶叶单产"),
        replace(draft(), region_name="芜湖市"),
        replace(draft(), period=whole_year(2021)),
        replace(draft(), value=Decimal(30001)),
        replace(draft(), kind="share", relative_to="农产品产量"),
        replace(draft(), growth_rate=Decimal(2)),
        replace(draft(), change=Decimal(2)),
    ],
    ids=["indicator", "region", "period", "value", "relative_to", "growth", "change"],
)
def test_another_statement_has_another_key(other: Draft) -> None:
    assert other.key() != draft().key()


def test_a_fact_counts_in_the_document() -> None:
    fact = finished(draft())
    assert (fact.doc, fact.start, fact.end) == ("公报.txt", 14, 19)
    assert (fact.text, fact.sentence) == ("茶叶产量3万吨", "茶叶产量3万吨。")
    assert (fact.indicator, fact.figure, fact.unit, fact.value) == ("茶叶产量", "3", "万吨", Decimal(30000))


def test_a_fact_has_the_first_and_the_last_day_of_its_period() -> None:
    fact = finished(replace(draft(), period=years(2016, 2020)))
    assert (fact.period, fact.year) == ("2016/2020", 2020)
    assert (fact.period_start, fact.period_end) == ("2016-01-01", "2020-12-31")
    without = finished(draft())
    assert (without.period, without.year, without.period_start, without.period_end) == ("", None, "", "")


def test_a_fact_has_the_code_of_its_region() -> None:
    region = default_rules().regions.by_code("340200")
    fact = finished(replace(draft(), region=region, region_name="芜湖市"))
    assert (fact.region, fact.region_code) == ("芜湖市", "340200")
    assert finished(draft()).region_code == ""


def test_comparators_stand_with_numbers_alone() -> None:
    level = finished(draft())
    assert (level.comparator, level.growth_comparator) == ("eq", "")
    growth = finished(replace(draft(), kind="growth", value=None, growth_rate=Decimal(2)))
    assert (growth.comparator, growth.growth_comparator) == ("", "eq")
    bound = finished(replace(draft(), comparator="ge", growth_rate=Decimal(2), growth_comparator="gt"))
    assert (bound.comparator, bound.growth_comparator) == ("ge", "gt")
