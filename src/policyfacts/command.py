"""What ``policyfacts extract`` does: checks first, then documents to rows, then what to say about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from policyfacts.api import parse_published
from policyfacts.batch import STDIN, Discovery, ReadOptions, Result, digest_of, discover, document_row, run
from policyfacts.document import Problem, UsageError
from policyfacts.export import (
    FORMATS,
    DocumentRow,
    Labels,
    WriteOptions,
    check_format,
    check_stream,
    format_of,
    resolve_columns,
    write_file,
    write_stream,
)
from policyfacts.export.atomic import check_target, explain
from policyfacts.export.datapackage import check_datapackage
from policyfacts.export.problems import check_problems_path, write_problems
from policyfacts.export.sqlite import digests
from policyfacts.facts import Fact
from policyfacts.journal import Journal, journal_path
from policyfacts.limits import Limits
from policyfacts.readers import can_read
from policyfacts.readers.encodings import check_encoding
from policyfacts.report import coverage_report, progress, say, show_problem, summary
from policyfacts.rules.load import default_rules
from policyfacts.rules.locate import patterns_digest
from policyfacts.rules.shown_units import shown_units

TABLE = "table"


@dataclass(frozen=True, slots=True)
class Request:
    """The options of the command, as given."""

    paths: Sequence[str]
    output: Path | None = None
    format: str | None = None
    columns: str | None = None
    published: str | None = None
    region: str = ""
    encoding: str | None = None
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    problems: Path | None = None
    labels: Labels | None = None
    excel: bool = False
    units: Sequence[str] = ()
    datapackage: bool = False
    report: bool = False
    jobs: int | None = None
    timeout: float | None = None
    scheduler: str | None = None
    resume: bool = False
    update: bool = False
    limits: Limits = Limits()
    quiet: bool = False


def run_extract(request: Request) -> bool:
    """Do what the command was asked for; True where a document failed or was read in part."""
    outputs = _check_outputs(request)
    format = _format(request)
    columns = resolve_columns(request.columns or ("core" if format == TABLE else "all"))
    options = _read_options(request, format)
    found = discover(request.paths, include=request.include, exclude=request.exclude, outputs=outputs)
    unchanged = _leave_unchanged(found, request)
    if STDIN in request.paths and sys.stdin.isatty() and not request.quiet:
        say(f"reading from the terminal: end the text with {'Ctrl-Z and Enter' if os.name == 'nt' else 'Ctrl-D'}")
    tally = _Tally(found)
    units = shown_units(request.units, default_rules().units) if request.units else None
    writing = WriteOptions(
        columns, request.labels, request.excel, tally.documents, units, datapackage=request.datapackage
    )
    with _results(found, options, request) as results:
        with progress(len(found.sources), shown=_shows_progress(request, format)) as advance:
            facts: Iterable[Fact] = tally.facts(results, advance)
            if format == TABLE:
                facts = list(facts)  # the table is shown when the progress bar has gone
            else:
                _write(facts, request, format, writing)
        if format == TABLE:
            _write(facts, request, format, writing)
    if request.problems is not None:
        write_problems(tally.problems + found.skipped, request.problems)
    if writing.losses:
        say(f"the format {format} cannot hold all of it: {writing.losses}")
    for document in tally.documents if request.report else ():
        say(coverage_report(document))
    if not request.quiet:
        say(summary(tally.documents, tally.problems, found.skipped_by_kind, unchanged))
    return any(problem.severity in {"failed", "partial"} for problem in tally.problems)


def _read_options(request: Request, format: str) -> ReadOptions:
    """What is known of all documents, checked before any of them is read."""
    if request.encoding:
        check_encoding(request.encoding)
    if request.scheduler is not None and request.jobs is not None:
        raise UsageError("--jobs is for the processes of this machine; leave it out with --scheduler")
    if request.region:
        default_rules().regions.given(request.region)
    digest = request.resume or (format != TABLE and FORMATS[format].target == "database")
    published = parse_published(request.published)
    return ReadOptions(request.encoding, published, request.region, request.report, digest, request.limits)


@contextmanager
def _results(found: Discovery, options: ReadOptions, request: Request) -> Iterator[Iterator[list[Result]]]:
    """The results of each file; with ``--resume`` those of an earlier run first, and kept until the output is there."""
    how: dict[str, Any] = {
        "jobs": request.jobs,
        "timeout": request.timeout,
        "scheduler": request.scheduler,
        "tell": say,
    }
    if not request.resume or request.output is None:
        try:
            yield run(found.sources, options, **how)
        except KeyboardInterrupt:
            if request.output is not None:
                say(f"{request.output} was not written; a run with --resume keeps what is done and can be gone on with")
            raise
        return
    from policyfacts import __version__

    journal = Journal(journal_path(request.output), options, f"{__version__} {patterns_digest()}")
    if len(journal) and not request.quiet:
        say(f"going on with an earlier run: {len(journal):,} files are done")
    try:
        yield journal.runs(found.sources, options, **how)
    except BaseException:
        journal.close()
        if journal.path.exists():
            say(f"what is done is kept in {journal.path}; the same command goes on with it")
        raise
    journal.remove()


def _leave_unchanged(found: Discovery, request: Request) -> int:
    """With ``--update``, take out the files that the database has already; how many they are."""
    if not request.update or request.output is None:
        return 0
    known = digests(request.output)
    before = len(found.sources)
    found.sources = [
        source
        for source in found.sources
        if str(source.path) not in known or known[str(source.path)] != digest_of(source.path)
    ]
    return before - len(found.sources)


class _Tally:
    """Lets facts stream by and keeps what the end of the run is told of."""

    def __init__(self, found: Discovery) -> None:
        self.documents: list[DocumentRow] = []
        self.problems: list[Problem] = []
        for problem in found.problems:
            self.documents.append(DocumentRow(problem.doc, 0, (problem,)))
            self._note(problem)

    def facts(self, files: Iterable[Sequence[Result]], advance: Iterator[None]) -> Iterator[Fact]:
        for results in files:
            for result in results:
                self.documents.append(document_row(result))
                for problem in result.problems:
                    self._note(problem)
                yield from result.facts
            next(advance, None)

    def _note(self, problem: Problem) -> None:
        self.problems.append(problem)
        if problem.severity in {"failed", "partial"}:
            show_problem(problem)


def _format(request: Request) -> str:
    if request.output is None and request.format is None and sys.stdout.isatty():
        format = TABLE
    else:
        format = format_of(request.format, request.output)
    if format != TABLE:
        check_format(format)
        if request.output is None:
            check_stream(format)
    if request.resume and request.output is None:
        raise UsageError("--resume keeps what is done beside the output; name one with -o FILE")
    if request.update and format != "sqlite":
        raise UsageError("--update is for an SQLite database; name one with -o FILE.sqlite")
    if request.excel and (format not in {"csv", "tsv"} or request.output is None):
        raise UsageError("--excel is for a CSV or TSV file; name one with -o FILE.csv")
    if request.datapackage:
        check_datapackage(request.output, format)
    return format


def _check_outputs(request: Request) -> list[Path]:
    """The files that the run writes; what is wrong with them is said before any document is read."""
    outputs = [path for path in (request.output, request.problems) if path is not None]
    for path in outputs:
        check_target(path)
    if request.problems is not None:
        check_problems_path(request.problems)
    real = [os.path.realpath(path) for path in outputs]
    if len(set(real)) < len(real):
        raise UsageError(f"{request.problems}: --output and --problems name the same file; name two")
    for text in request.paths:
        named = Path(text)
        if os.path.realpath(named) in real and named.is_file() and can_read(named):
            raise UsageError(f"{named}: the output would overwrite this document; name another output")
    return outputs


def _shows_progress(request: Request, format: str) -> bool:
    if request.quiet or not sys.stderr.isatty():
        return False
    return format == TABLE or request.output is not None or not sys.stdout.isatty()


def _write(facts: Iterable[Fact], request: Request, format: str, options: WriteOptions) -> None:
    if request.output is not None:
        write_file(facts, request.output, format, options)
        return
    try:
        if format == TABLE:
            from policyfacts.cli_table import print_table

            print_table(facts, options)
        else:
            write_stream(facts, _stdout(), format, options)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(explain(error, "standard output")) from error


def _stdout() -> BinaryIO:
    sys.stdout.flush()
    return sys.stdout.buffer
