"""Tables that are no facts as a workbook, a sheet each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from policyfacts.analysis.tables import Table
from policyfacts.export.book import Book
from policyfacts.export.losses import Losses
from policyfacts.export.options import Labels, heading
from policyfacts.export.sheet import Sheet, SheetColumn
from policyfacts.facts import Column

MAX_COLUMNS = 16_384  # of a sheet
_WIDTHS = {"text": 16.0, "integer": 9.0, "number": 20.0, "date": 12.0}
_WIDE = {"indicator": 30.0, "doc": 28.0, "other_doc": 28.0, "text": 50.0, "other_text": 50.0, "sentence": 80.0}


def write_table_sheets(tables: Sequence[Table], stream: BinaryIO, labels: Labels | None, losses: Losses) -> None:
    """Write the workbook; columns past what a sheet holds are left out and counted."""
    with Book(stream, losses) as book:
        for table in tables:
            losses.note("columns", max(len(table.columns) - MAX_COLUMNS, 0))
            columns = [_column(column, labels) for column in table.columns[:MAX_COLUMNS]]
            sheet = Sheet(book, table.name_zh if labels == "zh" else table.name, columns)
            for row in table.rows:
                sheet.append(row[:MAX_COLUMNS])
            sheet.close()


def _column(column: Column, labels: Labels | None) -> SheetColumn:
    return SheetColumn(heading(column, labels), column.type, _WIDE.get(column.name, _WIDTHS[column.type]))
