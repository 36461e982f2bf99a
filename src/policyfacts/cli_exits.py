"""How the command ends: exit codes, closed pipes, and streams in UTF-8."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import typer

from policyfacts.document import UsageError

EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


@contextmanager
def exit_codes() -> Iterator[None]:
    """Errors of use, an interrupt and a closed pipe, each to its exit code."""
    try:
        yield
    except UsageError as error:
        typer.echo(f"policyfacts: {error}", err=True)
        raise typer.Exit(EXIT_USAGE) from error
    except KeyboardInterrupt as error:
        typer.echo("policyfacts: interrupted", err=True)
        raise typer.Exit(EXIT_INTERRUPTED) from error
    except BrokenPipeError as error:
        _drop_output()
        raise typer.Exit(0) from error


def _drop_output() -> None:
    """Let what is still buffered for a reader that has gone end nowhere, without a message."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, io.UnsupportedOperation):
            stream.flush()
            continue
        with suppress(OSError, ValueError, io.UnsupportedOperation):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def utf8_streams() -> None:
    """UTF-8 on every system, whatever its locale says."""
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
