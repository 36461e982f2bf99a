"""Units that values are shown in, where the caller wants others than the base units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

_CONTEXT = Context(prec=10_000, rounding=ROUND_HALF_EVEN)
_PLACES = 4  # decimals of a value whose factor does not end


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit to show values in: its name, and how many base units one is."""

    name: str
    factor: Fraction

    def value(self, value: Decimal) -> Decimal:
        """A value in base units as so many of this unit: exact, or half even to four decimals where it does not end."""
        shown = Fraction(value) / self.factor
        if _ends(self.factor) and _ends(shown):
            return _CONTEXT.divide(Decimal(shown.numerator), Decimal(shown.denominator)).normalize(_CONTEXT)
        return Decimal(round(shown * 10**_PLACES)).scaleb(-_PLACES, context=_CONTEXT).normalize(_CONTEXT)


@dataclass(frozen=True, slots=True)
class ShownUnits:
    """The units wanted, by the base unit of their dimension; what has none of them is shown in its base unit."""

    by_base: Mapping[str, ShownUnit]

    def value(self, value: Decimal | None, base_unit: str) -> Decimal | None:
        """A value in base units as it is shown."""
        unit = self.by_base.get(base_unit)
        return value if unit is None or value is None else unit.value(value)

    def unit(self, base_unit: str) -> str:
        """The unit that values in a base unit are shown in."""
        unit = self.by_base.get(base_unit)
        return base_unit if unit is None else unit.name


BASE_UNITS = ShownUnits({})


def _ends(number: Fraction) -> bool:
    """Whether the decimals of a number end."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
