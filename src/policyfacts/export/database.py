"""Facts into a database file: the tables, what is replaced, and what errors mean.

A table ``facts`` has the columns chosen (``doc`` always, named as in :data:`~policyfacts.facts.COLUMNS` whatever the
labels), a table ``documents`` one row a document: ``doc``, ``path``, ``rows``, ``characters``, ``problems``, the
messages of its problems, one a line, and ``digest``, the SHA-256 of its file where that was read whole.  Written
again, the documents of the run take the place of their rows of earlier runs, also where they give none any more;
documents that are not in the run, and other tables, stay.  All of it is one transaction: a run that fails leaves the
file as it was, and none where there was none.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from policyfacts.document import UsageError
from policyfacts.export.batches import batches
from policyfacts.export.cells import encodable
from policyfacts.export.losses import Losses
from policyfacts.export.options import DocumentRow, WriteOptions
from policyfacts.facts import Fact

ROWS = 5_000  # at a time: databases keep copies of their own
DOCUMENT_COLUMNS: tuple[tuple[str, str], ...] = (
    ("doc", "text"),
    ("path", "text"),
    ("rows", "integer"),
    ("characters", "integer"),
    ("problems", "text"),
    ("digest", "text"),
)


class Database(ABC):
    """What the databases differ in; an instance is an open transaction."""

    @abstractmethod
    def columns(self, table: str) -> list[str]:
        """The columns of a table, none where there is no such table."""

    @abstractmethod
    def create(self, table: str, columns: Iterable[tuple[str, str]]) -> None:
        """Create a table; columns are names and types of :data:`~policyfacts.facts.COLUMNS`."""

    @abstractmethod
    def delete(self, table: str, docs: Sequence[str]) -> None:
        """Delete the rows of some documents."""

    @abstractmethod
    def insert_facts(self, facts: Sequence[Fact], options: WriteOptions) -> None:
        """Append rows to the table ``facts``."""

    @abstractmethod
    def insert_documents(self, rows: Sequence[tuple[object, ...]]) -> None:
        """Append rows to the table ``documents``."""


def write_tables(facts: Iterable[Fact], database: Database, path: Path, options: WriteOptions) -> None:
    """Fill both tables with the facts and the documents of the options."""
    options = with_doc(options)
    known = _table(database, path, "facts", [(column.name, column.type) for column in options.selected])
    known |= _table(database, path, "documents", DOCUMENT_COLUMNS)
    counts: Counter[str] = Counter()
    for batch in batches(facts, ROWS):
        new = list({fact.doc for fact in batch if fact.doc not in counts})
        if known:
            _delete(database, new)
        database.insert_facts(batch, options)
        counts.update(fact.doc for fact in batch)
    rows = {row.doc: row for row in (*(DocumentRow(doc, n) for doc, n in counts.items()), *options.documents)}
    if known:
        _delete(database, [doc for doc in rows if doc not in counts])
    database.insert_documents([_document(row, options) for row in rows.values()])


def with_doc(options: WriteOptions) -> WriteOptions:
    """Options whose columns have ``doc``, by which rows are replaced."""
    return options if "doc" in options.columns else replace(options, columns=("doc", *options.columns))


def _table(database: Database, path: Path, table: str, columns: Sequence[tuple[str, str]]) -> bool:
    """Whether a table is there already; it is created where it is not."""
    there, wanted = database.columns(table), [name for name, _ in columns]
    if not there:
        database.create(table, columns)
        return False
    if sorted(there) != sorted(wanted):
        raise UsageError(
            f"{path}: it has a table {table} with other columns ({', '.join(there)}); "
            "name another file, or the --columns and --unit of the run that made it"
        )
    return True


def _delete(database: Database, docs: Iterable[str]) -> None:
    names = [encodable(doc, Losses()) for doc in docs]  # what is lost is counted where it is written
    for table in ("facts", "documents"):
        database.delete(table, names)


def _document(row: DocumentRow, options: WriteOptions) -> tuple[object, ...]:
    problems = "\n".join(problem.message for problem in row.problems)
    doc, path, problems = (encodable(text, options.losses) for text in (row.doc, str(row.path or ""), problems))
    whole = not any(problem.severity in {"failed", "partial"} for problem in row.problems)
    return doc, path, row.rows, row.characters, problems, row.digest if whole else ""


@contextmanager
def database_file(path: Path, errors: type[Exception], explain: Callable[[Exception], str]) -> Iterator[None]:
    """Around all that is done with a database: its errors become UsageError, a new file goes with a failed run."""
    new = not path.exists()
    try:
        yield
    except BaseException as error:
        if new:
            for leftover in (path, *(path.with_name(path.name + suffix) for suffix in ("-journal", ".wal"))):
                with suppress(OSError):
                    leftover.unlink(missing_ok=True)
        if isinstance(error, errors):
            raise UsageError(f"{path}: {explain(error)}") from error
        raise
