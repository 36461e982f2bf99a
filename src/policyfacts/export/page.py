"""One worksheet, written row by row straight into the archive."""

from __future__ import annotations

from collections.abc import Generator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile

from openpyxl.packaging.relationship import Relationship
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS
from openpyxl.xml.functions import tostring

from policyfacts.export.archive import entry

MAX_LINKS = 65_530  # of a sheet
_CHUNK = 1 << 16


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
        try:
            self.write("</sheetData>")
            self.writer.write_tail()
            self.write("</worksheet>")
            self._flush()
        finally:
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
        self._open = self._archive.open(entry(self._path), "w")
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
