import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from policyfacts.document import UsageError
from policyfacts.export import WriteOptions, write_file
from policyfacts.export.sqlite import _explain
from policyfacts.facts import Fact


def test_numbers_are_exact_where_sqlite_can_hold_them(tmp_path: Path) -> None:
    numbers = ["9007199254740993", "-5", "0.1", "1E+3", "123456789012345678901", "1234567.123456789012"]
    options = WriteOptions(("value",))
    write_file([Fact(value=Decimal(n)) for n in numbers], tmp_path / "a.db", "sqlite", options)
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        rows = connection.execute("SELECT value, typeof(value) FROM facts ORDER BY rowid").fetchall()
    assert rows == [
        (9007199254740993, "integer"),
        (-5, "integer"),
        (0.1, "real"),
        (1000, "integer"),
        (1.2345678901234568e20, "real"),
        (1234567.123456789, "real"),
    ]
    assert options.losses.counts == {"rounded": 2}


def test_indexes_are_used_for_documents_and_series(tmp_path: Path) -> None:
    write_file([Fact(doc="a")], tmp_path / "a.db", "sqlite", WriteOptions())
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        for where in ("doc = 'a'", "region_code = '330200' AND indicator_std = 'GDP' AND year = 2024"):
            (plan,) = connection.execute(f"EXPLAIN QUERY PLAN SELECT * FROM facts WHERE {where}").fetchall()
            assert "USING INDEX" in plan[3]


def test_a_database_that_another_program_writes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    write_file([Fact(doc="a")], path, "sqlite", WriteOptions())
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **k, timeout=0))

    def facts() -> list[Fact]:
        pytest.fail("documents were read")

    with closing(connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UsageError, match=r"a\.db: another program is writing"):
            write_file((fact for _ in range(1) for fact in facts()), path, "sqlite", WriteOptions())


def test_a_full_disk_is_told_and_leaves_the_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    write_file([Fact(doc="a")], path, "sqlite", WriteOptions())
    connect = sqlite3.connect

    def small(*arguments: object, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)  # type: ignore[call-overload]
        connection.execute("PRAGMA max_page_count = 20")
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(UsageError, match=r"a\.db: the disk is full"):
        write_file([Fact(doc="a", text="x" * 500_000)], path, "sqlite", WriteOptions())
    with closing(connect(path)) as connection:
        assert connection.execute("SELECT doc, text FROM facts").fetchall() == [("a", "")]


def test_other_errors_say_what_sqlite_says() -> None:
    assert "odd" in _explain(sqlite3.OperationalError("odd"))
