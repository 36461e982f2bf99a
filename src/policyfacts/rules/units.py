"""Units of measure and their multipliers, as `patterns/units.toml` lists them.

A :class:`UnitTable` does three things: it holds how units are written, by which a scan finds them, it says what a
unit as written means, and it turns a figure with its unit into an exact value in the base unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

from policyfacts.rules.unit_patterns import META, NO_DENOMINATOR, SPLIT, guard, unit_begun
from policyfacts.rules.unit_records import Kind, UnitFile, UnitsError, read_units
from policyfacts.rules.unit_spellings import UnitSpellings

_FIGURE = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")

_CONTEXT = Context(prec=10_000, rounding=ROUND_HALF_EVEN)
_ONE = Decimal(1)
_PLACES = 4  # decimals of a value whose factor does not end


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its name, the base unit that values are given in, and how many of those one is."""

    name: str
    base: str
    factor: Fraction
    kind: Kind


@dataclass(frozen=True, slots=True)
class UnitExample:
    """An example of the unit file: figure, multiplier and unit in one, and what must come out."""

    record: str
    text: str
    value: str
    base: str


class UnitTable:
    """All units and multipliers of a folder of patterns.

    `written` finds them in a text.
    """

    def __init__(self, records: UnitFile, source: str) -> None:
        self._source = source
        self._multipliers: dict[str, tuple[str, int]] = {"": ("", 1)}
        self._units: dict[str, Unit] = {}
        self._denominators: dict[str, Unit] = {}
        self._naturals: dict[str, Unit] = {}
        self._built: dict[str, Unit] = {}
        self._scales: dict[tuple[str, str], tuple[Decimal | None, Fraction, str]] = {}
        units = self._add_units(records)
        multipliers = self._add_multipliers(records, units)
        denominators = self._add_denominators(records, units)
        nouns = self._add_naturals(records)
        self.examples: tuple[UnitExample, ...] = tuple(
            UnitExample(unit.name, e.text, e.value, e.base) for unit in records.unit for e in unit.examples
        )
        self.names: tuple[str, ...] = tuple(self._units)
        self.multipliers: frozenset[str] = frozenset(self._multipliers)
        self.written = UnitSpellings(units, multipliers, denominators, nouns)

    # Building: each gives its spellings and what must hold behind them

    def _add_units(self, records: UnitFile) -> dict[str, str]:
        spellings: dict[str, str] = {}
        for index, unit in enumerate(records.unit, 1):
            where = f"{self._source}: unit {index} ({unit.name})"
            _check(where, unit.not_before, unit.not_after)
            entry = Unit(unit.name, unit.base or unit.name, Fraction(unit.factor), unit.kind)
            if not entry.factor:
                raise UnitsError(f"{where}: factor is nought")
            for spelling in (unit.name, *unit.also):
                if spelling in self._units:
                    raise UnitsError(f"{where}: {spelling!r} is listed twice, also for {self._units[spelling].name}")
                self._units[spelling] = entry
                spellings[spelling] = guard(spelling, unit.not_before, unit.not_after)
        return spellings

    def _add_multipliers(self, records: UnitFile, units: dict[str, str]) -> dict[str, str]:
        spellings: dict[str, str] = {}
        for index, multiplier in enumerate(records.multiplier, 1):
            where = f"{self._source}: multiplier {index} ({multiplier.name})"
            _check(where, multiplier.not_before)
            for spelling in (multiplier.name, *multiplier.also):
                if spelling in self._multipliers:
                    raise UnitsError(f"{where}: {spelling!r} is listed twice")
                self._multipliers[spelling] = (multiplier.name, int(multiplier.factor))
                spellings[spelling] = guard(spelling, multiplier.not_before) + unit_begun(spelling, units)
        return spellings

    def _add_denominators(self, records: UnitFile, units: dict[str, str]) -> dict[str, str]:
        # Behind a slash a unit hardly begins another word: the lookaheads of the list are left out there.
        spellings = {
            spelling: guard(spelling, "")
            for spelling in units
            if self._units[spelling].kind not in NO_DENOMINATOR and not SPLIT.search(spelling)
        }
        for index, denominator in enumerate(records.denominator, 1):
            where = f"{self._source}: denominator {index} ({denominator.name})"
            _check(where, denominator.not_before)
            for spelling in (denominator.name, *denominator.also):
                if spelling in self._denominators:
                    raise UnitsError(f"{where}: {spelling!r} is listed twice")
                self._denominators[spelling] = Unit(denominator.name, denominator.name, Fraction(1), denominator.kind)
                spellings.setdefault(spelling, guard(spelling, denominator.not_before))
        return spellings

    def _add_naturals(self, records: UnitFile) -> dict[str, str]:
        spellings: dict[str, str] = {}
        for index, natural in enumerate(records.natural, 1):
            where = f"{self._source}: natural {index} ({natural.base})"
            _check(where, natural.not_before)
            base = self._units.get(natural.base)
            if base is None:
                raise UnitsError(f"{where}: {natural.base!r} is no unit of this file")
            for noun in natural.nouns:
                if noun in self._naturals:
                    raise UnitsError(f"{where}: {noun!r} is listed twice")
                self._naturals[noun] = base
                spellings[noun] = guard(noun, natural.not_before)
        return spellings

    @classmethod
    def load(cls, folder: Path) -> UnitTable:
        """Read `units.toml` of a folder of patterns; an error names the file and the record."""
        return cls(*read_units(folder))

    # Reading

    def unit(self, surface: str) -> Unit:
        """Give the unit that is written `surface` (without its multiplier; white space does not count)."""
        unit = self._units.get(surface) or self._built.get(surface)
        if unit is None:
            unit = self._built[surface] = self._build("".join(surface.split()))
        return unit

    def base_of(self, written: str) -> str:
        """Give the base unit of a unit written with a multiplier or without (`万吨` → `吨`)."""
        return self.factor_of(written)[1]

    def factor_of(self, written: str) -> tuple[Fraction, str]:
        """Give how many base units one is of a unit written with a multiplier or without, and the base unit."""
        multipliers = () if written in self._units else sorted(self._multipliers, key=len, reverse=True)
        multiplier = next((m for m in multipliers if written.startswith(m) and m != written), "")
        unit = self.unit(written.removeprefix(multiplier))
        return unit.factor * self.multiplier(multiplier), unit.base

    def multiplier(self, surface: str) -> int:
        """Give the factor of a multiplier, 1 for none: `万` is 10000."""
        try:
            return self._multipliers[surface][1]
        except KeyError:
            found = self._multipliers.get("".join(surface.split()))
        if found is None:
            raise UnitsError(f"{surface!r} is no multiplier of {self._source}")
        return found[1]

    def natural(self, noun: str) -> Unit:
        """Give the unit that a noun is counted in where it has no measure word: 学生 in 人."""
        try:
            return self._naturals[noun]
        except KeyError:
            raise UnitsError(f"{noun!r} is no noun of {self._source}") from None

    def value(self, figure: str, multiplier: str, unit: str) -> tuple[Decimal, str]:
        """Give the value in the base unit, exact, and the base unit; a unit of "" is none.

        The figure has Arabic digits and no separators. Where the factor does not end (亩), the value is rounded half
        to even to four decimals. The value never has trailing zeros behind the point, nor an exponent above 0.
        """
        try:
            scale, factor, base = self._scales[multiplier, unit]
        except KeyError:
            scale, factor, base = self._scales[multiplier, unit] = self._scale(multiplier, unit)
        if scale is not None:
            try:
                return _normal(_CONTEXT.multiply(Decimal(figure), scale)), base
            except InvalidOperation:
                raise UnitsError(f"{figure!r} is no figure") from None
        try:
            exact = Fraction(figure) * factor
        except ValueError:
            raise UnitsError(f"{figure!r} is no figure") from None
        return _normal(Decimal(round(exact * 10**_PLACES)).scaleb(-_PLACES, context=_CONTEXT)), base

    def problems(self) -> list[str]:
        """Run the examples of the file and say which do not hold."""
        found: list[str] = []
        split = re.compile(
            f"(?P<figure>{_FIGURE.pattern})(?P<multiplier>(?:{self.written.multiplier_pattern})?)(?P<unit>{self.written.pattern})"
        )
        for example in self.examples:
            where = f"{self._source}: unit {example.record}: example {example.text!r}"
            match = split.fullmatch(example.text)
            if match is None:
                found.append(f"{where} is not read as figure, multiplier and unit")
                continue
            value, base = self.value(match["figure"], match["multiplier"], match["unit"])
            if (f"{value:f}", base) != (example.value, example.base):
                found.append(f"{where} gives {value:f} {base}, not {example.value} {example.base}")
        return found

    def _scale(self, multiplier: str, surface: str) -> tuple[Decimal | None, Fraction, str]:
        if surface:
            unit = self.unit(surface)
            factor, base = unit.factor * self.multiplier(multiplier), unit.base
        else:
            factor, base = Fraction(self.multiplier(multiplier)), ""
        rest = factor.denominator
        places = 0
        while rest % 10 == 0:
            rest, places = rest // 10, places + 1
        twos = fives = 0
        while rest % 2 == 0:
            rest, twos = rest // 2, twos + 1
        while rest % 5 == 0:
            rest, fives = rest // 5, fives + 1
        if rest != 1:
            return None, factor, base
        places += max(twos, fives)
        return Decimal(int(factor * 10**places)).scaleb(-places, context=_CONTEXT), factor, base

    def _build(self, surface: str) -> Unit:
        """Look up a surface without white space; put a compound together."""
        known = self._units.get(surface)
        if known is not None:
            return known
        parts = SPLIT.split(surface)
        head = self._units.get(parts[0])
        if head is None:
            for size in range(3, min(len(parts), 7), 2):  # a slash or a dot inside a name: 人·日/…
                head = self._units.get("".join(parts[:size]))
                if head is not None:
                    parts = ["".join(parts[:size]), *parts[size:]]
                    break
        if head is None or len(parts) < 3:
            if surface in self._denominators:
                return self._denominators[surface]
            raise UnitsError(f"{surface!r} is no unit of {self._source}")
        base = head.name
        for separator, part in zip(parts[1::2], parts[2::2], strict=True):
            base += ("·" if separator in "·•・" else "/") + self._denominator(part, surface)
        below = self._units.get(parts[2]) or self._denominators.get(parts[2])
        concentration = head.kind == "mass" and below is not None and below.kind == "volume"
        return Unit(base, base, Fraction(1), "concentration" if concentration else "rate")

    def _denominator(self, part: str, surface: str) -> str:
        """Name a denominator; its number and multiplier stay (`千人`)."""
        rest = part.lstrip("0123456789")
        number = part[: len(part) - len(rest)]
        for size in range(min(3, len(rest) - 1) + 1):
            multiplier = self._multipliers.get(rest[:size])
            if multiplier is None:
                continue
            name = rest[size:]
            if name in self._units:
                return number + multiplier[0] + self._units[name].name
            if name in self._denominators:
                return number + multiplier[0] + self._denominators[name].name
        raise UnitsError(f"{surface!r} is no unit of {self._source}: {part!r} is unknown")


def _check(where: str, *patterns: str) -> None:
    for pattern in patterns:
        if not META.search(pattern):
            continue
        try:
            groups = re.compile(pattern).groups
        except re.error as error:
            raise UnitsError(f"{where}: {pattern!r} is no regular expression: {error}") from error
        if groups:
            raise UnitsError(f"{where}: {pattern!r} captures; write (?:…)")


def _normal(value: Decimal) -> Decimal:
    """Drop the zeros behind the point and any positive exponent."""
    if value == value.to_integral_value():
        return value.quantize(_ONE, context=_CONTEXT)
    return value.normalize(_CONTEXT)
