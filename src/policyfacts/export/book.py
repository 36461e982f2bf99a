"""A workbook written as it comes: sheets straight into the archive, what belongs to them by openpyxl.

openpyxl writes all but the rows: styles, tables, charts, and what ties them together.  Rows are strings that go into
the archive at once, so that memory does not grow with them; one page is written after the other.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from types import TracebackType
from typing import Any, BinaryIO, Literal, NamedTuple, cast
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.writer.excel import ExcelWriter

from policyfacts.export.archive import EPOCH, Archive, Sink
from policyfacts.export.losses import Losses
from policyfacts.export.page import Page

MAX_TITLE = 31  # characters of a sheet's name
MAX_TABLE_NAME = 255
MAX_BYTES = 2_000_000_000  # of a sheet; from 2 GiB on the archive would be a ZIP64, which Excel offers to repair
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_RESERVED = "history"  # the name of a sheet that Excel keeps to itself
_NO_WORD = re.compile(r"\W+")
_CELL_NAME = re.compile(r"[a-z]{1,3}\d+|r\d*(c\d*)?|c\d*|\d.*", re.IGNORECASE)


class Look(NamedTuple):
    """How a cell looks; ``quoted`` keeps text that begins like a formula text when somebody edits it."""

    number_format: str = "General"
    wrap: bool = False
    top: bool = False
    across: Literal["", "right", "indent"] = ""
    font: Literal["", "bold", "heading", "link"] = ""
    fill: str = ""
    quoted: bool = False


_FONTS = {
    "bold": Font(name="Calibri", size=11, bold=True),
    "heading": Font(name="Calibri", size=11, bold=True, color="FFFFFFFF"),
    "link": Font(name="Calibri", size=11, color="FF0563C1", underline="single"),
}


class Book:
    """A workbook on a stream; leaving the block well completes the file."""

    def __init__(self, stream: BinaryIO, losses: Losses) -> None:
        self.losses = losses
        self._workbook = Workbook(write_only=True)
        self._workbook.properties.creator = "policyfacts"
        self._workbook.properties.created = self._workbook.properties.modified = EPOCH
        self._sink = Sink(stream)
        self._archive = Archive(cast(BinaryIO, self._sink), "w", ZIP_DEFLATED)
        self._pages: list[Page] = []
        self._styles: dict[Look, int] = {}
        self._names: set[str] = set()

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is not None:
            self._sink.broken = True  # nothing more is written, but all is closed
        try:
            for page in self._pages:
                page.close()
            if error is None:
                _Package(self._workbook, self._archive, self._pages).write_data()
        finally:
            self._archive.close()

    def page(self, title: str) -> Page:
        """A further worksheet, its name made one that Excel takes and no other page has."""
        for page in self._pages:
            page.close()
        titles = {_RESERVED, *(page.title.casefold() for page in self._pages)}
        title = _FORBIDDEN.sub(" ", title)[:MAX_TITLE].strip("' ") or "sheet"
        sheet = self._workbook.create_sheet(unique(title, titles, " ({})", MAX_TITLE))
        self._pages.append(Page(sheet, self._archive, len(self._pages) + 1))
        return self._pages[-1]

    def table_name(self, title: str) -> str:
        """A name for a table: letters, digits and ``_``, like no cell's name, and that no other table has."""
        name = _NO_WORD.sub("_", title).strip("_") or "table"
        name = unique(f"_{name}" if _CELL_NAME.fullmatch(name) else name, self._names, "_{}", MAX_TABLE_NAME)
        self._names.add(name.casefold())
        return name

    def style(self, look: Look) -> int:
        """The number by which cells name a look."""
        if look not in self._styles:
            cell: Any = WriteOnlyCell(self._workbook.worksheets[0])
            cell.number_format = look.number_format
            if look.wrap or look.top or look.across:
                across = {"right": "right", "indent": "left"}.get(look.across)
                top = "top" if look.top else None
                cell.alignment = Alignment(across, top, wrap_text=look.wrap, indent=look.across == "indent")
            if look.font:
                cell.font = _FONTS[look.font]
            if look.fill:
                cell.fill = PatternFill("solid", fgColor=look.fill)
            cell.quotePrefix = look.quoted
            self._styles[look] = cell.style_id
        return self._styles[look]


class _Package(ExcelWriter):
    """openpyxl's writer of all parts but the worksheets, which are in the archive already."""

    def __init__(self, workbook: Workbook, archive: ZipFile, pages: list[Page]) -> None:
        super().__init__(workbook, archive)
        self._relations = {id(page.sheet): page.writer.relations for page in pages}

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._rels = self._relations[id(ws)]
        self.manifest.append(ws)


def unique(wanted: str, taken: AbstractSet[str], pattern: str, limit: int) -> str:
    """The name, cut to its limit and numbered where another one has it already."""
    name, number = wanted[:limit], 1
    while name.casefold() in taken:
        number += 1
        ending = pattern.format(number)
        name = wanted[: limit - len(ending)] + ending
    return name
