"""Stata 14 and newer (format 118, UTF-8).

Variables are named as in :data:`~policyfacts.facts.COLUMNS`, only ``end``, a word of Stata's own, is ``end_``; their
labels are the Chinese ones, or the English ones where the labels ``en`` are asked for.  Columns of
:data:`~policyfacts.facts.CODES` are integers with value labels, always the same integer for the same word; integers
and dates (``%td``) are Stata's own, numbers are ``double`` and give 15 significant digits back (what they do not is
counted as rounded).  ``text`` and ``sentence`` are ``strL``, and any other text of more than 2,045 bytes.

Stata has no place for NUL characters and half surrogate pairs: they become ``?`` and are counted.  With pandas 2 dates
before 1678 are left out and counted.  An empty text is ``""``, any other empty cell Stata's missing value.  All rows
are held in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, BinaryIO

import numpy as np
import pandas as pd

from policyfacts.export.cells import as_date, as_float, encodable
from policyfacts.export.losses import Losses
from policyfacts.export.options import WriteOptions, heading
from policyfacts.facts import CODES, Fact

_NAMES = {"end": "end_"}
_LONG = ("text", "sentence")
_MAX_BYTES = 2045  # of a str variable
_FIRST_YEAR = 1678 if int(pd.__version__.partition(".")[0]) < 3 else 1  # that pandas hands over to Stata


def write(facts: Iterable[Fact], stream: BinaryIO, options: WriteOptions) -> None:
    """Write the data set."""
    row, columns = options.row, options.selected
    rows = [row(fact) for fact in facts]
    by_column = zip(*rows, strict=True) if rows else [()] * len(columns)
    frame, labels, long = {}, {}, []
    dates: Any = {}
    words: Any = {}
    for column, cells in zip(columns, by_column, strict=True):
        name = _NAMES.get(column.name, column.name)
        labels[name] = heading(column, options.labels or "zh")
        if name in CODES:
            words[name] = dict(enumerate([*CODES[name], *sorted({*cells} - {*CODES[name], ""})], start=1))
            frame[name] = _series(_codes(cells, words[name]), "integer", options.losses)
        else:
            frame[name] = _series(cells, column.type, options.losses)
        if column.type == "date":
            dates[name] = "td"
        elif column.name in _LONG or (frame[name].dtype == object and any(map(_is_long, frame[name]))):
            long.append(name)
    pd.DataFrame(frame).to_stata(
        stream,
        version=118,
        write_index=False,
        convert_dates=dates,
        variable_labels=labels,
        value_labels=words,
        convert_strl=long,
        data_label="policyfacts",
    )


def _codes(cells: Sequence[str], words: dict[int, str]) -> list[int | None]:
    numbers = {word: number for number, word in words.items()}
    return [numbers.get(cell) for cell in cells]


def _series(cells: Sequence[Any], type: str, losses: Losses) -> Any:
    if type == "integer":
        return pd.array(cells, dtype="Int64")
    if type == "number":
        return np.array([as_float(cell, losses) for cell in cells], dtype="float64")
    if type == "date":
        return np.array([_date(cell, losses) for cell in cells], dtype="datetime64[s]")
    return np.array([_text(cell, losses) for cell in cells], dtype=object)


def _date(text: str, losses: Losses) -> date | None:
    day = as_date(text, losses)
    if day is None or day.year >= _FIRST_YEAR:
        return day
    losses.note("dates")
    return None


def _text(text: str, losses: Losses) -> str:
    nuls = text.count("\0")
    losses.note("characters", nuls)
    return encodable(text.replace("\0", "?") if nuls else text, losses)


def _is_long(text: str) -> bool:
    return len(text) * 4 > _MAX_BYTES and len(text.encode()) > _MAX_BYTES
