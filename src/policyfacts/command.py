"""What ``policyfacts extract`` does: checks first, then documents to rows, then what to say about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from policyfacts.api import parse_published
from policyfacts.batch import STDIN, Discovery, ReadOptions, Result, discover, document_row, run
from policyfacts.document import Problem, UsageError
from policyfacts.export import (
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
from policyfacts.export.problems import check_problems_path, write_problems
from policyfacts.facts import Fact
from policyfacts.readers import can_read
from policyfacts.readers.encodings import check_encoding
from policyfacts.report import coverage_report, progress, say, show_problem, summary
from policyfacts.rules.load import default_rules
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
    report: bool = False
    quiet: bool = False


def run_extract(request: Request) -> bool:
    """Do what the command was asked for; True where a document failed or was read in part."""
    outputs = _check_outputs(request)
    format = _format(request)
    columns = resolve_columns(request.columns or ("core" if format == TABLE else "all"))
    options = ReadOptions(request.encoding, parse_published(request.published), request.region, request.report)
    if request.encoding:
        check_encoding(request.encoding)
    if request.region:
        default_rules().regions.given(request.region)
    found = discover(request.paths, include=request.include, exclude=request.exclude, outputs=outputs)
    if STDIN in request.paths and sys.stdin.isatty() and not request.quiet:
        say(f"reading from the terminal: end the text with {'Ctrl-Z and Enter' if os.name == 'nt' else 'Ctrl-D'}")
    tally = _Tally(found)
    units = shown_units(request.units, default_rules().units) if request.units else None
    writing = WriteOptions(columns, request.labels, request.excel, tally.documents, units)
    with progress(len(found.sources), shown=_shows_progress(request, format)) as advance:
        facts: Iterable[Fact] = tally.facts(run(found.sources, options), advance)
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
        say(summary(tally.documents, tally.problems, found.skipped_by_kind))
    return any(problem.severity in {"failed", "partial"} for problem in tally.problems)


class _Tally:
    """Lets facts stream by and keeps what the end of the run is told of."""

    def __init__(self, found: Discovery) -> None:
        self.documents: list[DocumentRow] = []
        self.problems: list[Problem] = []
        for problem in found.problems:
            self.documents.append(DocumentRow(problem.doc, 0, (problem,)))
            self._note(problem)

    def facts(self, results: Iterable[Result], advance: Iterator[None]) -> Iterator[Fact]:
        for result in results:
            self.documents.append(document_row(result))
            for problem in result.problems:
                self._note(problem)
            next(advance, None)
            yield from result.facts

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
    if request.excel and (format != "csv" or request.output is None):
        raise UsageError("--excel is for a CSV file; name one with -o FILE.csv")
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
