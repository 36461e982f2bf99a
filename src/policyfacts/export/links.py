"""Links from a workbook to the files that its rows were read from."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from policyfacts.export.options import DocumentRow

MAX_TARGET = 2_079  # characters that Excel takes
_WEB = ("http://", "https://")
_SAFE = "/!$&'()*+,;=@~-._"


class Links:
    """Where the documents lie, seen from the folder of the workbook; ``documents`` may grow while facts stream by."""

    def __init__(self, documents: Sequence[DocumentRow], folder: Path | None) -> None:
        self._documents = documents
        self._folder = folder
        self._seen = 0
        self._targets: dict[str, str] = {}

    def target(self, doc: str) -> str:
        """The link to a document's file; empty where it has none."""
        if doc not in self._targets:
            for row in self._documents[self._seen :]:
                self._targets.setdefault(row.doc, target(row.path, self._folder))
            self._seen = len(self._documents)
        return self._targets.get(doc, "")


def target(path: Path | str | None, folder: Path | None) -> str:
    """A link to a file: relative to the folder, so that both may be moved together, else a file URL.

    It is relative where the two have more in common than the root of a file system.  Of what is a URL already, web
    addresses are links; Excel opens no other.
    """
    if path is None:
        return ""
    if isinstance(path, str):
        return path if path.lower().startswith(_WEB) and len(path) <= MAX_TARGET else ""
    whole = Path(os.path.realpath(path))
    relative = folder is not None and len(_common(whole, folder).parts) > 1
    link = _quoted(Path(os.path.relpath(whole, folder))) if relative else _url(whole)
    return link if len(link) <= MAX_TARGET else ""


def _common(one: Path, other: Path) -> Path:
    try:
        return Path(os.path.commonpath([one, other]))
    except ValueError:  # two drives of Windows
        return Path()


def _url(path: Path) -> str:
    name = _quoted(path, safe=":")
    return f"file:{name}" if name.startswith("//") else f"file:///{name.lstrip('/')}"


def _quoted(path: Path, safe: str = "") -> str:
    """The path as part of a URL; letters of all scripts stay, as Excel writes them itself."""
    return "".join(char if char > "\x7f" else quote(char, safe=_SAFE + safe) for char in path.as_posix())
