"""Separated values (.csv, .tsv): tables, or rows of which each holds a whole document."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import chain

from policyfacts.document import Document, Problem
from policyfacts.limits import limits
from policyfacts.readers.builder import DocumentBuilder, too_many_cells
from policyfacts.readers.cell_rows import CellRows
from policyfacts.readers.encodings import decode

_DELIMITERS = ",\t;|"
_SAMPLE = 1 << 16
_MOST_REPAIRS = 100
_END = "\ue000"  # behind the last line: it stands alone, or in a cell that nothing closes
_LARGEST_CELL = 1 << 30
_DOCUMENT = 200  # characters from which a cell with sentences is a document of its own
_TITLE = frozenset(("title", "标题", "题目", "题名", "文件名称"))
_DATE = re.compile(r"(?:.*_)?(?:date|published)|日期|时间|(?:发布|发文|成文|印发|公布)(?:日期|时间)", re.IGNORECASE)
_REGION = frozenset(("地区", "省份", "省", "省市", "城市", "市", "region", "province", "city", "area"))
_LONGEST_REGION = 15
_DAY = re.compile(r"\s*([12][0-9]{3})(?:[-/.年]\s*([0-9]{1,2})[-/.月]\s*([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?![0-9])")


def read(data: bytes, *, name: str, encoding: str | None = None) -> list[Document]:
    """The documents in separated values: one for each row with a long text, else one for all rows.

    Where several rows are documents, the number of the row, counted from 1 without the header, stands in their names.
    """
    text, notes = decode(data, encoding)
    problems = [Problem(name, note.kind, note.message, note.severity) for note in notes]
    with _long_cells():
        lines = text.split("\n")
        records = list(_records(lines, _delimiter(text[:_SAMPLE])))
    column = _column_of_texts(records)
    if column is None:
        return [_table(records, name, problems)]
    has_header = not _is_document(_cell(records[0], column))
    header = [cell.strip().lower() for cell in records[0]] if has_header else []
    rows = [
        (number, record)
        for number, record in enumerate(records[1:] if has_header else records, 1)
        if _cell(record, column).strip()
    ]
    several = len(rows) > 1
    return [
        replace(_document(record, header, column, f"{name}#{number}" if several else name), problems=tuple(problems))
        for number, record in rows
    ]


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _delimiter(sample: str) -> str:
    """The delimiter that divides most records of the beginning in the same way."""

    def agreement(delimiter: str) -> tuple[float, int]:
        records = csv.reader(sample.splitlines(keepends=True), delimiter=delimiter)
        widths = Counter(len(record) for record in records if record)
        width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        return (count / sum(widths.values()), width) if width > 1 else (0.0, 0)

    return max(_DELIMITERS, key=agreement)


def _records(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    """The records; a line whose quotation mark is never closed is read without quotes, and nothing after it lost."""
    first = 0
    for _ in range(_MOST_REPAIRS):
        reader = csv.reader(chain((line + "\n" for line in lines[first:]), (_END,)), delimiter=delimiter)
        read = 0
        for record in reader:
            if record and record[-1].endswith(_END):
                break
            read = reader.line_num
            yield record
        if record == [_END]:
            return
        if _is_text(record[-1]):  # the file is cut off in a document
            yield [*record[:-1], record[-1].removesuffix(_END)]
            return
        yield from csv.reader([lines[first + read]], delimiter=delimiter, quoting=csv.QUOTE_NONE)
        first += read + 1
    yield from csv.reader(lines[first:], delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _column_of_texts(records: list[list[str]]) -> int | None:
    """The column whose cells hold whole documents, in at least half of the rows."""
    found = Counter(column for record in records for column, cell in enumerate(record) if _is_document(cell))
    column, count = max(found.items(), key=lambda item: item[1], default=(0, 0))
    return column if count and count * 2 >= len(records) - 1 else None


def _is_text(cell: str) -> bool:
    """Whether an open cell holds sentences, not the records that follow it."""
    return _is_document(cell) and cell.count("。") * 4 > cell.count("\n")


def _is_document(cell: str) -> bool:
    return len(cell) > _DOCUMENT and "。" in cell


def _cell(record: Sequence[str], column: int) -> str:
    return record[column] if column < len(record) else ""


def _document(record: Sequence[str], header: list[str], column: int, name: str) -> Document:
    """The document in a row, with what the other columns say of it."""
    title, published, region = "", None, ""
    for label, cell in zip(header, record, strict=False):
        words = cell.strip()
        if label in _TITLE:
            title = title or " ".join(words.split())
        elif _DATE.fullmatch(label):
            published = published or _day(words)
        elif label in _REGION and len(words) <= _LONGEST_REGION:
            region = region or words
    return Document(record[column], name=name, title=title, published=published, region=region)


def _day(words: str) -> date | None:
    found = _DAY.match(words)
    if not found:
        return None
    year, *rest = (int(part) for part in found.groups() if part)
    try:
        return date(year, rest[0], rest[1])
    except ValueError:
        return None


def _table(records: list[list[str]], name: str, problems: list[Problem]) -> Document:
    builder = DocumentBuilder()
    builder.problems += problems
    rows, left = CellRows(builder), limits().cells
    for number, record in enumerate(records):
        left -= len(record)
        if left < 0:
            builder.problems.append(Problem(name, "limit", too_many_cells(), "partial"))
            break
        rows.add(number, [cell.rstrip() if cell.strip() else "" for cell in record])
    rows.close()
    return builder.document(name)
