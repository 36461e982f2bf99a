"""Figures in brackets: of what stands right before them, of another place, or signed rates of growth."""

from __future__ import annotations

from decimal import Decimal

from policyfacts.link.draft import Draft
from policyfacts.link.state import Segment, State
from policyfacts.link.tools import Tools
from policyfacts.rules.divisions import Region

_LONGEST_PLACE = 12


class Asides:
    """Reads bare figures in brackets; one per rule set."""

    def __init__(self, tools: Tools) -> None:
        grammar = tools.rules.grammar
        self._bracketed = grammar["name.before_bracket"]
        self._compared_place = grammar["opening.compared_place"]
        self._compared_rate = grammar["opening.compared_rate"]
        self._shared_measure = grammar["name.shared_measure"]
        self._ranked_places = grammar["level.ranked_places"]

    def read(self, state: State, segment: Segment, role: str) -> bool:
        """Read a bare number in brackets, if it is one: of the indicator right before them, else nothing names it.

        Whether it needs no other reader (`全国（3.8%）`).
        """
        clause, names = segment.clause, state.names
        if not clause.depth:
            return False
        if _signed(segment):
            return self._signed_rate(state, segment)
        if role != "level" or segment.raw.strip() or segment.ahead.run or clause.mark != ")":
            return False
        if self._other_place(state, segment) or self._listed_place(state, segment) or self._other_rate(state, segment):
            return True
        name = self._name_before(state, segment)
        if not names.head_of(name) or names.needs_owner(name):
            return True
        segment.raw = segment.name = name  # 新订单指数（48.7%）
        return False

    def _name_before(self, state: State, segment: Segment) -> str:
        """The name right before a bracket."""
        begin = segment.clause.start
        before = self._bracketed.search(state.text, max(0, begin - 30), begin)
        return state.names.clean(state.places.without(before[1])) if before else ""

    def _signed_rate(self, state: State, segment: Segment) -> bool:
        """`新能源汽车（+30.3%）、锂电池（+54.0%）产量`: the growth of what stands right before the bracket."""
        name = self._name_before(state, segment)
        behind = self._shared_measure.match(state.text, segment.clause.end + 1, state.end)
        if behind is not None and not state.names.head_of(name):
            name += behind["measure"]
        if not name or not state.values.is_rate(segment.quantity):
            return segment.raw.strip() != ""
        _growth(state, segment, name)
        return True

    def _other_place(self, state: State, segment: Segment) -> bool:
        """`增速慢于全国水平（5.5%）`: the growth of another place, in brackets behind a comparison with it."""
        begin = segment.clause.start
        found = self._compared_place.search(state.text, max(0, begin - 24), begin)
        place = state.places.at(state.text, found.start("place"), found.end("place")) if found else None
        rated = state.rows[-1].kind == "growth" or state.rows[-1].growth_rate is not None if state.rows else True
        rated = rated or found is not None and found[0][:1] in "增涨降"
        name = self._measure(state)
        if place is None or place[0] is None or not name or segment.quantity.unit != "%" or not rated:
            return False
        row = _growth(state, segment, name)
        row.place(place[0])
        row.flag("indicator_inherited")
        return True

    def _other_rate(self, state: State, segment: Segment) -> bool:
        """`费用上涨3%，低于居民收入增长（5.6%）`: the growth of something else that is compared with."""
        begin = segment.clause.start
        found = self._compared_rate.search(state.text, max(0, begin - 36), begin)
        if found is None or segment.quantity.unit != "%":
            return False
        place = state.places.at(state.text, found.start("what"), found.end("what"))
        what = found["what"] if place is None else state.text[place[2] : found.end("what")]
        if len(what) < 2:
            return False
        row = _growth(state, segment, what)
        if place is not None and place[0] is not None:
            row.place(place[0])
        return True

    def _measure(self, state: State) -> str:
        """The measure in reach, of places counted by how it moved too (用电量增长的省份)."""
        return state.names.measure_moved(state.owner) or state.relations.without_rate(state.owner)

    def _listed_place(self, state: State, segment: Segment) -> bool:
        """`产值超百亿元的市有2个，为甲市（210亿元）、乙市（180亿元）`: the figure of each place that is listed."""
        region = _place_before(state, segment.clause.start - 1)
        found = (
            self._ranked_places.search(state.text, state.start, segment.clause.start) if region is not None else None
        )
        if region is None or found is None:
            return False
        state.places_listed = True
        place = state.places.at(state.text, found.start("what"), found.end("what"))
        what = state.names.clean(state.text[place[2] if place is not None else found.start("what") : found.end("what")])
        name = state.relations.without_rate(what)
        name = self._measure(state) if state.relations.is_rate_word(name) else name  # 增速高于全国的省份有
        if state.values.is_rate(segment.quantity) and name != what:
            row = _growth(state, segment, name)
        else:
            row = state.row(segment.group[0], what, None)
            state.values.fill(row, segment.group[0])
            row.closed = True
            state.rows.append(row)
        row.place(region)
        row.flag("indicator_inherited")
        return True


def _signed(segment: Segment) -> bool:
    """Whether the only figure of a bracket bears a sign (`（+5%）`, `（-3.2%）`)."""
    words = segment.raw.strip()
    return words in ("+", "＋") or not words and not segment.ahead.run and segment.quantity.figure.startswith("-")


def _place_before(state: State, end: int) -> Region | None:
    """The place, an item of a list, that ends at a bracket."""
    for begin in range(max(state.start, end - _LONGEST_PLACE), end - 1):
        if begin > state.start and state.text[begin - 1] in "、，：:为是有和及":
            place = state.places.at(state.text, begin, end)
            if place is not None and place[2] == end:
                return place[0]
    return None


def _growth(state: State, segment: Segment, name: str) -> Draft:
    """A row of growth whose rate is the bare figure of a bracket."""
    mention = segment.group[0]
    row = state.row(mention, name, None)
    row.kind, row.growth_rate, row.growth_comparator = "growth", Decimal(segment.quantity.figure), "eq"
    row.growth_basis, row.closed, mention.use = state.context.basis or "yoy", True, "fact"
    state.rows.append(row)
    return row
