"""Which module reads which format."""

from __future__ import annotations

import errno
import stat
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from policyfacts.document import Document
from policyfacts.limits import in_words, limits
from policyfacts.readers.errors import ReadError
from policyfacts.readers.formats import format_of

# format -> module of this package with `read`, imported when needed
_MODULES = {
    "text": "text",
    "html": "html",
    "mail": "mail",
    "docx": "docx",
    "pdf": "pdf",
    "image": "image",
    "xlsx": "sheets",
    "xls": "sheets",
    "ods": "sheets",
    "csv": "separated",
    "pptx": "pptx",
    "rtf": "rtf",
    "ofd": "ofd",
    "zip": "archive",
    "office": "office",
}
# The suffixes of files that are looked into; which format they have is seen from their content.
SUFFIXES: tuple[str, ...] = tuple(
    sorted(
        (
            *(".txt", ".text", ".md", ".markdown"),
            *(".html", ".htm", ".xhtml", ".shtml", ".jsp", ".jspx", ".asp", ".aspx", ".php", ".mht", ".mhtml", ".eml"),
            *(".pdf", ".docx", ".docm", ".doc", ".wps", ".odt", ".rtf", ".ofd", ".pptx", ".ppt", ".dps", ".odp"),
            *(".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv", ".zip"),
            *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"),
        )
    )
)


class Read(Protocol):
    """What a module of a format offers: the documents in a file's bytes, mostly one.

    Raises ReadError, whose message says what is wrong and what to do, without the file's name.
    """

    def __call__(self, data: bytes, *, name: str, encoding: str | None) -> Sequence[Document]:
        """The documents; ``encoding`` is what the user said of a text, ``name`` becomes theirs."""


class File(Protocol):
    """What is asked of a file: a path has it, and so has a file elsewhere.

    Its text names it in messages.  ``read_bytes`` raises OSError, or ReadError with what to do.
    """

    @property
    def name(self) -> str:
        """Its name without folders."""

    @property
    def suffix(self) -> str:
        """The suffix of its name, empty where it has none."""

    def read_bytes(self) -> bytes:
        """All of it."""


def can_read(path: File) -> bool:
    """Whether the type of the file, by its suffix, is one that can be read."""
    return path.suffix.lower() in SUFFIXES


def read_file(
    path: File,
    *,
    name: str | None = None,
    encoding: str | None = None,
    published: date | None = None,
    region: str = "",
) -> list[Document]:
    """The documents in one file; ``published`` and ``region`` are what the caller knows of them.

    A file without a suffix is read as its content says.  Raises ReadError, whose message names the
    file and says what to do.
    """
    name = path.name if name is None else name
    suffix = path.suffix.lower()
    if suffix and suffix not in SUFFIXES:
        raise ReadError(
            f"{path}: files of type {suffix} cannot be read; can be read: {' '.join(SUFFIXES)}", kind="type"
        )
    try:
        documents = read_bytes(_content(path), name=name, suffix=suffix, encoding=encoding)
    except ReadError as error:
        raise ReadError(f"{path}: {error}", kind=error.kind) from error
    except OSError as error:
        raise ReadError(f"{path}: {_reason(error)}", kind="unreadable") from error
    return [
        replace(found, published=published or found.published, region=region or found.region) for found in documents
    ]


def read_bytes(data: bytes, *, name: str, suffix: str = "", encoding: str | None = None) -> list[Document]:
    """The documents in the bytes of a file, of standard input, or of a member of an archive."""
    format = format_of(data, suffix)
    if format not in _MODULES:
        raise ReadError(f"{format} files cannot be read; can be read: {' '.join(SUFFIXES)}", kind="type")
    read = cast(Read, import_module(f"policyfacts.readers.{_MODULES[format]}").read)
    return list(read(data, name=name, encoding=encoding))


def _content(path: File) -> bytes:
    """The bytes of a file; one that is too large is not begun, and of a pipe or a device no more are taken."""
    if not isinstance(path, Path):
        return _within(path.read_bytes())
    try:
        status = path.stat()
    except OSError:
        return path.read_bytes()  # which says what is wrong
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        with path.open("rb") as stream:
            return read_within(stream)
    if status.st_size > limits().file_size:
        raise _too_large()
    return path.read_bytes()


def read_within(stream: BinaryIO) -> bytes:
    """What a stream holds; raises ReadError where it is more than a file may be."""
    return _within(stream.read(limits().file_size + 1))


def _within(data: bytes) -> bytes:
    if len(data) > limits().file_size:
        raise _too_large()
    return data


def _too_large() -> ReadError:
    most = in_words(limits().file_size)
    return ReadError(f"it is larger than {most}; allow more with --max-file-size, or split it", kind="limit")


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read it; change its permissions, or close the program that holds it"
    if isinstance(error, FileNotFoundError):
        return "it does not exist (any more), or is a link to nothing"
    if error.errno == errno.EISDIR:
        return "it is a folder, not a file"
    return f"cannot be read ({error.strerror or error})"
