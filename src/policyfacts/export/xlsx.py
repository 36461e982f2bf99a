"""Excel: a workbook of the facts, a panel of them by year, its charts, the documents, and what the columns mean."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from policyfacts.export.book import Book
from policyfacts.export.charts_sheet import write_charts
from policyfacts.export.dictionary import HEADINGS, dictionary
from policyfacts.export.links import Links
from policyfacts.export.options import DocumentRow, Labels, Read, WriteOptions, heading
from policyfacts.export.panel_sheet import PanelFacts, write_panel
from policyfacts.export.sheet import Sheet, SheetColumn
from policyfacts.export.sheet_cells import Amount, Link, Value
from policyfacts.facts import Column, ColumnType, Fact
from policyfacts.shown import BASE_UNITS

_WIDTHS = {"text": 14.0, "integer": 9.0, "number": 18.0, "date": 12.0}
_WIDE = {
    "doc": 28.0,
    "region": 18.0,
    "region_code": 11.0,
    "indicator": 30.0,
    "indicator_std": 24.0,
    "relative_to": 22.0,
    "figure": 12.0,
    "figure_max": 12.0,
    "unit": 10.0,
    "growth_rate": 11.0,
    "growth_rate_max": 11.0,
    "unit_shown": 10.0,
    "flags": 24.0,
    "rule": 28.0,
    "text": 50.0,
    "sentence": 80.0,
}
_UNITS = {"value": "base_unit", "value_max": "base_unit", "change": "change_unit"}
_PER_CENT = frozenset({"growth_rate", "growth_rate_max"})
_NAMES: dict[Labels, tuple[str, str, str]] = {
    "en": ("facts", "documents", "columns"),
    "zh": ("事实", "文件", "列的含义"),
}
_DOCUMENT_COLUMNS: dict[Labels, tuple[str, str, str, str, str]] = {
    "en": ("Document", "Rows found", "Problems", "What was wrong", "Characters"),
    "zh": ("文件", "行数", "问题数", "问题", "字符数"),
}


def write(facts: Iterable[Fact], stream: BinaryIO, options: WriteOptions) -> None:
    """Write the workbook; facts past Excel's limit stand on further sheets."""
    labels: Labels = options.labels or "en"
    links = Links(options.documents, _folder(stream))
    panel = PanelFacts()
    with Book(stream, options.losses) as book:
        write_facts(book, panel.watch(facts), options, links)
        table = write_panel(book, panel, options)
        write_charts(book, table, labels)
        _write_documents(book, options.documents, labels, links)
        _write_dictionary(book, options)


def write_facts(book: Book, facts: Iterable[Fact], options: WriteOptions, links: Links) -> None:
    """The sheet of the facts, a row each as they stream by."""
    columns = [
        SheetColumn(heading(column, options.labels), column.type, _WIDE.get(column.name, _WIDTHS[column.type]))
        for column in options.selected
    ]
    readers = _readers(options, links)
    sheet = Sheet(book, _NAMES[options.labels or "en"][0], columns)
    for fact in facts:
        sheet.append([read(fact) for read in readers])
    sheet.close()


def _readers(options: WriteOptions, links: Links) -> list[Callable[[Fact], Value]]:
    """For each column, what gives its cell: links to documents, numbers with their unit, else the cell as it is."""
    units = options.units or BASE_UNITS

    def reader(column: Column, read: Read) -> Callable[[Fact], Value]:
        if column.name == "doc":
            return lambda fact: Link(fact.doc, links.target(fact.doc))
        if column.name == "value_shown":
            return lambda fact: Amount(read(fact), units.unit(fact.base_unit))
        if column.name in _PER_CENT:
            return lambda fact: Amount(read(fact), "%")
        if column.name in _UNITS:
            unit = _UNITS[column.name]
            return lambda fact: Amount(read(fact), getattr(fact, unit))
        return read

    return [reader(column, read) for column, read in zip(options.selected, options.cells, strict=True)]


def _write_documents(book: Book, documents: Iterable[DocumentRow], labels: Labels, links: Links) -> None:
    names = _DOCUMENT_COLUMNS[labels]
    types: tuple[ColumnType, ...] = ("text", "integer", "integer", "text", "integer")
    columns = [
        SheetColumn(name, type, width, wrap=width > 50)
        for name, type, width in zip(names, types, (44.0, 12.0, 12.0, 80.0, 12.0), strict=True)
    ]
    sheet = Sheet(book, _NAMES[labels][1], columns)
    for row in documents:
        messages = "\n".join(problem.message.removeprefix(f"{row.doc}: ") for problem in row.problems)
        problems = sum(problem.severity != "note" for problem in row.problems)
        sheet.append((Link(row.doc, links.target(row.doc)), row.rows, problems, messages, row.characters))
    sheet.close()


def _write_dictionary(book: Book, options: WriteOptions) -> None:
    labels: Labels = options.labels or "en"
    columns = [
        SheetColumn(name, width=width, wrap=True)
        for name, width in zip(HEADINGS[labels], (20.0, 20.0, 10.0, 90.0), strict=True)
    ]
    sheet = Sheet(book, _NAMES[labels][2], columns)
    for row in dictionary(labels, options.selected):
        sheet.append(row)
    sheet.close()


def _folder(stream: BinaryIO) -> Path | None:
    """The folder of the workbook: a file is written beside its place, or in it."""
    name = getattr(stream, "name", None)
    return Path(os.path.realpath(name)).parent if isinstance(name, str | os.PathLike) else None
