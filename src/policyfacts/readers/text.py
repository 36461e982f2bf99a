"""Plain text and Markdown."""

from __future__ import annotations

from policyfacts.document import Document, Problem
from policyfacts.readers.encodings import decode


def read(data: bytes, *, name: str, encoding: str | None = None) -> list[Document]:
    """The document in the bytes of a text; its layout is left to be read from the text."""
    text, notes = decode(data, encoding)
    problems = tuple(Problem(name, note.kind, note.message, note.severity) for note in notes)
    return [Document(text, name=name, problems=problems)]
