"""Facts as one sequence: a table to look at, a data frame, a file."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from policyfacts.document import Problem
from policyfacts.export import DocumentRow, Labels, WriteOptions, format_of, resolve_columns, write_file
from policyfacts.export.csv_file import cell_text
from policyfacts.export.losses import LossWarning
from policyfacts.facts import COLUMNS, CORE_COLUMNS, Column, Fact
from policyfacts.shown import ShownUnits

if TYPE_CHECKING:
    import pandas as pd

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
        import pandas as pd

        chosen = set(names := resolve_columns(columns))
        by_name = {column.name: column for column in COLUMNS if column.name in chosen}
        return pd.DataFrame({name: self._series(by_name[name]) for name in names}, columns=list(names))

    def _series(self, column: Column) -> Any:
        import pandas as pd

        cells = [getattr(fact, column.name) for fact in self._facts]
        if column.type == "integer":
            return pd.array(cells, dtype="Int64")
        if column.type == "number":
            return pd.array([None if cell is None else float(cell) for cell in cells], dtype="Float64")
        return pd.array(cells, dtype=pd.StringDtype("python"))

    def write(
        self,
        path: str | Path,
        format: str | None = None,
        *,
        columns: str | Sequence[str] = "all",
        labels: Labels | None = None,
        excel: bool = False,
        units: ShownUnits | None = None,
    ) -> None:
        """Write a file, whole or not at all; the format is taken from the suffix unless named.

        What the format cannot hold is counted in a :class:`~policyfacts.export.losses.LossWarning`.
        """
        options = WriteOptions(resolve_columns(columns), labels, excel, self.documents, units)
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
