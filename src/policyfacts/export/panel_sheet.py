"""The sheet of the panel: a row for each indicator of a region, a column for each year.

It holds annual, actual values of standard indicators: names that documents share, so that it stays readable and what
is kept of the facts small.  Where documents disagree the cell is coloured, and the last column says what else they say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from policyfacts.analysis.observations import Series
from policyfacts.analysis.panel import Cell, Panel, PanelBuilder
from policyfacts.analysis.slots import slot
from policyfacts.export.book import Book
from policyfacts.export.sheet_cells import Amount, Value, decimals
from policyfacts.export.options import Labels, WriteOptions, plain
from policyfacts.export.sheet import Sheet, SheetColumn
from policyfacts.facts import Fact
from policyfacts.shown import BASE_UNITS, ShownUnits

MAX_FACTS = 100_000  # that the panel is made of; memory is bounded by them
MAX_GAP = 5  # years without a figure that still have a column, so that a line over them is drawn to scale
MAX_DECIMALS = 4
FIRST_YEAR = 5  # the column of the first year, counted from 1
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
    series: Series
    unit: str
    cells: dict[int, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PanelTable:
    """What stands in the sheet, for the charts: its name, the years that have columns, the rows.

    ``left_out`` facts came after more than the panel is made of.
    """

    title: str
    years: tuple[int, ...]
    rows: tuple[PanelRow, ...]
    left_out: int
    units: ShownUnits = BASE_UNITS


def write_panel(book: Book, facts: PanelFacts, options: WriteOptions) -> PanelTable:
    """Write the sheet."""
    labels: Labels = options.labels or "en"
    units = options.units or BASE_UNITS
    rows = _rows(facts.panel(), units)
    years = year_columns({year for row in rows for year in row.cells})
    region, code, indicator, unit, otherwise = _HEADINGS[labels]
    columns = [SheetColumn(region, width=20.0), SheetColumn(code, width=11.0), SheetColumn(indicator, width=32.0)]
    columns.append(SheetColumn(unit, width=10.0))
    columns += [SheetColumn(str(year), "number", 14.0 if options.units else 19.0) for year in years]
    columns.append(SheetColumn(otherwise, width=60.0))
    sheet = Sheet(book, _TITLES[labels], columns, frozen=FIRST_YEAR - 1)
    for row in rows:
        sheet.append(_values(row, years, units))
    sheet.close()
    return PanelTable(sheet.title, years, tuple(rows), facts.left_out, units)


def year_columns(years: Iterable[int]) -> tuple[int, ...]:
    """The years that have a column: those with figures, and those of a short gap between them."""
    columns: list[int] = []
    for year in sorted(years):
        if columns and year - columns[-1] - 1 <= MAX_GAP:
            columns.extend(range(columns[-1] + 1, year))
        columns.append(year)
    return tuple(columns)


def _rows(panel: Panel, units: ShownUnits) -> list[PanelRow]:
    """The rows in the order of the regions, in a region that of the indicators, those with most figures first."""
    places: defaultdict[tuple[str, str], dict[Series, dict[int, Cell]]] = defaultdict(dict)
    order = {row: number for number, row in enumerate(panel.rows)}
    for row, series in sorted(panel.cells, key=lambda place: order[place[0]]):
        years = places[row.region, row.region_code].setdefault(series, {})
        years[int(row.period)] = panel.cells[row, series]
    rank = {series: number for number, series in enumerate(panel.series)}
    rows: list[PanelRow] = []
    for (region, _), found in places.items():
        for series in sorted(found, key=rank.__getitem__):
            rows.append(PanelRow(len(rows) + 2, region, series, units.unit(series.unit), found[series]))
    return rows


def _values(row: PanelRow, years: Sequence[int], units: ShownUnits) -> list[Value]:
    shown = {year: units.value(cell.chosen.value, row.series.unit) for year, cell in row.cells.items()}
    places = min(max(decimals(value, row.unit) for value in shown.values() if value is not None), MAX_DECIMALS)
    code = next(iter(row.cells.values())).chosen.region_code
    values: list[Value] = [row.region, code, row.series.indicator, row.unit]
    for year in years:
        marked = year in row.cells and bool(row.cells[year].others)
        values.append(Amount(shown.get(year), row.unit, places, marked))
    values.append(_otherwise(row, units))
    return values


def _otherwise(row: PanelRow, units: ShownUnits) -> str:
    """What documents say that the cells do not: ``2023: 2850 (b.txt); 2024: …``."""
    said: dict[str, None] = {}
    for year, cell in sorted(row.cells.items()):
        for other in cell.others:
            value = units.value(other.value, row.series.unit)
            said[f"{year}: {plain(value or other.value)} ({other.fact.doc})"] = None
    return "; ".join(said)
