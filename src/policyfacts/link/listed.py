"""Things that are listed because they come first by a measure, and what each of several figures is so many times."""

from __future__ import annotations

from policyfacts.link.level_rows import LevelRows
from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet


class Listed:
    """Names the figures of listed things; one per rule set."""

    def __init__(self, rules: RuleSet, rows: LevelRows) -> None:
        self._rows = rows
        self._each_times = rules.grammar["role.each_times"]
        self._topmost = rules.grammar["name.topmost"]

    def measured(self, state: State, segment: Segment) -> None:
        """`平均工资最高的三个行业分别为甲业5万元，乙业4万元`: what is listed is named with its measure."""
        found = self._topmost.match(state.text, segment.begin, segment.ahead.name_end)
        if found is not None:
            segment.begin = found.end()
            if found["rate"]:
                self._first_place(state, segment, found["rate"])
                return
            state.most = state.names.clean(found["measure"])
            segment.raw = segment.name = state.names.clean(state.text[found.end() : segment.ahead.name_end])
        name = segment.name
        if state.most and name and not state.names.head_of(name) and not state.values.is_rate(segment.quantity):
            segment.name = name + state.most

    def _first_place(self, state: State, segment: Segment, measure: str) -> None:
        """`投资增速前三位的是甲县12%、乙县10%`: the first of the places, whose rates are of the measure named."""
        state.subject = state.names.clean(measure)
        place = state.places.filling(state.text, segment.begin, segment.ahead.name_end)
        state.context.region = place or state.context.region
        segment.raw = segment.name = "" if place is not None else state.text[segment.begin : segment.ahead.name_end]

    def times_each(self, state: State, segment: Segment) -> bool:
        """`甲业5万元，乙业3万元，分别为全国平均的1.8倍和1.4倍`: the ratio of each figure before, in order."""
        if not self._each_times.fullmatch(state.text, segment.begin, segment.group[0].start):
            return False
        rows = [row for row in state.rows if row.kind == "level"][-len(segment.group) :]
        if len(rows) == len(segment.group) and len({row.base_unit for row in rows}) == 1:
            for mention, row in zip(segment.group, rows, strict=True):
                self._rows.add(state, mention, segment.ahead, row.indicator)
        return True
