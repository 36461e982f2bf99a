"""Writing the workbook beside bare openpyxl (write-only) writing the same rows, all columns.

    python tests/benchmarks/bench_workbook.py [ROWS] [MEMORY_ROWS]

Prints the seconds and ratios, and the most memory that a process took which wrote MEMORY_ROWS rows.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook
from timing import best

from policyfacts.export import DocumentRow, WriteOptions, write_file
from policyfacts.export.book import Book
from policyfacts.export.links import Links
from policyfacts.export.losses import Losses
from policyfacts.export.xlsx import write_facts
from policyfacts.facts import COLUMN_NAMES, Fact

ROWS = 20_000
MEMORY_ROWS = 1_000_000
FACTS_A_DOCUMENT = 50
_FACT = Fact(
    region="宁波市",
    region_code="330200",
    indicator="规模以上工业增加值",
    indicator_std="规模以上工业增加值",
    period="2024",
    year=2024,
    period_start="2024-01-01",
    period_end="2024-12-31",
    unit="亿元",
    base_unit="元",
    comparator="eq",
    growth_basis="yoy",
    flags="region_inferred;period_inherited",
    rule="growth.yoy;level.colon",
)


def facts() -> Iterator[Fact]:
    """Facts without end, as documents give them: each with its own numbers, sentence and offsets."""
    number = 0
    while True:
        number += 1
        doc = f"报告/{number // FACTS_A_DOCUMENT}.txt"
        figure = f"{number % 9973}.{number % 89 + 10}"
        text = f"2024年，全市规模以上工业增加值{figure}亿元，同比增长{number % 20}.5%"
        yield replace(
            _FACT,
            doc=doc,
            indicator=f"第{number % 700}项增加值",
            indicator_std=_FACT.indicator_std if number % 4 == 0 else "",
            region=f"第{number % 2900}县",
            figure=figure,
            value=Decimal(figure) * 100_000_000,
            growth_rate=Decimal(number % 20) + Decimal("0.5"),
            text=text,
            sentence=f"{text}；其中，高技术制造业增加值增长较快，占比继续提高，经济运行总体平稳、稳中有进。",
            start=number,
            end=number + 8,
        )


class Documents(list[DocumentRow]):
    """Documents that fill up with the facts."""

    def watch(self, rows: Iterator[Fact]) -> Iterator[Fact]:
        """The facts, each after the row of its document."""
        last = ""
        for fact in rows:
            if fact.doc != last:
                last = fact.doc
                self.append(DocumentRow(last, FACTS_A_DOCUMENT, path=Path(last)))
            yield fact


def bare(rows: list[Fact], path: Path) -> None:
    """The rows by openpyxl alone."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("facts")
    sheet.append(COLUMN_NAMES)
    for fact in rows:
        sheet.append([getattr(fact, name) for name in COLUMN_NAMES])
    book.save(path)


def ours(rows: list[Fact], path: Path) -> None:
    """The sheet of the facts alone: a table with formats, dates and links."""
    documents = Documents()
    options = WriteOptions(documents=documents)
    stream: BinaryIO
    with path.open("wb") as stream, Book(stream, Losses()) as book:
        write_facts(book, documents.watch(iter(rows)), options, Links(documents, path.parent))


def whole(rows: Iterator[Fact], path: Path) -> None:
    """The whole workbook."""
    documents = Documents()
    write_file(documents.watch(rows), path, "xlsx", WriteOptions(documents=documents))


def measure(rows: int = ROWS) -> list[str]:
    """What there is to print of the speed, line by line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        some = list(islice(facts(), rows))
        floor = best(lambda: bare(some, path))
        sheet = best(lambda: ours(some, path))
        book = best(lambda: whole(iter(some), path))
    return [
        f"openpyxl, write-only    {rows:,} rows  {floor:6.2f} s",
        f"xlsx, the sheet facts   {rows:,} rows  {sheet:6.2f} s  {sheet / floor:.2f} x",
        f"xlsx, the whole book    {rows:,} rows  {book:6.2f} s  {book / floor:.2f} x",
    ]


def memory(rows: int) -> str:
    """The most memory of a process that writes so many rows, beside one that writes a thousand."""
    if sys.platform == "win32":
        return "memory: not measured on Windows"
    few, many = (_peak(number) for number in (1000, rows))
    return f"memory: {many:.0f} MB for {rows:,} rows, {few:.0f} MB for 1,000"


def _peak(rows: int) -> float:
    done = subprocess.run([sys.executable, __file__, "--write", str(rows)], capture_output=True, text=True, check=True)
    return int(done.stdout) / (1 << 10 if sys.platform != "darwin" else 1 << 20)


def _write(rows: int) -> int:
    import resource  # not on Windows

    with tempfile.TemporaryDirectory() as folder:
        whole(islice(facts(), rows), Path(folder) / "a.xlsx")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        print(_write(int(sys.argv[2])))  # noqa: T201
    else:
        sizes = [int(argument) for argument in sys.argv[1:]]
        print("\n".join(measure(*sizes[:1])))  # noqa: T201
        print(memory(sizes[1] if len(sizes) > 1 else MEMORY_ROWS))  # noqa: T201
