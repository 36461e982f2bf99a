"""Many documents to a stream of results, in order, on as many processes as the work is worth."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from policyfacts.carried import Held, Shared
from policyfacts.cluster import Cluster
from policyfacts.coverage import Coverage
from policyfacts.discovery import STDIN, Discovery, Source, discover
from policyfacts.document import Document, DocumentError, Problem, UsageError
from policyfacts.export import DocumentRow
from policyfacts.extract import extract_document
from policyfacts.facts import Fact
from policyfacts.limits import Limits, limited
from policyfacts.readers import read_bytes, read_file
from policyfacts.readers.encodings import check_encoding
from policyfacts.readers.errors import ReadError
from policyfacts.readers.registry import read_within
from policyfacts.remote import Remote
from policyfacts.workers import Outcome, Workers

__all__ = [
    "STDIN",
    "Discovery",
    "ReadOptions",
    "Result",
    "Source",
    "discover",
    "digest_of",
    "document_row",
    "run",
]

PARALLEL_FILES = 8  # more files than this,
PARALLEL_BYTES = 4_000_000  # and more bytes, are worth the start of worker processes


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the caller knows of all documents of a run.

    ``report`` asks what became of their numbers, ``digest`` for that of each file; ``limits`` say how much of a
    document is taken.
    """

    encoding: str | None = None
    published: date | None = None
    region: str = ""
    report: bool = False
    digest: bool = False
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one document; ``path`` is the file that it was read from, ``digest`` as of :func:`digest_of`."""

    doc: str
    facts: tuple[Fact, ...] = ()
    problems: tuple[Problem, ...] = ()
    characters: int = 0
    coverage: Coverage | None = None
    path: Path | Remote | None = None
    digest: str = ""


class Pool(Protocol):
    """What does the work of a run elsewhere: one outcome for each source, in their order."""

    def outcomes(self, items: Sequence[Source]) -> Generator[Outcome[list[Result]], None, None]:
        """As :meth:`policyfacts.workers.Workers.outcomes`."""


def run(
    sources: Sequence[Source],
    options: ReadOptions | None = None,
    *,
    jobs: int | None = None,
    timeout: float | None = None,
    scheduler: str | None = None,
    tell: Callable[[str], None] | None = None,
) -> Iterator[list[Result]]:
    """The results of each file together, in the order of the sources, as soon as they are there; one a document.

    ``jobs`` is the number of processes (None: one for each processor); a small amount of work stays in this process.
    A file that takes longer than ``timeout`` seconds is given up; with a timeout even one job has its own process.
    With a ``scheduler``, the address of one of Dask, its workers do all of it; ``tell`` is given what is worth knowing.
    Whatever happens to a document is a Problem of its result.
    """
    options = options or ReadOptions()
    if options.encoding:
        check_encoding(options.encoding)
    jobs = processors() if jobs is None else jobs
    if scheduler is not None:
        yield from _run_on(_cluster(scheduler, options, timeout, tell), sources, options, timeout)
    elif timeout is not None or (jobs > 1 and _is_worth_processes(sources)):
        jobs = max(min(jobs, len(sources)), 1)
        pool = Workers(partial(process, options=options), jobs, timeout=timeout, weight=_size, prepare=_load)
        yield from _run_on(pool, sources, options, timeout)
    else:
        for source in sources:
            yield process(source, options)


def process(source: Source, options: ReadOptions) -> list[Result]:
    """Read the documents of one source, mostly one, and extract their facts; what is wrong with them never raises."""
    digest = digest_of(source.path) if options.digest else ""
    with limited(options.limits):
        return [replace(result, path=source.file, digest=digest) for result in _results(source, options)]


def digest_of(path: Path | Remote | Shared | Held | None) -> str:
    """By what the content of a file is known: its SHA-256 in hexadecimal digits, or what its storage says of it.

    Nothing for a file that cannot be read, and for standard input.
    """
    if path is None:
        return ""
    try:
        if not isinstance(path, Path):
            return path.digest()
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ReadError):
        return ""


def _results(source: Source, options: ReadOptions) -> list[Result]:
    name = source.name
    try:
        documents = _read(source, options)
    except DocumentError as error:
        kind = error.kind if isinstance(error, ReadError) else "unreadable"
        return [Result(name, problems=(Problem(name, kind, str(error)),))]
    except UsageError:  # an unknown encoding
        raise
    except Exception as error:  # one document must not end the run
        return [Result(name, problems=(_internal(name, error),))]
    if not documents:
        return [Result(name, problems=(Problem(name, "empty", f"{name}: no document in it", "note"),))]
    return [_extract(document, options) for document in documents]


def _extract(document: Document, options: ReadOptions) -> Result:
    """The facts of one document."""
    name, coverage = document.name, Coverage() if options.report else None
    try:
        facts = tuple(
            fact if fact.doc == name else replace(fact, doc=name)
            for fact in extract_document(document, coverage=coverage)
        )
    except UsageError:  # a pattern file is at fault, not the document
        raise
    except Exception as error:  # one document must not end the run
        return Result(name, problems=(_internal(name, error),))
    problems = tuple(replace(problem, doc=name) for problem in document.problems)
    failed = any(problem.severity == "failed" for problem in problems)
    if not document.text.strip() and not failed:
        problems += (Problem(name, "empty", f"{name}: the document is empty", "note"),)
    elif not facts and not failed:
        problems += (Problem(name, "no_facts", f"{name}: no facts found", "note"),)
    return Result(name, facts, problems, len(document.text), coverage)


def document_row(result: Result) -> DocumentRow:
    """The document of a result, for what lists the documents of a run."""
    path = result.path.url if isinstance(result.path, Remote) else result.path
    return DocumentRow(
        result.doc, len(result.facts), result.problems, result.characters, result.coverage, path, result.digest
    )


def _read(source: Source, options: ReadOptions) -> list[Document]:
    if source.path is not None:
        return read_file(
            source.path,
            name=source.name,
            encoding=options.encoding,
            published=options.published,
            region=options.region,
        )
    try:
        documents = read_bytes(read_within(sys.stdin.buffer), name=source.name, encoding=options.encoding)
    except ReadError as error:
        raise ReadError(f"standard input: {error}", kind=error.kind) from error
    return [
        replace(found, published=options.published or found.published, region=options.region) for found in documents
    ]


def _internal(name: str, error: BaseException) -> Problem:
    message = f"{name}: unexpected {type(error).__name__}: {error}; please report it with the document"
    return Problem(name, "internal", message)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _is_worth_processes(sources: Sequence[Source]) -> bool:
    return len(sources) > PARALLEL_FILES and sum(_size(source) for source in sources) > PARALLEL_BYTES


def _size(source: Source) -> int:
    if isinstance(source.path, Remote):
        return source.path.size
    try:
        return source.path.stat().st_size if isinstance(source.path, Path) else 0
    except OSError:
        return 0


def _run_on(
    pool: Pool, sources: Sequence[Source], options: ReadOptions, timeout: float | None
) -> Iterator[list[Result]]:
    """As :func:`run`, each file wherever the pool reads it; standard input stays in this process."""
    files = [source for source in sources if source.path is not None]
    outcomes = pool.outcomes(files)
    with closing(outcomes):
        for source in sources:
            if source.path is None:
                yield process(source, options)
                continue
            outcome = next(outcomes)
            results = [_lost(source, outcome, timeout)] if outcome.value is None else outcome.value
            yield [replace(result, path=source.file) for result in results]


def _cluster(
    address: str, options: ReadOptions, timeout: float | None, tell: Callable[[str], None] | None
) -> Cluster[Source, list[Result]]:
    """A Dask cluster, to which files are shared by their path, else carried; what is behind URLs it reads itself."""
    most = options.limits.file_size

    def share(source: Source) -> Source:
        return replace(source, path=Shared.of(source.path, most)) if isinstance(source.path, Path) else source

    def carry(source: Source) -> tuple[Source, int]:
        if not isinstance(source.path, Path):
            return source, 0
        held = Held.of(source.path, most)
        return replace(source, path=held), len(held.data)

    work, tell = partial(process, options=options), tell or (lambda message: None)
    return Cluster(address, work, timeout=timeout, prepare=_load, share=share, carry=carry, tell=tell)


def _load() -> None:
    """Load the rules, which the first document would wait for."""
    extract_document(Document(""))


def _lost(source: Source, outcome: Outcome[list[Result]], timeout: float | None) -> Result:
    """The result of a file whose worker gave none."""
    name = source.name
    if outcome.error is not None:
        problem = _internal(name, outcome.error)
    elif outcome.timed_out:
        message = f"{name}: it was not read within {timeout:g} seconds; allow more with --timeout, or split the file"
        problem = Problem(name, "timeout", message)
    else:
        message = f"{name}: the process that read it ended unexpectedly (out of memory?); split the file"
        problem = Problem(name, "crashed", message)
    return Result(name, problems=(problem,))
