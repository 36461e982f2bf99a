"""PDF files: text by pypdfium2, tables from their rulings, pictures of pages by OCR."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policyfacts.document import Document, Problem
from policyfacts.readers import pdf_scan
from policyfacts.readers.builder import DocumentBuilder
from policyfacts.readers.errors import ReadError
from policyfacts.readers.pdf_flow import items_of, write
from policyfacts.readers.pdf_fonts import box_font
from policyfacts.readers.pdf_grids import grids
from policyfacts.readers.pdf_pages import Page, reading_order
from policyfacts.readers.pdf_pieces import frame_of, page_pieces, turned
from policyfacts.readers.pdf_shapes import Shapes, page_shapes
from policyfacts.readers.pdf_tables import with_ruled_tables

_FEW = 30  # characters: a page that has fewer, and a picture over most of it, is a scan with a stamp
_MOST_OF_PAGE = 0.5
_OUTLINES = 100  # drawn shapes on a page without text: its letters, drawn
_TAIL = 8192  # bytes in which a whole file says that it ends
_DAMAGED = "the file is damaged or cut off; copy it again from where it came"


def read(data: bytes, *, name: str, encoding: str | None = None) -> list[Document]:
    """The document in the bytes of a PDF."""
    builder = DocumentBuilder()
    pages: list[Page] = []
    scans: list[int] = []
    pdf = _opened(data)
    try:
        count = len(pdf)
        for number in range(count):
            try:
                with box_font():
                    page, scan = _page(pdf, number)
                if scan and pdf_scan.can_scan():
                    page, scan = _scanned(data, number), False
            except Exception as error:  # whatever a hostile page makes the libraries say
                message = f"the page cannot be read ({error or type(error).__name__}); the rest was read"
                builder.problems.append(Problem(name, "damaged", message, "partial", page=number + 1))
                continue
            pages.append(page)
            if scan:
                scans.append(number)
    finally:
        pdf.close()
    if count == 0 or not pages:
        raise ReadError(_DAMAGED, kind="damaged")
    if b"%%EOF" not in data[-_TAIL:]:
        builder.problems.append(Problem(name, "damaged", f"{_DAMAGED} (what is there was read)", "partial"))
    if scans:
        builder.problems.append(_scan_problem(name, scans, any(page.pieces for page in pages)))
    return [write(items_of(reading_order(pages)), builder, name, count)]


def _opened(data: bytes) -> Any:
    """The PDF of pypdfium2 in the bytes."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ReadError("it is protected by a password; save it without one", kind="encrypted") from error
        raise ReadError(_DAMAGED, kind="damaged") from error


def _page(pdf: Any, number: int) -> tuple[Page, bool]:
    """A page, and whether it is a picture of one."""
    page = pdf[number]
    try:
        textpage = page.get_textpage()
        try:
            frame = frame_of(page)
            shapes = page_shapes(page, frame)
            tables = grids(shapes.across, shapes.down)
            pieces = page_pieces(textpage, frame, tables)
            upright = turned(pieces, textpage, frame)
            if upright is not frame:
                frame = upright
                shapes = page_shapes(page, frame)
                tables = grids(shapes.across, shapes.down)
                pieces = page_pieces(textpage, frame, tables)
        finally:
            textpage.close()
        scan = _is_scan(sum(len(piece.text) for piece in pieces), shapes)
        width, height = frame.size
        return Page(number, width, height, with_ruled_tables(pieces, tables)), scan
    finally:
        page.close()


def _scanned(data: bytes, number: int) -> Page:
    """A page that is a picture, read by OCR.

    The file is opened again: as opened before, it shows boxes for the words that it has over its pictures.
    """
    pdf = _opened(data)
    try:
        page = pdf[number]
        try:
            width, height = page.get_size()
            return Page(number, width, height, pdf_scan.scanned_page(page))
        finally:
            page.close()
    finally:
        pdf.close()


def _is_scan(characters: int, shapes: Shapes) -> bool:
    """Whether a page is a picture of one."""
    if characters == 0:
        return shapes.pictures > 0 or shapes.paths > _OUTLINES
    return characters < _FEW and shapes.pictures > _MOST_OF_PAGE


def _scan_problem(name: str, scans: Iterable[int], has_text: bool) -> Problem:
    """What is said of pages that are pictures; raises where the document has nothing else."""
    message = f"no text, only pictures of it, on {_pages(list(scans))}; to have them read: {pdf_scan.INSTALL}"
    if not has_text:
        raise ReadError(message, kind="scanned")
    return Problem(name, "scanned", message, "partial")


def _pages(numbers: list[int]) -> str:
    """Pages, counted from 1, with those that follow each other as a range: `pages 1, 3-5`."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    words = ", ".join(f"{first + 1}" if first == last else f"{first + 1}-{last + 1}" for first, last in ranges)
    return f"page {words}" if len(numbers) == 1 else f"pages {words}"
