"""Opens the parts of a zip within limits, and XML without entities: a hostile file is refused, never unpacked."""

from __future__ import annotations

import io
import lzma
import struct
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Callable

from policyfacts.limits import in_words, limits
from policyfacts.readers.errors import ReadError

_LARGE = 10 << 20
_SQUEEZED = (zipfile.ZIP_DEFLATED, 1)  # how a large part is packed again: libraries keep several copies of the zip
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    NotImplementedError,
)
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


class SafeZip:
    """A zip in memory; what is read from it counts against one limit of expanded bytes."""

    def __init__(self, data: bytes, *, most: int | None = None) -> None:
        """``most`` bytes may be expanded, else what a document may; raises ReadError for what is no zip or too many."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise damaged(error) from error
        self.members = [member for member in self._zip.infolist() if member.filename and not member.is_dir()]
        self._most = self.left = limits().expanded if most is None else most
        if len(self.members) > limits().members:
            raise ReadError(f"it holds more than {limits().members:,} members; split it", kind="limit")
        self._by_name = {member.filename: member for member in self.members}

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def read(self, member: str | zipfile.ZipInfo) -> bytes:
        """The bytes of one member; raises ReadError where it is missing, damaged, encrypted or too large."""
        info = self._by_name.get(member) if isinstance(member, str) else member
        if info is None:
            raise ReadError(f"the part {member} is missing; save it again in the program that made it", kind="damaged")
        if info.flag_bits & 1:
            raise ReadError("it is protected by a password; save it without one", kind="encrypted")
        if info.file_size > _LARGE and info.file_size > limits().ratio * info.compress_size:
            raise ReadError("it expands beyond all measure (a zip bomb?); it was not opened", kind="limit")
        if info.file_size > self.left:
            words = f"it expands to more than {in_words(self._most)}; allow more with --max-expanded, or split it"
            raise ReadError(words, kind="limit")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(self.left + 1)
        except _BROKEN as error:
            raise damaged(error) from error
        except RuntimeError as error:  # how zipfile says that it wants a password
            raise ReadError("it is protected by a password; save it without one", kind="encrypted") from error
        self.left -= len(data)
        return data

    def xml(self, name: str) -> ET.Element:
        """The root of an XML part."""
        try:
            return ET.fromstring(without_entities(self.read(name)))
        except (ET.ParseError, ValueError, LookupError) as error:
            raise damaged(error) from error

    def repacked(self, change: Callable[[str, bytes], bytes], *, drop: tuple[str, ...] = ()) -> bytes:
        """The same zip, its parts read within the limits and checked, for a library that opens zips on its own.

        Parts under the folders ``drop`` become empty; each other part is what ``change`` makes of it.
        """
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target:
            for name in self._by_name:
                kept = b"" if name.startswith(drop) else self.read(name)
                if name.endswith((".xml", ".rels")):
                    without_entities(kept)
                content = change(name, kept)
                target.writestr(zipfile.ZipInfo(name), content, *(_SQUEEZED if len(content) > _LARGE else ()))
        return packed.getvalue()


def without_entities(data: bytes) -> bytes:
    """XML as it is; raises ReadError where it declares entities, which no program that writes documents does."""
    plain = data.replace(b"\0", b"") if b"\0" in data[:200] else data  # UTF-16
    if any(declaration in plain for declaration in _DECLARATIONS):
        raise ReadError(
            "its XML declares entities, which may be an attack; save it again as a new file", kind="damaged"
        )
    return data


def local(tag: object) -> str:
    """The name of an XML element without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def damaged(error: object) -> ReadError:
    """What a reader raises for a file that is broken."""
    reason = f" ({error})" if str(error) else ""
    return ReadError(f"the file is damaged or cut off{reason}; copy it again from where it came", kind="damaged")
