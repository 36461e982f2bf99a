"""JSON Lines: one object a fact, numbers exact."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from json.encoder import encode_basestring
from typing import BinaryIO

from policyfacts.export.losses import utf8
from policyfacts.export.options import WriteOptions, plain
from policyfacts.facts import Fact

_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def write(facts: Iterable[Fact], stream: BinaryIO, options: WriteOptions) -> None:
    """Write a line a fact; the keys are the headings."""
    cells = [(f"{_string(heading)}: ", cell) for heading, cell in zip(options.headings, options.cells, strict=True)]
    for fact in facts:
        line = ", ".join([key + json_value(cell(fact)) for key, cell in cells])
        stream.write(utf8(f"{{{line}}}\n", options.losses))


def json_value(value: object) -> str:
    """A cell as JSON: text, a number with all its digits, or null."""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, Decimal) and value.is_finite():
        return plain(value)
    if isinstance(value, int):
        return str(value)
    return "null"


def _string(text: str) -> str:
    """A JSON string in which nothing looks like a line end to a reader that splits at Unicode's."""
    return encode_basestring(text).translate(_LINE_ENDS)
