"""Excel: the facts as a real table, the documents they come from, and what the columns mean."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from policyfacts.export.dictionary import HEADINGS, dictionary
from policyfacts.export.options import DocumentRow, Labels, WriteOptions, plain
from policyfacts.facts import Column, Fact

MAX_ROWS = 1_048_576  # of a sheet, heading included
MAX_TEXT = 32_767  # characters of a cell
_CUT = "… [cut]"
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = ("=", "+", "-", "@", "#")  # openpyxl or Excel would take such text for a formula or an error
_EPOCH = datetime(2000, 1, 1)  # the same file for the same facts, whenever it is written
_WIDTHS = {"text": 16.0, "integer": 9.0, "number": 18.0, "date": 12.0}
_WIDE = {
    "doc": 28.0,
    "indicator": 28.0,
    "relative_to": 22.0,
    "flags": 24.0,
    "rule": 28.0,
    "text": 44.0,
    "sentence": 70.0,
}
_WRAPPED = frozenset({"indicator", "relative_to", "text", "sentence"})
_NAMES: dict[Labels, tuple[str, str, str]] = {
    "en": ("facts", "documents", "columns"),
    "zh": ("事实", "文件", "列的含义"),
}
_DOCUMENT_HEADINGS: dict[Labels, tuple[str, str, str, str]] = {
    "en": ("Document", "Rows found", "Problems", "Characters"),
    "zh": ("文件", "行数", "问题", "字符数"),
}


def write(facts: Iterable[Fact], stream: BinaryIO, options: WriteOptions) -> None:
    """Write the workbook: facts (on further sheets past Excel's limit), documents, columns."""
    book = Workbook(write_only=True)
    book.properties.creator = "policyfacts"
    book.properties.created = _EPOCH
    labels: Labels = options.labels or "en"
    _write_facts(book, facts, options, _NAMES[labels][0])
    _write_documents(book, options.documents, labels)
    _write_dictionary(book, labels)
    whole = io.BytesIO()  # a ZIP that breaks off on a full disk would complain again when it is collected
    book.save(whole)
    stream.write(whole.getbuffer())


class _Sheet:
    """A sheet with a frozen bold heading, a filter and column widths, written row by row."""

    def __init__(self, book: Any, title: str, headings: Iterable[str], widths: Iterable[float]) -> None:
        self.sheet = book.create_sheet(title)
        self.sheet.freeze_panes = "A2"
        for number, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        self.rows = 0
        self.styles: dict[str, Any] = {}
        cells = [self.cell(heading) for heading in headings]
        for cell in cells:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="FFDDEBF7")
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        self.last = get_column_letter(len(cells))
        self.append(cells)

    def append(self, cells: list[Any]) -> None:
        self.sheet.append(cells)
        self.rows += 1

    def cell(self, value: object, *, wrap: bool = False) -> Any:
        """A value with its style; text is text whatever it begins with."""
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return self._text(value, wrap)
        cell: Any = WriteOnlyCell(self.sheet, cast(Any, value))
        self._style(cell, _number_format(value), wrap=False)
        return cell

    def _text(self, value: str, wrap: bool) -> Any:
        value = legal(value)
        special = value.startswith(_SPECIAL)
        cell: Any = WriteOnlyCell(self.sheet)
        cell._value = value
        cell.data_type = "s"
        self._style(cell, "@" if special else "General", wrap=wrap, special=special)
        return cell

    def _style(self, cell: Any, number_format: str, *, wrap: bool, special: bool = False) -> None:
        """Give a cell its style; the first of each kind makes it, the others share it."""
        key = f"{number_format}|{wrap}|{special}"
        if key not in self.styles:
            cell.number_format = number_format
            cell.alignment = Alignment(vertical="top", wrap_text=wrap)
            if special:
                cell.quotePrefix = True  # text stays text when somebody edits the cell
            self.styles[key] = cell._style
        cell._style = self.styles[key]

    def close(self) -> None:
        self.sheet.auto_filter.ref = f"A1:{self.last}{max(self.rows, 1)}"


def legal(text: str) -> str:
    """The text as Excel can hold it: without control characters, cut visibly at its limit."""
    text = _ILLEGAL.sub("", text)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - len(_CUT)] + _CUT


def _number_format(value: object) -> str:
    if isinstance(value, date):
        return "yyyy-mm-dd"
    if isinstance(value, Decimal):
        decimals = len(plain(value).partition(".")[2])
        return "#,##0" if not decimals else "#,##0." + "0" * min(decimals, 10)
    return "0"


def _write_facts(book: Any, facts: Iterable[Fact], options: WriteOptions, title: str) -> None:
    columns = options.selected
    fields = [
        (cell, column.type == "date", column.name in _WRAPPED)
        for cell, column in zip(options.cells, columns, strict=True)
    ]
    widths = [_width(column) for column in columns]
    sheet = _Sheet(book, title, options.headings, widths)
    number = 1
    for fact in facts:
        if sheet.rows >= MAX_ROWS:
            sheet.close()
            number += 1
            sheet = _Sheet(book, f"{title} ({number})", options.headings, widths)
        sheet.append(
            [sheet.cell(_date(field(fact)) if is_date else field(fact), wrap=wrap) for field, is_date, wrap in fields]
        )
    sheet.close()


def _width(column: Column) -> float:
    return _WIDE.get(column.name, _WIDTHS[column.type])


def _date(text: str) -> date | str:
    """A date that Excel can hold as one, else the text."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return day if day.year > 1900 else text


def _write_documents(book: Any, documents: Iterable[DocumentRow], labels: Labels) -> None:
    sheet = _Sheet(book, _NAMES[labels][1], _DOCUMENT_HEADINGS[labels], (44.0, 12.0, 80.0, 12.0))
    for row in documents:
        if sheet.rows >= MAX_ROWS:
            break
        messages = "\n".join(problem.message for problem in row.problems)
        cells = (sheet.cell(row.doc), sheet.cell(row.rows), sheet.cell(messages, wrap=True), sheet.cell(row.characters))
        sheet.append(list(cells))
    sheet.close()


def _write_dictionary(book: Any, labels: Labels) -> None:
    sheet = _Sheet(book, _NAMES[labels][2], HEADINGS[labels], (20.0, 20.0, 10.0, 90.0))
    for row in dictionary(labels):
        sheet.append([sheet.cell(text, wrap=True) for text in row])
    sheet.close()
