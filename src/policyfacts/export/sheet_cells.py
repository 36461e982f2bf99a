"""Cells of a sheet as XML, within what Excel can hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from xml.sax.saxutils import escape

from policyfacts.export.book import Book, Look
from policyfacts.export.options import plain

MAX_TEXT = 32_767  # characters of a cell, in UTF-16
MAX_DIGITS = 15  # of a number
_CUT = "… [cut]"
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as A
_FORMULA_LIKE = ("=", "+", "-", "@", "#")  # what Excel takes for a formula or an error when it is typed
_SIGNS = frozenset("%‰")
_DATE = "yyyy-mm-dd"
_LONG = 500  # texts longer than that seldom come twice
_SERIAL_ZERO = date(1899, 12, 30).toordinal()
_MAX_EXPONENT = 307
_MAX_DECIMALS = 10
MARK = "FFFFE699"


class Amount(NamedTuple):
    """A number with the unit that its format follows, and with so many decimals where it stands beside others."""

    value: Decimal | None
    unit: str = ""
    decimals: int | None = None
    marked: bool = False


class Link(NamedTuple):
    """Text that leads to a file."""

    text: str
    target: str = ""


Value = str | int | Decimal | Amount | Link | None


class Cells:
    """Values to cells: each comes with its place (``B7``) and gives the XML, nothing for an empty one."""

    def __init__(
        self, book: Book, *, top: bool = False, link: Callable[[str, str], bool] = lambda _, __: False
    ) -> None:
        """``top`` sets them at the top of their rows; ``link`` makes a link of a place and a target, if it can."""
        self._book = book
        self._plain = Look(top=top)
        self._link = link

    def xml(self, place: str, value: Value, look: Look) -> str:
        """A value; ``look`` is that of its text."""
        if value is None:
            return ""
        if isinstance(value, str):
            return self.text(place, value, look)
        if isinstance(value, Link):
            linked = bool(value.target) and self._link is not None and self._link(place, value.target)
            return self.text(place, value.text, look._replace(font="link") if linked else look)
        if isinstance(value, Amount):
            return self.number(place, value)
        if isinstance(value, Decimal):
            return self.number(place, Amount(value))
        return self._numeral(place, str(value), self._plain._replace(number_format="0"))

    def text(self, place: str, text: str, look: Look) -> str:
        """Text that stays text whatever it begins with."""
        if not text:
            return ""
        written = _written(text) if len(text) > _LONG else _written_often(text)
        if written.dropped or written.cut:
            self._book.losses.note("characters", written.dropped)
            self._book.losses.note("cut", int(written.cut))
        if text.startswith(_FORMULA_LIKE):
            look = look._replace(number_format="@", quoted=True)
        return f'<c r="{place}" s="{self._book.style(look)}" t="inlineStr"><is>{written.xml}</is></c>'

    def day(self, place: str, text: str) -> str:
        """A day in ISO 8601 as a date, or as text where Excel has no such date."""
        serial = _serial(text)
        if serial is None:
            return self.text(place, text, self._plain)
        return self._numeral(place, str(serial), self._plain._replace(number_format=_DATE))

    def number(self, place: str, amount: Amount) -> str:
        """A number in full; one with more digits than Excel holds is counted."""
        value = amount.value
        if value is None:
            return ""
        if not value.is_finite() or value.adjusted() > _MAX_EXPONENT:
            return self.text(place, str(value), self._plain)
        numeral = plain(value)
        if len(numeral) > MAX_DIGITS and len(numeral.replace(".", "").strip("-0")) > MAX_DIGITS:
            self._book.losses.note("rounded")
        written = decimals(value, amount.unit) if amount.decimals is None else amount.decimals
        look = self._plain._replace(
            number_format=number_format(amount.unit, written), fill=MARK if amount.marked else ""
        )
        return self._numeral(place, numeral, look)

    def _numeral(self, place: str, numeral: str, look: Look) -> str:
        return f'<c r="{place}" s="{self._book.style(look)}"><v>{numeral}</v></c>'


def number_format(unit: str, decimals: int) -> str:
    """The format of numbers in a unit: per cent with its sign (as text: 4.2 is 4.2%), others with thousands apart."""
    places = "." + "0" * min(decimals, _MAX_DECIMALS) if decimals else ""
    return f'0{places}"{unit}"' if unit in _SIGNS else f"#,##0{places}"


def decimals(value: Decimal, unit: str = "") -> int:
    """How many decimals a number is shown with: per cent as written, others as many as count."""
    exponent = value.as_tuple().exponent
    if unit in _SIGNS and isinstance(exponent, int):
        return max(-exponent, 0)
    return len(plain(value).partition(".")[2])


def legal(text: str) -> str:
    """The text without the control characters that Excel refuses, its line ends ``\\n``."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> str:
    """The text where Excel would read an escape in it."""
    return _ESCAPE.sub("_x005F_", text)


class _Written(NamedTuple):
    xml: str
    dropped: int
    cut: bool


def _written(text: str) -> _Written:
    """Text as XML: without control characters, cut visibly at Excel's limit."""
    whole = legal(text)
    short = _short(whole)
    preserve = ' xml:space="preserve"' if short != short.strip() else ""
    return _Written(f"<t{preserve}>{escape(escaped(short))}</t>", len(_ILLEGAL.findall(text)), short != whole)


_written_often = lru_cache(maxsize=1 << 13)(_written)


def _short(text: str) -> str:
    if len(text) * 2 <= MAX_TEXT:
        return text
    units = text.encode("utf-16-le")
    if len(units) // 2 <= MAX_TEXT:
        return text
    return units[: 2 * (MAX_TEXT - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


@lru_cache(maxsize=1 << 12)
def _serial(text: str) -> int | None:
    """The number that Excel has for a day; its calendar begins in 1900, its year 1900 has a day too many."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day.toordinal() - _SERIAL_ZERO if day.year > 1900 else None
