"""The units that a caller wants values shown in, looked up by the names he gives."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from policyfacts.document import UsageError
from policyfacts.rules.unit_records import UnitsError
from policyfacts.rules.units import UnitTable
from policyfacts.shown import ShownUnit, ShownUnits


def shown_units(names: Iterable[str], units: UnitTable) -> ShownUnits:
    """The units named (``亿元``, ``万吨``); UsageError for an unknown one, and for two of one dimension.

    A currency is a dimension of its own: 亿元 shows no dollars.
    """
    found: dict[str, ShownUnit] = {}
    for name in (name.strip() for name in names):
        try:
            factor, base = units.factor_of(name)
        except UnitsError as error:
            raise UsageError(_unknown(name, units)) from error
        other = found.setdefault(base, ShownUnit(name, factor))
        if other.name != name:
            raise UsageError(f"{other.name} and {name} measure the same: name one of them")
    return ShownUnits(found)


def _unknown(name: str, units: UnitTable) -> str:
    written = (multiplier + unit for unit in units.names for multiplier in sorted(units.multipliers))
    near = get_close_matches(name, written, n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"unknown unit {name!r}{hint} Units are named as the documents write them: 亿元, 万吨, 亿千瓦时"
