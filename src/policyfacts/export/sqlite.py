"""SQLite: one file to ask with SQL, updated document by document; the tables are told in ``database``.

Columns are ``TEXT``, ``INTEGER`` and, for numbers, ``NUMERIC``: whole numbers of up to 64 bits are stored as integers
and are exact, others as 64 bit floats, which give 15 significant digits back (what they do not is counted as
rounded).  Dates are ISO text, as SQLite's date functions read them.  An empty text cell is ``''``, any other empty
cell NULL.  Text is kept whole; of a text with a NUL character SQLite's own functions see what stands before it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from policyfacts.export.cells import as_number, encodable
from policyfacts.export.database import DOCUMENT_COLUMNS, Database, database_file, with_doc, write_tables
from policyfacts.export.options import WriteOptions
from policyfacts.facts import Fact

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "date": "TEXT"}
_SERIES = ("region_code", "indicator_std", "year")  # what a time series is looked up by
_ADVICE = {
    sqlite3.SQLITE_BUSY: "another program is writing to it; wait for that, or close it there",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; wait for that, or close it there",
    sqlite3.SQLITE_NOTADB: "it is no SQLite database; name another output",
    sqlite3.SQLITE_CORRUPT: "the database is damaged; name another output",
    sqlite3.SQLITE_FULL: "the disk is full, nothing was written; free some space, or name an output on another disk",
    sqlite3.SQLITE_READONLY: "the database is read-only; name another output",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; look at its folder and its permissions, or name another output",
}


def write(facts: Iterable[Fact], path: Path, options: WriteOptions) -> None:
    """Write into the database at ``path``, which may be there or not."""
    with database_file(path, sqlite3.Error, _explain), _transaction(path) as connection:
        write_tables(facts, _Sqlite(connection), path, options)
        _index(connection, with_doc(options))


def digests(path: Path) -> dict[str, str]:
    """The SHA-256 of each file in the database that was read whole, by its path; none without a database.

    UsageError for a file that is none of ours.
    """
    if not path.exists():
        return {}
    with database_file(path, sqlite3.Error, _explain), closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT path, min(digest) FROM documents GROUP BY path")
        return {file: digest for file, digest in rows if file and digest}


@contextmanager
def _transaction(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that has the right to write from the start, so that a locked file is told at once."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")  # to close without it is to roll back


def _explain(error: Exception) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says more of the same
    return _ADVICE.get(code, f"it cannot be written ({error}); name another output")


def _index(connection: sqlite3.Connection, options: WriteOptions) -> None:
    """The index of time series, made when all rows are there, which is faster."""
    columns = [name for name in _SERIES if name in options.columns]
    if columns:
        connection.execute(f"CREATE INDEX IF NOT EXISTS facts_series ON facts ({', '.join(columns)})")


class _Sqlite(Database):
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection

    def columns(self, table: str) -> list[str]:
        return [row[1] for row in self._run.execute(f"PRAGMA table_info({table})")]

    def create(self, table: str, columns: Iterable[tuple[str, str]]) -> None:
        described = ", ".join(f'"{name}" {_TYPES[type]}' for name, type in columns)
        self._run.execute(f"CREATE TABLE {table} ({described})")
        self._run.execute(f"CREATE INDEX {table}_doc ON {table} (doc)")

    def delete(self, table: str, docs: Sequence[str]) -> None:
        self._run.executemany(f"DELETE FROM {table} WHERE doc = ?", [(doc,) for doc in docs])

    def insert_facts(self, facts: Sequence[Fact], options: WriteOptions) -> None:
        rows = _rows(facts, options)
        names = [column.name for column in options.selected]
        try:
            self._insert("facts", names, rows)
        except UnicodeEncodeError:
            whole = [[encodable(c, options.losses) if isinstance(c, str) else c for c in row] for row in rows]
            self._insert("facts", names, whole)

    def insert_documents(self, rows: Sequence[tuple[object, ...]]) -> None:
        self._insert("documents", [name for name, _ in DOCUMENT_COLUMNS], rows)

    def _insert(self, table: str, names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Insert all rows or none of them."""
        quoted, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
        self._run.execute("SAVEPOINT rows")
        try:
            self._run.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", rows)
        except UnicodeEncodeError:
            self._run.execute("ROLLBACK TO rows")
            raise
        self._run.execute("RELEASE rows")


def _rows(facts: Iterable[Fact], options: WriteOptions) -> list[list[object]]:
    row, numbers, dates = options.row, options.of_type("number"), options.of_type("date")
    rows = []
    for fact in facts:
        cells = list(row(fact))
        for place in numbers:
            cells[place] = as_number(cells[place], options.losses)
        for place in dates:
            cells[place] = cells[place] or None
        rows.append(cells)
    return rows
