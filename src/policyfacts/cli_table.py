"""Facts as a table on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from policyfacts.analysis.tables import Table
from policyfacts.export import Labels, WriteOptions
from policyfacts.export.csv_file import cell_text
from policyfacts.export.options import plain
from policyfacts.export.tables import headed
from policyfacts.facts import Column, Fact

SHOWN = 200  # rows; more are for a file
COLUMNS = 12  # of a panel; more are for a file


def print_table(facts: Iterable[Fact], options: WriteOptions, console: Console | None = None) -> None:
    """Print the first facts and how many more there are."""
    cells = options.cells
    rows = ([cell(fact) for cell in cells] for fact in facts)
    _print(options.selected, options.headings, rows, SHOWN, console)


def print_rows(table: Table, labels: Labels | None, shown: int, console: Console | None = None) -> None:
    """Print the first rows and columns of a table and how many more there are."""
    console = console or Console()
    rows = (row[:COLUMNS] for row in table.rows)
    _print(table.columns[:COLUMNS], headed(table, labels)[:COLUMNS], rows, shown, console)
    more = len(table.columns) - COLUMNS
    if more > 0:
        console.print(Text(f"… {more:,} more columns; -o FILE.xlsx or -o FILE.csv has them all"))


def _print(
    columns: Sequence[Column],
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    shown: int,
    console: Console | None,
) -> None:
    console = console or Console()
    table = Grid(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False, header_style="bold")
    for column, heading in zip(columns, headings, strict=True):
        right = column.type in {"integer", "number"} or column.name.startswith("figure")
        table.add_column(Text(heading), justify="right" if right else "left", overflow="fold")
    left = iter(rows)
    for row in islice(left, shown):
        table.add_row(*(Text(_shown(cell)) for cell in row))
    more = sum(1 for _ in left)
    if table.row_count:
        console.print(table)
    if more:
        console.print(Text(f"… {more:,} more rows; -o FILE.xlsx or -o FILE.csv has them all"))


def _shown(value: object) -> str:
    if isinstance(value, Decimal) and value.is_finite():
        whole, dot, decimals = plain(value).partition(".")
        sign = "-" if whole.startswith("-") else ""
        return f"{sign}{abs(int(whole)):,}{dot}{decimals}"
    return cell_text(value)
