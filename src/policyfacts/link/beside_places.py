"""The figure of another place that one is compared with (`增长3%，高于全国的2.5%`)."""

from __future__ import annotations

from decimal import Decimal

from policyfacts.link.draft import Draft
from policyfacts.link.state import Segment, State
from policyfacts.link.tools import Tools
from policyfacts.scan.mentions import PeriodMention


class BesidePlaces:
    """Reads rates of other places behind a comparison with them; one per rule set."""

    def __init__(self, tools: Tools) -> None:
        grammar = tools.rules.grammar
        self._beside, self._next = grammar["opening.beside_place"], grammar["opening.beside_next"]
        self._falling = tools.rules.words["falling_rate"]

    def read(self, state: State, segment: Segment) -> bool:
        """`增速高于甲省同期的2%，全国的2.5%`: a row of the other place, with the measure of the row before."""
        figure, last = segment.group[0], state.rows[-1] if state.rows else None
        if last is None or segment.quantity.unit != "%" or state.text[figure.start - 1] not in "的约近":
            return False
        found = self._beside.search(state.text, segment.begin, figure.start)
        goes_on = found is None and last.beside
        if goes_on:
            found = self._next.fullmatch(state.text, last.end, figure.start)
        own = next((row for row in reversed(state.rows) if not row.beside), None)
        if found is None or own is None:
            return False
        place = state.places.at(state.text, found.start("place"), found.end("place"))
        if place is None or place[0] is None or place[2] != found.end("place"):
            return False
        row = self._row(state, segment, own)
        row.period, row.status = own.period, own.status
        for mention in segment.ahead.segment:
            if mention.code == "T" and mention.start >= found.start() and isinstance(mention.data, PeriodMention):
                row.period = state.context.resolve(mention.data) or row.period
        row.place(place[0])
        row.flag("indicator_inherited")
        row.beside = row.closed = True
        if goes_on:
            state.context.region = own.region
        return True

    def _row(self, state: State, segment: Segment, last: Draft) -> Draft:
        """A growth rate beside one, else a level or a share beside one."""
        mention = segment.group[0]
        row = state.row(mention, last.indicator, None)
        mention.use = "fact"
        if last.growth_rate is not None:
            row.kind, row.growth_rate, row.growth_comparator = "growth", Decimal(segment.quantity.figure), "eq"
            if last.growth_rate < 0 and any(word in segment.raw for word in self._falling):
                row.growth_rate = -row.growth_rate  # 下降3%，降幅高于全国的2%
            row.growth_basis, row.growth_base = last.growth_basis, last.growth_base
        else:
            row.kind, row.relative_to = last.kind, last.relative_to
            state.values.fill(row, mention)
        state.rows.append(row)
        return row
