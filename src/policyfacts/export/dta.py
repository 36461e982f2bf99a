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

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, BinaryIO

import numpy as np
import pandas as pd

from policyfacts.export.cells import as_date, as_float, encodable
from policyfacts.export.losses import Losses
from policyfacts.export.options import Labels, WriteOptions, heading
from policyfacts.facts import CODES, Column, Fact

_END, _END_NAME = "end", "end_"
_LONG = ("text", "sentence")
_MAX_BYTES = 2045  # of a str variable
_MAX_LABEL = 80  # characters
_MAX_NAME = 32  # characters
_NO_NAME = re.compile(r"\W+")
_FIRST_YEAR = 1678 if int(pd.__version__.partition(".")[0]) < 3 else 1  # that pandas hands over to Stata


def write(facts: Iterable[Fact], stream: BinaryIO, options: WriteOptions) -> None:
    """Write the data set."""
    row = options.row
    rows = [row(fact) for fact in facts]
    write_rows(rows, options.selected, stream, options.labels or "zh", options.losses)


def write_rows(
    rows: Sequence[Sequence[Any]], columns: Sequence[Column], stream: BinaryIO, labels: Labels, losses: Losses
) -> None:
    """Write a data set of any columns; signs that a variable's name cannot have become ``_``."""
    by_column = zip(*rows, strict=True) if rows else [()] * len(columns)
    frame, headings, long = {}, {}, []
    dates: Any = {}
    words: Any = {}
    for name, column, cells in zip(_names(columns), columns, by_column, strict=True):
        headings[name] = heading(column, labels)[:_MAX_LABEL]
        if column.name in CODES:
            words[name] = dict(enumerate([*CODES[name], *sorted({*cells} - {*CODES[name], ""})], start=1))
            frame[name] = _series(_codes(cells, words[name]), "integer", losses)
        else:
            frame[name] = _series(cells, column.type, losses)
        if column.type == "date":
            dates[name] = "td"
        elif column.name in _LONG or (frame[name].dtype == object and any(map(_is_long, frame[name]))):
            long.append(name)
    pd.DataFrame(frame).to_stata(
        stream,
        version=118,
        write_index=False,
        convert_dates=dates,
        variable_labels=headings,
        value_labels=words,
        convert_strl=long,
        data_label="policyfacts",
    )


def _names(columns: Sequence[Column]) -> list[str]:
    """Names of variables: letters, digits and ``_``, none twice."""
    names: list[str] = []
    for column in columns:
        name = _END_NAME if column.name == _END else _NO_NAME.sub("_", column.name).strip("_")[:_MAX_NAME] or "_"
        number = 2
        while name in names:
            name, number = f"{name[: _MAX_NAME - 1 - len(str(number))]}_{number}", number + 1
        names.append(name)
    return names


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
