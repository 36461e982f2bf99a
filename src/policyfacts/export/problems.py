"""The problems of a run as a file: JSON Lines, or CSV where the name ends in ``.csv``."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from policyfacts.document import Problem, UsageError
from policyfacts.export.atomic import atomic_output
from policyfacts.export.csv_file import Utf8Text
from policyfacts.export.jsonl import json_value
from policyfacts.export.losses import Losses

_NAMES = tuple(field.name for field in fields(Problem))


def check_problems_path(path: Path) -> None:
    """Raise UsageError for a type that problems are not written in."""
    if path.suffix.lower() == ".xlsx":
        raise UsageError(f"{path}: problems are written as .csv or .jsonl; name such a file")


def write_problems(problems: Iterable[Problem], path: Path) -> None:
    """Write one line a problem, whole or not at all."""
    check_problems_path(path)
    with atomic_output(path) as stream:
        out = Utf8Text(stream, Losses())
        if path.suffix.lower() == ".csv":
            rows = csv.writer(out, lineterminator="\n")
            rows.writerow(_NAMES)
            rows.writerows([getattr(problem, name) for name in _NAMES] for problem in problems)
            return
        for problem in problems:
            line = ", ".join(f'"{name}": {json_value(getattr(problem, name))}' for name in _NAMES)
            out.write(f"{{{line}}}\n")
