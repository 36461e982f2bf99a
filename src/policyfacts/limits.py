"""How much of a document is taken: every limit that keeps a hostile or a huge file from taking all memory or time.

Limits hold for all that a call does, as the precision of :mod:`decimal` does: readers ask :func:`limits`, and who calls
them says ``with limited(Limits(cells=100_000)):``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from policyfacts.document import UsageError

_MB = 1_000_000
_UNITS = {"KB": 1_000, "MB": _MB, "GB": 1_000 * _MB, "B": 1}
MOST_SPREAD = 20_000_000  # cells between the first and the last of a sheet, for all of which memory is taken
ARCHIVE = 5  # times as much as one document an archive of documents may unpack to


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits; the first three have options of the command.

    ``file_size``: bytes of a file (``--max-file-size``).
    ``expanded``: bytes that a document unpacks to; five times as many for an archive of them (``--max-expanded``).
    ``cells``: cells of the tables of a document (``--max-cells``).
    ``columns``: columns of a table; more are left out.
    ``members``: members of an archive.
    ``archives_deep``: archives in archives that are opened.
    ``elements_deep``: elements of a web page in one another; beyond, all but tables and paragraphs are passed over.
    ``mail_parts``: parts of a mail; mail in mail is an attachment and not opened.
    ``rtf_size``: bytes of an RTF without its pictures, for its text is searched often.
    ``ratio``: times that a large member of a zip may grow; text that is not made to burst grows 50 times at most.
    ``pixels``, ``frames``: points of a picture, and pictures in one.
    ``sentence``: characters of a sentence; a longer one is read in pieces, cut at clauses.
    """

    file_size: int = 500 * _MB
    expanded: int = 200 * _MB
    cells: int = 5_000_000
    columns: int = 1_000
    members: int = 20_000
    archives_deep: int = 3
    elements_deep: int = 10_000
    mail_parts: int = 1_000
    rtf_size: int = 50 * _MB
    ratio: int = 200
    pixels: int = 100_000_000
    frames: int = 500
    sentence: int = 1_500


_current: ContextVar[Limits] = ContextVar("limits", default=Limits())  # noqa: B039 (it is frozen)


def limits() -> Limits:
    """The limits that hold here."""
    return _current.get()


@contextmanager
def limited(to: Limits) -> Iterator[None]:
    """Let other limits hold inside of a block."""
    token = _current.set(to)
    try:
        yield
    finally:
        _current.reset(token)


def size_of(text: str) -> int:
    """The bytes of a size as a user writes it: ``200MB``, ``1.5 GB``, ``4000``."""
    words = text.strip().upper()
    unit = next((unit for unit in _UNITS if words.endswith(unit)), "")
    try:
        size = float(words.removesuffix(unit)) * _UNITS.get(unit, 1)
        if not 1 <= size < 1e15:
            raise ValueError
    except ValueError:
        raise UsageError(f"{text!r} is no size; write it as 800KB, 200MB or 2GB") from None
    return int(size)


def in_words(size: int) -> str:
    """A size as a user writes it."""
    unit = next((unit for unit in ("GB", "MB", "KB") if size >= _UNITS[unit]), "B")
    return f"{size / _UNITS[unit]:.4g} {unit}"
