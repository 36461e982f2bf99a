"""The sheet of the panel: a row for each indicator of a region, a column for each year.

It holds annual, actual values of standard indicators: names that documents share, so that it stays readable and what
is kept of the facts small.  Values stand in the units asked for, others in the one unit that all documents write
(万亩), else in 万 or 亿 where they are large.  Where documents disagree the cell is coloured, and the last column says
what else they say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from statistics import median_low

from policyfacts.analysis.observations import Observation, Series
from policyfacts.analysis.panel import Cell, Panel, PanelBuilder
from policyfacts.analysis.slots import slot
from policyfacts.export.book import Book
from policyfacts.export.options import Labels, WriteOptions, plain
from policyfacts.export.sheet import Sheet, SheetColumn
from policyfacts.export.sheet_cells import Amount, Value, decimals
from policyfacts.facts import Fact
from policyfacts.shown import BASE_UNITS, ShownUnit, ShownUnits

MAX_FACTS = 100_000  # that the panel is made of; memory is bounded by them
MAX_GAP = 5  # years without a figure that still have a column, so that a line over them is drawn to scale
MAX_DECIMALS = 4
_SCALES = ((10**8, "亿", 10**8), (10**6, "万", 10**4))  # from where on a multiplier is usual, its name, what it is
FIRST_YEAR = 5  # the column of the first year, counted from 1
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_TITLES: dict[Labels, str] = {"en": "panel", "zh": "面板"}
_HEADINGS: dict[Labels, tuple[str, str, str, str, str]] = {
    "en": ("Region", "Region code", "Indicator", "Unit", "Stated otherwise (coloured years)"),
    "zh": ("地区", "地区代码", "指标", "单位", "其他说法（着色的年份）"),
}


class PanelFacts:
    """Lets facts stream by and keeps those that the panel is made of."""

    def __init__(self) -> None:
        self._builder = PanelBuilder("A", "value", "actual", standard=True)
        self._kept = 0
        self.left_out = 0

    def watch(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """The facts as they are."""
        for fact in facts:
            self._take(fact)
            yield fact

    def panel(self) -> Panel:
        """The panel of what has streamed by."""
        return self._builder.panel()

    def _take(self, fact: Fact) -> None:
        if not fact.indicator_std or fact.value is None or not slot(fact.period_start, fact.period_end, "A"):
            return
        if self._kept >= MAX_FACTS:
            self.left_out += 1
            return
        self._kept += 1
        self._builder.add(replace(fact, text="", sentence="", rule=""))  # texts would fill the memory


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A row of the sheet: an indicator of a region with its cells by year; ``number`` is the row's in the sheet."""

    number: int
    region: str
    region_code: str
    series: Series
    unit: ShownUnit
    cells: Mapping[int, Cell]

    def shown(self, year: int) -> Decimal | None:
        """The value of a year in the unit of the row."""
        return self.unit.value(self.cells[year].chosen.value) if year in self.cells else None


@dataclass(frozen=True, slots=True)
class PanelTable:
    """What stands in the sheet, for the charts: its name, the years that have columns, the rows.

    ``left_out`` facts came after more than the panel is made of.
    """

    title: str
    years: tuple[int, ...]
    rows: tuple[PanelRow, ...]
    left_out: int


def write_panel(book: Book, facts: PanelFacts, options: WriteOptions) -> PanelTable:
    """Write the sheet."""
    labels: Labels = options.labels or "en"
    rows = _rows(facts.panel(), options.units or BASE_UNITS)
    years = year_columns({year for row in rows for year in row.cells})
    region, code, indicator, unit, otherwise = _HEADINGS[labels]
    columns = [SheetColumn(region, width=20.0), SheetColumn(code, width=11.0), SheetColumn(indicator, width=32.0)]
    columns.append(SheetColumn(unit, width=10.0))
    columns += [SheetColumn(str(year), "number", 12.0) for year in years]
    columns.append(SheetColumn(otherwise, width=50.0))
    sheet = Sheet(book, _TITLES[labels], columns, frozen=FIRST_YEAR - 1)
    for row in rows:
        sheet.append(_values(row, years))
    sheet.close()
    return PanelTable(sheet.title, years, tuple(rows), facts.left_out)


def year_columns(years: Iterable[int]) -> tuple[int, ...]:
    """The years that have a column: those with figures, and those of a short gap between them."""
    columns: list[int] = []
    for year in sorted(years):
        if columns and year - columns[-1] - 1 <= MAX_GAP:
            columns.extend(range(columns[-1] + 1, year))
        columns.append(year)
    return tuple(columns)


def _rows(panel: Panel, asked: ShownUnits) -> list[PanelRow]:
    """The rows in the order of the regions, in a region that of the indicators, those with most figures first."""
    places: defaultdict[tuple[str, str], defaultdict[Series, dict[int, Cell]]] = defaultdict(lambda: defaultdict(dict))
    chosen: defaultdict[Series, list[Observation]] = defaultdict(list)
    order = {row: number for number, row in enumerate(panel.rows)}
    for row, series in sorted(panel.cells, key=lambda place: order[place[0]]):
        cell = panel.cells[row, series]
        places[row.region, row.region_code][series][int(row.period)] = cell
        chosen[series].append(cell.chosen)
    units = {series: _unit(series, chosen[series], asked) for series in panel.series}
    rows: list[PanelRow] = []
    for place, found in places.items():
        for series in (series for series in panel.series if series in found):
            rows.append(PanelRow(len(rows) + 2, *place, series, units[series], found[series]))
    return rows


def _unit(series: Series, chosen: Sequence[Observation], asked: ShownUnits) -> ShownUnit:
    """The unit of an indicator: the one asked for, else the one that all documents write, else its base unit.

    A base unit stands in 万 or 亿 where most values are large.
    """
    if series.unit in asked.by_base:
        return asked.by_base[series.unit]
    if (written := _written(chosen)) is not None:
        return written
    usual = median_low(abs(observation.value) for observation in chosen)
    for least, name, factor in _SCALES:
        if usual >= least:
            return ShownUnit(name + series.unit, Fraction(factor))
    return ShownUnit(series.unit, Fraction(1))


def _written(chosen: Sequence[Observation]) -> ShownUnit | None:
    """The unit in which all documents write an indicator, or None."""
    names = {observation.fact.unit for observation in chosen}
    largest = max(chosen, key=lambda observation: abs(observation.value)).fact
    if len(names) > 1 or not largest.unit or not largest.value or not _PLAIN.fullmatch(largest.figure):
        return None
    return ShownUnit(largest.unit, Fraction(largest.value) / Fraction(largest.figure))


def _values(row: PanelRow, years: Sequence[int]) -> list[Value]:
    shown = {year: row.shown(year) for year in years}
    places = max(decimals(value, row.unit.name) for value in shown.values() if value is not None)
    values: list[Value] = [row.region, row.region_code, row.series.indicator, row.unit.name]
    for year in years:
        marked = year in row.cells and bool(row.cells[year].others)
        values.append(Amount(shown[year], row.unit.name, min(places, MAX_DECIMALS), marked))
    values.append(_otherwise(row))
    return values


def _otherwise(row: PanelRow) -> str:
    """What documents say that the cells do not: ``2023: 2850 (b.txt); 2024: …``."""
    said = {
        f"{year}: {plain(row.unit.value(other.value))} ({other.fact.doc})": None
        for year, cell in sorted(row.cells.items())
        for other in cell.others
    }
    return "; ".join(said)
