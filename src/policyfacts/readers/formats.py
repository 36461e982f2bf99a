"""Which format a file has: seen from its content, with the suffix only where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from policyfacts.readers.errors import ReadError

_HEAD = 4096
_SMALLEST_OLE = 3 * 512  # a header, a table of sectors, a directory
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|meta|title|body|table|div|p|span|br|script)[\s>/]", re.IGNORECASE)
_MESSAGE = re.compile(
    rb"\A(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?(?:MIME-Version|Received|From|Subject):", re.IGNORECASE
)
_OLE_STREAMS = {  # the name of the stream that each kind of document has, in UTF-16
    "encrypted": "EncryptedPackage",
    "xls": "Workbook",
    "doc": "WordDocument",
    "ppt": "PowerPoint Document",
}
_HTML_SUFFIXES = (".html", ".htm", ".shtml", ".xhtml", ".jsp", ".jspx", ".asp", ".aspx", ".php")
_BY_SUFFIX = dict.fromkeys(_HTML_SUFFIXES, "html") | {
    ".csv": "csv",
    ".tsv": "csv",
    ".mht": "mail",
    ".mhtml": "mail",
    ".eml": "mail",
}
_TABULAR_SUFFIXES = (".csv", ".tsv", ".xls", ".xlsx")


def format_of(data: bytes, suffix: str) -> str:
    """The format of a file's content (a key of the registry), given its suffix in lower case.

    Raises ReadError for what is no document: archives of other kinds, encrypted Office files.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(data)
    if data.startswith(_OLE):
        return _in_ole(data)
    if b"%PDF-" in data[:1024] and not _HTML.match(data.lstrip()[:_HEAD]):
        return "pdf"
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if data.startswith(_IMAGES):
        return "image"
    return _in_text(data, suffix)


def _in_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kind = archive.open("mimetype").read(80) if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise ReadError(
            f"the file is damaged or cut off ({error}); copy it again from where it came", kind="damaged"
        ) from error
    for part, format in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
        if "[Content_Types].xml" in names and any(name.startswith(part) for name in names):
            return format
    if "OFD.xml" in names:
        return "ofd"
    if "content.xml" in names and "mimetype" in names:
        return "ods" if b"spreadsheet" in kind else "office"
    return "zip"


def _in_ole(data: bytes) -> str:
    if len(data) < _SMALLEST_OLE:  # LibreOffice would make an empty document of it
        raise ReadError("the file is damaged or cut off; copy it again from where it came", kind="damaged")
    for format, stream in _OLE_STREAMS.items():
        if stream.encode("utf-16-le") in data:
            if format == "encrypted":
                raise ReadError("it is protected by a password; save it without one", kind="encrypted")
            return "xls" if format == "xls" else "office"
    return "xls" if "Book".encode("utf-16-le") in data else "office"


def _in_text(data: bytes, suffix: str) -> str:
    """HTML, mail, separated values or plain text."""
    if suffix in (".txt", ".md", ".markdown", ".text"):
        return "text"
    head = data[:_HEAD].replace(b"\0", b"")
    if _MESSAGE.match(head) and b"MIME-Version" in data[: 16 * _HEAD]:
        return "mail"
    if _HTML.search(head):
        return "html"
    if suffix in _TABULAR_SUFFIXES:
        return "csv"
    return _BY_SUFFIX.get(suffix, "text")
