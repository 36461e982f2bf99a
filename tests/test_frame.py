"""Facts as one sequence; its basic use and the table of a notebook stand in test_api.py."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from policyfacts.document import Problem, UsageError
from policyfacts.export import DocumentRow
from policyfacts.facts import COLUMNS, CORE_COLUMNS, Column, Fact
from policyfacts.frame import SHOWN, Facts

PROBLEM = Problem("a.txt", "empty", "no text", "note")
FACTS = Facts(
    [Fact(doc="a.txt", value=Decimal(3)), Fact(doc="b.txt")], problems=[PROBLEM], documents=[DocumentRow("a.txt", 1)]
)
DTYPES = {"text": "string", "date": "string", "integer": "Int64", "number": "Float64"}


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
@pytest.mark.parametrize("facts", [Facts(), Facts([Fact()]), FACTS], ids=["none", "empty", "some"])
def test_the_type_of_a_column_does_not_depend_on_its_cells(facts: Facts, column: Column) -> None:
    series = facts.to_frame()[column.name]
    assert str(series.dtype) == DTYPES[column.type]
    assert len(series) == len(facts)


def test_columns_come_as_asked_for() -> None:
    assert list(FACTS.to_frame("value,doc").columns) == ["value", "doc"]
    assert list(FACTS.to_frame(["year", "doc"]).columns) == ["year", "doc"]
    assert tuple(FACTS.to_frame("core").columns) == CORE_COLUMNS
    with pytest.raises(UsageError, match="region"):
        FACTS.to_frame("regoin")


def test_empty_cells_and_days_before_there_are_time_stamps() -> None:
    facts = Facts([Fact(period_start="1368-01-01", period_end="1368-12-31", growth_rate=Decimal("-1.5")), Fact()])
    frame = facts.to_frame()
    assert frame["period_start"].tolist() == ["1368-01-01", ""]
    assert frame["growth_rate"].tolist() == [-1.5, pd.NA]
    assert frame["start"].isna().all()


def test_sums_skip_empty_cells() -> None:
    assert FACTS.to_frame()["value"].sum() == 3


def test_a_slice_keeps_problems_and_documents() -> None:
    part = FACTS[1:]
    assert [fact.doc for fact in part] == ["b.txt"]
    assert (part.problems, part.documents) == (FACTS.problems, FACTS.documents)
    assert FACTS[-1].doc == "b.txt"
    with pytest.raises(IndexError):
        FACTS[2]


def test_facts_compare_by_their_rows_alone() -> None:
    same = Facts(iter(FACTS))
    assert same == FACTS and hash(same) == hash(FACTS)
    assert list(FACTS) != FACTS
    assert (len(Facts()), bool(Facts()), Fact() in FACTS) == (0, False, False)


@pytest.mark.parametrize(("rows", "shown"), [(0, 0), (SHOWN, SHOWN), (SHOWN + 1, SHOWN)])
def test_a_notebook_is_told_when_not_all_rows_are_shown(rows: int, shown: int) -> None:
    html = Facts([Fact()] * rows)._repr_html_()
    assert html.count("<tr>") == shown + 1
    assert ("first" in html) == (rows > shown)


def test_a_wrong_column_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="valeu"):
        FACTS.write(tmp_path / "a.csv", columns="valeu")
    assert list(tmp_path.iterdir()) == []
