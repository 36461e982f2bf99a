"""The rows of a file of facts as records, format by format: CSV, TSV, JSON Lines, xlsx, Parquet, SQLite, DuckDB."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from decimal import Decimal
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from policyfacts.document import UsageError

TABLE = "facts"  # of a database
_LARGEST_CELL = 1 << 27  # characters
_BATCH = 10_000  # rows taken at once from a database


class Record(NamedTuple):
    """A row by its headings; ``line`` is its line in a text, its row in a sheet, its number in a database."""

    line: int
    cells: Mapping[str, object]
    fault: str = ""


def records(stream: BinaryIO, path: Path) -> Iterator[Record]:
    """The rows of a file whose format is seen from how it begins; what is broken has a ``fault`` and no cells."""
    head = stream.read(16)
    stream.seek(0)
    for mark, at, read in _BINARY:
        if head[at : at + len(mark)] == mark:
            return read(path)
    return text_records(stream, str(path))


def text_records(stream: BinaryIO, name: str) -> Iterator[Record]:
    """The rows of CSV, TSV or JSON Lines, told apart by the first line."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    try:
        first = text.readline()
        if not first.strip():
            raise UsageError(f"{name}: the file is empty; name a file of facts")
        lines = chain((first,), text)
        yield from _json_records(lines) if first.lstrip().startswith("{") else _separated_records(lines, first)
    finally:
        with suppress(ValueError):  # the stream has been closed before the rows were all taken
            text.detach()


def _json_records(lines: Iterable[str]) -> Iterator[Record]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line, parse_float=Decimal)
        except ValueError:
            found = None
        if isinstance(found, dict):
            yield Record(number, found)
        else:
            yield Record(number, {}, "no JSON object; the line may be cut off")


def _separated_records(lines: Iterator[str], first: str) -> Iterator[Record]:
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        rows = csv.reader(lines, delimiter="\t" if first.count("\t") > first.count(",") else ",")
        yield from _rows((rows.line_num, row) for row in rows if row)
    except csv.Error as error:
        yield Record(rows.line_num, {}, f"{error}; nothing behind it was read")
    finally:
        csv.field_size_limit(before)


def _rows(rows: Iterator[tuple[int, Sequence[object]]]) -> Iterator[Record]:
    """Records of rows, the first of which has the headings."""
    _, headings = next(rows, (0, ()))
    names = [str(heading) for heading in headings]
    for line, row in rows:
        if len(row) == len(names):
            yield Record(line, dict(zip(names, row, strict=True)))
        else:
            yield Record(line, {}, f"{len(row)} cells under {len(names)} headings")


def _workbook_records(path: Path) -> Iterator[Record]:
    """The first sheet, and those behind it that have the same headings: facts go on there past Excel's limit."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        headings: list[object] = []
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if not rows or (headings and rows[0] != headings):
                continue
            headings = list(rows[0])
            yield from _rows((number, row) for number, row in enumerate(rows, start=1))
    except CalamineError as error:
        raise UsageError(f"{path}: no readable workbook ({error}); name a file of facts") from error


def _parquet_records(path: Path) -> Iterator[Record]:
    parquet = _library("pyarrow.parquet", "parquet", path)
    batches = parquet.ParquetFile(str(path)).iter_batches(_BATCH)
    rows = chain.from_iterable(batch.to_pylist() for batch in batches)
    yield from (Record(number, cells) for number, cells in enumerate(rows, start=1))


def _sqlite_records(path: Path) -> Iterator[Record]:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            rows = database.execute(f"SELECT * FROM {TABLE}")  # noqa: S608
            names = [item[0] for item in rows.description]
            for number, row in enumerate(rows, start=1):
                yield Record(number, dict(zip(names, row, strict=True)))
    except sqlite3.Error as error:
        raise UsageError(f"{path}: no database of facts ({error})") from error


def _duckdb_records(path: Path) -> Iterator[Record]:
    duckdb = _library("duckdb", "duckdb", path)
    try:
        with closing(duckdb.connect(str(path), read_only=True)) as database:
            rows = database.execute(f"SELECT * FROM {TABLE}")  # noqa: S608
            names = [item[0] for item in rows.description]
            batches = iter(lambda: rows.fetchmany(_BATCH), [])
            for number, row in enumerate(chain.from_iterable(batches), start=1):
                yield Record(number, dict(zip(names, row, strict=True)))
    except duckdb.Error as error:
        raise UsageError(f"{path}: no database of facts ({error})") from error


def _no_records(path: Path) -> Iterator[Record]:
    raise UsageError(f"{path}: a Stata file has no facts to read back (its numbers are rounded); name .csv or .parquet")


_BINARY = (
    (b"<stata_dta>", 0, _no_records),
    (b"PK\x03\x04", 0, _workbook_records),
    (b"PAR1", 0, _parquet_records),
    (b"SQLite format 3\x00", 0, _sqlite_records),
    (b"DUCK", 8, _duckdb_records),
)


def _library(module: str, extra: str, path: Path) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise UsageError(f"{path}: reading it needs pip install 'policyfacts[{extra}]'") from error
