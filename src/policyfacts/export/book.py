"""A workbook written as it comes: sheets straight into the archive, what belongs to them by openpyxl.

openpyxl writes all but the rows: styles, tables, charts, and what ties them together.  Rows are strings that go into
the archive at once, so that memory does not grow with them; one page is written after the other.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import datetime
from io import BytesIO
from types import TracebackType
from typing import Any, BinaryIO, Literal, NamedTuple, cast
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.relationship import Relationship
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS
from openpyxl.xml.functions import tostring

from policyfacts.export.losses import Losses

MAX_TITLE = 31  # characters of a sheet's name
MAX_LINKS = 65_530  # of a sheet
MAX_BYTES = 2_000_000_000  # of a sheet; from 2 GiB on the archive would be a ZIP64, which Excel offers to repair
_EPOCH = datetime(2000, 1, 1)  # the same file for the same facts, whenever it is written
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_WORD = re.compile(r"\W")
_CELL_NAME = re.compile(r"[a-z]{1,3}\d+|r\d*(c\d*)?|c\d*|\d.*", re.IGNORECASE)
_CHUNK = 1 << 16


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
        self._workbook.properties.created = self._workbook.properties.modified = _EPOCH
        self._sink = _Sink(stream)
        self._archive = _Archive(cast(BinaryIO, self._sink), "w", ZIP_DEFLATED)
        self._pages: list[Page] = []
        self._styles: dict[Look, int] = {}
        self._names: set[str] = set()

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is not None:
            self._sink.broken = True  # nothing more is written, but all is closed
        for page in self._pages:
            page.close()
        if error is None:
            _Package(self._workbook, self._archive, self._pages).write_data()
        self._archive.close()

    def page(self, title: str) -> Page:
        """A further worksheet, its name made one that Excel takes and no other page has."""
        for page in self._pages:
            page.close()
        titles = {page.title.casefold() for page in self._pages}
        title = _FORBIDDEN.sub(" ", title).strip("' ") or "sheet"
        sheet = self._workbook.create_sheet(_unique(title, titles, " ({})", MAX_TITLE))
        self._pages.append(Page(sheet, self._archive, len(self._pages) + 1))
        return self._pages[-1]

    def table_name(self, title: str) -> str:
        """A name for a table: letters, digits and ``_``, like no cell's name, and that no other table has."""
        name = _NO_WORD.sub("_", title)
        name = _unique(f"_{name}" if _CELL_NAME.fullmatch(name) else name, self._names, "_{}", 200)
        self._names.add(name.casefold())
        return name

    def style(self, look: Look) -> int:
        """The number by which cells name a look."""
        if look not in self._styles:
            cell: Any = WriteOnlyCell(self._workbook.worksheets[0])
            cell.number_format = look.number_format
            if look.wrap or look.top or look.across:
                across = {"right": "right", "indent": "left"}.get(look.across)
                cell.alignment = Alignment(across, "top", wrap_text=look.wrap, indent=look.across == "indent")
            if look.font:
                cell.font = _FONTS[look.font]
            if look.fill:
                cell.fill = PatternFill("solid", fgColor=look.fill)
            cell.quotePrefix = look.quoted
            self._styles[look] = cell.style_id
        return self._styles[look]


class Page:
    """One worksheet. Settings of openpyxl's ``sheet`` count until the first row, tables and charts longer."""

    def __init__(self, sheet: Any, archive: ZipFile, number: int) -> None:
        self.sheet = sheet
        self.links = 0
        self.size = 0
        self.ignored = ""  # cells that Excel shall not mark as numbers stored as text
        self._archive = archive
        self._path = f"xl/worksheets/sheet{number}.xml"
        self._open: Any = None
        self._closed = False
        self._chunk: list[str] = []
        self._waiting = 0
        self._link_cells: list[str] = []
        self._targets: dict[str, str] = {}
        self.writer = _SheetWriter(sheet, self)

    @property
    def title(self) -> str:
        """The name of the sheet."""
        return str(self.sheet.title)

    def row(self, xml: str) -> None:
        """Add a row as XML; the first one settles what stands before the rows."""
        if self._open is None:
            self._begin()
        self.write(xml)

    def link(self, cell: str, target: str) -> bool:
        """Link a cell to a file; False where the sheet holds no more links."""
        if self.links >= MAX_LINKS:
            return False
        if target not in self._targets:
            relation = Relationship("", f"{REL_NS}/hyperlink", Target=target, TargetMode="External")
            self.writer.relations.append(relation)
            self._targets[target] = str(relation.Id)
        self._link_cells.append(f'<hyperlink ref="{cell}" r:id="{self._targets[target]}"/>')
        self.links += 1
        return True

    def write(self, text: str) -> None:
        """Write to the sheet's part of the archive."""
        self._chunk.append(text)
        self._waiting += len(text)
        if self._waiting >= _CHUNK:
            self._flush()

    def close(self) -> None:
        """Write what stands behind the rows."""
        if self._closed:
            return
        self._closed = True
        if self._open is None:
            self._begin()
        self.write("</sheetData>")
        self.writer.write_tail()
        self.write("</worksheet>")
        self._flush()
        self._open.close()

    def write_links(self) -> None:
        """The links; where rows of one document share a relation, each has its own cell, as rows may be sorted."""
        if self._link_cells:
            self.write("<hyperlinks>")
            for cell in self._link_cells:
                self.write(cell)
            self.write("</hyperlinks>")

    def write_ignored(self) -> None:
        """What Excel shall not mark with a green corner."""
        if self.ignored:
            self.write(
                f'<ignoredErrors><ignoredError sqref={quoteattr(self.ignored)} numberStoredAsText="1"/></ignoredErrors>'
            )

    def _begin(self) -> None:
        self._open = self._archive.open(_entry(self._path), "w")
        self.write(f'<worksheet xmlns="{SHEET_MAIN_NS}" xmlns:r="{REL_NS}">')
        self.writer.write_top()
        self.write("<sheetData>")

    def _flush(self) -> None:
        data = "".join(self._chunk).encode("utf-8")
        self.size += len(data)
        self._open.write(data)
        self._chunk.clear()
        self._waiting = 0


class _SheetWriter(WorksheetWriter):
    """openpyxl's writer of what stands before and behind the rows, into the page."""

    def __init__(self, sheet: Any, page: Page) -> None:
        self._page = page
        super().__init__(sheet, out=BytesIO())  # nothing is written there
        self.relations: Any = self._rels  # type: ignore[attr-defined]

    def get_stream(self) -> Generator[None, Any, None]:
        while True:
            element = yield
            if element is not None:
                self._page.write(tostring(element).decode("utf-8"))

    def write_hyperlinks(self) -> None:
        self._page.write_links()

    def write_drawings(self) -> None:
        self._page.write_ignored()
        super().write_drawings()


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


class _Archive(ZipFile):
    """A ZIP without the time of its writing."""

    def writestr(
        self, zinfo_or_arcname: Any, data: Any, compress_type: int | None = None, compresslevel: int | None = None
    ) -> None:
        super().writestr(_entry(str(zinfo_or_arcname)), data)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o600 << 16
    return entry


class _Sink:
    """The stream, deaf once it is broken: a ZIP that breaks off on a full disk would complain again when closed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.broken = False

    def write(self, data: bytes) -> int:
        return len(data) if self.broken else self._stream.write(data)

    def tell(self) -> int:
        return 0 if self.broken else self._stream.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0 if self.broken else self._stream.seek(offset, whence)

    def flush(self) -> None:
        if not self.broken:
            self._stream.flush()


def _unique(wanted: str, taken: set[str], pattern: str, limit: int) -> str:
    """The name, cut to its limit and numbered where another one has it already."""
    name, number = wanted[:limit], 1
    while name.casefold() in taken:
        number += 1
        ending = pattern.format(number)
        name = wanted[: limit - len(ending)] + ending
    return name
