"""The problems of a run as a file: JSON Lines, or CSV where the name ends in ``.csv``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from policyfacts.document import Problem, UsageError
from policyfacts.export.atomic import atomic_output
from policyfacts.export.csv_file import line_writer
from policyfacts.export.jsonl import json_value
from policyfacts.export.losses import Losses, utf8

_NAMES = tuple(field.name for field in fields(Problem))


def check_problems_path(path: Path) -> None:
    """Raise UsageError for a type that problems are not written in."""
    if path.suffix.lower() == ".xlsx":
        raise UsageError(f"{path}: problems are written as .csv or .jsonl; name such a file")


def write_problems(problems: Iterable[Problem], path: Path) -> None:
    """Write one line a problem, whole or not at all."""
    check_problems_path(path)
    with atomic_output(path) as stream:
        losses = Losses()  # names of files may hold what UTF-8 does not
        if path.suffix.lower() == ".csv":
            lines = line_writer(stream, losses)
            lines.writerow(_NAMES)
            lines.writerows([getattr(problem, name) for name in _NAMES] for problem in problems)
            return
        for problem in problems:
            line = ", ".join(f'"{name}": {json_value(getattr(problem, name))}' for name in _NAMES)
            stream.write(utf8(f"{{{line}}}\n", losses))
