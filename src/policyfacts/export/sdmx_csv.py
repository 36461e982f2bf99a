"""SDMX-CSV 2.0, the exchange format of official statistics, for the readers of SDMX.

A fact gives an observation for its value, one for its growth rate and one for its change, told apart by the dimension
``TRANSFORMATION``.  Columns are fixed (``--columns``, ``--labels`` and ``--unit`` are refused) and fewer than those of
the other formats.  The data structure is ``POLICYFACTS:FACTS(1.0.0)``; :data:`DIMENSIONS` and :data:`ATTRIBUTES` name
its components.

``REF_AREA``
    GB/T 2260 code, else the name of the place; ``AREA_NAME`` is the name.
``INDICATOR``
    the standard name, else the name as the document has it.
``SOURCE``
    document and offset of the figure, ``report.txt#126``.  It is a dimension, as documents may state one thing twice.
``FREQ``, ``TIME_PERIOD``
    by the form of the period, in the notation of the SDMX Technical Notes (section on time periods): 2024 (A),
    2024-S1 (S), 2024-Q1 (Q), 2024-05 (M), a day such as 2024-12-31 (D), and ranges by first day and length,
    2024-01-01/P5M (``_O``).  A fact without a period has no place in SDMX: it is left out and counted.
``UNIT_MEASURE``, ``UNIT_MULT``
    the base unit, and the power of ten that ``OBS_VALUE`` is to be multiplied by for it, as the document has it:
    1876.9亿元 is 1876.9 with 8.  Other factors than powers of ten (亩) are worked into the value.
``OBS_STATUS``
    A for actual figures, F for forecasts and targets; ``STATUS`` tells these two apart.
``TRANSFORMATION``
    N for values, GY for growth over a year, G1 over the period before, D1 and so on for changes over so many periods,
    ``_O`` for others (annual averages, named base periods); ``BASE_PER`` is the base period.

Code lists are SDMX's cross-domain ones (registry.sdmx.org): ``CL_FREQ`` 2.1, ``CL_OBS_STATUS`` 2.2, ``CL_UNIT_MULT``
1.1, ``CL_TIMETRANS`` 1.0, and their generic codes ``_O`` (other) and ``_U`` (unknown: a fact without place or
indicator).  Line ends in a cell become spaces, since readers of SDMX take a line for a row; half surrogate pairs become
``?`` and are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from typing import BinaryIO

from policyfacts.document import UsageError
from policyfacts.export.csv_file import line_writer
from policyfacts.export.options import WriteOptions, plain
from policyfacts.export.sdmx_time import OTHER, PERIODS_A_YEAR, time_period
from policyfacts.facts import COLUMN_NAMES, Fact

STRUCTURE_ID = "POLICYFACTS:FACTS(1.0.0)"
DIMENSIONS = ("FREQ", "REF_AREA", "INDICATOR", "TRANSFORMATION", "SOURCE", "TIME_PERIOD")
MEASURE = "OBS_VALUE"
ATTRIBUTES = (
    *("UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "STATUS", "BASE_PER"),
    *("KIND", "RELATIVE_TO", "COMPARATOR", "OBS_VALUE_MAX"),
    *("AREA_NAME", "SOURCE_TEXT"),
)
_UNKNOWN = "_U"
_GROWTH = {"yoy": "GY", "pop": "G1"}
_STATUS = {"target": "F", "forecast": "F"}
_EXACT = Context(prec=10_000)
_MAX_POWER = 15  # of the code list of unit multipliers


@dataclass(frozen=True, slots=True)
class _Observation:
    """What the observations of one fact differ in."""

    transformation: str
    value: Decimal
    unit: str
    maximum: Decimal | None = None
    power: int = 0
    comparator: str = ""
    base: str = ""


def write(facts: Iterable[Fact], stream: BinaryIO, options: WriteOptions) -> None:
    """Write a line an observation; UsageError where columns, labels or units were chosen."""
    if options.columns != COLUMN_NAMES or options.labels or options.units:
        raise UsageError("sdmx-csv has columns of its own: leave out --columns, --labels and --unit")
    lines = line_writer(stream, options.losses)
    lines.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, MEASURE, *ATTRIBUTES])
    for fact in facts:
        rows = list(_rows(fact))
        lines.writerows(rows)
        if not rows:
            options.losses.note("facts")


def _rows(fact: Fact) -> Iterator[list[str]]:
    when = time_period(fact)
    if when is None:
        return
    frequency, period = when
    area, indicator = fact.region_code or fact.region or _UNKNOWN, fact.indicator_std or fact.indicator or _UNKNOWN
    source = f"{fact.doc}#{'' if fact.start is None else fact.start}"
    for seen in _observations(fact, frequency):
        cells = (
            *(frequency, area, indicator, seen.transformation, source, period),
            _number(seen.value, seen.power),
            *(seen.unit, str(seen.power), _STATUS.get(fact.status, "A"), fact.status, seen.base),
            *(fact.kind, fact.relative_to, seen.comparator),
            "" if seen.maximum is None else _number(seen.maximum, seen.power),
            *(fact.region, fact.sentence or fact.text),
        )
        yield ["datastructure", STRUCTURE_ID, "I", *map(_one_line, cells)]


def _observations(fact: Fact, frequency: str) -> Iterator[_Observation]:
    if fact.value is not None:
        power = _power(fact.figure, fact.value)
        yield _Observation("N", fact.value, fact.base_unit, fact.value_max, power, fact.comparator)
    if fact.growth_rate is not None:
        code = _GROWTH.get(fact.growth_basis, OTHER)
        yield _Observation(
            code, fact.growth_rate, "%", fact.growth_rate_max, 0, fact.growth_comparator, fact.growth_base
        )
    if fact.change is not None:
        code, base = _change(fact.change_base, frequency)
        yield _Observation(code, fact.change, fact.change_unit, base=base)


def _change(base: str, frequency: str) -> tuple[str, str]:
    """The code of a change against a base, and the base period where it is a named one."""
    if base == "pop":
        return "D1", ""
    if base == "yoy":
        periods = PERIODS_A_YEAR.get(frequency)
        return (f"D{periods}" if periods else OTHER), ""
    return OTHER, base


def _power(figure: str, value: Decimal) -> int:
    """The power of ten from a figure as written to its value; 0 where another factor lies between them."""
    try:
        written = Decimal(figure)
    except InvalidOperation:
        return 0
    power = value.adjusted() - written.adjusted()
    return power if 0 < power <= _MAX_POWER and value == written.scaleb(power, _EXACT) else 0


def _number(value: Decimal, power: int) -> str:
    return plain(value.scaleb(-power, _EXACT))


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())
