"""What Excel refuses, or offers to repair, when it opens a workbook; it is not at hand in tests."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree
from openpyxl.utils import column_index_from_string, range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAW = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ORDER = re.findall(
    r"\w+",
    """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection autoFilter mergeCells
    conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks
    colBreaks ignoredErrors drawing legacyDrawing tableParts""",
)
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0d-\x1f\ufffe\uffff]")
A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*([Cc]\d*)?|[Cc]\d*")
MAX_RELATIONS = 65_530


def check(path: Path) -> None:
    """Assert that Excel opens the workbook without a word."""
    with ZipFile(path) as archive:
        names = archive.namelist()
        assert len(set(names)) == len(names)
        assert not any(part.extra for part in archive.infolist())  # no ZIP64
        parts = {name: etree.fromstring(archive.read(name)) for name in names}
    check_types(parts)
    for name in names:
        for part in relations(parts, name).values():
            assert part.get("TargetMode") == "External" or target(name, part) in parts
    sheets = sheet_parts(parts)
    check_names(list(sheets))
    styles = len(parts["xl/styles.xml"].find(f"{MAIN}cellXfs"))
    tables: list[str] = []
    for part in sheets.values():
        check_cells(parts[part], styles)
        check_links(parts, part)
        tables += check_tables(parts, part)
        check_charts(parts, part, sheets)
    assert len({name.casefold() for name in tables}) == len(tables)


def check_types(parts: dict[str, Any]) -> None:
    types = parts["[Content_Types].xml"]
    overridden = {item.get("PartName").lstrip("/") for item in types if item.tag.endswith("Override")}
    defaults = {item.get("Extension") for item in types if item.tag.endswith("Default")}
    assert overridden <= set(parts)
    for name in set(parts) - {"[Content_Types].xml"}:
        assert name in overridden or name.rpartition(".")[2] in defaults - {"xml"}, name


def check_names(titles: list[str]) -> None:
    assert len({title.casefold() for title in titles}) == len(titles)
    for title in titles:
        assert 0 < len(title) <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", title)
        assert title.casefold() != "history"


def check_cells(sheet: Any, styles: int) -> None:
    names = [etree.QName(part).localname for part in sheet]
    assert names == sorted(names, key=ORDER.index)
    assert not list(sheet.iter(f"{MAIN}f"))
    last_row = 0
    for row in sheet.find(f"{MAIN}sheetData"):
        assert last_row < int(row.get("r")) <= 1_048_576
        last_row, last_column = int(row.get("r")), 0
        for cell in row:
            letters, number = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()  # type: ignore[union-attr]
            assert int(number) == last_row
            assert last_column < column_index_from_string(letters) <= 16_384
            last_column = column_index_from_string(letters)
            assert int(cell.get("s", 0)) < styles
            check_value(cell)


def check_value(cell: Any) -> None:
    if cell.get("t") == "inlineStr":
        text = cell_text(cell)
        assert len(text.encode("utf-16-le")) // 2 <= 32_767 * 2  # escapes are longer than what they stand for
        assert not ILLEGAL.search(text)
    else:
        assert cell.get("t") in {None, "n"}
        assert re.fullmatch(r"-?\d+(\.\d+)?", cell.find(f"{MAIN}v").text)


def check_links(parts: dict[str, Any], name: str) -> None:
    links = list(parts[name].iter(f"{MAIN}hyperlink"))
    assert len(links) <= MAX_RELATIONS
    for link in links:
        part = relations(parts, name)[link.get(f"{REL}id")]
        assert part.get("TargetMode") == "External"
        assert len(part.get("Target")) <= 2_079
        assert not re.search(r"[\s<>\"{}|\\^`]", part.get("Target"))


def check_tables(parts: dict[str, Any], name: str) -> list[str]:
    """The names of the sheet's tables; heading cells must be the texts that the tables name, a row must follow."""
    found = [
        parts[target(name, relations(parts, name)[p.get(f"{REL}id")])] for p in parts[name].iter(f"{MAIN}tablePart")
    ]
    assert not found or parts[name].find(f"{MAIN}autoFilter") is None
    cells = {cell.get("r"): cell for cell in parts[name].iter(f"{MAIN}c")}
    for table in found:
        left, top, right, bottom = range_boundaries(table.get("ref"))
        assert bottom > top
        assert table.find(f"{MAIN}autoFilter").get("ref") == table.get("ref")
        headings = [column.get("name") for column in table.iter(f"{MAIN}tableColumn")]
        assert len(headings) == right - left + 1
        assert len({heading.casefold() for heading in headings}) == len(headings)
        assert all(0 < len(heading) <= 255 for heading in headings)
        first_row = parts[name].find(f"{MAIN}sheetData")[0]
        assert [cell_text(cells[cell.get("r")]) for cell in first_row] == headings
        assert table.get("name") == table.get("displayName")
        assert re.fullmatch(r"[^\W\d]\w{0,254}", table.get("name"))
        assert not A_CELL.fullmatch(table.get("name"))
    return [table.get("displayName") for table in found]


def check_charts(parts: dict[str, Any], name: str, sheets: dict[str, str]) -> None:
    """Drawings lead to charts, which do not lie over one another and point at cells that are there."""
    for drawing in parts[name].iter(f"{MAIN}drawing"):
        part = target(name, relations(parts, name)[drawing.get(f"{REL}id")])
        areas = [area(anchor) for anchor in parts[part].iter(f"{DRAW}twoCellAnchor")]
        for number, one in enumerate(areas):
            assert not any(overlap(one, other) for other in areas[:number])
        charts = [target(part, relation) for relation in relations(parts, part).values()]
        assert len(charts) == len(areas)
        for chart in charts:
            for formula in parts[chart].iter(f"{CHART}f"):
                check_reference(formula.text, parts, sheets)


def check_reference(formula: str, parts: dict[str, Any], sheets: dict[str, str]) -> None:
    title, cells = formula.rsplit("!", 1)
    sheet = parts[sheets[title.strip("'")]]
    places = {cell.get("r") for cell in sheet.iter(f"{MAIN}c")}
    first = cells.replace("$", "").partition(":")[0]
    assert ":" in cells or first in places


def area(anchor: Any) -> tuple[int, ...]:
    return tuple(
        int(anchor.find(f"{DRAW}{corner}").find(f"{DRAW}{axis}").text)
        for corner in ("from", "to")
        for axis in ("col", "row")
    )


def overlap(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def cell_text(cell: Any) -> str:
    return "".join(cell.find(f"{MAIN}is").itertext())


def sheet_parts(parts: dict[str, Any]) -> dict[str, str]:
    """The part of each sheet by its name, in order."""
    book = "xl/workbook.xml"
    known = relations(parts, book)
    return {sheet.get("name"): target(book, known[sheet.get(f"{REL}id")]) for sheet in parts[book].iter(f"{MAIN}sheet")}


def relations(parts: dict[str, Any], name: str) -> dict[str, Any]:
    folder, _, file = name.rpartition("/")
    part = parts.get(f"{folder}/_rels/{file}.rels".lstrip("/"))
    found = {} if part is None else {item.get("Id"): item for item in part}
    assert part is None or len(found) == len(part)
    return found


def target(name: str, relation: Any) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(name), relation.get("Target"))).lstrip("/")


def links(path: Path, sheet: str) -> Iterator[tuple[str, str]]:
    """Each linked cell of a sheet with where it leads to."""
    with ZipFile(path) as archive:
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    part = sheet_parts(parts)[sheet]
    for link in parts[part].iter(f"{MAIN}hyperlink"):
        yield link.get("ref"), relations(parts, part)[link.get(f"{REL}id")].get("Target")
