"""The commands on facts that were extracted: panel and audit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from policyfacts.cli_exits import EXIT_PROBLEMS, exit_codes

Facts = Annotated[
    list[Path], typer.Argument(metavar="FACTS", help="Files that `policyfacts extract` wrote; - is standard input.")
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write .xlsx, .csv, .tsv, .jsonl or .dta."),
]
PipeFormat = Annotated[
    Literal["csv", "tsv", "jsonl"] | None, typer.Option("--format", help="What goes into a pipe; else CSV.")
]
TableLabels = Annotated[
    Literal["en", "zh"] | None, typer.Option("--labels", help="Headings in English or Chinese, not names.")
]
Excel = Annotated[bool, typer.Option("--excel", help="Begin a .csv or .tsv file with a byte order mark, for Excel.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No summary, only problems.")]


def panel(
    facts: Facts,
    output: Output = None,
    freq: Annotated[
        Literal["A", "Q", "M", "YTD"],
        typer.Option("--freq", help="Years, quarters, months, or months 1—N of a year together."),
    ] = "A",
    measure: Annotated[
        Literal["value", "growth_rate"], typer.Option("--measure", help="Values, or growth against the year before.")
    ] = "value",
    status: Annotated[
        Literal["actual", "target", "forecast"], typer.Option("--status", help="Results, targets or forecasts.")
    ] = "actual",
    indicator: Annotated[
        list[str] | None,
        typer.Option("--indicator", metavar="NAME", help="Only this indicator, standard or as written. Repeatable."),
    ] = None,
    standard: Annotated[bool, typer.Option("--standard", help="Only indicators of the lexicon.")] = False,
    long: Annotated[
        bool, typer.Option("--long", help="A row for each observation, with its document and sentence.")
    ] = False,
    unit: Annotated[
        list[str] | None, typer.Option("--unit", metavar="UNIT", help="Show values in this unit. Repeatable.")
    ] = None,
    conflicts: Annotated[
        Path | None, typer.Option("--conflicts", metavar="FILE", help="List where documents disagree in this file.")
    ] = None,
    format: PipeFormat = None,
    labels: TableLabels = None,
    excel: Excel = False,
    quiet: Quiet = False,
) -> None:
    """Put facts into a panel: region × period in rows, indicators in columns, one number a cell.

    Without -o it is shown on the terminal; a pipe has CSV.  An .xlsx file also lists where documents disagree.

    Exit codes: 0 fine; 1 FACTS was read in part; 2 wrong use.
    """
    with exit_codes():
        from policyfacts.analysis_command import Output as Target
        from policyfacts.analysis_command import PanelRequest, run_panel

        request = PanelRequest(
            facts,
            Target(output, labels, excel, quiet, format),
            freq,
            measure,
            status,
            indicator or [],
            standard,
            long,
            unit or [],
            conflicts,
        )
        failed = run_panel(request)
    if failed:
        raise typer.Exit(EXIT_PROBLEMS)


def audit(
    facts: Facts,
    output: Output = None,
    format: PipeFormat = None,
    labels: TableLabels = None,
    excel: Excel = False,
    quiet: Quiet = False,
) -> None:
    """Find figures that contradict one another, each with its sources.

    Growth rates against the levels of two years, parts and shares against their whole, two values of one observation,
    values 10⁴ or 10⁸ off the usual size.

    Exit codes: 0 fine, whatever was found; 1 FACTS was read in part; 2 wrong use.
    """
    with exit_codes():
        from policyfacts.analysis_command import Output as Target
        from policyfacts.analysis_command import run_audit

        failed = run_audit(facts, Target(output, labels, excel, quiet, format))
    if failed:
        raise typer.Exit(EXIT_PROBLEMS)
