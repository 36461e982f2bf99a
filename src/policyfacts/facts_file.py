"""Files of facts read back: what `policyfacts extract` wrote, whatever it was written as."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from policyfacts.document import Problem, UsageError
from policyfacts.facts import COLUMNS, Column, Fact
from policyfacts.facts_records import Record, records, text_records

_BY_HEADING = {heading: column for column in COLUMNS for heading in (column.name, column.label_en, column.label_zh)}
_NEEDED = frozenset({"indicator", "value"})
_STDIN = "-"


def read_facts(path: Path) -> tuple[list[Fact], list[Problem]]:
    """The facts of a file, and what is wrong with it: CSV, TSV, JSON Lines, xlsx, Parquet, SQLite or DuckDB.

    The format is seen from the content; ``-`` is standard input.  Headings may be names or labels, in any order;
    other columns are left aside.  A row that is broken is left out and told with its line; columns that an older
    version did not have are told once and stay empty.  UsageError for a file that cannot be read or holds no facts.
    """
    name = str(path)
    try:
        if name == _STDIN:
            return _facts(text_records(sys.stdin.buffer, "standard input"), "standard input")
        with path.open("rb") as stream:
            return _facts(records(stream, path), name)
    except OSError as error:
        raise UsageError(f"{name}: cannot be read ({error.strerror or error}); name a file of facts") from error


def _facts(found: Iterable[Record], name: str) -> tuple[list[Fact], list[Problem]]:
    facts: list[Fact] = []
    problems: list[Problem] = []
    columns: dict[str, Column] = {}
    for record in found:
        fault = record.fault
        if not fault:
            columns = columns or _columns(record.cells, name, problems)
            try:
                facts.append(_fact(record.cells, columns))
            except ValueError as error:
                fault = str(error)
        if fault:
            message = f"{name}: line {record.line}: {fault}; the row is left out, the others are read"
            problems.append(Problem(name, "broken_row", message, "partial"))
    return facts, problems


def _columns(headings: Collection[str], name: str, problems: list[Problem]) -> dict[str, Column]:
    """The columns behind headings; what is missing is told."""
    found = {heading: _BY_HEADING[heading] for heading in headings if heading in _BY_HEADING}
    names = {column.name for column in found.values()}
    if "STRUCTURE" in headings:
        raise UsageError(f"{name}: SDMX-CSV does not hold whole facts; name a file of another format")
    if not names >= _NEEDED:
        lacking = ", ".join(sorted(_NEEDED - names))
        raise UsageError(f"{name}: no file of facts: no column {lacking}; name what policyfacts extract wrote")
    missing = [column.name for column in COLUMNS if column.name not in names]
    if missing:
        message = f"{name}: no columns {', '.join(missing)}; they stay empty (extract again with all columns)"
        problems.append(Problem(name, "missing_columns", message, "note"))
    return found


def _fact(cells: Mapping[str, object], columns: Mapping[str, Column]) -> Fact:
    """A row as a fact; ValueError says which cell is none."""
    return Fact(**{column.name: _cell(cells.get(heading), column) for heading, column in columns.items()})


def _cell(value: object, column: Column) -> Any:
    if column.type in {"number", "integer"}:
        return None if value is None or value == "" else _number(value, column)
    if value is None:
        return ""
    return value.isoformat()[:10] if isinstance(value, date) else str(value)


def _number(value: object, column: Column) -> Decimal | int:
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value))
        if number.is_finite() and (column.type == "number" or number == int(number)):
            return number if column.type == "number" else int(number)
    except ArithmeticError:
        pass
    raise ValueError(f"{column.name} is no number: {str(value)[:40]!r}")
