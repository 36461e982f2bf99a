"""The font that stands in for those that a PDF names and does not hold, so that what is read is the same everywhere.

pdfium leaves out words whose characters have no outline: a `吨` alone in its cell, where the machine has no Chinese
font.  While a PDF is read, pdfium is therefore given a font of our own, all of whose characters are boxes
(`scripts/make_box_font.py`), and none of the machine's; fonts that are embedded, and the standard ones, which pdfium
brings along, stay as they are.
"""

from __future__ import annotations

import ctypes
import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_BOX = 1  # what pdfium calls our font by; those of the machine are called by addresses
_NAME = b"policyfacts box\0"  # under which pdfium keeps it: no font of a document is called so
_BROUGHT = {b"Courier", b"Helvetica", b"Times"}  # families that pdfium brings along
_CHINESE = {128, 129, 134, 136}  # character sets that they do not have, of Japanese and Korean too
_LOCK = threading.Lock()  # pdfium asks one for fonts in the whole process


@contextmanager
def box_font() -> Iterator[None]:
    """Let pdfium take our font for those that are not embedded in the documents opened in this block."""
    with _LOCK:
        fonts = _fonts()
        fonts.ours = True
        try:
            yield
        finally:
            fonts.leave()


@functools.lru_cache(maxsize=1)
def _fonts() -> _Fonts:
    """What pdfium asks for fonts, for as long as the process lives: pdfium keeps its address."""
    return _Fonts()


class _Fonts:
    """Answers pdfium, in a block with our font and else, for others who use pdfium, with those of the machine.

    It stays in its place: were it taken out, pdfium would list the fonts of the machine after each document anew.
    """

    def __init__(self) -> None:
        import pypdfium2.raw as raw

        self.ours = self._unlisted = False
        self._raw = raw
        self._box = Path(__file__).with_name("box.ttf").read_bytes()
        self._machine = raw.FPDF_GetDefaultSystemFontInfo()
        callbacks = {
            "EnumFonts": self._list,
            "MapFont": self._map,
            "GetFont": self._named,
            "GetFontData": self._data,
            "GetFaceName": self._name,
            "GetFontCharset": self._charset,
            "DeleteFont": self._delete,
        }
        types = dict(raw.FPDF_SYSFONTINFO._fields_)
        self._info = raw.FPDF_SYSFONTINFO(version=1, **{name: types[name](call) for name, call in callbacks.items()})
        raw.FPDF_SetSystemFontInfo(self._info)

    def leave(self) -> None:
        """Let others have the fonts of the machine again; pdfium lists them if it has not yet."""
        self.ours = False
        if self._unlisted:
            self._unlisted = False
            self._raw.FPDF_SetSystemFontInfo(self._info)

    def _ask(self, what: str, *arguments: Any) -> Any:
        """What the machine answers."""
        return getattr(self._machine.contents, what)(self._machine, *arguments) if self._machine else 0

    def _list(self, _: Any, mapper: Any) -> None:
        if self.ours:
            self._unlisted = True
        else:
            self._ask("EnumFonts", mapper)

    def _map(self, _: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any) -> int:
        if not self.ours:
            return self._ask("MapFont", weight, italic, charset, pitch, face, exact) or 0
        family = ctypes.string_at(face).partition(b"-")[0]
        return 0 if family in _BROUGHT and charset not in _CHINESE else _BOX

    def _named(self, _: Any, face: Any) -> int:
        return 0 if self.ours else self._ask("GetFont", face) or 0

    def _data(self, _: Any, font: int, table: int, buffer: Any, size: int) -> int:
        if font != _BOX:
            return int(self._ask("GetFontData", font, table, buffer, size))
        return _given(b"" if table else self._box, buffer, size)  # 0 asks for the whole file

    def _name(self, _: Any, font: int, buffer: Any, size: int) -> int:
        return _given(_NAME, buffer, size) if font == _BOX else int(self._ask("GetFaceName", font, buffer, size))

    def _charset(self, _: Any, font: int) -> int:
        return 1 if font == _BOX else int(self._ask("GetFontCharset", font))  # 1: any

    def _delete(self, _: Any, font: int) -> None:
        if font != _BOX:
            self._ask("DeleteFont", font)


def _given(data: bytes, buffer: Any, size: int) -> int:
    """Copy bytes into a buffer of C where they find room, and say how many they are."""
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)
