"""What ``policyfacts panel`` and ``policyfacts audit`` do: files of facts in, a table and a few words about it out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from policyfacts.analysis.audit_tables import counted
from policyfacts.analysis.observations import Measure, Status
from policyfacts.analysis.slots import Frequency
from policyfacts.analysis.tables import Table
from policyfacts.api import read_facts
from policyfacts.document import UsageError
from policyfacts.export import Labels
from policyfacts.export.atomic import check_target
from policyfacts.export.tables import PIPE_SUFFIXES, check_tables_path, write_tables, write_tables_to
from policyfacts.frame import Facts
from policyfacts.report import audit_summary, panel_summary, say, show_problem

SHOWN_ROWS = 60  # of a table on a terminal


@dataclass(frozen=True, slots=True)
class Output:
    """Where a table goes: a file, else the terminal or a pipe; how its columns are headed; what is said about it."""

    path: Path | None = None
    labels: Labels | None = None
    excel: bool = False
    quiet: bool = False
    format: str | None = None

    def check(self) -> None:
        """Raise UsageError where it cannot be written, before anything is read."""
        if self.path is not None:
            check_tables_path(self.path)
            check_target(self.path)
        if self.format is not None and (self.path is not None or f".{self.format}" not in PIPE_SUFFIXES):
            formats = ", ".join(suffix[1:] for suffix in PIPE_SUFFIXES)
            raise UsageError(f"--format says what goes into a pipe: {formats}; a file is named by its suffix with -o")
        if self.excel and (self.path is None or self.path.suffix.lower() not in {".csv", ".tsv"}):
            raise UsageError("--excel is for a CSV or TSV file; name one with -o FILE.csv")

    def write(self, tables: Sequence[Table]) -> None:
        """Write the tables: all to a workbook, the first to other files, the terminal and a pipe."""
        if self.path is not None:
            losses = write_tables(tables, self.path, labels=self.labels, excel=self.excel)
            if losses:
                say(f"{self.path} cannot hold all of it: {losses}")
        elif sys.stdout.isatty() and self.format is None:
            from policyfacts.cli_table import print_rows

            print_rows(tables[0], self.labels, SHOWN_ROWS)
        else:
            sys.stdout.flush()
            write_tables_to(sys.stdout.buffer, tables, f".{self.format or 'csv'}", labels=self.labels)
            sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class PanelRequest:
    """The options of ``policyfacts panel``, as given."""

    paths: Sequence[Path]
    output: Output = field(default_factory=Output)
    freq: Frequency = "A"
    measure: Measure = "value"
    status: Status = "actual"
    indicators: Sequence[str] = ()
    standard: bool = False
    long: bool = False
    units: Sequence[str] = ()
    conflicts: Path | None = None


def run_panel(request: PanelRequest) -> bool:
    """Make a panel; True where a file of facts was read in part."""
    request.output.check()
    if request.conflicts is not None:
        check_tables_path(request.conflicts)
        check_target(request.conflicts)
    facts = _read(request.paths)
    result = facts.panel(
        request.freq,
        request.measure,
        request.status,
        indicators=request.indicators,
        standard=request.standard,
        units=request.units,
    )
    panel, conflicts, series = result.tables(long=request.long)
    request.output.write((panel, conflicts, series))
    if request.conflicts is not None:
        write_tables((conflicts,), request.conflicts, labels=request.output.labels, excel=request.output.excel)
    if not request.output.quiet:
        listed = request.conflicts is not None or _is_workbook(request.output.path)
        say(panel_summary(result.panel, listed=listed))
    return _failed(facts)


def run_audit(paths: Sequence[Path], output: Output) -> bool:
    """Look for contradictions; True where a file of facts was read in part."""
    output.check()
    facts = _read(paths)
    result = facts.audit()
    output.write(result.tables())
    if not output.quiet:
        say(audit_summary(len(facts), counted(result)))
    return _failed(facts)


def _read(paths: Sequence[Path]) -> Facts:
    facts = read_facts(*paths)
    for problem in facts.problems:
        show_problem(problem)
    return facts


def _is_workbook(path: Path | None) -> bool:
    return path is not None and path.suffix.lower() == ".xlsx"


def _failed(facts: Facts) -> bool:
    return any(problem.severity in {"failed", "partial"} for problem in facts.problems)
