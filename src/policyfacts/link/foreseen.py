"""Estimates announced once for all that follows: `2019年预计（下同）实现增加值5亿元`."""

from __future__ import annotations

from policyfacts.link.draft import Draft
from policyfacts.rules.load import RuleSet


class Foreseen:
    """Knows from where on the figures of a year are estimates; one per document."""

    def __init__(self, rules: RuleSet, text: str) -> None:
        found = rules.grammar["text.foreseen"].search(text) if "下同" in text else None
        self._from = found.start() if found is not None else len(text)
        self._year: int | None = None

    def settle(self, row: Draft) -> None:
        """Make a forecast of what is told of the year of the first forecast behind those words."""
        if row.start < self._from or row.period is None:
            return
        if self._year is None and row.status == "forecast":
            self._year = row.period.year
        elif row.status == "actual" and row.period.year == self._year:
            row.status = "forecast"
