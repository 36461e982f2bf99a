"""TSV: CSV with tabs between the cells.

Cells that hold a tab, a quote or a line end stand in quotes, as Excel and pandas read and write them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from policyfacts.export.csv_file import write_separated
from policyfacts.export.options import WriteOptions
from policyfacts.facts import Fact


def write(facts: Iterable[Fact], stream: BinaryIO, options: WriteOptions) -> None:
    """Write the heading line and a line a fact."""
    write_separated(facts, stream, options, "\t")
