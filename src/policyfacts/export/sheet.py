"""A sheet that is a real Excel table: named, banded, with filters and a frozen heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from policyfacts.export.book import MAX_BYTES, Book, Look, unique
from policyfacts.export.sheet_cells import Cells, Value, escaped, legal
from policyfacts.facts import ColumnType

MAX_ROWS = 1_048_576  # of a sheet, heading included
MAX_HEADING = 255  # characters
A4 = 9
_HEADING = Look(wrap=True, top=True, font="heading", fill="FF4F81BD")  # as the style, which LibreOffice does not know
_STYLE = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
_ONE_PAGE_WIDE = 330.0  # characters that can still be read when they are fitted to the width of a page


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: its heading, type and width in characters; long text may wrap."""

    heading: str
    type: ColumnType = "text"
    width: float = 16.0
    wrap: bool = False


class Sheet:
    """A table written row by row; rows past what a sheet holds go on in a further one, a table of its own.

    Values are text, numbers or None; :class:`Amount` gives a number the format of its unit, :class:`Link` leads to a
    file.  Text in a column of type ``date`` is a day in ISO 8601.
    """

    def __init__(self, book: Book, title: str, columns: Sequence[SheetColumn], *, frozen: int = 0) -> None:
        """``frozen`` columns at the left stay when the others are scrolled."""
        self._book = book
        self._title = title
        self._headings = headings(column.heading for column in columns)
        self._columns = columns
        self._top = any(column.wrap for column in columns)
        self._fields = [
            (get_column_letter(number), column.type == "date", self._look(column, before))
            for number, (before, column) in enumerate(zip((None, *columns), columns, strict=False), start=1)
        ]
        self._frozen = frozen
        self._parts = 0
        self._start()

    @property
    def title(self) -> str:
        """The name that the sheet has got."""
        return self._page.title

    @property
    def rows(self) -> int:
        """The rows that it has so far, heading included."""
        return self._rows

    def append(self, values: Iterable[Value]) -> None:
        """Add a row: a value for each column."""
        if self._rows >= MAX_ROWS or self._page.size >= MAX_BYTES:
            self.close()
            self._start()
        self._rows += 1
        row, cells = str(self._rows), self._cells
        xml = [f'<row r="{row}">']
        for (letter, is_date, look), value in zip(self._fields, values, strict=True):
            if value is None or value == "":
                continue
            if is_date and isinstance(value, str):
                xml.append(cells.day(letter + row, value))
            else:
                xml.append(cells.xml(letter + row, value, look))
        xml.append("</row>")
        self._page.row("".join(xml))

    def close(self) -> None:
        """End the sheet."""
        last = max(self._rows, 2)  # Excel refuses a table without a row; an empty one has an empty row
        area = f"A1:{get_column_letter(len(self._columns))}{last}"
        table = Table(displayName=self._book.table_name(self._page.title), ref=area, tableStyleInfo=_STYLE)
        table.tableColumns = [TableColumn(id=n, name=escaped(name)) for n, name in enumerate(self._headings, start=1)]
        table.autoFilter = AutoFilter(ref=area)
        self._page.sheet.tables.add(table)
        self._page.ignored = area
        self._page.close()

    def _start(self) -> None:
        self._parts += 1
        self._page = self._book.page(self._title if self._parts == 1 else f"{self._title} ({self._parts})")
        self._rows = 1
        self._set_up()
        self._cells = Cells(self._book, top=self._top, link=self._page.link)
        cells = [
            self._cells.text(f"{letter}1", heading, _HEADING._replace(across=look.across))
            for (letter, _, look), heading in zip(self._fields, self._headings, strict=True)
        ]
        self._page.row(f'<row r="1">{"".join(cells)}</row>')

    def _set_up(self) -> None:
        sheet = self._page.sheet
        sheet.freeze_panes = f"{get_column_letter(self._frozen + 1)}2"
        for (letter, _, _), column in zip(self._fields, self._columns, strict=True):
            sheet.column_dimensions[letter].width = column.width
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = A4
        sheet.print_title_rows = "1:1"
        if sum(column.width for column in self._columns) <= _ONE_PAGE_WIDE:
            sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
            sheet.page_setup.fitToHeight = 0

    def _look(self, column: SheetColumn, before: SheetColumn | None) -> Look:
        """The look of a column's text and heading: over numbers and dates at the right, beside them a little apart."""
        if column.type != "text":
            return Look(top=self._top, across="right")
        apart = before is not None and before.type != "text"
        return Look(wrap=column.wrap, top=self._top, across="indent" if apart else "")


def headings(wanted: Iterable[str]) -> list[str]:
    """Headings as a table takes them: text on one line, none empty, none twice."""
    taken: dict[str, str] = {}
    for number, heading in enumerate(wanted, start=1):
        name = " ".join(legal(heading).split())[:MAX_HEADING] or f"column {number}"
        name = unique(name, taken.keys(), " {}", MAX_HEADING)
        taken[name.casefold()] = name
    return list(taken.values())
