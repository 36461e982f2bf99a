"""Titles, headings and opening years: what they say of what stands under them."""

from __future__ import annotations

from datetime import date

import pytest

import policyfacts
from policyfacts.link.context import Context
from policyfacts.link.headings import Headings
from policyfacts.rules.load import default_rules
from policyfacts.scan.lexer import Lexer
from policyfacts.scan.periods import whole_year

HEADINGS = Headings(default_rules(), Lexer(default_rules()))


def under(text: str, section: Context | None = None, document: Context | None = None) -> Context:
    return HEADINGS.heading(text, 0, len(text), section or Context(), document or Context())


def iso(context: Context) -> str | None:
    return None if context.period is None else context.period.iso


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("烟台市2021年茶业公报", "2021"),
        ("2021年1—5月茶业运行情况", "2021-01/2021-05"),
        ("烟台市茶业公报（2021年3月8日）", None),
        ("“十四五”茶业规划", None),
        ("烟台市茶业公报", None),
    ],
)
def test_the_period_of_a_title_governs_the_document(title: str, expected: str | None) -> None:
    context = Context()
    HEADINGS.title(title, context)
    assert iso(context) == expected


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("二、主要任务", "target"),
        ("2023年茶业工作打算", "target"),
        ("一、茶业成效", "actual"),
        ("三、下半年走势判断", "forecast"),
        ("（一）茶园", "forecast"),
    ],
)
def test_a_heading_looks_back_or_ahead(heading: str, status: str) -> None:
    assert under(heading, section=Context(status="forecast")).status == status


def test_a_heading_of_the_first_order_ends_the_one_before() -> None:
    section, document = Context(period=whole_year(2019), status="target"), Context(period=whole_year(2021))
    top = under("三、茶园", section, document)
    assert (iso(top), top.status) == ("2021", "actual")
    lower = under("（二）茶园", section, document)
    assert (iso(lower), lower.status) == ("2019", "target")


def test_the_period_of_a_heading() -> None:
    section = Context(period=whole_year(2019))
    entered = under("（二）2020年茶园", section)
    assert (iso(entered), iso(section)) == ("2020", "2019")


@pytest.mark.parametrize(("reference", "expected"), [(date(2022, 3, 8), "2021"), (None, None)])
def test_the_past_year_counts_from_publication(reference: date | None, expected: str | None) -> None:
    assert iso(under("一、过去一年的茶业", document=Context(reference=reference))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("刚刚过去的2021年，茶园3万亩。", "2021"),
        ("2021年，茶园3万亩。", "2021"),
        ("茶园3万亩，2021年新建。", None),
        ("2021年末茶园3万亩。", None),
    ],
)
def test_a_year_that_opens_a_paragraph_governs_the_next(text: str, expected: str | None) -> None:
    section = Context()
    HEADINGS.scene_year(text, 0, len(text), section)
    assert iso(section) == expected


def test_facts_take_period_and_status_from_their_headings() -> None:
    text = (
        "烟台市茶业报告\n\n一、2021年成效\n\n全市茶叶产量3万吨。\n\n"
        "二、2023年主要任务\n\n全市茶叶产量4万吨。\n\n三、现状\n\n全市茶叶单产90公斤。"
    )
    facts = policyfacts.extract(text)
    assert [(fact.figure, fact.period, fact.status) for fact in facts] == [
        ("3", "2021", "actual"),
        ("4", "2023", "target"),
        ("90", "", "actual"),
    ]
