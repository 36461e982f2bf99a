"""DuckDB: one file to ask with SQL; needs the extra ``duckdb``; the tables are told in ``database``.

Columns are ``VARCHAR``, ``BIGINT``, ``DOUBLE`` and ``DATE``; why numbers are doubles is told in ``arrow``.  There are
no indexes: DuckDB keeps the least and the greatest value of each stretch of a column and skips by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from policyfacts.export.arrow import TYPES, record_batch
from policyfacts.export.database import DOCUMENT_COLUMNS, Database, database_file, write_tables
from policyfacts.export.options import WriteOptions
from policyfacts.facts import Fact

_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "100MB",  # of DuckDB itself; what is more goes to the disk
    "threads": 1,
    "autoinstall_known_extensions": False,  # nothing is fetched from the network for a file of another kind
    "autoload_known_extensions": False,
}
_ADVICE = (
    ("set lock", "another program has it open; close it there"),
    ("another process", "another program has it open; close it there"),
    ("not a valid DuckDB", "it is no DuckDB database; name another output"),
    ("Extension", "it is no DuckDB database; name another output"),  # it is a file of another database
    ("No space left", "the disk is full, nothing was written; free some space, or name an output on another disk"),
    ("Permission denied", "no permission to write; name another output"),
)


def write(facts: Iterable[Fact], path: Path, options: WriteOptions) -> None:
    """Write into the database at ``path``, which may be there or not."""
    with database_file(path, duckdb.Error, _explain), _transaction(path) as connection:
        write_tables(facts, _DuckDb(connection), path, options)


@contextmanager
def _transaction(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(path), config=_SETTINGS) as connection:
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")  # to close without it is to roll back


def _explain(error: Exception) -> str:
    message = str(error)
    for words, advice in _ADVICE:
        if words in message:
            return advice
    return f"it cannot be written ({message.splitlines()[0]}); name another output"


class _DuckDb(Database):
    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._run = connection

    def columns(self, table: str) -> list[str]:
        here = "database_name = current_database() AND schema_name = current_schema()"
        sql = f"SELECT column_name FROM duckdb_columns() WHERE {here} AND table_name = ? ORDER BY column_index"
        return [row[0] for row in self._run.execute(sql, [table]).fetchall()]

    def create(self, table: str, columns: Iterable[tuple[str, str]]) -> None:
        described = ", ".join(f'"{name}" {_TYPES[type]}' for name, type in columns)
        self._run.execute(f"CREATE TABLE {table} ({described})")

    def delete(self, table: str, docs: Sequence[str]) -> None:
        self._run.execute(f"DELETE FROM {table} WHERE doc IN (SELECT unnest(?))", [list(docs)])

    def insert_facts(self, facts: Sequence[Fact], options: WriteOptions) -> None:
        schema = pa.schema([pa.field(column.name, TYPES[column.type]) for column in options.selected])
        self._insert("facts", record_batch(facts, options, schema))

    def insert_documents(self, rows: Sequence[tuple[object, ...]]) -> None:
        schema = pa.schema([pa.field(name, TYPES[type]) for name, type in DOCUMENT_COLUMNS])
        by_name = [dict(zip(schema.names, row, strict=True)) for row in rows]
        self._insert("documents", pa.RecordBatch.from_pylist(by_name, schema=schema))

    def _insert(self, table: str, batch: pa.RecordBatch) -> None:
        """Append a batch; registered by a name it would stay in memory until the transaction ends."""
        columns = ", ".join(f'"{name}"' for name in self.columns(table))
        self._run.from_arrow(pa.Table.from_batches([batch])).select(columns).insert_into(table)
