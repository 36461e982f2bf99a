"""The sheet of the charts: a line chart for each indicator with three or more years, a line for each region.

The charts point at cells of the panel.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from policyfacts.analysis.observations import Series
from policyfacts.export.book import Book, Look
from policyfacts.export.line_chart import Span, line_chart
from policyfacts.export.options import Labels
from policyfacts.export.panel_sheet import MAX_FACTS, PanelRow, PanelTable
from policyfacts.export.sheet import A4
from policyfacts.export.sheet_cells import Cells

MIN_YEARS = 3
MAX_CHARTS = 24
MAX_LINES = 8
_ACROSS = 2  # charts beside one another
_DOWN = 2  # charts under one another on a printed page
_COLUMNS, _ROWS = 10, 19  # cells that a chart takes, with the space around it
_TITLES: dict[Labels, str] = {"en": "charts", "zh": "图表"}
_NOTES: dict[Labels, tuple[str, str, str, str, str]] = {
    "en": (
        "Indicators with three or more years: annual, actual values of the sheet “{sheet}”, a line for each region "
        "with two or more of them.",
        "{shown} of {all} such indicators are shown, those with most figures (at most {charts} charts); "
        "at most {lines} regions in a chart, those with most years.",
        "The charts point at cells of that sheet: filter it as you like, but sort a copy of it.",
        "No indicator has three or more years.",
        "The panel is made of the first {facts:,} facts that fit into it; {left:,} more are left out.",
    ),
    "zh": (
        "有三年及以上数据的指标：取自工作表“{sheet}”的年度实际值；有两年及以上数据的地区各一条线。",
        "此类指标共 {all} 个，显示其中数据最多的 {shown} 个（至多 {charts} 张图）；"
        "每张图至多 {lines} 个地区，取年份最多者。",
        "图表引用该工作表的单元格：可以筛选；如需排序，请在副本中进行。",
        "没有指标有三年及以上的数据。",
        "面板由最先符合条件的 {facts:,} 条事实构成，另有 {left:,} 条未纳入。",
    ),
}


class Lines(NamedTuple):
    """What a chart shows: rows of the panel, all of one indicator, over years whose columns stand together."""

    rows: tuple[PanelRow, ...]
    span: Span


def write_charts(book: Book, panel: PanelTable, labels: Labels) -> None:
    """Write the sheet: what it shows and leaves out, then the charts, two beside one another."""
    page = book.page(_TITLES[labels])
    _set_up(page.sheet)
    found = chart_lines(panel)
    notes = _notes(panel, len(found), labels)
    cells = Cells(book)
    for number, note in enumerate(notes, start=1):
        look = Look(font="bold" if number == 1 else "")
        page.row(f'<row r="{number}">{cells.text(f"A{number}", note, look)}</row>')
    for number, lines in enumerate(found[:MAX_CHARTS]):
        down, across = divmod(number, _ACROSS)
        row, column = len(notes) + 1 + down * _ROWS, across * _COLUMNS
        corners = AnchorMarker(column, row=row), AnchorMarker(column + _COLUMNS - 1, row=row + _ROWS - 1)
        chart = line_chart(panel, lines.rows, lines.span, labels)
        chart.anchor = TwoCellAnchor("oneCell", *corners)  # between cells, so that no font lays one over another
        page.sheet.add_chart(chart)
        if down and down % _DOWN == 0 and across == 0:
            page.sheet.row_breaks.append(Break(row))
    page.close()


def chart_lines(panel: PanelTable) -> list[Lines]:
    """What there is to draw, the indicators with most figures first."""
    by_series: defaultdict[Series, list[PanelRow]] = defaultdict(list)
    for row in panel.rows:
        by_series[row.series].append(row)
    spans = _runs(panel.years)
    found = [lines for rows in by_series.values() if (lines := _lines(rows, spans)) is not None]
    return sorted(found, key=lambda lines: -sum(len(row.cells) for row in lines.rows))


def _lines(rows: Sequence[PanelRow], spans: Sequence[range]) -> Lines | None:
    """The lines over the latest years that stand together and are enough; a region with one year has no line."""
    for span in reversed(spans):
        years = {row.number: {year for year in row.cells if year in span} for row in rows}
        most = sorted((row for row in rows if len(years[row.number]) > 1), key=lambda row: -len(years[row.number]))
        drawn = {year for row in most[:MAX_LINES] for year in years[row.number]}
        if len(drawn) >= MIN_YEARS:
            return Lines(tuple(sorted(most[:MAX_LINES], key=lambda row: row.number)), Span(min(drawn), max(drawn)))
    return None


def _runs(years: Sequence[int]) -> list[range]:
    """The stretches of years without a gap; a line over a gap would not be drawn to scale."""
    breaks = [0, *(n for n, (one, two) in enumerate(pairwise(years), start=1) if two != one + 1), len(years)]
    return [range(years[first], years[last - 1] + 1) for first, last in pairwise(breaks) if first < last]


def _notes(panel: PanelTable, found: int, labels: Labels) -> list[str]:
    what, limits, sorting, nothing, left_out = _NOTES[labels]
    notes = [what.format(sheet=panel.title)]
    if found:
        shown = min(found, MAX_CHARTS)
        notes += [limits.format(shown=shown, all=found, charts=MAX_CHARTS, lines=MAX_LINES), sorting]
    else:
        notes.append(nothing)
    if panel.left_out:
        notes.append(left_out.format(facts=MAX_FACTS, left=panel.left_out))
    return notes


def _set_up(sheet: Any) -> None:
    sheet.sheet_view.showGridLines = False
    for number in range(1, _ACROSS * _COLUMNS + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 9.14  # the same in Excel and LibreOffice
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
