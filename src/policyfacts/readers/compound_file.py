"""Compound files, the containers of .xls: one stream of a file, and a new container for it that is sound.

The library for sheets follows the chains of sectors of a container wherever they lead, also in circles, until all
memory is taken; so it is given containers that are made here.
"""

from __future__ import annotations

import io
import struct

from policyfacts.readers.safe_zip import damaged

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 4096
_SHORTEST = 4096  # streams that are shorter stand elsewhere in a container
_IN_HEADER = 109  # sectors of the table of sectors that the header names
_FREE, _END, _TABLE, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_ROOT, _STREAM = 5, 2
_SECTOR_SHIFT, _SHORT_TABLE = 0x1E, 0x40  # where the header says how long sectors and the table of short ones are


def stream_of(data: bytes, names: tuple[str, ...]) -> tuple[str, bytes]:
    """The first of some streams that a compound file has, with its name; raises ReadError where it has none."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            name = next((name for name in names if container.exists(name)), "")
            if name:
                _refuse_circles(data, getattr(container.root, "size", 0), container.get_size(name))
            content = bytes(container.openstream(name).read()) if name else b""
    except Exception as error:  # olefile raises many kinds on what is broken
        raise damaged(error) from error
    if not content:
        raise damaged("it holds no workbook")
    return name, content


def _refuse_circles(data: bytes, *sizes: int) -> None:
    """Raise ReadError where what is read is longer than the file: its chain of sectors goes in a circle."""
    (short_table,) = struct.unpack_from("<I", data, _SHORT_TABLE)
    sector = 1 << min(struct.unpack_from("<H", data, _SECTOR_SHIFT)[0], 16)
    if max(*sizes, short_table * sector) > len(data) + sector:
        raise damaged("its parts are longer than the file")


def compound_file(name: str, content: bytes) -> bytes:
    """A compound file with one stream."""
    size = max(len(content), _SHORTEST)
    sectors = -(-size // _SECTOR)
    per_table = _SECTOR // 4
    tables = -(-(sectors + 2) // (per_table - 1))
    if tables > _IN_HEADER:
        raise damaged("the workbook is too large")
    chain = [*range(1, sectors), _END, _END, *[_TABLE] * tables]
    chain += [_FREE] * (tables * per_table - len(chain))
    header = _MAGIC + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<9I", 1, tables, sectors, 0, _SHORTEST, _END, 0, _END, 0)
    header += struct.pack(
        f"<{_IN_HEADER}I", *range(sectors + 1, sectors + 1 + tables), *[_FREE] * (_IN_HEADER - tables)
    )
    # the library wants the root to begin somewhere, though nothing is in it
    directory = _entry("Root Entry", _ROOT, 1, 0, 0) + _entry(name, _STREAM, _NONE, 0, size)
    table = struct.pack(f"<{len(chain)}I", *chain)
    return b"".join(
        part.ljust(-(-len(part) // _SECTOR) * _SECTOR, b"\0")
        for part in (header, content.ljust(_SHORTEST, b"\0"), directory, table)
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    """An entry of the directory."""
    words = name.encode("utf-16-le") + b"\0\0"
    head = words.ljust(64, b"\0") + struct.pack("<HBB", len(words), kind, 1)
    return head + struct.pack("<III36xIQ", _NONE, _NONE, child, start, size)
