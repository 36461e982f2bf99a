"""Every format read back with the tool that its users have gives the same rows.

    POLICYFACTS_TEST_ROWS=100000 pytest tests/export/test_round_trips.py

runs it with more rows than CI does.
"""

from __future__ import annotations

import csv
import json
import math
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package, system

import policyfacts
from generated_facts import documents_of, hostile_facts
from policyfacts.export import WriteOptions, write_file
from policyfacts.facts import COLUMN_NAMES, COLUMNS, Fact

ROWS = int(os.environ.get("POLICYFACTS_TEST_ROWS", "2000"))
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TYPES = {column.name: column.type for column in COLUMNS}
Row = Sequence[object]
Equal = Callable[[Any, Decimal], bool]


def read_csv(path: Path) -> Iterable[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.reader(handle, delimiter="\t" if path.suffix == ".tsv" else ",")


def read_csv_rows(path: Path) -> Iterable[Row]:
    rows = iter(read_csv(path))
    assert tuple(next(iter(rows))) == COLUMN_NAMES
    return rows


def of_frame(frame: pd.DataFrame) -> Iterable[Row]:
    return zip(*(frame[name].tolist() for name in frame.columns), strict=True)


def read_csv_pandas(path: Path) -> Iterable[Row]:
    texts = {name: str for name, type in TYPES.items() if type in {"text", "date"}}
    empty = {name: [""] for name in TYPES if name not in texts}
    frame = pd.read_csv(path, dtype=texts, keep_default_na=False, na_values=empty, low_memory=False)
    return of_frame(frame)


def read_jsonl(path: Path) -> Iterable[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield tuple(json.loads(line, parse_float=Decimal).values())


def read_xlsx(path: Path) -> Iterable[Row]:
    rows = openpyxl.load_workbook(path, read_only=True)["facts"].iter_rows(values_only=True)
    assert next(iter(rows)) == COLUMN_NAMES
    for row in rows:  # a row ends with its last cell that is not empty; line ends are XML's
        cells = [re.sub("\r\n?", "\n", cell) if isinstance(cell, str) else cell for cell in row]
        yield cells + [None] * (len(COLUMN_NAMES) - len(cells))


def read_parquet(path: Path) -> Iterable[Row]:
    return (tuple(row.values()) for row in pq.read_table(path).to_pylist())


def read_parquet_pandas(path: Path) -> Iterable[Row]:
    return of_frame(pd.read_parquet(path))


def read_parquet_duckdb(path: Path) -> Iterable[Row]:
    return duckdb.sql(f"SELECT * FROM '{path}'").fetchall()


def read_sqlite(path: Path) -> Iterable[Row]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM facts ORDER BY rowid").fetchall()


def read_duckdb(path: Path) -> Iterable[Row]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute("SELECT * FROM facts").fetchall()


def read_dta(path: Path) -> Iterable[Row]:
    frame = pd.read_stata(path)
    assert tuple(frame.columns) == tuple({"end": "end_"}.get(name, name) for name in COLUMN_NAMES)
    return of_frame(frame)


def read_package(path: Path) -> Iterable[Row]:
    with system.use_context(trusted=True):
        return (tuple(row.values()) for row in Package(path.parent / "datapackage.json").resources[0].read_rows())


def text_of(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def xlsx_text(text: str) -> str:
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", text)
    return re.sub("\r\n?", "\n", text if len(text) <= 32_767 else f"{text[:32_760]}… [cut]")


def stata_text(text: str) -> str:
    return text_of(text).replace("\0", "?")


def is_empty(cell: object) -> bool:
    return cell is None or cell == "" or bool(pd.isna(cell))  # type: ignore[call-overload]


def as_day(cell: object) -> str:
    if is_empty(cell):
        return ""
    return cell[:10] if isinstance(cell, str) else str(cell)[:10]


def exact(cell: Any, number: Decimal) -> bool:
    return Decimal(cell) == number


def double(cell: Any, number: Decimal) -> bool:
    return float(cell) == float(number)


def excel(cell: Any, number: Decimal) -> bool:  # which has 15 digits
    return math.isclose(cell, number, rel_tol=1e-15)


def same(column: str, fact: Fact, cell: Any, text: Callable[[str], str], number: Equal) -> bool:
    """Whether a cell read back is the fact's."""
    wanted = getattr(fact, column)
    if TYPES[column] == "date":
        return as_day(cell) == wanted
    if is_empty(wanted) or is_empty(cell):
        return is_empty(cell) and (is_empty(wanted) or text(str(wanted)) == "")
    if TYPES[column] == "text":
        return isinstance(cell, str) and cell == text(wanted)
    assert isinstance(cell, (str, int, float, Decimal))
    return number(cell, wanted)


CASES: list[tuple[str, Callable[[Path], Iterable[Row]], Callable[[str], str], Equal]] = [
    ("a.csv", read_csv_rows, text_of, exact),
    ("b.csv", read_csv_pandas, text_of, double),
    ("c.csv", read_package, text_of, exact),
    ("a.tsv", read_csv_rows, text_of, exact),
    ("a.jsonl", read_jsonl, text_of, exact),
    ("a.xlsx", read_xlsx, xlsx_text, excel),
    ("a.parquet", read_parquet, text_of, double),
    ("b.parquet", read_parquet_pandas, text_of, double),
    ("c.parquet", read_parquet_duckdb, text_of, double),
    ("a.sqlite", read_sqlite, text_of, double),
    ("a.duckdb", read_duckdb, text_of, double),
    ("a.dta", read_dta, stata_text, double),
]


@pytest.fixture(scope="module")
def generated() -> list[Fact]:
    return list(hostile_facts(ROWS, halves=True))


def check(facts: list[Fact], path: Path, read: Callable[[Path], Iterable[Row]], text: Any, number: Any) -> None:
    options = WriteOptions(documents=documents_of(facts), datapackage=read is read_package)
    write_file(facts, path, path.suffix[1:], options)
    count = 0
    for fact, row in zip(facts, read(path), strict=True):
        cells = zip(COLUMN_NAMES, row, strict=True)
        wrong = [name for name, cell in cells if not same(name, fact, cell, text, number)]
        assert wrong == [], [(getattr(fact, name), row[COLUMN_NAMES.index(name)]) for name in wrong]
        count += 1
    assert count == len(facts)


@pytest.mark.parametrize(("name", "read", "text", "number"), CASES, ids=[f"{c[0]}-{c[1].__name__}" for c in CASES])
def test_hostile_rows_come_back(
    generated: list[Fact], tmp_path: Path, name: str, read: Any, text: Any, number: Any
) -> None:
    check(generated, tmp_path / name, read, text, number)


@pytest.mark.parametrize(("name", "read", "text", "number"), CASES, ids=[f"{c[0]}-{c[1].__name__}" for c in CASES])
def test_the_samples_come_back(tmp_path: Path, name: str, read: Any, text: Any, number: Any) -> None:
    facts = list(policyfacts.extract_folder(SAMPLES, include=["*.txt", "*.md"]))
    assert len(facts) > 100
    check(facts, tmp_path / name, read, text, number)


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl", "a.parquet", "a.sqlite", "a.duckdb", "a.dta"])
def test_what_is_lost_is_counted(generated: list[Fact], tmp_path: Path, name: str) -> None:
    options = WriteOptions()
    write_file(generated, tmp_path / name, name[2:], options)
    cells = [cell for fact in generated for cell in fact.as_dict().values()]
    lost = "\ud800\udfff" + ("\0" if name == "a.dta" else "")
    texts = [cell for cell in cells if isinstance(cell, str)]
    assert options.losses.counts["characters"] == sum(text.count(c) for text in texts for c in lost)
    numbers = [cell for cell in cells if isinstance(cell, Decimal)]
    rounded = [n for n in numbers if Decimal(repr(float(n))) != n]
    if name == "a.sqlite":
        rounded = [n for n in rounded if n != int(n) or abs(n) >= 2**63]
    assert options.losses.counts["rounded"] == (0 if name in {"a.csv", "a.tsv", "a.jsonl"} else len(rounded))
    assert set(options.losses.counts) <= {"characters", "rounded"}
