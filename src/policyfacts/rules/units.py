"""Units of measure and their multipliers, as `patterns/units.toml` lists them.

A :class:`UnitTable` does three things: it gives the regular expressions by which a scan finds units, it says what a
unit as written means, and it turns a figure with its unit into an exact value in the base unit.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

Kind = Literal[
    "money",
    "mass",
    "area",
    "length",
    "volume",
    "energy",
    "power",
    "traffic",
    "people",
    "counter",
    "rate",
    "share",
    "ratio",
    "time",
    "temperature",
    "data",
    "pressure",
    "concentration",
    "index",
    "rank",
    "other",
]

FILE = "units.toml"

# What stands between the parts of a compound: a slash; 每 behind a unit of money, mass, length or energy (elsewhere
# `50亩每亩` would be one unit), and before a time only where a clause ends (`500元每年增加` is no unit); a dot behind
# what is multiplied in practice (`元/人·月`).
_SEPARATOR = (
    r"(?:[/／]"
    r"|(?<=[元角分克斤吨米时里卡焦])每(?![年月日天周季](?![，。；、,;）)\s]|\Z))"
    r"|(?<=[人户吨床年月天次米亩头])[·•・])"
)
_NO_DENOMINATOR = {"temperature", "pressure", "concentration", "index", "rank", "share", "ratio", "rate"}
_SPLIT = re.compile(r"([/／每·•・])")
_ROUND_NUMBER = "(?:1000|100|500|50|10|1)"
_META = re.compile(r"[^\w|，。；、—－]|\|\||^\||\|$")  # what makes a pattern more than words with | between them
_FIGURE = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")

_CONTEXT = Context(prec=10_000, rounding=ROUND_HALF_EVEN)
_ONE = Decimal(1)
_PLACES = 4  # decimals of a value whose factor does not end


class UnitsError(ValueError):
    """The unit file is wrong, or a unit is asked for that it does not hold."""


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


_Text = Annotated[str, StringConstraints(min_length=1)]
_Factor = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+|/[1-9][0-9]*)?$")]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Example(_Record):
    text: _Text
    value: _Text
    base: _Text


class _UnitRecord(_Record):
    name: _Text
    also: list[_Text] = []
    base: str = ""
    factor: _Factor = "1"
    kind: Kind
    not_before: str = ""
    not_after: str = ""
    examples: list[_Example] = []


class _MultiplierRecord(_Record):
    name: _Text
    also: list[_Text] = []
    factor: Annotated[str, StringConstraints(pattern=r"^10*$")]
    not_before: str = ""


class _DenominatorRecord(_Record):
    name: _Text
    also: list[_Text] = []
    kind: Kind
    not_before: str = ""


class _NaturalRecord(_Record):
    nouns: Annotated[list[_Text], Field(min_length=1)]
    base: _Text
    not_before: str = ""


class _UnitFile(_Record):
    unit: list[_UnitRecord] = []
    multiplier: list[_MultiplierRecord] = []
    denominator: list[_DenominatorRecord] = []
    natural: list[_NaturalRecord] = []


class UnitTable:
    """All units and multipliers of a folder of patterns.

    `pattern`, `multiplier_pattern` and `natural_pattern` are sources of regular expressions without capturing groups:
    a unit without its multiplier (compounds included), a multiplier, and a noun that is counted without a measure
    word. They prefer the longest spelling and expect text without layout white space inside units.
    """

    def __init__(self, records: _UnitFile, source: str) -> None:
        self._source = source
        self._multipliers: dict[str, tuple[str, int]] = {"": ("", 1)}
        self._units: dict[str, Unit] = {}
        self._denominators: dict[str, Unit] = {}
        self._naturals: dict[str, Unit] = {}
        self._built: dict[str, Unit] = {}
        self._scales: dict[tuple[str, str], tuple[Decimal | None, Fraction, str]] = {}
        examples: list[UnitExample] = []
        units: dict[str, str] = {}  # spelling -> what must hold behind it
        for index, unit in enumerate(records.unit, 1):
            where = f"{source}: unit {index} ({unit.name})"
            self._check(where, unit.not_before, unit.not_after)
            entry = Unit(unit.name, unit.base or unit.name, Fraction(unit.factor), unit.kind)
            if not entry.factor:
                raise UnitsError(f"{where}: factor is nought")
            for spelling in (unit.name, *unit.also):
                if spelling in self._units:
                    raise UnitsError(f"{where}: {spelling!r} is listed twice, also for {self._units[spelling].name}")
                self._units[spelling] = entry
                units[spelling] = _guard(spelling, unit.not_before, unit.not_after)
            examples.extend(UnitExample(unit.name, e.text, e.value, e.base) for e in unit.examples)
        multipliers: dict[str, str] = {}
        for index, multiplier in enumerate(records.multiplier, 1):
            where = f"{source}: multiplier {index} ({multiplier.name})"
            self._check(where, multiplier.not_before)
            for spelling in (multiplier.name, *multiplier.also):
                if spelling in self._multipliers:
                    raise UnitsError(f"{where}: {spelling!r} is listed twice")
                self._multipliers[spelling] = (multiplier.name, int(multiplier.factor))
                multipliers[spelling] = _guard(spelling, multiplier.not_before) + _unit_begun(spelling, units)
        # Behind a slash a unit hardly begins another word: the lookaheads of the list are left out there.
        denominators = {
            spelling: _guard(spelling, "")
            for spelling in units
            if self._units[spelling].kind not in _NO_DENOMINATOR and not _SPLIT.search(spelling)
        }
        for index, denominator in enumerate(records.denominator, 1):
            where = f"{source}: denominator {index} ({denominator.name})"
            self._check(where, denominator.not_before)
            for spelling in (denominator.name, *denominator.also):
                if spelling in self._denominators:
                    raise UnitsError(f"{where}: {spelling!r} is listed twice")
                self._denominators[spelling] = Unit(denominator.name, denominator.name, Fraction(1), denominator.kind)
                denominators.setdefault(spelling, _guard(spelling, denominator.not_before))
        nouns: dict[str, str] = {}
        for index, natural in enumerate(records.natural, 1):
            where = f"{source}: natural {index} ({natural.base})"
            self._check(where, natural.not_before)
            base = self._units.get(natural.base)
            if base is None:
                raise UnitsError(f"{where}: {natural.base!r} is no unit of this file")
            for noun in natural.nouns:
                if noun in self._naturals:
                    raise UnitsError(f"{where}: {noun!r} is listed twice")
                self._naturals[noun] = base
                nouns[noun] = _guard(noun, natural.not_before)
        self.examples: tuple[UnitExample, ...] = tuple(examples)
        self.names: tuple[str, ...] = tuple(self._units)
        self.multiplier_pattern: str = _trie(multipliers)
        self.natural_pattern: str = _trie(nouns)
        self.pattern: str = (
            f"{_trie(units)}(?:{_SEPARATOR}{_ROUND_NUMBER}?(?:{self.multiplier_pattern})?{_trie(denominators)}){{0,3}}"
        )

    @classmethod
    def load(cls, folder: Path) -> UnitTable:
        """Read `units.toml` of a folder of patterns; an error names the file and the record."""
        path = folder / FILE
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise UnitsError(f"{path}: cannot be read: {error.strerror}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UnitsError(f"{path}: {error}") from error
        try:
            records = _UnitFile.model_validate(data)
        except ValidationError as error:
            raise UnitsError("\n".join(_explain(str(path), data, error))) from error
        return cls(records, str(path))

    def unit(self, surface: str) -> Unit:
        """Give the unit that is written `surface` (without its multiplier; white space does not count)."""
        unit = self._units.get(surface) or self._built.get(surface)
        if unit is None:
            unit = self._built[surface] = self._build("".join(surface.split()))
        return unit

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
            f"(?P<figure>{_FIGURE.pattern})(?P<multiplier>(?:{self.multiplier_pattern})?)(?P<unit>{self.pattern})"
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

    def _check(self, where: str, *patterns: str) -> None:
        for pattern in patterns:
            if not _META.search(pattern):
                continue
            try:
                groups = re.compile(pattern).groups
            except re.error as error:
                raise UnitsError(f"{where}: {pattern!r} is no regular expression: {error}") from error
            if groups:
                raise UnitsError(f"{where}: {pattern!r} captures; write (?:…)")

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
        parts = _SPLIT.split(surface)
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


def _normal(value: Decimal) -> Decimal:
    """Drop the zeros behind the point and any positive exponent."""
    if value == value.to_integral_value():
        return value.quantize(_ONE, context=_CONTEXT)
    return value.normalize(_CONTEXT)


def _alternatives(pattern: str) -> str:
    """Gather the single characters of `A|B|CD` in a class, which `re` compiles and runs faster."""
    if _META.search(pattern):
        return pattern
    parts = pattern.split("|")
    single = "".join(part for part in parts if len(part) == 1)
    longer = [part for part in parts if len(part) > 1]
    return "|".join([f"[{single}]", *longer] if single else longer)


def _guard(spelling: str, not_before: str, not_after: str = "") -> str:
    """Give what must hold behind a spelling, as lookarounds."""
    guard = f"(?!{_alternatives(not_before)})" if not_before else ""
    if spelling[-1].isascii() and spelling[-1].isalpha():
        guard += "(?![A-Za-z0-9²³])"
    if not_after:
        guard += f"(?<!(?:{not_after}){re.escape(spelling)})"
    return guard


def _unit_begun(multiplier: str, units: Iterable[str]) -> str:
    """Keep a multiplier from the beginning of a unit: 千 of 千瓦时, 百 of 百分点."""
    size = len(multiplier)
    rests = {unit[size:] for unit in units if len(unit) > size and unit.startswith(multiplier)}
    shortest = sorted(rest for rest in rests if not any(rest[:end] in rests for end in range(1, len(rest))))
    return f"(?!{'|'.join(map(re.escape, shortest))})" if shortest else ""


class _Node:
    __slots__ = ("children", "guard")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.guard: str | None = None


def _trie(words: Mapping[str, str]) -> str:
    """Write words, each with the guard behind it, as one expression that prefers the longest word.

    No two branches of an alternation begin alike, so that `re` turns most of them down by one character.
    """
    if not words:
        return "(?!)"
    root = _Node()
    for word, guard in words.items():
        node = root
        for char in word:
            child = node.children.get(char)
            if child is None:
                child = node.children[char] = _Node()
            node = child
        node.guard = guard
    return _branches(root)


def _branches(node: _Node) -> str:
    if not node.children:
        return node.guard or ""
    alternatives: list[str] = []
    single: list[str] = []
    for char, child in node.children.items():
        rest = _branches(child)
        if rest:
            alternatives.append(re.escape(char) + rest)
        else:
            single.append(re.escape(char))
    if single:
        alternatives.append(single[0] if len(single) == 1 else f"[{''.join(single)}]")
    if node.guard is not None:
        alternatives.append(node.guard)
    return alternatives[0] if len(alternatives) == 1 else f"(?:{'|'.join(alternatives)})"


def _explain(path: str, data: dict[str, Any], error: ValidationError) -> list[str]:
    lines: list[str] = []
    for problem in error.errors():
        where = problem["loc"]
        label = str(where[0]) if where else "file"
        if len(where) > 1 and isinstance(where[1], int):
            label += f" {where[1] + 1}"
            records = data.get(str(where[0]))
            record = records[where[1]] if isinstance(records, list) else None
            if isinstance(record, dict) and record.get("name"):
                label += f" ({record['name']})"
        field = ".".join(str(step) for step in where[2:])
        lines.append(f"{path}: {label}: {field + ': ' if field else ''}{problem['msg']}")
    return lines
