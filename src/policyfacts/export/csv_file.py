"""CSV: UTF-8, ``\\n`` line ends, numbers in full.

Cells are written as they are, also those that begin with ``=``, ``+``, ``-`` or ``@``: a CSV file is
data for programs.  Who opens files from strangers in a spreadsheet takes xlsx, where text stays text.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, BinaryIO

from policyfacts.export.losses import Losses, utf8
from policyfacts.export.options import WriteOptions, plain
from policyfacts.facts import Fact


class _Lines:
    """The text side of a binary stream for the csv module, which writes one line at a time.

    The module is given ``\\r\\n`` as the end of its lines so that it quotes cells with either character in them.
    """

    END = "\r\n"

    def __init__(self, stream: BinaryIO, losses: Losses) -> None:
        self._stream = stream
        self._losses = losses

    def write(self, line: str) -> int:
        return self._stream.write(utf8(line[: -len(self.END)] + "\n", self._losses))


def line_writer(stream: BinaryIO, losses: Losses, separator: str = ",") -> Any:
    """A ``csv.writer`` of UTF-8 lines that end in ``\\n``."""
    return csv.writer(_Lines(stream, losses), delimiter=separator, lineterminator=_Lines.END)


def write(facts: Iterable[Fact], stream: BinaryIO, options: WriteOptions) -> None:
    """Write the heading line and a line a fact."""
    write_separated(facts, stream, options, ",")


def write_separated(facts: Iterable[Fact], stream: BinaryIO, options: WriteOptions, separator: str) -> None:
    """Write a heading line and a line a fact; cells that hold the separator, quotes or line ends are quoted."""
    if options.excel:
        stream.write(codecs.BOM_UTF8)
    lines = line_writer(stream, options.losses, separator)
    lines.writerow(options.headings)
    lines.writerows(_rows(facts, options))


def _rows(facts: Iterable[Fact], options: WriteOptions) -> Iterator[Sequence[Any]]:
    """Cells as the csv module writes them rightly by itself: text, integers, None, and numbers as text."""
    row, numbers = options.row, options.of_type("number")
    for fact in facts:
        cells = list(row(fact))
        for place in numbers:
            if cells[place] is not None:
                cells[place] = plain(cells[place])
        yield cells


def cell_text(value: object) -> str:
    """A cell as text: nothing for an empty one, a number in full."""
    if value is None:
        return ""
    return plain(value) if isinstance(value, Decimal) else str(value)
