"""What the scan finds: typed mentions, each with its place in the matched text."""

from __future__ import annotations

from dataclasses import dataclass

# One letter for each type of mention, so that several types can be asked for as one string.
CODES = {
    "quantity": "N",
    "ordinal": "O",
    "ratio": "M",
    "period": "T",
    "rise": "u",
    "fall": "d",
    "flat": "f",
    "rate_noun": "g",
    "basis": "b",
    "than": "k",
    "bound": "c",
    "attain": "v",
    "share": "s",
    "share_noun": "z",
    "rank": "r",
    "contribute": "l",
    "plan": "t",
    "forecast": "e",
    "each": "D",
    "of_which": "q",
    "from": "i",
    "reach": "o",
    "comma": ",",
    "semicolon": ";",
    "colon": ":",
    "pause": "&",
    "open": "(",
    "close": ")",
}


@dataclass(slots=True)
class Quantity:
    """A number with what stands around it: the figure, its multiplier and unit, its bounds.

    ``figure`` and ``figure_max`` are as written, in Arabic digits; ``multiplier`` and ``unit`` as
    written (of a range, those of its end where the beginning has none).  ``bound`` is what the
    words behind the number say (以上, 左右 …).
    """

    figure: str
    figure_max: str = ""
    multiplier: str = ""
    multiplier_max: str = ""
    unit: str = ""
    bound: str = ""
    chinese: bool = False
    natural: bool = False
    implied: bool = False


@dataclass(slots=True)
class PeriodMention:
    """A time expression as written, before its year is known.

    ``year`` is the calendar year, ``offset`` the distance from the year of reference (去年 = -1);
    with neither the year comes from the context.  ``part`` is ``Y`` (year), ``M`` (months
    ``first``–``last``), ``Q`` (quarters), ``H`` (half), ``D`` (month ``first``, day ``last``), ``P``
    (five-year plan ``first``, its first ``last`` years), ``S`` (span of years ``first``–``last``),
    ``L`` (the last ``first`` years), ``F`` (the next ``first`` years), ``X`` (the same period),
    ``now``, ``E`` (the end of the period in force), ``C`` (its last month), ``B`` (the month before),
    ``R`` (days, from month × 100 + day), ``A`` (months of several years, from year × 100 + month).
    ``point`` marks the end of the period.
    """

    year: int | None = None
    offset: int | None = None
    part: str = "Y"
    first: int = 0
    last: int = 0
    point: str = ""
    also: int | None = None
    relative: bool = False  # 上年 counts from the year in reach, not from the date of publication


class Mention:
    """A typed stretch of the matched text: ``text[start:end]``.

    ``use`` says what linking made of a number (a key of :data:`policyfacts.coverage.USES`).
    """

    __slots__ = ("code", "data", "end", "rule", "start", "use")

    def __init__(self, code: str, start: int, end: int, rule: str = "", data: object = None) -> None:
        self.code = code
        self.start = start
        self.end = end
        self.rule = rule
        self.data = data
        self.use = ""

    def __repr__(self) -> str:
        return f"{self.code}[{self.start}:{self.end}]{self.rule}{self.data or ''}"


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue rule gives: its sign, basis, comparator and the like."""

    sign: int = 0
    value: str = ""
