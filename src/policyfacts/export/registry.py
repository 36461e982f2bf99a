"""Which module writes which format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Literal, Protocol, cast

from policyfacts.document import UsageError
from policyfacts.export.atomic import atomic_output, check_target
from policyfacts.export.datapackage import check_datapackage, write_datapackage
from policyfacts.export.options import WriteOptions
from policyfacts.facts import Fact


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, suffixes, the module that writes it, and what it is written to.

    A ``stream`` may be a pipe; a ``file`` is written whole beside its place, which it then takes; a ``database``
    is opened where it lies and changed in one transaction.  ``extra`` names the extra of the package that has
    the library the module needs.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    target: Literal["stream", "file", "database"] = "stream"
    extra: str = ""


FORMATS: dict[str, Format] = {
    item.name: item
    for item in (
        Format("csv", (".csv",), "csv_file"),
        Format("tsv", (".tsv",), "tsv"),
        Format("jsonl", (".jsonl", ".ndjson"), "jsonl"),
        Format("xlsx", (".xlsx",), "xlsx", "file"),
        Format("parquet", (".parquet",), "parquet", "file", "parquet"),
        Format("sqlite", (".sqlite", ".sqlite3", ".db"), "sqlite", "database"),
        Format("duckdb", (".duckdb",), "duckdb_file", "database", "duckdb"),
        Format("dta", (".dta",), "dta", "file"),
        Format("sdmx-csv", (".sdmx.csv",), "sdmx_csv"),
    )
}
_BY_SUFFIX = sorted(  # the longest first: .sdmx.csv before .csv
    ((suffix, item) for item in FORMATS.values() for suffix in item.suffixes), key=lambda pair: -len(pair[0])
)


class _Write(Protocol):
    def __call__(self, facts: Iterable[Fact], stream: BinaryIO, options: WriteOptions) -> None: ...


class _WriteInto(Protocol):
    def __call__(self, facts: Iterable[Fact], path: Path, options: WriteOptions) -> None: ...


def format_of(name: str | None, path: Path | None) -> str:
    """The format by its name, else by the suffix of the output; UsageError where neither says one."""
    if name is not None:
        if name.lower() in FORMATS:
            return name.lower()
        near = get_close_matches(name.lower(), FORMATS, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UsageError(f"unknown format {name!r}{hint} Formats: {', '.join(FORMATS)}")
    if path is None:
        return "csv"
    for suffix, item in _BY_SUFFIX:
        if path.name.lower().endswith(suffix):
            return item.name
    suffixes = " ".join(suffix for item in FORMATS.values() for suffix in item.suffixes)
    raise UsageError(f"{path}: its suffix names no format; use one of {suffixes}, or --format {'|'.join(FORMATS)}")


def write_file(facts: Iterable[Fact], path: Path, format: str, options: WriteOptions) -> None:
    """Write a file, whole or not at all; a database that is there is added to."""
    if options.datapackage:
        check_datapackage(path, format)
    if FORMATS[format].target == "database":
        check_target(path)
        cast(_WriteInto, _writer(format))(facts, path, options)
        return
    write = cast(_Write, _writer(format))
    with atomic_output(path) as stream:
        write(facts, stream, options)
    if options.datapackage:
        write_datapackage(path, options)


def write_stream(facts: Iterable[Fact], stream: BinaryIO, format: str, options: WriteOptions) -> None:
    """Write to an open stream, line by line as facts come."""
    check_stream(format)
    cast(_Write, _writer(format))(facts, stream, options)


def check_stream(format: str) -> None:
    """Raise UsageError for a format that cannot be written to a pipe."""
    if FORMATS[format].target != "stream":
        suffix = FORMATS[format].suffixes[0]
        raise UsageError(f"{format} cannot be written to standard output; name a file with -o FILE{suffix}")


def check_format(format: str) -> None:
    """Raise UsageError where the library that writes a format is not installed."""
    _writer(format)


def _writer(format: str) -> object:
    try:
        return import_module(f"policyfacts.export.{FORMATS[format].module}").write
    except ModuleNotFoundError as error:
        if not FORMATS[format].extra:
            raise
        extra = f"policyfacts[{FORMATS[format].extra}]"
        raise UsageError(f"{format} needs the package {error.name}; install it with: pip install '{extra}'") from error
