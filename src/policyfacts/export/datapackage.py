"""A Frictionless ``datapackage.json`` beside a CSV file: what its columns are, for programs.

It follows Data Package and Table Schema, version 1 (specs.frictionlessdata.io).  A ``datapackage.json`` that is there
keeps its other resources and whatever else it holds; only the entry of this CSV file is made anew.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from policyfacts.document import UsageError
from policyfacts.export.atomic import atomic_output, check_target
from policyfacts.export.dictionary import dictionary
from policyfacts.export.options import WriteOptions
from policyfacts.facts import CODES

FILE = "datapackage.json"


def check_datapackage(path: Path | None, format: str) -> None:
    """Raise UsageError where no package can be written for an output, before any work is done."""
    if path is None or format != "csv":
        raise UsageError("--datapackage describes a CSV file; name one with -o FILE.csv")
    check_target(path.with_name(FILE))
    _package(path.with_name(FILE))


def write_datapackage(path: Path, options: WriteOptions) -> None:
    """Describe the CSV file at ``path``, written with these options, whole or not at all."""
    target = path.with_name(FILE)
    package = _package(target)
    others = [resource for resource in package["resources"] if resource.get("path") != path.name]
    taken = {resource.get("name") for resource in others}
    package["resources"] = [*others, _resource(path.name, taken, options)]
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    with atomic_output(target) as stream:
        stream.write(text.encode("utf-8", "replace"))


def _package(target: Path) -> dict[str, Any]:
    """The package that is there, or a new one."""
    if not target.exists():
        return {"profile": "tabular-data-package", "resources": []}
    try:
        package = json.loads(target.read_text(encoding="utf-8"))
        resources = package["resources"]
        if isinstance(package, dict) and isinstance(resources, list) and all(isinstance(r, dict) for r in resources):
            return package
    except (ValueError, KeyError, TypeError):
        pass
    raise UsageError(f"{target}: it is no data package; move it away, or name an output in another folder")


def _resource(path: str, taken: set[object], options: WriteOptions) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": _name(path, taken),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {"fields": _fields(options), "missingValues": [""]},
    }


def _name(path: str, taken: set[object]) -> str:
    """A name of the letters that the standard has, which no other resource bears."""
    base = re.sub(r"[^a-z0-9._-]+", "-", path.lower().removesuffix(".csv")).strip("-.") or "facts"
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _fields(options: WriteOptions) -> list[dict[str, Any]]:
    types = {"text": "string"}
    fields = []
    for heading, column, (_, label, _, meaning) in zip(
        options.headings, options.selected, dictionary(options.labels, options.selected), strict=True
    ):
        field: dict[str, Any] = {
            "name": heading,
            "title": label,
            "type": types.get(column.type, column.type),
            "description": meaning,
        }
        if column.name in CODES:
            field["constraints"] = {"enum": list(CODES[column.name])}
        fields.append(field)
    return fields
