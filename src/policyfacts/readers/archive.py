"""Archives (.zip) of documents."""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath

from policyfacts.document import Document, Problem
from policyfacts.limits import ARCHIVE, limits
from policyfacts.readers.errors import ReadError
from policyfacts.readers.formats import format_of
from policyfacts.readers.registry import SUFFIXES, read_bytes
from policyfacts.readers.safe_zip import SafeZip

_UTF8 = 0x800


def read(data: bytes, *, name: str, encoding: str | None = None) -> list[Document]:
    """The documents in an archive and in the archives in it, named ``archive.zip/folder/file.docx``.

    Members of types that cannot be read are left out; one that fails becomes a document without
    text that holds the problem.
    """
    documents, _ = _read(data, name, encoding, ARCHIVE * limits().expanded, 1)
    if not documents:
        raise ReadError(f"it holds no file that can be read; can be read: {' '.join(SUFFIXES)}", kind="empty")
    return documents


def _read(data: bytes, name: str, encoding: str | None, left: int, depth: int) -> tuple[list[Document], int]:
    """The documents, and how many bytes may still be expanded."""
    archive = SafeZip(data, most=left)
    documents: list[Document] = []
    for member in archive.members:
        path = _name(member)
        suffix = PurePosixPath(path).suffix.lower()
        if _hidden(path) or suffix not in SUFFIXES and suffix != ".zip":
            continue
        try:
            content = archive.read(member)
            if format_of(content, suffix) != "zip":
                documents += read_bytes(content, name=f"{name}/{path}", suffix=suffix, encoding=encoding)
            elif depth >= limits().archives_deep:
                raise ReadError(f"archives are opened {limits().archives_deep} deep only; unpack it", kind="limit")
            else:
                found, archive.left = _read(content, f"{name}/{path}", encoding, archive.left, depth + 1)
                documents += found
        except ReadError as error:
            documents.append(_failed(f"{name}/{path}", error))
    return documents, archive.left


def _failed(name: str, error: ReadError) -> Document:
    return Document("", name=name, problems=(Problem(name, error.kind, str(error), "failed"),))


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member; where it is not marked as UTF-8, it is so all the same, or GBK as of Windows in China."""
    name = member.filename
    if not member.flag_bits & _UTF8:
        for encoding in ("utf-8", "gb18030"):
            try:
                name = name.encode("cp437").decode(encoding)
                break
            except UnicodeError:
                continue
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def _hidden(path: str) -> bool:
    return any(part.startswith((".", "~$")) or part == "__MACOSX" for part in path.split("/"))
