"""One line chart of the panel, drawn the same by Excel and LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl.chart import LineChart
from openpyxl.chart.axis import ChartLines, DisplayUnitsLabelList
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
_WIDTH, _HEIGHT = 15.8, 8.8  # cm
_LINE = 22_225  # of a line, in EMU: 1.75 points
_SCALES = ((Decimal(10) ** 8, "hundredMillions", "亿"), (Decimal(10) ** 4, "tenThousands", "万"))


class Span(NamedTuple):
    """Years from the first to the last."""

    first: int
    last: int


def line_chart(panel: PanelTable, rows: Sequence[PanelRow], span: Span, labels: Labels) -> Any:
    """The chart of some rows of the panel; large numbers are shown in 万 or 亿."""
    unit, display, form = _axis(panel, rows)
    chart: Any = LineChart()
    chart.title = _title(rows[0].series.indicator + (f"（{unit}）" if unit else ""), 1300, bold=True)
    chart.width, chart.height = _WIDTH, _HEIGHT
    chart.roundedCorners = False
    chart.visible_cells_only = False  # a filter of the panel leaves the charts as they are
    chart.display_blanks = "span"
    chart.legend.position = "b"
    chart.legend.overlay = False
    chart.x_axis.title, chart.y_axis.title = _title(_YEAR[labels], 900), _title(unit, 900) if unit else None
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.number_format = "General"
    chart.y_axis.number_format = form
    chart.y_axis.dispUnits = DisplayUnitsLabelList(builtInUnit=display) if display else None
    chart.y_axis.majorGridlines = ChartLines(spPr=_stroke("D9D9D9", 9525))
    for number, row in enumerate(rows):
        chart.series.append(_line(panel, row, span, number))
    return chart


def _line(panel: PanelTable, row: PanelRow, span: Span, number: int) -> Line:
    sheet = quote_sheetname(panel.title)
    first, last = (get_column_letter(FIRST_YEAR + panel.years.index(year)) for year in span)
    colour = _COLOURS[number % len(_COLOURS)]
    line: Any = Line(
        idx=number,
        order=number,
        tx=SeriesLabel(strRef=StrRef(f=f"{sheet}!$A${row.number}")),
        cat=AxDataSource(strRef=StrRef(f=f"{sheet}!${first}$1:${last}$1")),
        val=NumDataSource(numRef=NumRef(f=f"{sheet}!${first}${row.number}:${last}${row.number}")),
    )
    line.spPr = _stroke(colour, _LINE)
    line.marker = Marker(symbol="circle", size=5, spPr=_stroke(colour, 9525))
    line.marker.spPr.solidFill = colour
    line.smooth = False
    return line


def _axis(panel: PanelTable, rows: Sequence[PanelRow]) -> tuple[str, str, str]:
    """The unit of the axis, Excel's name for its scale, and the format of its numbers."""
    unit = rows[0].unit
    values = [panel.units.value(c.chosen.value, row.series.unit) for row in rows for c in row.cells.values()]
    largest = max(abs(value) for value in values if value is not None)
    for factor, name, multiplier in _SCALES:
        if largest >= factor * 10:
            return multiplier + unit, name, "#,##0" if largest >= factor * 100 else "#,##0.0"
    return unit, "", "#,##0" if largest >= 100 else "General"


def _stroke(colour: str, width: int) -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(solidFill=colour, w=width))


def _title(text: str, size: int, *, bold: bool = False) -> Title:
    """A title that stands beside the plot, not over it; ``size`` in hundredths of a point."""
    look = CharacterProperties(sz=size, b=bold)
    title: Any = Title(overlay=False)
    run = RegularTextRun(rPr=look, t=text)
    title.tx = Text(rich=RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), r=[run])]))
    return title
