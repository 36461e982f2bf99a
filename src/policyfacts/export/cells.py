"""Cells for formats with types: what they cannot hold is changed as little as can be, and counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from policyfacts.export.losses import Losses, utf8


def as_float(number: Decimal | None, losses: Losses) -> float | None:
    """The nearest binary number of 64 bits, ``rounded`` where it does not read back as the same decimal.

    Fifteen significant digits always read back: more than the figures of official statistics have, also in base
    units.
    """
    if number is None or not number.is_finite():
        return None
    near = float(number)
    if Decimal(repr(near)) != number:
        losses.note("rounded")
    return near


def as_number(number: Decimal | None, losses: Losses) -> int | float | None:
    """A whole number that 64 bits hold as such, exact; any other as :func:`as_float`."""
    if number is None or not number.is_finite():
        return None
    if -(2**63) <= number < 2**63 and number == (whole := int(number)):
        return whole
    return as_float(number, losses)


def as_date(text: str, losses: Losses) -> date | None:
    """An ISO date; None for no date, ``dates`` where it is text of another kind."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        losses.note("dates")
        return None


def encodable(text: str, losses: Losses) -> str:
    """The text as UTF-8 can hold it."""
    return text if text.isascii() else utf8(text, losses).decode("utf-8")
