"""A panel: region × period in rows, indicators in columns, one number a cell, and where documents disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from policyfacts.analysis.observations import Measure, Observation, Series, Status, observation
from policyfacts.analysis.slots import Frequency
from policyfacts.facts import Fact


class Row(NamedTuple):
    """A row of a panel: a region with its code, and a period."""

    region: str
    region_code: str
    period: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The observation chosen for a cell, why, and those that say another number.

    ``reason`` is empty where nothing was to be chosen, else ``documents`` (more documents say so), ``exact`` (it is no
    bound or approximation), ``digits`` (it is the more precise one), ``read`` (less of it is inferred) or ``last``
    (all else equal, the last in order, as later documents revise earlier ones).
    """

    chosen: Observation
    others: tuple[Observation, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Observations in a table.

    ``series`` are the columns, those with most cells first; ``rows`` are sorted by code, region and period; ``cells``
    holds what is filled.  ``left_out`` counts the facts that have no place in it, by reason: ``status``, ``measure``
    (no such number, or no level, share or ratio), ``region``, ``period`` (unknown, or of another frequency),
    ``indicator`` (not asked for).
    """

    frequency: Frequency
    measure: Measure
    status: Status
    series: tuple[Series, ...] = ()
    rows: tuple[Row, ...] = ()
    cells: dict[tuple[Row, Series], Cell] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def conflicts(self) -> list[tuple[Row, Series, Cell]]:
        """The cells for which documents say different numbers, in the order of the rows and columns."""
        return [
            (row, series, cell)
            for row in self.rows
            for series in self.series
            if (cell := self.cells.get((row, series))) is not None and cell.others
        ]


NATION = "全国"


def _in_order(row: Row) -> tuple[bool, bool, Row]:
    """The nation first, then regions by their codes, those without one last."""
    return (row.region != NATION, not row.region_code, row._replace(region=row.region_code, region_code=row.region))


class PanelBuilder:
    """Takes facts one by one and keeps those that have a place in a panel."""

    def __init__(
        self,
        frequency: Frequency = "A",
        measure: Measure = "value",
        status: Status = "actual",
        *,
        indicators: Iterable[str] = (),
        standard: bool = False,
    ) -> None:
        """``indicators`` are names, standard or as written; with ``standard`` those of the lexicon alone count."""
        self._panel = Panel(frequency, measure, status)
        self._wanted = frozenset(indicators)
        self._standard = standard
        self._found: defaultdict[tuple[Row, Series], list[Observation]] = defaultdict(list)

    def add(self, fact: Fact) -> None:
        """Take a fact, or count why it is left out."""
        reason = self._place(fact)
        if reason:
            self._panel.left_out[reason] += 1

    def _place(self, fact: Fact) -> str:
        panel = self._panel
        if fact.status != panel.status:
            return "status"
        if self._standard and not fact.indicator_std:
            return "indicator"
        if self._wanted and not {fact.indicator_std, fact.indicator} & self._wanted:
            return "indicator"
        found = observation(fact, panel.frequency, panel.measure)
        if isinstance(found, str):
            return found
        self._found[Row(found.region, found.region_code, found.period), found.series].append(found)
        return ""

    def panel(self) -> Panel:
        """The panel of the facts taken so far."""
        cells = {place: choose(found) for place, found in self._found.items()}
        filled = Counter(series for _, series in cells)
        series = sorted(filled, key=lambda item: (-filled[item], item.indicator, item.unit))
        rows = sorted({row for row, _ in cells}, key=_in_order)
        panel = self._panel
        return Panel(
            panel.frequency, panel.measure, panel.status, tuple(series), tuple(rows), cells, Counter(panel.left_out)
        )


def panel_of(
    facts: Iterable[Fact],
    frequency: Frequency = "A",
    measure: Measure = "value",
    status: Status = "actual",
    *,
    indicators: Iterable[str] = (),
    standard: bool = False,
) -> Panel:
    """The panel of facts; the options are those of :class:`PanelBuilder`."""
    builder = PanelBuilder(frequency, measure, status, indicators=indicators, standard=standard)
    for fact in facts:
        builder.add(fact)
    return builder.panel()


def choose(found: Sequence[Observation]) -> Cell:
    """The one of several observations of the same place that a panel shows.

    Observations that agree up to rounding speak with one voice: the voice of more documents is heard, then the exact,
    the more precise, the less inferred, and the last.
    """
    if len(found) == 1:
        return Cell(found[0])
    voices = _voices(found)
    scores = [_Score(len({one.fact.doc for one in voice}), *max(one.rank for one in voice)) for voice in voices]
    best = max(range(len(voices)), key=lambda number: (scores[number], number))
    chosen = _best(voices[best])
    others = tuple(one for voice in voices for one in voice if not one.interval.overlaps(chosen.interval))
    return Cell(chosen, others, _reason(scores, best) if others else "")


def _best(voice: Sequence[Observation]) -> Observation:
    """The last of those that are worth most."""
    return max(enumerate(voice), key=lambda pair: (pair[1].rank, pair[0]))[1]


class _Score(NamedTuple):
    documents: int
    exact: bool
    digits: int
    read: int


def _reason(scores: Sequence[_Score], best: int) -> str:
    second = max(score for number, score in enumerate(scores) if number != best)
    for name, ours, theirs in zip(_Score._fields, scores[best], second, strict=True):
        if ours != theirs:
            return name
    return "last"


def _voices(found: Sequence[Observation]) -> list[list[Observation]]:
    """The observations that agree up to rounding, together, each group around its most precise; the last said last."""
    voices: list[tuple[int, list[Observation]]] = []
    order = sorted(range(len(found)), key=lambda number: found[number].rank, reverse=True)
    for number in order:
        one = found[number]
        place = next((i for i, (_, voice) in enumerate(voices) if voice[0].interval.overlaps(one.interval)), None)
        if place is None:
            voices.append((number, [one]))
        else:
            last, voice = voices[place]
            voice.append(one)
            voices[place] = (max(last, number), voice)
    return [voice for _, voice in sorted(voices, key=lambda pair: pair[0])]
