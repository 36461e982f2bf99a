"""Panels and findings as plain tables: headings with types, and rows of cells, ready for a file or a data frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from policyfacts.analysis.observations import Observation, Series
from policyfacts.analysis.panel import Cell, Panel, Row
from policyfacts.facts import COLUMNS, Column
from policyfacts.shown import BASE_UNITS, ShownUnits

Value = str | int | Decimal | None
_FACT_COLUMNS = {column.name: column for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name in English and Chinese, columns as those of facts, and rows with a cell for each."""

    name: str
    name_zh: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def _of_facts(*names: str) -> tuple[Column, ...]:
    return tuple(_FACT_COLUMNS[name] for name in names)


_REGION = _of_facts("region", "region_code", "period", "year")
_SOURCE = _of_facts("doc", "page", "text", "sentence")
_UNIT = Column("unit", "text", "Unit", "单位", "the unit that the values are given in")
_VALUE = Column("value", "number", "Value", "数值", "the observation, in the unit beside it")
_VALUE_MAX = Column("value_max", "number", "Value (upper)", "数值上限", "upper end of a range")
_MEASURED = (_UNIT, _VALUE, _VALUE_MAX, _FACT_COLUMNS["comparator"])
_SHOWN = Column("shown", "text", "In the panel", "采用", "yes for the observation that the panel shows")
_REASON = Column(
    "reason",
    "text",
    "Reason",
    "理由",
    "why it is shown: documents (said by more of them), exact, digits (more precise), read (less inferred), last",
)
_OTHERS = Column("others", "integer", "Others", "不同数值", "how many observations say another number")


def wide_table(panel: Panel, units: ShownUnits = BASE_UNITS) -> Table:
    """A row for each region and period, a column for each series, headed with its unit."""
    columns = tuple(_series_column(series, units) for series in panel.series)
    rows = tuple(
        (*_place(row), *(_number(panel.cells.get((row, series)), units) for series in panel.series))
        for row in panel.rows
    )
    return Table("panel", "面板", (*_REGION, *columns), rows)


def long_table(panel: Panel, units: ShownUnits = BASE_UNITS) -> Table:
    """A row for each observation of the panel, with its source: region, period, indicator, value, how exact it is."""
    columns = (*_REGION, _FACT_COLUMNS["indicator"], *_MEASURED, _OTHERS, *_SOURCE)
    rows = tuple(
        (*_place(row), series.indicator, *_measured(cell.chosen, units), len(cell.others), *_source(cell.chosen))
        for row, series, cell in _filled(panel)
    )
    return Table("observations", "观测值", columns, rows)


def conflicts_table(panel: Panel, units: ShownUnits = BASE_UNITS) -> Table:
    """The cells for which documents say different numbers: the one shown first, with the reason, then the others."""
    columns = (*_REGION, _FACT_COLUMNS["indicator"], _SHOWN, _REASON, *_MEASURED, *_SOURCE)
    rows = tuple(
        (
            *_place(row),
            series.indicator,
            "yes" if one is cell.chosen else "",
            cell.reason if one is cell.chosen else "",
            *_measured(one, units),
            *_source(one),
        )
        for row, series, cell in panel.conflicts
        for one in (cell.chosen, *cell.others)
    )
    return Table("conflicts", "不一致", columns, rows)


def series_table(panel: Panel, units: ShownUnits = BASE_UNITS) -> Table:
    """The columns of a panel: indicator, unit, whether the lexicon has it, and how many cells are filled."""
    columns = (
        _FACT_COLUMNS["indicator"],
        _UNIT,
        Column("standard", "text", "Standard", "标准指标", "yes where the lexicon of standard indicators has it"),
        Column("cells", "integer", "Cells", "观测数", "how many region-periods have a value"),
        Column("regions", "integer", "Regions", "地区数", "how many regions have a value"),
    )
    filled: dict[Series, list[Row]] = {series: [] for series in panel.series}
    for row, series in panel.cells:
        filled[series].append(row)
    rows = tuple(
        (
            series.indicator,
            units.unit(series.unit),
            "yes" if series.standard else "",
            len(places),
            len({(place.region_code, place.region) for place in places}),
        )
        for series, places in filled.items()
    )
    return Table("series", "指标", columns, rows)


def _series_column(series: Series, units: ShownUnits) -> Column:
    heading = series.heading(units.unit(series.unit))
    return Column(heading, "number", heading, heading, heading)


def _place(row: Row) -> tuple[Value, ...]:
    return (row.region, row.region_code, row.period, int(row.period[:4]))


def _number(cell: Cell | None, units: ShownUnits) -> Decimal | None:
    return None if cell is None else units.value(cell.chosen.value, cell.chosen.series.unit)


def _measured(one: Observation, units: ShownUnits) -> tuple[Value, ...]:
    base = one.series.unit
    upper = units.value(one.value_max, base)
    return (units.unit(base), units.value(one.value, base), upper, one.comparator)


def _source(one: Observation) -> tuple[Value, ...]:
    return tuple(getattr(one.fact, column.name) for column in _SOURCE)


def _filled(panel: Panel) -> Iterator[tuple[Row, Series, Cell]]:
    for row in panel.rows:
        for series in panel.series:
            cell = panel.cells.get((row, series))
            if cell is not None:
                yield row, series, cell
