from __future__ import annotations

import io
import struct
from datetime import date

import pytest

from policyfacts.readers import sheets
from policyfacts.readers.errors import ReadError
from policyfacts.readers.xls_records import formats_by_sheet


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def number(row: int, column: int, style: int) -> bytes:
    return record(0x27E, struct.pack("<HHHI", row, column, style, 0))


def styled(sheet: bytes) -> bytes:
    """The records of a workbook whose styles are a plain number, ``0.0%`` of its own and the built-in date 14."""
    code = "0.0%"
    head = record(0x809, bytes(16)) + record(0x41E, struct.pack("<HHB", 164, len(code), 0) + code.encode())
    head += b"".join(record(0xE0, struct.pack("<HH", 0, format) + bytes(16)) for format in (0, 164, 14))
    name = "产量"
    length = len(head) + 4 + 8 + 2 * len(name) + 4
    sheets_record = struct.pack("<IHBB", length, 0, len(name), 1) + name.encode("utf-16-le")
    return head + record(0x85, sheets_record) + record(0x0A, b"") + record(0x809, bytes(16)) + sheet


def test_styles_tell_percentages_and_dates() -> None:
    several = record(0xBD, struct.pack("<HHHIHIH", 4, 1, 0, 0, 1, 0, 2))
    stream = styled(number(2, 0, 0) + number(2, 1, 1) + number(3, 1, 2) + several)
    assert formats_by_sheet(stream) == {"产量": {2: {1: "percent"}, 3: {1: "day"}, 4: {2: "percent"}}}


def test_columns_that_do_not_exist_are_damage() -> None:
    with pytest.raises(ReadError, match="columns") as raised:
        formats_by_sheet(styled(number(2, 0xFFFF, 0)))
    assert raised.value.kind == "damaged"


def test_sheets_larger_than_any_are_damage() -> None:
    possible = record(0x200, struct.pack("<IIHHH", 0, 65536, 0, 256, 0))
    assert formats_by_sheet(styled(possible + number(2, 1, 1))) == {"产量": {2: {1: "percent"}}}
    too_many = struct.pack("<IIHHH", 0, 0x77777777, 0, 9, 0)
    for wrong in (too_many, struct.pack("<IIHHH", 8, 2, 0, 9, 0), struct.pack("<HHHHH", 0, 9, 5, 2, 0)):
        with pytest.raises(ReadError, match="rows") as raised:
            formats_by_sheet(styled(record(0x200, wrong)))
        assert raised.value.kind == "damaged"


def test_rows_out_of_order_are_damage() -> None:
    """The library for sheets takes the last cell for that of the last row, and memory for less than no rows."""
    with pytest.raises(ReadError, match="order") as raised:
        formats_by_sheet(styled(number(7, 0, 0) + number(2, 0, 0)))
    assert raised.value.kind == "damaged"


@pytest.mark.parametrize("cut", range(0, 120, 7))
def test_records_that_are_cut_off_do_no_harm(cut: int) -> None:
    assert formats_by_sheet(styled(number(2, 1, 1))[:cut]) == {}


def test_a_whole_xls() -> None:
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    sheet = book.add_sheet("产量")
    sheet.write_merge(0, 0, 0, 2, "钢铁")
    for column, (value, code) in enumerate((("钢材", "@"), (0.083, "0.0%"), (date(2024, 5, 1), "yyyy-mm-dd"))):
        sheet.write(1, column, value, xlwt.easyxf(num_format_str=code))
    target = io.BytesIO()
    book.save(target)
    (document,) = sheets.read(target.getvalue(), name="表.xls")
    assert document.text == "产量\n钢铁\n钢材\t8.3%\t2024-05-01\n"
    assert [block.kind for block in document.blocks] == ["heading", "caption", "table"]
