"""Which module writes which format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from policyfacts.document import UsageError
from policyfacts.export.atomic import atomic_output
from policyfacts.export.options import WriteOptions
from policyfacts.facts import Fact


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, suffixes, the module that writes it, and whether it goes to standard output."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    streams: bool = True


FORMATS: dict[str, Format] = {
    item.name: item
    for item in (
        Format("csv", (".csv",), "csv_file"),
        Format("jsonl", (".jsonl", ".ndjson"), "jsonl"),
        Format("xlsx", (".xlsx",), "xlsx", streams=False),
    )
}


class _Write(Protocol):
    def __call__(self, facts: Iterable[Fact], stream: BinaryIO, options: WriteOptions) -> None: ...


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
    for item in FORMATS.values():
        if path.suffix.lower() in item.suffixes:
            return item.name
    suffixes = " ".join(suffix for item in FORMATS.values() for suffix in item.suffixes)
    raise UsageError(f"{path}: its suffix names no format; use one of {suffixes}, or --format {'|'.join(FORMATS)}")


def write_file(facts: Iterable[Fact], path: Path, format: str, options: WriteOptions) -> None:
    """Write a file, whole or not at all."""
    with atomic_output(path) as stream:
        _writer(format)(facts, stream, options)


def write_stream(facts: Iterable[Fact], stream: BinaryIO, format: str, options: WriteOptions) -> None:
    """Write to an open stream, line by line as facts come."""
    if not FORMATS[format].streams:
        raise UsageError(f"{format} cannot be written to standard output; name a file with -o")
    _writer(format)(facts, stream, options)


def _writer(format: str) -> _Write:
    return cast(_Write, import_module(f"policyfacts.export.{FORMATS[format].module}").write)
