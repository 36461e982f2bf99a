"""Columns as pandas data frames, the same types whatever they hold, and data frames back as facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from importlib import import_module
from typing import Any

import pandas as pd

from policyfacts.document import UsageError
from policyfacts.facts import COLUMNS, Column, ColumnType, Fact

ACCESSOR = "policyfacts"
_NEEDED = frozenset({"indicator", "value"})


def frame_of(columns: Sequence[Column], cells: Iterable[Sequence[Any]]) -> pd.DataFrame:
    """A data frame of columns and the cells of each.

    Text and ISO dates are ``string``, integers ``Int64``, numbers ``Float64``; an empty text cell is ``""``,
    another empty cell ``<NA>``.
    """
    made = {column.name: _array(values, column.type) for column, values in zip(columns, cells, strict=True)}
    register_accessor()
    return pd.DataFrame(made, columns=[column.name for column in columns])


def register_accessor() -> None:
    """Give data frames the accessor ``policyfacts``; what it needs is loaded when it is first used."""
    if not hasattr(pd.DataFrame, ACCESSOR):
        pd.api.extensions.register_dataframe_accessor(ACCESSOR)(_accessor)  # type: ignore[type-var]


def _accessor(frame: pd.DataFrame) -> Any:
    return import_module("policyfacts.accessor").PolicyFactsAccessor(frame)


def _array(cells: Sequence[Any], kind: ColumnType) -> Any:
    if kind == "integer":
        return pd.array(list(cells), dtype="Int64")
    if kind == "number":
        return pd.array([None if cell is None else float(cell) for cell in cells], dtype="Float64")
    return pd.array(list(cells), dtype=pd.StringDtype("python"))


def facts_of(frame: pd.DataFrame) -> Iterator[Fact]:
    """The facts in a data frame that has their columns, by name; other columns are left aside, missing ones empty.

    UsageError where the columns ``indicator`` and ``value`` are missing.
    """
    lacking = sorted(_NEEDED - set(frame.columns))
    if lacking:
        raise UsageError(f"no data frame of facts: no column {', '.join(lacking)}; take one that to_frame() gave")
    known = [column for column in COLUMNS if column.name in frame.columns]
    taken = [[_cell(value, column.type) for value in frame[column.name]] for column in known]
    for row in zip(*taken, strict=True):
        yield Fact(**{column.name: value for column, value in zip(known, row, strict=True)})


def _cell(value: Any, kind: ColumnType) -> Any:
    missing = value is None or value is pd.NA or value != value  # noqa: PLR0124 -- NaN is not itself
    if kind == "number":
        return None if missing else Decimal(str(value)).normalize()
    if kind == "integer":
        return None if missing else int(value)
    return "" if missing else str(value)
