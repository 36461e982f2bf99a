"""The command: options in, calls of the library, messages out on standard error."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from policyfacts.cli_analysis import audit, panel
from policyfacts.cli_exits import EXIT_INTERRUPTED, EXIT_PROBLEMS, exit_codes, utf8_streams

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from policyfacts import __version__

        typer.echo(f"policyfacts {__version__}")
        raise typer.Exit


@app.callback()
def policyfacts(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Chinese policy documents in, a tidy table of statistical facts out."""


@app.command()
def extract(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help="Files, folders (read recursively), URLs of both, or - for standard input."
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file, whole or not at all.")
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="Format of the output; else taken from its suffix. Without -o: a table on a terminal, CSV in a pipe.",
        ),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="all|core|NAME,...", help="Columns; a terminal shows core, a file has all."),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="Date of publication: YYYY-MM-DD, YYYY-MM or YYYY."),
    ] = None,
    region: Annotated[
        str, typer.Option("--region", metavar="NAME", help="Home region of the documents, e.g. 宁波市.")
    ] = "",
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="Encoding of the files; else recognised by content."),
    ] = None,
    include: Annotated[
        list[str] | None, typer.Option("--include", metavar="GLOB", help="Read only files that match. Repeatable.")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", metavar="GLOB", help="Leave out files that match. Repeatable.")
    ] = None,
    problems: Annotated[
        Path | None,
        typer.Option(
            "--problems", metavar="FILE", help="Write what went wrong or was skipped (.csv, else JSON Lines)."
        ),
    ] = None,
    labels: Annotated[
        Literal["en", "zh"] | None, typer.Option("--labels", help="Column headings in English or Chinese, not names.")
    ] = None,
    excel: Annotated[
        bool, typer.Option("--excel", help="Begin a .csv or .tsv file with a byte order mark, for Excel.")
    ] = False,
    unit: Annotated[
        list[str] | None,
        typer.Option("--unit", metavar="UNIT", help="Show values in this unit, e.g. 亿元, 万吨. Repeatable."),
    ] = None,
    datapackage: Annotated[
        bool, typer.Option("--datapackage", help="Put a datapackage.json beside a .csv file, which describes it.")
    ] = False,
    report: Annotated[
        bool,
        typer.Option(
            "--report", help="Say, per document, what became of its numbers and which sentences were passed over."
        ),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", min=1, metavar="N", help="Processes; else one for each processor where it pays."),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Give up a file that takes longer than this."),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Run on the Dask cluster there, e.g. tcp://host:8786."),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="Keep what is done in FILE.partial, and go on with what an earlier run has done."
        ),
    ] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Read only files that the SQLite output does not have as they are now.")
    ] = False,
    max_file_size: Annotated[
        str, typer.Option("--max-file-size", metavar="SIZE", help="Give up files that are larger.")
    ] = "500MB",
    max_expanded: Annotated[
        str,
        typer.Option(
            "--max-expanded", metavar="SIZE", help="Give up documents that unpack to more; of a .zip, five times it."
        ),
    ] = "200MB",
    max_cells: Annotated[
        int, typer.Option("--max-cells", min=1, metavar="N", help="Read so many table cells of a document.")
    ] = 5_000_000,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary, only problems.")] = False,
) -> None:
    """Extract the facts of documents: where, what, when, how much, and how it moved.

    Exit codes: 0 fine; 1 a document failed or was read in part; 2 wrong use.
    """
    with exit_codes():
        from policyfacts.command import Request, run_extract
        from policyfacts.limits import Limits, size_of

        request = Request(
            paths=paths,
            output=output,
            format=format,
            columns=columns,
            published=published,
            region=region,
            encoding=encoding,
            include=include or [],
            exclude=exclude or [],
            problems=problems,
            labels=labels,
            excel=excel,
            units=unit or [],
            datapackage=datapackage,
            report=report,
            jobs=jobs,
            timeout=timeout,
            scheduler=scheduler,
            resume=resume,
            update=update,
            limits=Limits(size_of(max_file_size), size_of(max_expanded), max_cells),
            quiet=quiet,
        )
        failed = run_extract(request)
    if failed:
        raise typer.Exit(EXIT_PROBLEMS)


app.command()(panel)
app.command()(audit)


def main() -> None:
    """Entry point of the command."""
    utf8_streams()
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)


if __name__ == "__main__":
    main()
