"""What a reader gives and extraction takes: the document, its blocks and tables, and problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

BlockKind = Literal["paragraph", "heading", "list_item", "table", "caption", "footnote"]
Severity = Literal["failed", "partial", "skipped", "note"]


class PolicyFactsError(Exception):
    """Root of all errors that this package raises on purpose; the message says what to do."""


class UsageError(PolicyFactsError):
    """Wrong use: a path, an output, an option or a pattern file (exit code 2)."""


class DocumentError(PolicyFactsError):
    """A document cannot be read (exit code 1); becomes a :class:`Problem` in a batch."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with one document, as data.

    ``severity`` is ``failed`` (nothing was read), ``partial`` (some of it was read), ``skipped``
    (left out on purpose) or ``note`` (worth knowing: an empty file, no facts).
    """

    doc: str
    kind: str
    message: str
    severity: Severity = "failed"
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its words and where they stand in the document's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, header rows first; ``caption`` is the line above it."""

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document's text: ``text[start:end]``."""

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read.

    ``text`` is the one linear text in which all offsets count: decoded, without a byte order mark,
    line ends as ``\\n``.  ``blocks`` may be empty; the layout of the text is then read from the text
    itself.  ``title``, ``published`` and ``region`` are what the reader or the caller knows; what is
    left open is looked for in the text.
    """

    text: str
    name: str = ""
    title: str = ""
    published: date | None = None
    region: str = ""
    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
