"""One line chart of the panel, drawn the same by Excel and LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from openpyxl.chart import LineChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as Line
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.utils import get_column_letter, quote_sheetname

from policyfacts.export.options import Labels
from policyfacts.export.panel_sheet import FIRST_YEAR, PanelRow, PanelTable

_YEAR: dict[Labels, str] = {"en": "Year", "zh": "年份"}
_COLOURS = ("1F77B4", "D62728", "2CA02C", "9467BD", "FF7F0E", "17BECF", "8C564B", "7F7F7F")
_LINE = 22_225  # of a line, in EMU: 1.75 points
_GROUPED = 100  # numbers of an axis from where on decimals no longer matter


class Span(NamedTuple):
    """Years from the first to the last."""

    first: int
    last: int


def line_chart(panel: PanelTable, rows: Sequence[PanelRow], span: Span, labels: Labels) -> Any:
    """The chart of some rows of the panel."""
    unit = rows[0].unit.name
    chart: Any = LineChart()
    chart.title = _title(rows[0].series.indicator + (f"（{unit}）" if unit else ""), 1300, bold=True)
    chart.roundedCorners = False
    chart.visible_cells_only = False  # a filter of the panel leaves the charts as they are
    chart.display_blanks = "span"
    chart.legend.position = "b"
    chart.legend.overlay = False
    chart.x_axis.title, chart.y_axis.title = _title(_YEAR[labels], 900), _title(unit, 900) if unit else None
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.number_format = "General"
    chart.y_axis.number_format = _axis_format(rows)
    chart.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=_ink("D9D9D9", 9525)))
    for number, row in enumerate(rows):
        chart.series.append(_line(panel, row, span, number))
    return chart


def _line(panel: PanelTable, row: PanelRow, span: Span, number: int) -> Line:
    sheet = quote_sheetname(panel.title)
    first, last = (get_column_letter(FIRST_YEAR + panel.years.index(year)) for year in span)
    colour = _COLOURS[number % len(_COLOURS)]
    line = Line(
        idx=number,
        order=number,
        tx=SeriesLabel(strRef=StrRef(f=f"{sheet}!$A${row.number}")),
        cat=AxDataSource(strRef=StrRef(f=f"{sheet}!${first}$1:${last}$1")),
        val=NumDataSource(numRef=NumRef(f=f"{sheet}!${first}${row.number}:${last}${row.number}")),
    )
    line.spPr = GraphicalProperties(ln=_ink(colour, _LINE))
    line.marker = Marker(symbol="circle", size=5, spPr=GraphicalProperties(solidFill=colour, ln=_ink(colour, 9525)))
    line.smooth = False
    return line


def _axis_format(rows: Sequence[PanelRow]) -> str:
    shown = [row.shown(year) for row in rows for year in row.cells]
    largest = max(abs(value) for value in shown if value is not None)
    return "#,##0" if largest >= _GROUPED else "General"


def _ink(colour: str, width: int) -> LineProperties:
    return LineProperties(solidFill=colour, w=width)


def _title(text: str, size: int, *, bold: bool = False) -> Title:
    """A title that stands beside the plot, not over it; ``size`` in hundredths of a point."""
    look = CharacterProperties(sz=size, b=bold)
    title = Title(overlay=False)
    run = RegularTextRun(rPr=look, t=text)
    title.tx = Text(rich=RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), r=[run])]))
    return title
