"""The row and the table of its columns."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from decimal import Decimal

import pytest

from policyfacts.facts import COLUMN_NAMES, COLUMNS, CORE_COLUMNS, Column, Fact


def test_the_fields_of_a_fact_are_the_columns_in_their_order() -> None:
    assert tuple(field.name for field in dataclasses.fields(Fact)) == COLUMN_NAMES
    assert tuple(Fact().as_dict()) == COLUMN_NAMES


def test_a_fact_comes_back_whole_from_another_process_and_from_a_copy() -> None:
    fact = Fact(doc="甲.txt", page=2, value=Decimal("1.50"), growth_rate=None, start=0, end=7, table="1:2:3")
    assert pickle.loads(pickle.dumps(fact)) == copy.deepcopy(fact) == fact


@pytest.mark.parametrize("key", ["name", "label_en", "label_zh", "meaning"])
def test_nothing_names_two_columns_or_is_left_out(key: str) -> None:
    texts = [getattr(column, key) for column in COLUMNS]
    assert all(text and text == text.strip() for text in texts)
    assert len(set(texts)) == len(texts)


def test_core_columns_are_some_of_them_in_the_same_order() -> None:
    assert 0 < len(CORE_COLUMNS) < len(COLUMN_NAMES)
    assert list(CORE_COLUMNS) == [name for name in COLUMN_NAMES if name in CORE_COLUMNS]


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_an_empty_cell_is_none_for_numbers_and_an_empty_text_else(column: Column) -> None:
    cell = getattr(Fact(), column.name)
    if column.name in ("kind", "status"):  # what a fact is unless something says otherwise
        assert cell == {"kind": "level", "status": "actual"}[column.name]
    else:
        assert cell == ("" if column.type in ("text", "date") else None)


def test_a_fact_keeps_exact_numbers_and_cannot_be_changed() -> None:
    fact = Fact(value=Decimal("0.1"), region="云岭县")
    row = fact.as_dict()
    assert (row["value"], row["region"], row["year"]) == (Decimal("0.1"), "云岭县", None)
    assert fact == Fact(value=Decimal("0.1"), region="云岭县")
    with pytest.raises(dataclasses.FrozenInstanceError):
        fact.region = "x"  # type: ignore[misc]
