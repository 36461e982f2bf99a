"""What the records of an .xls say that the library for sheets does not: number formats, and cells that cannot be."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from policyfacts.readers.safe_zip import damaged
from policyfacts.readers.workbook_parts import BUILT_IN, CellFormat, Formats, kind_of

_BOUNDSHEET, _FORMAT, _XF, _BOF, _MULRK = 0x85, 0x41E, 0xE0, 0x809, 0xBD
_NUMBERS = frozenset((0x06, 0x203, 0x27E, 0x206, 0x406))  # formulas and numbers: row, column, style
_CELLS = _NUMBERS | {_MULRK, 0xBE, 0xFD, 0x201, 0x204, 0x205, 0x207, 0xD6}
_BLANKS = frozenset((0x201, 0xBE))
_DIMENSIONS, _EOF = 0x200, 0x0A
_MOST_ROWS, _MOST_COLUMNS = 65536, 256


def formats_by_sheet(workbook: bytes) -> dict[str, Formats]:
    """The cells of each sheet of an .xls, given its stream of records, that are shown as percentages or dates.

    Raises ReadError for a broken file, for cells in rows and columns that the format does not have, and for rows out
    of order: memory would be taken for all up to them, or without end.
    """
    formats: dict[int, CellFormat] = dict(BUILT_IN)
    styles: list[CellFormat | None] = []
    names: dict[int, str] = {}
    for kind, body in _records(workbook, 0):
        if kind == _BOUNDSHEET and len(body) > 8:
            names[int.from_bytes(body[:4], "little")] = _string(body[6], body[7:])
        elif kind == _FORMAT and len(body) > 5:
            code = kind_of(_string(int.from_bytes(body[2:4], "little"), body[4:]))
            if code:
                formats[int.from_bytes(body[:2], "little")] = code
        elif kind == _XF and len(body) >= 4:
            styles.append(formats.get(int.from_bytes(body[2:4], "little")))
    sheets = {name: _sheet(workbook, position, styles) for position, name in names.items()}
    return {name: sheet for name, sheet in sheets.items() if sheet is not None}


def _sheet(workbook: bytes, position: int, styles: list[CellFormat | None]) -> Formats | None:
    """The formats of the cells of the sheet that begins at a position; nothing where none does.

    Its cells are looked at even then, for the library does.
    """
    begins = False
    sheet: Formats = {}
    last = 0  # row
    for kind, body in _records(workbook, position):
        begins = begins or kind == _BOF
        if kind == _DIMENSIONS and not _possible(body):
            raise damaged("cells in rows or columns that do not exist")
        if kind not in _CELLS or len(body) < 6:
            continue
        for row, column, style in _cells(kind, body):
            if column >= _MOST_COLUMNS:
                raise damaged("cells in columns that do not exist")
            if row < last and kind not in _BLANKS:
                raise damaged("rows out of order")
            last = row if kind not in _BLANKS else last
            if style < len(styles) and (format := styles[style]):
                sheet.setdefault(row, {})[column] = format
    return sheet if begins else None


def _possible(dimensions: bytes) -> bool:
    """Whether the first row and column of a sheet, and those behind its last, are such as the format has."""
    layout = "<IIHH" if len(dimensions) >= 12 else "<HHHH"  # of older versions
    if len(dimensions) < struct.calcsize(layout):
        return True
    first_row, end_row, first_column, end_column = struct.unpack_from(layout, dimensions)
    return bool(first_row <= end_row <= _MOST_ROWS and first_column <= end_column <= _MOST_COLUMNS)


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of the records from a position to the end of what begins there."""
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        yield kind, stream[position + 4 : position + 4 + length]
        if kind == _EOF:
            return
        position += 4 + length


def _cells(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column and style of the cells in a record."""
    row, column, style = struct.unpack_from("<HHH", body)
    yield row, column, style
    if kind == _MULRK:
        for number in range(1, (len(body) - 6) // 6):
            yield row, column + number, int.from_bytes(body[4 + 6 * number : 6 + 6 * number], "little")


def _string(length: int, body: bytes) -> str:
    """A string of BIFF8: a byte of flags, of which the first says whether characters take two bytes."""
    return (
        body[1 : 1 + 2 * length].decode("utf-16-le", "replace")
        if body[0] & 1
        else body[1 : 1 + length].decode("latin-1")
    )
