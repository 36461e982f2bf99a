"""Panels and audits as a caller holds them: to look at, as data frames, as files."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

from policyfacts.analysis.audit_tables import findings_table, sources_table
from policyfacts.analysis.findings import Finding
from policyfacts.analysis.panel import Panel
from policyfacts.analysis.tables import Table, conflicts_table, long_table, series_table, wide_table
from policyfacts.export import Labels
from policyfacts.export.losses import LossWarning
from policyfacts.export.tables import write_tables
from policyfacts.shown import BASE_UNITS, ShownUnits

if TYPE_CHECKING:
    import pandas as pd


class PanelResult:
    """A panel of facts, in the units asked for.

    ``panel`` is the :class:`~policyfacts.analysis.panel.Panel` behind it, with ``series``, ``rows``, ``cells``,
    ``conflicts`` and ``left_out``.
    """

    def __init__(self, panel: Panel, units: ShownUnits = BASE_UNITS) -> None:
        self.panel = panel
        self.units = units

    def __repr__(self) -> str:
        panel = self.panel
        return (
            f"<PanelResult: {len(panel.rows)} rows, {len(panel.series)} indicators, {len(panel.conflicts)} conflicts>"
        )

    def tables(self, *, long: bool = False) -> tuple[Table, Table, Table]:
        """The panel (with ``long`` a row for each observation), its conflicts, and its indicators."""
        first = long_table(self.panel, self.units) if long else wide_table(self.panel, self.units)
        return first, conflicts_table(self.panel, self.units), series_table(self.panel, self.units)

    def to_frame(self, *, long: bool = False) -> pd.DataFrame:
        """The panel as a data frame: region × period in rows and indicators in columns, or with ``long`` tidy."""
        return _frame(self.tables(long=long)[0])

    def conflicts(self) -> pd.DataFrame:
        """Where documents say different numbers: what is shown and why, and what the others say."""
        return _frame(self.tables()[1])

    def write(self, path: str | Path, *, long: bool = False, labels: Labels | None = None, excel: bool = False) -> None:
        """Write .xlsx (panel, conflicts and indicators a sheet each), or the panel as .csv, .tsv, .jsonl or .dta."""
        _write(self.tables(long=long), path, labels, excel)


class AuditResult(Sequence[Finding]):
    """The findings of an audit, a sequence of :class:`~policyfacts.analysis.findings.Finding`."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._findings = tuple(findings)

    def __len__(self) -> int:
        return len(self._findings)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> AuditResult: ...
    def __getitem__(self, index: int | slice) -> Finding | AuditResult:
        return AuditResult(self._findings[index]) if isinstance(index, slice) else self._findings[index]

    def __repr__(self) -> str:
        return f"<AuditResult: {len(self)} findings>"

    def tables(self) -> tuple[Table, Table]:
        """One row a finding, and one row for each fact that a finding rests on."""
        return findings_table(self), sources_table(self)

    def to_frame(self) -> pd.DataFrame:
        """One row a finding: what is stated, what it should be, and both sources."""
        return _frame(self.tables()[0])

    def write(self, path: str | Path, *, labels: Labels | None = None, excel: bool = False) -> None:
        """Write .xlsx (findings and sources a sheet each), or the findings as .csv, .tsv, .jsonl or .dta."""
        _write(self.tables(), path, labels, excel)


def _write(tables: Sequence[Table], path: str | Path, labels: Labels | None, excel: bool) -> None:
    losses = write_tables(tables, Path(path), labels=labels, excel=excel)
    if losses:
        warnings.warn(f"{path}: {losses}; the format cannot hold them", LossWarning, stacklevel=3)


def _frame(table: Table) -> pd.DataFrame:
    from policyfacts.dataframes import frame_of

    return frame_of(table.columns, zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns))
