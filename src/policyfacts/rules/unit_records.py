"""The records of `patterns/units.toml`, validated."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import tomli
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from policyfacts.document import UsageError

Kind = Literal[
    "money", "mass", "area", "length", "volume", "energy", "power", "traffic", "people", "counter", "rate", "share",
    "ratio", "time", "temperature", "data", "pressure", "concentration", "index", "rank", "other",
]  # fmt: skip

FILE = "units.toml"


class UnitsError(UsageError, ValueError):
    """The unit file is wrong, or a unit is asked for that it does not hold."""


_Text = Annotated[str, StringConstraints(min_length=1)]
_Factor = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+|/[1-9][0-9]*)?$")]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Example(_Record):
    text: _Text
    value: _Text
    base: _Text


class UnitRecord(_Record):
    """A unit: its spellings, what it is of its base unit, what may not stand behind it."""

    name: _Text
    also: list[_Text] = []
    base: str = ""
    factor: _Factor = "1"
    kind: Kind
    not_before: str = ""
    not_after: str = ""
    examples: list[_Example] = []


class MultiplierRecord(_Record):
    """A multiplier (万, 亿): a power of ten."""

    name: _Text
    also: list[_Text] = []
    factor: Annotated[str, StringConstraints(pattern=r"^10*$")]
    not_before: str = ""


class DenominatorRecord(_Record):
    """What stands under a slash only (`/10万`, `/千人`)."""

    name: _Text
    also: list[_Text] = []
    kind: Kind
    not_before: str = ""


class NaturalRecord(_Record):
    """Nouns that are counted without a measure word, and the unit that counts them."""

    nouns: Annotated[list[_Text], Field(min_length=1)]
    base: _Text
    not_before: str = ""


class UnitFile(_Record):
    """The whole file."""

    unit: list[UnitRecord] = []
    multiplier: list[MultiplierRecord] = []
    denominator: list[DenominatorRecord] = []
    natural: list[NaturalRecord] = []


def read_units(folder: Path) -> tuple[UnitFile, str]:
    """The records of `units.toml` of a folder of patterns, and its path; an error names the file and the record."""
    path = folder / FILE
    try:
        data = tomli.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnitsError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnitsError(f"{path}: {error}") from error
    try:
        return UnitFile.model_validate(data), str(path)
    except ValidationError as error:
        raise UnitsError("\n".join(_explain(str(path), data, error))) from error


def _explain(path: str, data: dict[str, Any], error: ValidationError) -> list[str]:
    lines: list[str] = []
    for problem in error.errors():
        where = problem["loc"]
        label = str(where[0]) if where else "file"
        if len(where) > 1 and isinstance(where[1], int):
            label += f" {where[1] + 1}"
            records = data.get(str(where[0]))
            record = records[where[1]] if isinstance(records, list) else None
            if isinstance(record, dict) and record.get("name"):
                label += f" ({record['name']})"
        field = ".".join(str(step) for step in where[2:])
        lines.append(f"{path}: {label}: {field + ': ' if field else ''}{problem['msg']}")
    return lines
