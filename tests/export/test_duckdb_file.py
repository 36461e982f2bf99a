import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from policyfacts.document import UsageError
from policyfacts.export import WriteOptions, write_file
from policyfacts.export.duckdb_file import _explain
from policyfacts.facts import Fact


def test_columns_have_types(tmp_path: Path) -> None:
    write_file([Fact(period_start="1500-01-01")], tmp_path / "a.duckdb", "duckdb", WriteOptions())
    with duckdb.connect(str(tmp_path / "a.duckdb")) as connection:
        sql = "SELECT typeof(doc), typeof(year), typeof(value), typeof(period_start), period_start FROM facts"
        assert connection.execute(sql).fetchall() == [("VARCHAR", "BIGINT", "DOUBLE", "DATE", date(1500, 1, 1))]


def test_a_database_of_another_kind_is_wrong_use_and_fetches_nothing(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.duckdb")) as connection:
        connection.execute("CREATE TABLE t (a)")
    with pytest.raises(UsageError, match="no DuckDB database"):
        write_file([Fact()], tmp_path / "a.duckdb", "duckdb", WriteOptions())


def test_a_database_that_another_program_has_open_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    script = f"import duckdb; c = duckdb.connect({str(path)!r}); print('open', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(UsageError, match="another program has it open"):
            write_file([Fact()], path, "duckdb", WriteOptions())
        other.communicate(b"\n")


def test_errors_say_what_to_do() -> None:
    assert "disk is full" in _explain(duckdb.IOException("IO Error: Could not write: No space left on device"))
    assert _explain(duckdb.Error("odd\nmore")) == "it cannot be written (odd); name another output"
