"""A document to its facts, from the layout to the row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from policyfacts.document import Document
from policyfacts.extract import extract_document
from policyfacts.widths import fold

LINES = (
    "# 芜湖市2021年统计公报\n\n",
    "　　2021年，芜湖市茶叶产量**３２．５**万吨，出口 1 278 家 。\n\n",
    "2021年，芜湖市接待游客640万人次，同比增长8.5%。\n",
)


@pytest.mark.parametrize("text", ["", "\n\n", "没有数字。", "《2021年纲要》"])
def test_no_statistic_no_fact(text: str) -> None:
    assert extract_document(Document(text)) == []


def test_offsets_point_at_the_figure_in_the_text_as_read() -> None:
    text = "".join(LINES)
    facts = extract_document(Document(text, name="a.md"))
    found = {fact.figure: (fact.start, fact.end) for fact in facts}
    assert {"32.5", "640"} <= set(found)
    for figure in ("32.5", "640"):
        start, end = found[figure]
        assert fold(text[start:end]).startswith(figure)
    assert {fact.doc for fact in facts} == {"a.md"}


def test_facts_come_in_the_order_of_the_text_and_are_the_same_each_time() -> None:
    document = Document("".join(LINES))
    facts = extract_document(document)
    starts = [fact.start for fact in facts if fact.start is not None]
    assert starts == sorted(starts) and len(starts) == len(facts) > 1
    assert extract_document(document) == facts


@pytest.mark.parametrize(
    ("published", "period"), [(date(2020, 3, 1), "2019"), (date(2018, 12, 31), "2017"), (None, "")]
)
def test_the_date_of_publication_is_what_words_count_from(published: date | None, period: str) -> None:
    (fact,) = extract_document(Document("去年，芜湖市茶叶产量32.5万吨。", published=published))
    assert (fact.period, fact.value) == (period, Decimal(325000))


def test_the_region_of_a_document_is_that_of_facts_without_a_place() -> None:
    text = "2021年，全市茶叶产量32.5万吨。"
    (known,) = extract_document(Document(text, region="芜湖市"))
    (open_,) = extract_document(Document(text))
    assert (known.region, open_.region) == ("芜湖市", "")


def test_a_table_gives_the_facts_of_the_same_figures_in_prose() -> None:
    (cell,) = extract_document(Document("芜湖市2021年主要指标\n指标\t单位\t2021年\n茶叶产量\t万吨\t32.5\n"))
    (prose,) = extract_document(Document("2021年，芜湖市茶叶产量32.5万吨。"))
    assert cell.table and not prose.table
    for column in ("region", "indicator", "period", "value", "base_unit"):
        assert getattr(cell, column) == getattr(prose, column)
