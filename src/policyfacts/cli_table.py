"""Facts as a table on the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import islice

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from policyfacts.export import WriteOptions
from policyfacts.export.csv_file import cell_text
from policyfacts.export.options import plain
from policyfacts.facts import Fact

SHOWN = 200  # rows; more are for a file


def print_table(facts: Iterable[Fact], options: WriteOptions, console: Console | None = None) -> None:
    """Print the first rows and how many more there are."""
    console = console or Console()
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False, header_style="bold")
    for column, heading in zip(options.selected, options.headings, strict=True):
        right = column.type in {"integer", "number"} or column.name.startswith("figure")
        table.add_column(Text(heading), justify="right" if right else "left", overflow="fold")
    cells = options.cells
    rows = iter(facts)
    for fact in islice(rows, SHOWN):
        table.add_row(*(Text(_shown(cell(fact))) for cell in cells))
    more = sum(1 for _ in rows)
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
