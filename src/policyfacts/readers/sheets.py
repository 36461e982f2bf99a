"""Workbooks: .xlsx, .xls and .ods; each visible sheet is a page."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from policyfacts.document import Document, Problem
from policyfacts.limits import MOST_SPREAD, limits
from policyfacts.readers import xls_records
from policyfacts.readers.builder import DocumentBuilder, too_many_cells
from policyfacts.readers.cell_rows import CellRows, Merges
from policyfacts.readers.compound_file import compound_file, stream_of
from policyfacts.readers.errors import ReadError
from policyfacts.readers.safe_zip import SafeZip, damaged
from policyfacts.readers.workbook_parts import (
    CellFormat,
    Formats,
    formats_in,
    is_spread,
    percentages_as_shown,
    sheet_parts,
    spread_ods,
    styles_of,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_Value = int | float | bool | time | date | datetime | timedelta
_UNREAD = ("xl/media/", "xl/drawings/", "xl/embeddings/", "xl/pivotCache/", "docProps/", "Pictures/", "Thumbnails/")
_NO_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
_FAR = (
    "cells of a sheet ({part}) stand too far apart to be read; delete the empty rows and columns "
    "behind the last figure and save it again"
)
_SHORT = 16  # characters of a figure of at most fifteen digits, which needs no rounding
_CONTENTS = re.compile(r"目\s*[录次]|contents", re.IGNORECASE)
_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*[0-9]*", re.IGNORECASE)


def read(data: bytes, *, name: str, encoding: str | None = None) -> list[Document]:
    """The document in a workbook: its visible sheets in order, their rows as captions, paragraphs and tables."""
    builder = DocumentBuilder()
    if data.startswith(b"PK"):
        data, formats = _checked(data, builder, name)
    else:
        stream, records = stream_of(data, ("Workbook", "Book"))
        formats = xls_records.formats_by_sheet(records)
        data = compound_file(stream, records)
    workbook = _opened(data)
    left = limits().cells
    for number, sheet_name in enumerate(_visible(workbook), 1):
        builder.page()
        try:
            with _guarded():
                sheet = workbook.get_sheet_by_name(sheet_name)
            left = _add_sheet(builder, sheet, formats.get(sheet_name, {}), left)
        except ReadError as error:
            message = f"sheet {sheet_name}: {error}"
            builder.problems.append(Problem(name, error.kind, message, "partial", page=number))
    return [builder.document(name)]


def _checked(data: bytes, builder: DocumentBuilder, name: str) -> tuple[bytes, dict[str, Formats]]:
    """The workbook with its parts read within the limits, and the number formats of the cells of each sheet."""
    parts = SafeZip(data)
    if "xl/workbook.bin" in parts:
        raise ReadError("binary workbooks (.xlsb) cannot be read; save it as .xlsx", kind="type")
    stated = SafeZip(data)  # what is looked up ahead does not count against the limit of the rest
    styles = styles_of(stated)
    sheets = sheet_parts(stated) if styles and "xl/workbook.xml" in stated else {}
    formats: dict[str, Formats] = dict.fromkeys(sheets.values(), {})

    def without_far_cells(part: str, content: bytes) -> bytes:
        if part == "content.xml":
            if spread_ods(content) > MOST_SPREAD // 2:
                raise ReadError(_FAR.format(part=part), kind="limit")
            return percentages_as_shown(content)
        if part.endswith(".xml") and b"sheetData" in content and is_spread(content):
            builder.problems.append(Problem(name, "limit", _FAR.format(part=part), "partial"))
            return _NO_SHEET
        if part in formats:
            formats[part] = formats_in(content, styles)
        return content

    packed = parts.repacked(without_far_cells, drop=_UNREAD)
    return packed, {sheet: formats[part] for sheet, part in sheets.items()}


def _opened(data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    with _guarded():
        return CalamineWorkbook.from_filelike(io.BytesIO(data))


@contextmanager
def _guarded() -> Iterator[None]:
    """Calls of calamine; ReadError for what they raise, panics of its Rust code included."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise ReadError("it is protected by a password; save it without one", kind="encrypted") from error
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise damaged(error) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise damaged("") from error
        raise


def _visible(workbook: CalamineWorkbook) -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _add_sheet(builder: DocumentBuilder, sheet: CalamineSheet, formats: Formats, left: int) -> int:
    """Add a sheet; how many cells may still be read behind it.  Raises ReadError where there are more."""
    if sheet.start is None or _CONTENTS.fullmatch(sheet.name.strip()):
        return left
    if not _UNNAMED.fullmatch(sheet.name.strip()):
        builder.block("heading", sheet.name)
    offset = sheet.start[1]
    cells = CellRows(builder, _merges(sheet, offset))
    for number, row in enumerate(_rows(sheet)):
        left -= len(row)
        if left < 0:
            cells.close()
            raise ReadError(too_many_cells(), kind="limit")
        cells.add(number, _words(row, formats.get(number, {}), offset) if row.count("") < len(row) else [])
    cells.close()
    return left


def _rows(sheet: CalamineSheet) -> Iterator[list[str | _Value]]:
    with _guarded():
        yield from sheet.iter_rows()


def _merges(sheet: CalamineSheet, offset: int) -> Merges:
    """The merged ranges, their columns counted from the first filled one of the sheet."""
    with _guarded():
        ranges = sheet.merged_cell_ranges or []
    return {
        (top, max(left - offset, 0)): (bottom, right - offset)
        for (top, left), (bottom, right) in ranges
        if right >= offset
    }


def _words(row: list[str | _Value], formats: dict[int, CellFormat], offset: int) -> list[str]:
    """The cells of a row as texts."""
    return [
        _label(cell, formats.get(column)) if isinstance(cell, str) else _text(cell, formats.get(column))
        for column, cell in enumerate(row, offset)
    ]


def _label(words: str, format: CellFormat | None) -> str:
    """The words of a cell, with the indent that its style gives them."""
    if not words.strip():
        return ""
    return f"\u3000{words}" if format == "indent" else words


def _text(value: _Value, format: CellFormat | None) -> str:
    """A value as text; empty for a truth value, which is no statistic."""
    format = None if format == "indent" else format
    if isinstance(value, float) or isinstance(value, int) and not isinstance(value, bool):
        return _number(value, format == "percent")
    if isinstance(value, (datetime, date)):
        return _date(value, format)
    return "" if isinstance(value, bool) else str(value)


def _number(value: float, percent: bool = False) -> str:
    """A figure without exponent, and without the noise that binary fractions leave in its last digits."""
    if not math.isfinite(value):
        return ""
    if not percent and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    if not percent and "." in text and "e" not in text and len(text) <= _SHORT:
        return text
    exact = Decimal(text) * (100 if percent else 1)
    if len(exact.as_tuple().digits) > 15:  # a figure that a person wrote has fewer
        exact = Context(prec=min(15, max(12, exact.adjusted() + 5))).plus(exact)
    return f"{exact.normalize():f}" + ("%" if percent else "")


def _date(value: date, format: CellFormat | None) -> str:
    if format == "year":
        return f"{value.year}年"
    if format == "month" or value.day == 1 and format is None:
        return f"{value.year}年{value.month}月"
    return f"{value:%Y-%m-%d}"
