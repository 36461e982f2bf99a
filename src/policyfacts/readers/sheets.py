"""Workbooks: .xlsx, .xls and .ods; each visible sheet is a page."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from policyfacts.document import Document, Problem
from policyfacts.readers import xls_records
from policyfacts.readers.builder import MOST_CELLS, DocumentBuilder
from policyfacts.readers.cell_rows import CellRows, Merges
from policyfacts.readers.errors import ReadError
from policyfacts.readers.safe_zip import SafeZip, damaged
from policyfacts.readers.workbook_parts import (
    MOST_SPREAD,
    CellFormat,
    Formats,
    formats_by_sheet,
    percentages_as_shown,
    spread,
    spread_ods,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_Value = int | float | str | bool | time | date | datetime | timedelta
_T = TypeVar("_T")
_UNREAD = ("xl/media/", "xl/drawings/", "xl/embeddings/", "xl/pivotCache/", "docProps/", "Pictures/", "Thumbnails/")
_NO_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
_FAR = (
    "cells of a sheet ({part}) stand too far apart to be read; delete the empty rows and columns "
    "behind the last figure and save it again"
)
_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*[0-9]*", re.IGNORECASE)


def read(data: bytes, *, name: str, encoding: str | None = None) -> list[Document]:
    """The document in a workbook: its visible sheets in order, their rows as captions, paragraphs and tables."""
    builder = DocumentBuilder()
    if data.startswith(b"PK"):
        data, formats = _checked(data, builder, name)
    else:
        formats = xls_records.formats_by_sheet(data)
    workbook = _opened(data)
    left = MOST_CELLS
    for number, sheet_name in enumerate(_visible(workbook), 1):
        builder.page()
        try:
            sheet = _guarded(partial(workbook.get_sheet_by_name, sheet_name))
            left = _add_sheet(builder, sheet, formats.get(sheet_name, {}), left)
        except ReadError as error:
            message = f"sheet {sheet_name}: {error}"
            builder.problems.append(Problem(name, error.kind, message, "partial", page=number))
    return [builder.document(name)]


def _checked(data: bytes, builder: DocumentBuilder, name: str) -> tuple[bytes, dict[str, Formats]]:
    """The workbook with its parts read within the limits, and the number formats of its cells."""
    parts = SafeZip(data)
    if "xl/workbook.bin" in parts:
        raise ReadError("binary workbooks (.xlsb) cannot be read; save it as .xlsx", kind="type")

    def without_far_cells(part: str, content: bytes) -> bytes:
        if part == "content.xml":
            if spread_ods(content) > MOST_SPREAD // 2:
                raise ReadError(_FAR.format(part=part), kind="limit")
            return percentages_as_shown(content)
        if part.endswith(".xml") and b"sheetData" in content and spread(content) > MOST_SPREAD:
            builder.problems.append(Problem(name, "limit", _FAR.format(part=part), "partial"))
            return _NO_SHEET
        return content

    packed = parts.repacked(without_far_cells, drop=_UNREAD)
    return packed, formats_by_sheet(SafeZip(packed)) if "xl/workbook.xml" in parts else {}


def _opened(data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    return _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))


def _guarded(call: Callable[[], _T]) -> _T:
    """What a call of calamine gives; ReadError for what it raises, panics of its Rust code included."""
    from python_calamine import CalamineError, PasswordError

    try:
        return call()
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
    if sheet.start is None:
        return left
    if not _UNNAMED.fullmatch(sheet.name.strip()):
        builder.block("heading", sheet.name)
    offset = sheet.start[1]
    cells = CellRows(builder, _merges(sheet, offset))
    for number, row in enumerate(_rows(sheet)):
        left -= len(row)
        if left < 0:
            cells.close()
            raise ReadError(f"only the first {MOST_CELLS:,} cells of the workbook were read; split it", kind="limit")
        if formats:
            places = ((number, offset + column) for column in range(len(row)))
            cells.add(number, [_words(cell, formats.get(place)) for cell, place in zip(row, places, strict=True)])
        else:
            cells.add(number, [_words(cell, None) for cell in row])
    cells.close()
    return left


def _rows(sheet: CalamineSheet) -> Iterator[list[_Value]]:
    rows = iter(sheet.iter_rows())
    while (row := _guarded(lambda: next(rows, None))) is not None:
        yield row


def _merges(sheet: CalamineSheet, offset: int) -> Merges:
    """The merged ranges, their columns counted from the first filled one of the sheet."""
    ranges = _guarded(lambda: sheet.merged_cell_ranges) or []
    return {
        (top, max(left - offset, 0)): (bottom, right - offset)
        for (top, left), (bottom, right) in ranges
        if right >= offset
    }


def _words(value: _Value, format: CellFormat | None) -> str:
    """A cell as text; empty for a truth value, which is no statistic."""
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, bool):
        return ""
    if isinstance(value, (int, float)):
        return _number(value, format == "percent")
    if isinstance(value, (datetime, date)):
        return _date(value, format)
    return str(value)


def _number(value: float, percent: bool = False) -> str:
    """A figure without exponent, and without the noise that binary fractions leave in its last digits."""
    if not math.isfinite(value):
        return ""
    if not percent and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    exact = Decimal(repr(value)) * (100 if percent else 1)
    if len(exact.as_tuple().digits) > 15:  # a figure that a person wrote has fewer
        exact = Context(prec=min(15, max(12, exact.adjusted() + 5))).plus(exact)
    return f"{exact.normalize():f}" + ("%" if percent else "")


def _date(value: date, format: CellFormat | None) -> str:
    if format == "year":
        return f"{value.year}年"
    if format == "month" or value.day == 1 and format is None:
        return f"{value.year}年{value.month}月"
    return f"{value:%Y-%m-%d}"
