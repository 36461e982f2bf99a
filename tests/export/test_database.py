"""What SQLite and DuckDB have in common: the tables, what is replaced, and what a failed run leaves."""

import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest

from policyfacts.document import Problem, UsageError
from policyfacts.export import DocumentRow, WriteOptions, write_file
from policyfacts.facts import COLUMN_NAMES, Fact
from policyfacts.shown import ShownUnit, ShownUnits

A = Fact(doc="甲.txt", region_code="330200", indicator_std="进出口总额", year=2024, value=Decimal("187690000000"))
B = Fact(doc="乙.txt", value=Decimal("-0.25"), period_start="1500-01-01", text="")
DOCUMENTS = (
    DocumentRow("甲.txt", 1, characters=120, path=Path("甲.txt")),
    DocumentRow("丙.pdf", 0, (Problem("丙.pdf", "empty", "one"), Problem("丙.pdf", "note", "two"))),
)


class Case:
    """One kind of database: where it lies and how it is read."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.path = kind, folder / f"facts.{kind}"

    def write(self, *facts: Fact, **options: Any) -> None:
        write_file(facts, self.path, self.kind, WriteOptions(**options))

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        connection: Any = (sqlite3 if self.kind == "sqlite" else duckdb).connect(self.path)
        try:
            return list(connection.execute(sql).fetchall())
        finally:
            connection.close()

    def run(self, sql: str) -> None:
        connection: Any = (sqlite3 if self.kind == "sqlite" else duckdb).connect(self.path)
        connection.execute(sql)
        if self.kind == "sqlite":
            connection.commit()
        connection.close()


@pytest.fixture(params=["sqlite", "duckdb"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    return Case(request.param, tmp_path)


def test_two_tables_with_types(database: Case) -> None:
    database.write(A, B, documents=DOCUMENTS)
    assert database.ask("SELECT doc, year, value, period_start IS NULL, text FROM facts ORDER BY year") in (
        [("乙.txt", None, -0.25, 0, ""), ("甲.txt", 2024, 187690000000, 1, "")],
        [("甲.txt", 2024, 187690000000.0, True, ""), ("乙.txt", None, -0.25, False, "")],
    )
    assert database.ask("SELECT * FROM documents ORDER BY rows, doc DESC") == [
        ("丙.pdf", "", 0, 0, "one\ntwo", ""),
        ("甲.txt", "甲.txt", 1, 120, "", ""),
        ("乙.txt", "", 1, 0, "", ""),
    ]


def test_a_further_run_replaces_its_documents_and_leaves_the_others(database: Case) -> None:
    database.write(A, A, B, Fact(doc="丙.pdf"), documents=DOCUMENTS)
    database.run("CREATE TABLE mine AS SELECT 1 AS one")
    later = Fact(doc="甲.txt", year=2025)
    database.write(later, documents=DOCUMENTS)
    assert database.ask("SELECT doc, year FROM facts ORDER BY doc") == [("乙.txt", None), ("甲.txt", 2025)]
    assert database.ask("SELECT doc, rows FROM documents ORDER BY doc") == [("丙.pdf", 0), ("乙.txt", 1), ("甲.txt", 1)]
    assert database.ask("SELECT one FROM mine") == [(1,)]


def test_rows_of_one_document_may_come_apart(database: Case) -> None:
    database.write(A)
    database.write(A, B, A)
    assert database.ask("SELECT count(*) FROM facts WHERE doc = '甲.txt'") == [(2,)]


def test_columns_chosen_have_the_document_and_no_labels(database: Case) -> None:
    units = ShownUnits({"": ShownUnit("亿元", Fraction(10**8))})
    for _ in range(2):
        database.write(A, columns=("value", "year"), labels="zh", units=units)
    assert database.ask("SELECT doc, value, year, value_shown, unit_shown FROM facts") == [
        ("甲.txt", 187690000000, 2024, 1876.9, "亿元")
    ]
    with pytest.raises(UsageError, match=r"table facts with other columns \(doc, value"):
        database.write(A)


def test_a_foreign_table_is_left_alone(database: Case) -> None:
    database.run("CREATE TABLE documents (id INTEGER, title VARCHAR)")
    with pytest.raises(UsageError, match=r"table documents with other columns \(id, title\).*another file"):
        database.write(A)
    assert database.ask("SELECT count(*) FROM documents") == [(0,)]


def failing() -> Iterator[Fact]:
    yield A
    yield Fact(doc="乙.txt", year=1)
    raise KeyboardInterrupt


def test_a_failed_run_leaves_the_database_as_it_was_and_no_new_one(database: Case, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_file(failing(), database.path, database.kind, WriteOptions())
    assert list(tmp_path.iterdir()) == []
    database.write(B)
    with pytest.raises(KeyboardInterrupt):
        write_file(failing(), database.path, database.kind, WriteOptions())
    assert database.ask("SELECT doc, value FROM facts") == [("乙.txt", -0.25)]
    assert [path.name for path in tmp_path.iterdir()] == [database.path.name]


def test_what_is_no_database_is_wrong_use_and_stays(database: Case) -> None:
    database.path.write_text("no database " * 500, encoding="utf-8")
    with pytest.raises(UsageError, match=r"facts\..*name another output"):
        database.write(A)
    assert database.path.read_text(encoding="utf-8").startswith("no database")


def test_a_missing_folder_is_wrong_use(database: Case, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        write_file([A], tmp_path / "no" / "a.db", database.kind, WriteOptions())


def test_no_facts_make_empty_tables(database: Case) -> None:
    database.write()
    assert database.ask("SELECT * FROM facts") == []
    assert len(COLUMN_NAMES) == 35
