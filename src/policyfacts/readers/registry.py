"""Which module reads which type of file."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from policyfacts.document import Document
from policyfacts.readers.errors import ReadError

# suffix -> module of this package with `read(path, *, name, encoding) -> Document`, imported when needed
_MODULES = {".txt": "text", ".md": "text", ".markdown": "text", ".text": "text"}
SUFFIXES: tuple[str, ...] = tuple(sorted(_MODULES))


class _Read(Protocol):
    def __call__(self, path: Path, *, name: str, encoding: str | None) -> Document: ...


def can_read(path: Path) -> bool:
    """Whether the type of the file, by its suffix, is one that can be read."""
    return path.suffix.lower() in _MODULES


def read_file(
    path: Path,
    *,
    name: str | None = None,
    encoding: str | None = None,
    published: date | None = None,
    region: str = "",
) -> Document:
    """Read one file; ``published`` and ``region`` are what the caller knows of the document.

    A file without a suffix is read as text.  Raises ReadError, whose message names the file and
    says what to do.
    """
    name = path.name if name is None else name
    read = _reader(path)
    try:
        document = read(path, name=name, encoding=encoding)
    except ReadError as error:
        raise ReadError(f"{path}: {error}", kind=error.kind) from error
    except OSError as error:
        raise ReadError(f"{path}: {_reason(error)}", kind="unreadable") from error
    return replace(document, published=published or document.published, region=region or document.region)


def _reader(path: Path) -> _Read:
    suffix = path.suffix.lower()
    module = "text" if not suffix else _MODULES.get(suffix)
    if module is None:
        raise ReadError(
            f"{path}: files of type {suffix} cannot be read; can be read: {' '.join(SUFFIXES)}", kind="type"
        )
    return cast(_Read, import_module(f"policyfacts.readers.{module}").read)


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read it; change its permissions, or close the program that holds it"
    if isinstance(error, FileNotFoundError):
        return "it does not exist (any more), or is a link to nothing"
    if error.errno == errno.EISDIR:
        return "it is a folder, not a file"
    return f"cannot be read ({error.strerror or error})"
