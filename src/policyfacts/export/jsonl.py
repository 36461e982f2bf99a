"""JSON Lines: one object a fact, numbers exact."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from json.encoder import encode_basestring
from typing import BinaryIO

from policyfacts.export.losses import utf8
from policyfacts.export.options import WriteOptions, plain
from policyfacts.facts import Fact

_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def write(facts: Iterable[Fact], stream: BinaryIO, options: WriteOptions) -> None:
    """Write a line a fact; the keys are the headings."""
    row, texts = options.row, options.of_type("text", "date")
    others = options.of_type("integer", "number")
    line = ", ".join(encode_basestring(heading).replace("%", "%%") + ": %s" for heading in options.headings)
    for fact in facts:
        cells = list(row(fact))
        for place in texts:
            cells[place] = encode_basestring(cells[place])
        for place in others:
            cells[place] = json_value(cells[place])
        stream.write(utf8(_one_line(f"{{{line % tuple(cells)}}}") + "\n", options.losses))


def json_value(value: object) -> str:
    """A cell as JSON: text, a number with all its digits, or null."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return _one_line(encode_basestring(value))
    if isinstance(value, Decimal):
        return plain(value) if value.is_finite() else "null"
    return str(value)


def _one_line(text: str) -> str:
    """JSON in which nothing looks like a line end to a reader that splits at Unicode's."""
    for character, escaped in _LINE_ENDS.items():
        if character in text:
            text = text.replace(character, escaped)
    return text
