"""Movements as markets tell them: with the level that they reach, by amount and by rate, against the day before."""

from __future__ import annotations

from policyfacts.link.draft import Draft
from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention


class Steps:
    """Reads what a movement has come to; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self._reached = rules.grammar["level.stepped"]
        self._closing = rules.words["closing"]
        self._quickened = rules.words["quickened"]

    def reached(self, state: State, last: Draft, mention: Mention) -> bool:
        """Whether a figure is what the movement right before it has come to (`下降0.9个百分点|至49.6%`)."""
        moved = last.growth_rate is not None or last.change is not None
        return moved and self._reached.fullmatch(state.text, last.end, mention.start) is not None

    def close(self, state: State, row: Draft, segment: Segment) -> None:
        """`下跌1.04美元，收于60.36美元`: a price at closing has moved since the day before."""
        if not any(state.text[m.start : m.end] in self._closing for m in segment.ahead.run):
            return
        state.context.basis = state.context.basis or "pop"
        if "basis_assumed" in row.flags and row.growth_basis == "yoy":
            row.growth_basis = "pop"
        if row.change is not None and row.change_base == "yoy" and "basis.yoy" not in row.rules:
            row.change_base = "pop"

    def either(self, state: State, segment: Segment) -> bool:
        """`下跌0.52美元或0.9%`: the rate says of the movement what its amount has said."""
        last = state.rows[-1] if state.rows else None
        if segment.raw.strip() != "或" or last is None or last.change is None or last.growth_rate is not None:
            return False
        if len(segment.group) > 1 or segment.quantity.unit != "%":
            return False
        move = state.values.value(segment.quantity)[0]
        last.growth_rate = -move if last.change < 0 else move
        last.growth_comparator, last.growth_basis = segment.quantity.bound, last.change_base
        if "basis.yoy" not in last.rules and last.change_base == "yoy":
            last.flag("basis_assumed")
        last.text_end, segment.group[0].use = segment.end, "fact"
        if last.value is None:
            last.end = segment.end
        return True

    def quickened(self, state: State, segment: Segment) -> bool:
        """`同比增长11.5%，比上年同期加快0.7%`: of a rate of growth a second one on the same basis is its change."""
        last, verb = state.rows[-1] if state.rows else None, segment.ahead.last("ud")
        if last is None or verb is None or segment.name or len(segment.group) > 1 or last.change is not None:
            return False
        basis = segment.ahead.in_segment("b")
        same = basis is not None and getattr(basis.data, "value", "") == last.growth_basis == "yoy"
        if not same or last.growth_rate is None or state.text[verb.start : verb.end] not in self._quickened:
            return False
        if segment.quantity.unit != "%":
            return False
        move = state.values.value(segment.quantity)[0]
        last.change, last.change_unit, last.change_base = -move if verb.code == "d" else move, "百分点", "yoy"
        last.text_end, segment.group[0].use = segment.end, "fact"
        return True
