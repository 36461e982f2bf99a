"""CSV: UTF-8, ``\\n`` line ends, numbers in full.

Cells are written as they are, also those that begin with ``=``, ``+``, ``-`` or ``@``: a CSV file is
data for programs.  Who opens files from strangers in a spreadsheet takes xlsx, where text stays text.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable
from decimal import Decimal
from typing import BinaryIO

from policyfacts.export.losses import Losses, utf8
from policyfacts.export.options import WriteOptions, plain
from policyfacts.facts import Fact


class Utf8Text:
    """The text side of a binary stream, without a buffer of its own."""

    def __init__(self, stream: BinaryIO, losses: Losses) -> None:
        self._stream = stream
        self._losses = losses

    def write(self, text: str) -> int:
        """Write text as UTF-8; half of a surrogate pair becomes ``?`` and is counted."""
        return self._stream.write(utf8(text, self._losses))


def write(facts: Iterable[Fact], stream: BinaryIO, options: WriteOptions) -> None:
    """Write the heading line and a line a fact."""
    if options.excel:
        stream.write(codecs.BOM_UTF8)
    rows = csv.writer(Utf8Text(stream, options.losses), lineterminator="\n")
    rows.writerow(options.headings)
    cells = options.cells
    for fact in facts:
        rows.writerow([cell_text(cell(fact)) for cell in cells])


def cell_text(value: object) -> str:
    """A cell as text: nothing for an empty one, a number in full."""
    if value is None:
        return ""
    return plain(value) if isinstance(value, Decimal) else str(value)
