"""Says of each number of a sentence what became of it, once the sentence has been linked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policyfacts.coverage import Number
from policyfacts.scan.mentions import Mention, Quantity

_NUMBER = re.compile(r"[0-9]+(?:[,，][0-9]{3}(?![0-9]))*(?:\.[0-9]+)?")
_WHEN = re.compile(
    r"(?:19|20)[0-9]{2}[-/.年][01]?[0-9][-/.月][0-3]?[0-9]日?(?:\s*[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?)?|"
    r"(?<![0-9])[0-2]?[0-9][:：][0-5][0-9](?![0-9:：%])"
)
_COUNTED = "NOM"  # quantities, ordinals and ratios


def numbers(text: str, begin: int, end: int, mentions: Iterable[Mention]) -> Iterator[Number]:
    """The numbers of ``text[begin:end]``: runs of digits, and quantities in Chinese numerals.

    ``mentions`` are those of the sentence, each with what linking made of it; digits in none of them stand in a name,
    unless they are the date or the time of day of a web page.
    """
    dates = [found.span() for found in _WHEN.finditer(text, begin, end)]
    position = begin
    for mention in mentions:
        yield from _digits(text, position, mention.start, "name", dates)
        position = max(position, mention.end)
        use = "period" if mention.code == "T" else mention.use or ("name" if _in_prose(mention) else "unexplained")
        inside = list(_digits(text, mention.start, mention.end, use, dates))
        if not inside and mention.code in _COUNTED:
            yield Number(text[mention.start : mention.end], use)
        yield from inside
    yield from _digits(text, position, end, "name", dates)


def _in_prose(mention: Mention) -> bool:
    """Whether a number that linking left alone is a small numeral of prose (一流, 三部门)."""
    data = mention.data
    return isinstance(data, Quantity) and data.chinese and not data.multiplier and mention.end - mention.start <= 3


def _digits(text: str, begin: int, end: int, use: str, dates: list[tuple[int, int]]) -> Iterator[Number]:
    if end <= begin:
        return
    for found in _NUMBER.finditer(text, begin, end):
        dated = any(start <= found.start() and found.end() <= stop for start, stop in dates)
        yield Number(found[0], "period" if dated and use != "fact" else use)
