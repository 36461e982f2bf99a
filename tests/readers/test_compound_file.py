from __future__ import annotations

import io
import random

import pytest

from policyfacts.readers import sheets
from policyfacts.readers.compound_file import compound_file, stream_of
from policyfacts.readers.errors import ReadError


@pytest.mark.parametrize("size", [1, 4095, 4096, 4097, 5_000_000])
def test_a_stream_comes_back_from_its_container(size: int) -> None:
    content = random.Random(size).randbytes(size)
    name, found = stream_of(compound_file("Workbook", content), ("Book", "Workbook"))
    assert name == "Workbook" and found[:size] == content and not found[size:].strip(b"\0")


@pytest.mark.parametrize("names", [("Book",), ("",)])
def test_a_container_without_the_stream_is_damaged(names: tuple[str, ...]) -> None:
    with pytest.raises(ReadError) as raised:
        stream_of(compound_file("Workbook", b"1"), names)
    assert raised.value.kind == "damaged"


def test_chains_that_lead_in_circles_take_no_memory() -> None:
    """The library for sheets would follow them until the process dies."""
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    book.add_sheet("一").write(0, 0, "出口")
    target = io.BytesIO()
    book.save(target)
    data = bytearray(target.getvalue())
    table = 512 * (1 + int.from_bytes(data[76:80], "little"))
    for sector in range(128):
        place = table + 4 * sector
        if data[place : place + 4] == b"\xfe\xff\xff\xff":  # the end of a chain
            data[place : place + 4] = sector.to_bytes(4, "little")
    try:
        assert "出口" in sheets.read(bytes(data), name="a.xls")[0].text
    except ReadError as error:
        assert error.kind == "damaged"


def test_a_stream_that_is_longer_than_its_file_is_not_followed_in_circles() -> None:
    data = bytearray(compound_file("Workbook", bytes(5000)))
    entry = data.index("Workbook".encode("utf-16-le"))
    data[entry + 120 : entry + 128] = (1 << 31).to_bytes(8, "little")  # its size
    table = data.rindex((1).to_bytes(4, "little") + b"\xfe\xff\xff\xff")
    data[table + 4 : table + 8] = (0).to_bytes(4, "little")  # behind its last sector comes its first
    with pytest.raises(ReadError) as raised:
        stream_of(bytes(data), ("Workbook",))
    assert raised.value.kind == "damaged"
