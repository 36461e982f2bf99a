"""Rich Text Format."""

from __future__ import annotations

import re

from policyfacts.document import Document
from policyfacts.limits import in_words, limits
from policyfacts.readers.builder import DocumentBuilder
from policyfacts.readers.errors import ReadError
from policyfacts.readers.safe_zip import damaged

_PICTURE = re.compile(rb"[0-9A-Fa-f\s]{1000,}+")  # as hexadecimal digits, in which striprtf would search long
_CELL = re.compile(rb"\\(?:nest)?cell(?![a-z0-9-])")
# What striprtf searches to the end of the line, for each font and link anew: fonts and the addresses of links begin
# lines of their own (of the links only the words are then read), and marks of a font that does not end are left out.
_OPEN_FONT = re.compile(rb"\\fcharset(?![0-9]+[^;0-9\r\n][^;\r\n]{0,300};)[0-9]*+|(?<=\\f[0-9]{5})[0-9]+")
_LINE = re.compile(rb"(?<!\\)(?=\\f(?:[0-9]|ldinst))", re.IGNORECASE)
_TRAILING = re.compile(r"\t+$", re.MULTILINE)


def read(data: bytes, *, name: str, encoding: str | None = None) -> list[Document]:
    """The document in an RTF; its layout is left to be read from the lines, cells of tables are divided by tabs."""
    from striprtf.striprtf import rtf_to_text

    data = _PICTURE.sub(b" ", data)
    if len(data) > limits().rtf_size:
        words = f"it holds more than {in_words(limits().rtf_size)} of text; split it, or save it as .docx"
        raise ReadError(words, kind="limit")
    data = _LINE.sub(b"\n", _OPEN_FONT.sub(b"", data))
    # by the standard all is ASCII, but some programs write Chinese characters as they are
    source = _CELL.sub(rb"\\tab", data).decode("gb18030", "replace")
    try:
        text = rtf_to_text(source, encoding=encoding or "gb18030", errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError, OverflowError) as error:
        raise damaged(error) from error
    builder = DocumentBuilder()
    # characters beyond the first plane stand as two halves
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    builder.lines(_TRAILING.sub("", text))
    return [builder.document(name)]
