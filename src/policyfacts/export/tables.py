"""Tables that are no facts (panels, conflicts, findings) as files: CSV, TSV, JSON Lines, Excel and Stata."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from policyfacts.analysis.tables import Table
from policyfacts.document import UsageError
from policyfacts.export.atomic import atomic_output
from policyfacts.export.csv_file import cell_text, line_writer
from policyfacts.export.jsonl import json_value
from policyfacts.export.losses import Losses, utf8
from policyfacts.export.options import Labels, heading

PIPE_SUFFIXES = (".csv", ".tsv", ".jsonl")
TABLE_SUFFIXES = (*PIPE_SUFFIXES, ".xlsx", ".dta")


def check_tables_path(path: Path) -> None:
    """Raise UsageError for a type that tables are not written in."""
    if path.suffix.lower() not in TABLE_SUFFIXES:
        raise UsageError(f"{path}: its suffix names no format; use one of {' '.join(TABLE_SUFFIXES)}")


def write_tables(tables: Sequence[Table], path: Path, *, labels: Labels | None = None, excel: bool = False) -> Losses:
    """Write tables, whole or not at all: a sheet each to a workbook, the first of them alone to other types.

    ``labels`` heads the columns with their English or Chinese labels; ``excel`` puts a byte order mark in front of
    CSV and TSV.  What comes back counts what the type cannot hold.
    """
    check_tables_path(path)
    with atomic_output(path) as stream:
        return write_tables_to(stream, tables, path.suffix.lower(), labels=labels, excel=excel)


def write_tables_to(
    stream: BinaryIO, tables: Sequence[Table], suffix: str, *, labels: Labels | None = None, excel: bool = False
) -> Losses:
    """Write tables to an open stream; the type is that of ``suffix``."""
    losses = Losses()
    if suffix == ".xlsx":
        from policyfacts.export.table_sheets import write_table_sheets

        write_table_sheets(tables, stream, labels, losses)
    elif suffix == ".dta":
        from policyfacts.export.dta import write_rows

        write_rows(tables[0].rows, tables[0].columns, stream, labels or "zh", losses)
    elif suffix == ".jsonl":
        _write_jsonl(tables[0], stream, labels, losses)
    else:
        separator = "\t" if suffix == ".tsv" else ","
        _write_separated(tables[0], stream, labels, separator=separator, excel=excel, losses=losses)
    return losses


def headed(table: Table, labels: Labels | None) -> list[str]:
    """The headings of a table's columns."""
    return [heading(column, labels) for column in table.columns]


def _write_separated(
    table: Table, stream: BinaryIO, labels: Labels | None, *, separator: str, excel: bool, losses: Losses
) -> None:
    if excel:
        stream.write(codecs.BOM_UTF8)
    lines = line_writer(stream, losses, separator)
    lines.writerow(headed(table, labels))
    lines.writerows([cell_text(cell) for cell in row] for row in table.rows)


def _write_jsonl(table: Table, stream: BinaryIO, labels: Labels | None, losses: Losses) -> None:
    keys = [json_value(name) for name in headed(table, labels)]
    for row in table.rows:
        line = ", ".join(f"{key}: {json_value(cell)}" for key, cell in zip(keys, row, strict=True))
        stream.write(utf8(f"{{{line}}}\n", losses))
