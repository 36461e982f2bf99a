"""The pandas accessor ``frame.policyfacts``: extraction from a column of texts, and what facts in a frame can do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from policyfacts.api import extract
from policyfacts.dataframes import frame_of
from policyfacts.document import UsageError
from policyfacts.export import resolve_columns
from policyfacts.facts import COLUMNS, Fact
from policyfacts.frame import Facts
from policyfacts.results import AuditResult, PanelResult


class PolicyFactsAccessor:
    """``frame.policyfacts``: there once pandas and this package are both imported, or a data frame was asked for."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def extract(
        self,
        column: str,
        *,
        published: str | date | None = None,
        region: str = "",
        name: str = "",
        columns: str = "all",
    ) -> pd.DataFrame:
        """The facts of a column of texts, one row a fact, under the index of the row that its text stands in.

        ``published``, ``region`` and ``name`` (for the column ``doc``) are each a column of the frame, else the
        same value for all rows; ``name`` may be left out.  A cell that is no text has no facts.  UsageError for an
        unknown column.
        """
        if column not in self._frame.columns:
            raise UsageError(f"no column {column!r} in the data frame; it has {', '.join(map(str, self._frame))}")
        found: list[Fact] = []
        positions: list[int] = []
        for position, (text, *known) in enumerate(self._rows(column, published, region, name)):
            if isinstance(text, str):
                facts = extract(text, published=_day(known[0]), region=_text(known[1]), name=_text(known[2]))
                found += facts
                positions += [position] * len(facts)
        return self._framed(found, positions, columns)

    def _rows(self, column: str, *known: Any) -> Iterator[tuple[Any, ...]]:
        values = [self._values(item) for item in known]
        return zip(self._frame[column], *values, strict=True)

    def _values(self, item: Any) -> list[Any]:
        """What is known of each row: a column of the frame, or one value for all."""
        if isinstance(item, str) and item in self._frame.columns:
            return list(self._frame[item])
        return [item] * len(self._frame)

    def _framed(self, facts: list[Fact], positions: list[int], columns: str) -> pd.DataFrame:
        by_name = {column.name: column for column in COLUMNS}
        chosen = [by_name[name] for name in resolve_columns(columns)]
        frame = frame_of(chosen, ([getattr(fact, column.name) for fact in facts] for column in chosen))
        frame.index = self._frame.index.take(positions)
        return frame

    def facts(self) -> Facts:
        """The facts in a frame that has their columns."""
        return Facts.from_frame(self._frame)

    def panel(self, **options: Any) -> PanelResult:
        """The panel of the facts in the frame; options as of :meth:`Facts.panel`."""
        return self.facts().panel(**options)

    def audit(self) -> AuditResult:
        """The contradictions among the facts in the frame."""
        return self.facts().audit()

    def write(self, path: str, **options: Any) -> None:
        """Write the facts in the frame; options as of :meth:`Facts.write`."""
        self.facts().write(path, **options)


def _day(value: Any) -> str | date | None:
    if value is None or value == "" or pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
