"""The ZIP that a workbook is, written to a stream."""

from __future__ import annotations

from datetime import datetime
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = datetime(2000, 1, 1)  # the same file for the same facts, whenever it is written


class Archive(ZipFile):
    """A ZIP without the time of its writing."""

    def writestr(
        self, zinfo_or_arcname: Any, data: Any, compress_type: int | None = None, compresslevel: int | None = None
    ) -> None:
        """Write a part at once."""
        super().writestr(entry(str(zinfo_or_arcname)), data)


def entry(name: str) -> ZipInfo:
    """A part of the archive, with the same time and rights on each system."""
    part = ZipInfo(name, EPOCH.timetuple()[:6])
    part.compress_type = ZIP_DEFLATED
    part.create_system = 3
    part.external_attr = 0o600 << 16
    return part


class Sink:
    """The stream, deaf once it is broken: a ZIP that breaks off on a full disk would complain again when closed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.broken = False

    def write(self, data: bytes) -> int:
        """Write, unless a write has failed before."""
        if self.broken:
            return len(data)
        try:
            return self._stream.write(data)
        except BaseException:
            self.broken = True
            raise

    def tell(self) -> int:
        """Where the stream stands."""
        return 0 if self.broken else self._stream.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move in the stream; a pipe refuses."""
        return 0 if self.broken else self._stream.seek(offset, whence)

    def flush(self) -> None:
        """Hand on what the stream holds back."""
        if not self.broken:
            self._stream.flush()
