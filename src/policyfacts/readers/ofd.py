"""OFD (GB/T 33190), the layout format of Chinese offices: texts at places on pages."""

from __future__ import annotations

import math
import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from policyfacts.document import Document, Problem
from policyfacts.readers.builder import DocumentBuilder
from policyfacts.readers.errors import ReadError
from policyfacts.readers.safe_zip import SafeZip, damaged, local

_GAP = 1.5  # in characters: a wider one divides columns
_USUAL_SIZE = 4.0  # millimetres


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters on one baseline: in millimetres from the left and the top of the page."""

    left: float
    right: float
    baseline: float
    size: float
    text: str


def read(data: bytes, *, name: str, encoding: str | None = None) -> list[Document]:
    """The document in an OFD: the texts of its pages as lines, in the order of their places."""
    parts = SafeZip(data)
    builder = DocumentBuilder()
    for number, page in enumerate(list(_pages(parts)), 1):
        builder.page()
        try:
            builder.lines("\n".join(_lines(list(_runs(parts.xml(page))))))
        except ReadError as error:
            builder.problems.append(Problem(name, error.kind, f"page {number}: {error}", "partial", page=number))
            if error.kind == "limit":
                break
    document = builder.document(name)
    if not document.pages or len(document.problems) == len(document.pages):
        raise damaged("no page of it can be read")
    if not document.text.strip():
        raise ReadError("its pages hold no text, only pictures; have it recognised (OCR) first", kind="no_text")
    return [document]


def _pages(parts: SafeZip) -> Iterator[str]:
    """The parts that hold the pages, in order."""
    for root in _named(parts.xml("OFD.xml"), "DocRoot"):
        path = _path("", root.text)
        for page in _named(parts.xml(path), "Page"):
            yield _path(posixpath.dirname(path), page.get("BaseLoc"))


def _path(folder: str, location: str | None) -> str:
    """Where a part is; its location counts from the root, or from the folder of the part that names it."""
    location = (location or "").strip().replace("\\", "/")
    joined = location if location.startswith("/") else posixpath.join(folder, location)
    return posixpath.normpath(joined).lstrip("/")


def _named(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (element for element in root.iter() if local(element.tag) == name)


def _runs(page: ET.Element) -> Iterator[_Run]:
    """The texts of a page; a matrix moves and scales what stands in its object."""
    for text in _named(page, "TextObject"):
        left, top, *_ = [*_floats(text.get("Boundary")), 0.0, 0.0]
        matrix = _floats(text.get("CTM"))
        a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        size = next(iter(_floats(text.get("Size"))), _USUAL_SIZE)
        x = y = 0.0
        for code in _named(text, "TextCode"):
            x = next(iter(_floats(code.get("X"))), x)
            y = next(iter(_floats(code.get("Y"))), y)
            words = code.text or ""
            if words.strip():
                width = _width(words, code.get("DeltaX"), size)
                begin = left + a * x + c * y + e
                yield _Run(begin, begin + a * width, top + b * x + d * y + f, abs(d) * size or _USUAL_SIZE, words)


def _floats(words: str | None) -> list[float]:
    """The numbers in an attribute; those that are none are left out."""
    found = []
    for word in (words or "").split():
        try:
            number = float(word)
        except ValueError:
            continue
        if math.isfinite(number) and abs(number) < 1e9:
            found.append(number)
    return found


def _width(words: str, deltas: str | None, size: float) -> float:
    """How far the characters of a text reach: the distances between them (``g 3 5.0``: three of 5.0), and the last."""
    reach = size * (0.5 if words[-1].isascii() else 1.0)
    left = len(words) - 1
    if not deltas:
        return reach + size * sum(0.5 if character.isascii() else 1.0 for character in words[:left])
    parts = iter(deltas.split())
    for part in parts:
        count = next(iter(_floats(next(parts, ""))), 0.0) if part == "g" else 1
        distance = next(parts, "") if part == "g" else part
        reach += sum(_floats(distance)) * min(max(count, 0), left)
        left -= min(int(count), left)
        if left <= 0:
            break
    return reach


def _lines(runs: list[_Run]) -> Iterator[str]:
    """The runs of each baseline from left to right; a wide gap between two stays as one."""
    line: list[_Run] = []
    for run in sorted(runs, key=lambda run: (run.baseline, run.left)):
        if line and run.baseline - line[0].baseline > 0.4 * max(run.size, line[0].size):
            yield _joined(line)
            line = []
        line.append(run)
    if line:
        yield _joined(line)


def _joined(line: list[_Run]) -> str:
    line = sorted(line, key=lambda run: run.left)
    parts = [line[0].text]
    for before, run in zip(line, line[1:], strict=False):
        gap = run.left - before.right
        if gap > _GAP * run.size:
            parts.append("    ")
        elif gap > 0.2 * run.size and before.text[-1].isascii() and run.text[0].isascii():
            parts.append(" ")
        parts.append(run.text)
    return "".join(parts)
