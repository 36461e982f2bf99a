"""Facts as one sequence: a table to look at, a data frame, a file."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, overload

from policyfacts.document import Problem, UsageError
from policyfacts.export import DocumentRow, Labels, WriteOptions, format_of, resolve_columns, write_file
from policyfacts.export.csv_file import cell_text
from policyfacts.export.losses import LossWarning
from policyfacts.facts import COLUMNS, CORE_COLUMNS, Fact
from policyfacts.shown import BASE_UNITS, ShownUnits

if TYPE_CHECKING:
    import pandas as pd

    from policyfacts.analysis.observations import Measure, Status
    from policyfacts.analysis.slots import Frequency
    from policyfacts.results import AuditResult, PanelResult

SHOWN = 20  # rows of the table in a notebook


class Facts(Sequence[Fact]):
    """Facts in the order of their documents, with the problems that came up.

    A sequence of :class:`~policyfacts.facts.Fact`; ``problems`` is what went wrong or is worth
    knowing, ``documents`` one record for each document read.
    """

    def __init__(
        self, facts: Iterable[Fact] = (), *, problems: Iterable[Problem] = (), documents: Iterable[DocumentRow] = ()
    ) -> None:
        self._facts = tuple(facts)
        self.problems = tuple(problems)
        self.documents = tuple(documents)

    def __len__(self) -> int:
        return len(self._facts)

    @overload
    def __getitem__(self, index: int) -> Fact: ...
    @overload
    def __getitem__(self, index: slice) -> Facts: ...
    def __getitem__(self, index: int | slice) -> Fact | Facts:
        if isinstance(index, slice):
            return Facts(self._facts[index], problems=self.problems, documents=self.documents)
        return self._facts[index]

    def __eq__(self, other: object) -> bool:
        return self._facts == other._facts if isinstance(other, Facts) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._facts)

    def __repr__(self) -> str:
        return f"<Facts: {len(self)} rows, {len(self.documents)} documents, {len(self.problems)} problems>"

    def to_frame(self, columns: str | Sequence[str] = "all") -> pd.DataFrame:
        """A data frame with the same types whatever it holds.

        Text and ISO dates are ``string``, integers ``Int64``, numbers ``Float64``; an empty text
        cell is ``""``, another empty cell ``<NA>``.  ``period_start`` and ``period_end`` stay text, as periods
        before 1678 and open ends have no time stamp; ``pandas.to_datetime`` turns them.
        """
        from policyfacts.dataframes import frame_of

        by_name = {column.name: column for column in COLUMNS}
        chosen = [by_name[name] for name in resolve_columns(columns)]
        return frame_of(chosen, ([getattr(fact, column.name) for fact in self._facts] for column in chosen))

    @classmethod
    def from_frame(cls, frame: pd.DataFrame) -> Facts:
        """The facts in a data frame that has their columns, as :meth:`to_frame` makes it.  Raises UsageError."""
        from policyfacts.dataframes import facts_of

        return cls(facts_of(frame))

    def panel(
        self,
        freq: Frequency = "A",
        measure: Measure = "value",
        status: Status = "actual",
        *,
        indicators: str | Iterable[str] = (),
        standard: bool = False,
        units: str | Iterable[str] = (),
    ) -> PanelResult:
        """Region × period in rows, indicators in columns, one number a cell.

        ``freq`` is ``A``, ``Q``, ``M`` or ``YTD`` (the months 1—N of a year together), ``measure`` ``value`` or
        ``growth_rate`` (against the year before), ``status`` ``actual``, ``target`` or ``forecast``.  ``indicators``
        names those wanted (standard names, their aliases such as GDP, or as written), ``standard`` takes those of the
        lexicon alone, ``units`` shows values in 亿元, 万吨, ….  UsageError for an indicator that no fact is of.
        """
        from policyfacts.analysis.panel import panel_of
        from policyfacts.results import PanelResult

        wanted = self._indicators(_names(indicators))
        panel = panel_of(self, freq, measure, status, indicators=wanted, standard=standard)
        return PanelResult(panel, _shown(units) or BASE_UNITS)

    def _indicators(self, names: Sequence[str]) -> list[str]:
        """The names that facts have for indicators asked for; an alias is told apart by the lexicon."""
        if not names:
            return []
        from policyfacts.rules.load import default_rules

        there = {name for fact in self._facts for name in (fact.indicator_std, fact.indicator) if name}
        found = [name if name in there else default_rules().indicators.standard(name) for name in names]
        for name, known in zip(names, found, strict=True):
            if known not in there:
                near = get_close_matches(name, there, n=3, cutoff=0.4)
                hint = f"; did you mean {' or '.join(near)}?" if near else ""
                raise UsageError(f"no fact is of the indicator {name!r}{hint}")
        return found

    def audit(self) -> AuditResult:
        """The figures that contradict one another, each with its sources."""
        from policyfacts.analysis.audit import audit
        from policyfacts.results import AuditResult

        return AuditResult(audit(self))

    def write(
        self,
        path: str | Path,
        format: str | None = None,
        *,
        columns: str | Sequence[str] = "all",
        labels: Labels | None = None,
        excel: bool = False,
        units: str | Iterable[str] = (),
        datapackage: bool = False,
    ) -> None:
        """Write a file, whole or not at all; the format is taken from the suffix unless named.

        With ``units`` (亿元, 万吨, …) the columns ``value_shown`` and ``unit_shown`` show values in them.
        ``datapackage`` puts a ``datapackage.json`` beside a CSV file, which describes its columns for programs.
        What the format cannot hold is counted in a :class:`~policyfacts.export.losses.LossWarning`.
        """
        chosen, shown = resolve_columns(columns), _shown(units)
        options = WriteOptions(chosen, labels, excel, self.documents, shown, datapackage=datapackage)
        write_file(self, Path(path), format_of(format, Path(path)), options)
        if options.losses:
            warnings.warn(f"{path}: {options.losses}; the format cannot hold them", LossWarning, stacklevel=2)

    def _repr_html_(self) -> str:
        """The first rows as a table, for notebooks."""
        head = "".join(f"<th>{escape(name)}</th>" for name in CORE_COLUMNS)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(cell_text(getattr(fact, name)))}</td>" for name in CORE_COLUMNS) + "</tr>"
            for fact in self._facts[:SHOWN]
        )
        shown = f", first {SHOWN} shown" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{len(self)} rows{shown}</p>"


def _shown(units: str | Iterable[str]) -> ShownUnits | None:
    """The units that a caller names, one or several; None for none."""
    names = _names(units)
    if not names:
        return None
    from policyfacts.rules.load import default_rules
    from policyfacts.rules.shown_units import shown_units

    return shown_units(names, default_rules().units)


def _names(names: str | Iterable[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)
