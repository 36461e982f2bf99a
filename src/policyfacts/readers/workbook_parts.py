"""What the parts of an .xlsx or .ods say that the library for sheets does not: number formats, how far cells stand."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Literal
from xml.etree import ElementTree as ET

from policyfacts.limits import MOST_SPREAD
from policyfacts.readers.safe_zip import SafeZip, local

CellFormat = Literal["percent", "year", "month", "day", "indent"]
Formats = dict[int, dict[int, CellFormat]]  # row -> column -> format, from 0

BUILT_IN: dict[int, CellFormat] = {  # the numbers of the formats that no workbook spells out, in Chinese Excel
    **dict.fromkeys((9, 10), "percent"),
    **dict.fromkeys((17, 27, 50, 52, 57), "month"),
    **dict.fromkeys((14, 15, 22, 30, 31), "day"),
}
_LABELS = 3  # columns in which labels stand
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
# Atomic groups: a tag of a hostile file is walked through once.  A cell without content (`<c …/>`) takes no place.
_CELL = re.compile(
    rb"<(?:\w+:)?(row|c)\b(?>(?:[^<>]*?\sr\s*=\s*[\"']([A-Za-z]*)([0-9]+)[\"'])?)[^<>]*+(?<!/)>",
)
# A row or cell outside of a corner of a sheet that has no more cells than MOST_SPREAD: where there is none, and
# of most sheets that is so, their millions of cells need not be looked at one by one.
_BEYOND = tuple(
    re.compile(rb"<(?:row|c)\b(?! r=\"(?:%s)?[0-9]{1,%d}\")" % corner)
    for corner in ((rb"[A-Z]{1,2}", 4), (rb"[A-F]?[A-Z]", 5), (rb"[A-T]", 6))
)
_PREFIXED = re.compile(rb":(?:row|c)\b")
_ODS_TAG = re.compile(rb"<(?:\w+:)?(table-row|(?:covered-)?table-cell|table)(?![\w-])([^<>]*+)>")
_ODS_PERCENT = re.compile(rb"(<(?:\w+:)?table-cell\b[^<>]*?value-type\s*=\s*[\"'])percentage([\"'][^<>]*+>)", re.DOTALL)
_ODS_VALUE = re.compile(rb"\s(?:\w+:)?value\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ODS_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']([0-9]+)")


def is_spread(sheet: bytes) -> bool:
    """Whether the filled cells of an .xlsx sheet stand too far apart."""
    if not _PREFIXED.search(sheet) and not all(beyond.search(sheet) for beyond in _BEYOND):
        return False
    return spread(sheet) > MOST_SPREAD


def spread(sheet: bytes) -> int:
    """How many cells the smallest rectangle around the filled cells of an .xlsx sheet has."""
    row = column = top = bottom = right = 0
    for found in _CELL.finditer(sheet):
        tag, letters, digits = found.groups()
        if tag == b"row":
            row, column = int(digits[:12]) if digits else row + 1, 0
            continue
        if letters:
            row, column = int(digits[:12]), _column(letters)
        else:
            column += 1
        if column > right:
            right = column
        if row > bottom:
            bottom = row
        if row < top or not top:
            top = row
    return (bottom - top + 1) * right


def spread_ods(content: bytes) -> int:
    """How many cells the sheets of an .ods have when those that are repeated are written out."""
    total = rows = width = filled = 0
    for found in _ODS_TAG.finditer(content):
        repeated = _ODS_REPEATED.search(found[2])
        count = int(repeated[1][:12]) if repeated else 1
        if not found[1].endswith(b"cell"):
            total += rows * filled
            rows, width, filled = count, 0, 0
            continue
        width += count
        if b"value" in found[2]:
            filled = width
    return total + rows * filled


def percentages_as_shown(content: bytes) -> bytes:
    """The content of an .ods with its percentages as the texts that their cells show."""
    return _ODS_PERCENT.sub(lambda cell: _ODS_VALUE.sub(b"", cell[1] + b"string" + cell[2]), content)


def styles_of(parts: SafeZip) -> dict[bytes, CellFormat]:
    """The numbers of the cell styles of an .xlsx that are a percentage or a date, or indent their words."""
    if "xl/styles.xml" not in parts:
        return {}
    root, kinds = parts.xml("xl/styles.xml"), dict(BUILT_IN)
    for element in root.iter():
        if local(element.tag) == "numFmt" and element.get("numFmtId", "").isdecimal():
            kind = kind_of(element.get("formatCode", ""))
            if kind:
                kinds[int(element.get("numFmtId", "0"))] = kind
    used = [style for element in root.iter() if local(element.tag) == "cellXfs" for style in element]
    numbers = ((str(number).encode(), style.get("numFmtId", "")) for number, style in enumerate(used))
    indented: dict[bytes, CellFormat] = {
        str(number).encode(): "indent" for number, style in enumerate(used) if _is_indented(style)
    }
    shown = {number: kinds[int(format)] for number, format in numbers if format.isdecimal() and int(format) in kinds}
    return {**indented, **shown}


def _is_indented(style: ET.Element) -> bool:
    """Whether a style indents words at the left, as the label of a sub-item."""
    alignment = next((child for child in style if local(child.tag) == "alignment"), None)
    if alignment is None or alignment.get("horizontal", "left") != "left":
        return False
    return alignment.get("indent", "0").strip("0") != ""


def kind_of(code: str) -> CellFormat | None:
    """What a number format shows: a percentage, a date, or None for a plain number."""
    signs = _LITERAL.sub("", code.partition(";")[0]).lower()
    if "%" in signs:
        return "percent"
    if "y" not in signs:
        return None
    return "day" if "d" in signs else "month" if "m" in signs else "year"


def sheet_parts(parts: SafeZip) -> dict[str, str]:
    """The name of each sheet of an .xlsx and the part that holds it."""
    targets = {
        relation.get("Id"): relation.get("Target", "").removeprefix("/xl/")
        for relation in parts.xml("xl/_rels/workbook.xml.rels")
    }
    found: dict[str, str] = {}
    for element in parts.xml("xl/workbook.xml").iter():
        if local(element.tag) == "sheet":
            identity = next((value for key, value in element.items() if local(key) == "id"), None)
            part = f"xl/{targets.get(identity, '')}"
            if part in parts:
                found[element.get("name", "")] = part
    return found


def formats_in(sheet: bytes, styles: dict[bytes, CellFormat]) -> Formats:
    """The cells of an .xlsx sheet that are shown as percentages or dates, and the labels that are indented."""
    found: Formats = defaultdict(dict)
    cell = re.compile(rb"<(?:\w+:)?c\s(?=[^<>]*?\bs=\"(%s)\")[^<>]*?\br=\"([A-Z]+)([0-9]+)\"" % b"|".join(styles))
    for match in cell.finditer(sheet):
        style, column, row = match.groups()
        place = _column(column) - 1
        if styles[style] != "indent" or place < _LABELS:
            found[int(row[:12]) - 1][place] = styles[style]
    return found


@lru_cache(1024)
def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number
