"""Plain text and Markdown, from a file or from bytes."""

from __future__ import annotations

from pathlib import Path

from policyfacts.document import Document, Problem
from policyfacts.readers.encodings import decode


def read(path: Path, *, name: str, encoding: str | None = None) -> Document:
    """The document in a text file."""
    return read_bytes(path.read_bytes(), name=name, encoding=encoding)


def read_bytes(data: bytes, *, name: str, encoding: str | None = None) -> Document:
    """The document in bytes, as from standard input; its layout is left to be read from the text."""
    text, notes = decode(data, encoding)
    problems = tuple(Problem(name, note.kind, note.message, note.severity) for note in notes)
    return Document(text, name=name, problems=problems)
