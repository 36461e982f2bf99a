"""Facts on the terminal."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from rich.console import Console

from policyfacts.analysis.tables import Table
from policyfacts.cli_table import COLUMNS, SHOWN, print_rows, print_table
from policyfacts.export import Labels, WriteOptions
from policyfacts.facts import Column, Fact


def printed(*facts: Fact, columns: tuple[str, ...] = ("doc", "value"), labels: Labels | None = None) -> list[str]:
    console = Console(file=io.StringIO(), width=100)
    print_table(iter(facts), WriteOptions(columns, labels), console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("7", "7"),
        ("999", "999"),
        ("1000", "1,000"),
        ("31250000000", "31,250,000,000"),
        ("1234.5", "1,234.5"),
        ("-1234.5", "-1,234.5"),
        ("-0.5", "-0.5"),
        ("0.12345", "0.12345"),
        ("1E+6", "1,000,000"),
    ],
)
def test_numbers_have_separators_and_all_their_digits(value: str, shown: str) -> None:
    assert printed(Fact(value=Decimal(value)))[-1].split() == [shown]


def test_a_year_has_no_separator_and_an_empty_cell_is_blank() -> None:
    assert printed(Fact(year=2021), columns=("year", "value", "unit"))[-1].split() == ["2021"]


@pytest.mark.parametrize(("labels", "heading"), [(None, "region"), ("en", "Region"), ("zh", "地区")])
def test_headings(labels: Labels | None, heading: str) -> None:
    assert printed(Fact(region="云岭县"), columns=("region",), labels=labels)[0].strip() == heading


def test_numbers_and_figures_stand_right_and_text_left() -> None:
    rows = printed(
        Fact(doc="a", figure="3", value=Decimal(3)),
        Fact(doc="bcd", figure="12.5", value=Decimal(1250)),
        columns=("value", "figure", "doc"),
    )
    upper, lower = rows[-2:]
    assert upper.index("a") == lower.index("bcd")
    assert upper.rindex("3") == lower.rindex("5")
    assert upper.index("3") == lower.index("0")


def test_words_in_brackets_are_no_markup() -> None:
    assert "[red]a[/red]" in printed(Fact(doc="[red]a[/red]"))[-1]


def test_no_facts_print_nothing() -> None:
    assert printed() == []


@pytest.mark.parametrize(("more", "line"), [(0, None), (1, "… 1 more rows"), (1500, "… 1,500 more rows")])
def test_rows_that_are_not_shown_are_counted(more: int, line: str | None) -> None:
    lines = printed(*[Fact(doc="a.txt")] * (SHOWN + more))
    assert sum("a.txt" in row for row in lines) == SHOWN
    assert (lines[-1].startswith(line) and "-o FILE" in lines[-1]) if line else "a.txt" in lines[-1]


def test_a_wide_table_shows_its_first_columns_and_says_how_many_more_there_are() -> None:
    columns = tuple(Column(f"c{number}", "integer", "", "", "") for number in range(COLUMNS + 3))
    console = Console(file=io.StringIO(), width=200)
    print_rows(Table("t", "t", columns, (tuple(range(COLUMNS + 3)),) * 4), None, 3, console)
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert lines[0].split() == [f"c{number}" for number in range(COLUMNS)]
    assert len(lines[2].split()) == COLUMNS
    assert lines[-2].startswith("… 1 more rows") and lines[-1].startswith("… 3 more columns")
