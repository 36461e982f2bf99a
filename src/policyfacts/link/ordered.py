"""Members told one by one with their figures, in order (`工资由高到低依次是东部11万元、西部9万元`)."""

from __future__ import annotations

from decimal import Decimal

from policyfacts.link.draft import Draft
from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention

_SIGNS = "、，和"
_LONGEST = 16  # characters of a member


class Ordered:
    """Reads the figures of members that are told in order; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self._order = rules.grammar["list.order"]

    def first(self, state: State, segment: Segment, each: Mention) -> str:
        """The name of the first member's figure, or nothing where none is told: rates are made rows at once."""
        member, figure = state.tail_of(segment, each), segment.group[0]
        whole = self._order.sub("", state.clean_left(segment, each))
        follows = state.text[figure.end : figure.end + 1]
        if not member or not whole or len(segment.group) > 1 or len(member) > _LONGEST or follows not in _SIGNS:
            return ""
        if state.names.head_of(member) or state.names.verb_led(member):
            return ""
        if state.relations.is_rate_word(whole) and state.values.is_rate(segment.quantity):
            state.ordered_rates = state.names.head_of(state.owner)
            return member + state.ordered_rates
        return member + whole if state.names.head_of(whole) else ""

    def rate(self, state: State, segment: Segment, name: str) -> None:
        """A row for the growth rate of a member."""
        mention = segment.group[0]
        row: Draft = state.row(mention, name, None)
        row.kind, row.growth_rate = "growth", Decimal(segment.quantity.figure)
        row.growth_basis, mention.use = state.context.basis or "yoy", "fact"
        state.rows.append(row)
