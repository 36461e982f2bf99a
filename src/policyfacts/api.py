"""The public face: what the command does, one call does."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

from policyfacts.batch import ReadOptions, discover, document_row, run
from policyfacts.coverage import Coverage
from policyfacts.document import Document, DocumentError, UsageError
from policyfacts.export import DocumentRow
from policyfacts.extract import extract_document
from policyfacts.facts import Fact
from policyfacts.facts_file import read_facts as _read_facts
from policyfacts.frame import Facts
from policyfacts.limits import Limits, limited
from policyfacts.readers import read_file
from policyfacts.remote import is_url

__all__ = ["Facts", "extract", "extract_folder", "parse_published", "read", "read_all", "read_facts"]

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def extract(
    text: str, *, name: str = "", published: date | str | None = None, region: str = "", report: bool = False
) -> Facts:
    """The facts of a text.

    ``published`` (a date, or ``"2024-05-13"``, ``"2024-05"``, ``"2024"``) and ``region`` are what the
    caller knows of the document; otherwise they are looked for in the text.  ``start`` and ``end``
    of each fact count in ``text`` as given.  With ``report``, ``.documents[0].coverage`` says what
    became of its numbers.
    """
    mark = len(text) - len(text.removeprefix("\ufeff"))
    plain = text[mark:].replace("\r\n", "\n").replace("\r", "\n")
    document = Document(plain, name=name, published=parse_published(published), region=region)
    coverage = Coverage() if report else None
    found = extract_document(document, coverage=coverage)
    facts = [fact if fact.doc == name else replace(fact, doc=name) for fact in found]
    row = DocumentRow(name, len(facts), (), len(plain), coverage)
    if len(plain) == len(text):
        return Facts(facts, documents=(row,))
    joined = [match.start() - number for number, match in enumerate(re.finditer("\r\n", text[mark:]))]
    return Facts((_moved(fact, joined, mark) for fact in facts), documents=(row,))


def _moved(fact: Fact, joined: Sequence[int], mark: int) -> Fact:
    """The fact with its offsets in the text as given: behind the mark and the ``\\r`` of each ``\\r\\n``."""
    if fact.start is None or fact.end is None:
        return fact
    start = fact.start + bisect_left(joined, fact.start) + mark
    return replace(fact, start=start, end=fact.end + bisect_left(joined, fact.end) + mark)


def read(
    path: str | Path,
    *,
    encoding: str | None = None,
    published: date | str | None = None,
    region: str = "",
    limits: Limits | None = None,
) -> Document:
    """Read a file that holds one document; its format and encoding are recognised by content.

    Raises DocumentError, also where the file holds several documents (:func:`read_all`).
    """
    documents = read_all(path, encoding=encoding, published=published, region=region, limits=limits)
    if len(documents) != 1:
        raise DocumentError(f"{path}: it holds {len(documents)} documents, not one; read them with read_all")
    return documents[0]


def read_all(
    path: str | Path,
    *,
    encoding: str | None = None,
    published: date | str | None = None,
    region: str = "",
    limits: Limits | None = None,
) -> list[Document]:
    """All documents in a file: one, or those of an archive, a mail, a table of texts.  Raises DocumentError."""
    with limited(limits or Limits()):
        return read_file(Path(path), encoding=encoding, published=parse_published(published), region=region)


def read_facts(*paths: str | Path) -> Facts:
    """The facts in files that were written before (CSV, TSV, JSON Lines, xlsx, Parquet, SQLite, DuckDB).

    The format is seen from the content.  ``.problems`` tells rows that are broken, with their line, and columns that
    an older version did not have.  Raises UsageError for a file that cannot be read or holds no facts.
    """
    found = [_read_facts(Path(path)) for path in paths]
    return Facts(
        (fact for facts, _ in found for fact in facts), problems=(one for _, problems in found for one in problems)
    )


def extract_folder(
    paths: str | Path | Iterable[str | Path],
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    encoding: str | None = None,
    published: date | str | None = None,
    region: str = "",
    jobs: int | None = 1,
    scheduler: str | None = None,
    report: bool = False,
    limits: Limits | None = None,
) -> Facts:
    """The facts of all documents in folders and files, also behind URLs, with ``.problems`` for what could not be read.

    With ``report`` each of ``.documents`` has a ``coverage``: what became of its numbers, and the sentences with
    numbers that nothing explained.  ``jobs`` is the number of processes; None takes one for each processor, which
    needs the caller's script to be guarded by ``if __name__ == "__main__":``.  ``scheduler`` is the address of a Dask
    cluster, which then does the work.  ``limits`` say how much of a document is taken.  Raises UsageError for a path,
    a URL or a cluster that is not there.
    """
    named = [paths] if isinstance(paths, (str, Path)) else list(paths)
    found = discover([path if is_url(path) else Path(path) for path in named], include=include, exclude=exclude)
    options = ReadOptions(encoding, parse_published(published), region, report, limits=limits or Limits())
    runs = run(found.sources, options, jobs=jobs, scheduler=scheduler)
    results = list(chain.from_iterable(runs))
    problems = [*found.problems, *(problem for result in results for problem in result.problems), *found.skipped]
    documents = [document_row(item) for item in results]
    return Facts((fact for result in results for fact in result.facts), problems=problems, documents=documents)


def parse_published(text: date | str | None) -> date | None:
    """A date of publication: a date, or text as ``2024-05-13``; ``2024-05`` and ``2024`` mean their last day."""
    if text is None or isinstance(text, date):
        return text
    match = _PUBLISHED.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"{text!r} is no date of publication; write YYYY-MM-DD, YYYY-MM or YYYY")
    year, month = int(match[1]), int(match[2] or 12)
    try:
        return date(year, month, int(match[3]) if match[3] else monthrange(year, month)[1])
    except ValueError as error:
        raise UsageError(f"{text!r} is no day of the calendar; write YYYY-MM-DD, YYYY-MM or YYYY") from error
