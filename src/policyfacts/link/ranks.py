"""Ranks and compositions: 位列全国第九, 三次产业比例为x∶y∶z, 比例1.9:1."""

from __future__ import annotations

from decimal import Decimal

from policyfacts.link.movements import open_rows
from policyfacts.link.naming import Naming
from policyfacts.link.state import Segment, State
from policyfacts.link.tools import Tools
from policyfacts.scan.mentions import Mention


class Ranks:
    """Makes rows of ranks and of the parts of compositions; one per rule set."""

    def __init__(self, tools: Tools, naming: Naming) -> None:
        self._naming = naming
        self._summaries = tools.rules.words["summary"]

    def rank(self, state: State, segment: Segment) -> None:
        """Ranks, of one name or of each name of a list."""
        first, begin = segment.group[0], segment.begin
        verb = next((m for m in segment.ahead.segment if m.code == "r"), None)
        after_rank = bool(state.rows) and state.rows[-1].kind == "rank" and state.rows[-1].end >= begin - 1
        if verb is not None:
            name, among = state.clean_left(segment, verb), state.text[verb.end : first.start]
        elif after_rank:
            name, among = "", state.text[begin : first.start]
        elif state.relations.ranked(state.text[begin : first.start]):
            words, among = state.relations.split_rank(state.text[begin : first.start])
            name = state.names.clean(words)
        else:
            return
        among = state.relations.among(among)
        listed = self._ranked(state, segment, name)
        for mention, own in listed:
            row = state.row(mention, own or among, None)
            row.kind = "rank"
            state.values.fill_rank(row, mention)
            row.relative_to = among
            if verb is not None:
                row.by(verb.rule)
            if not name:
                row.flag("indicator_inherited")
            state.rows.append(row)
        if name:
            state.subject = listed[-1][1]

    def _ranked(self, state: State, segment: Segment, name: str) -> list[tuple[Mention, str]]:
        """Each rank with its name."""
        group = segment.group
        if not name:
            several = segment.ahead.in_segment("D") is not None and len(group) > 1
            rows = open_rows(state, len(group)) if several else []
            owners = [row.indicator for row in rows] or [state.owner] * len(group)
            return list(zip(group, owners, strict=True))
        if len(group) > 1:
            return list(zip(group, state.lists.items(name, len(group)) or [name] * len(group), strict=True))
        if name in self._summaries and state.owner:
            return [(group[0], state.owner)]
        parts = state.lists.all_items(name)
        if len(parts) > 1:
            return [(group[0], part) for part in parts]
        return [(group[0], self._naming.owned(state, name, segment.opening))]

    def composition(self, state: State, segment: Segment) -> None:
        """Parts that make a hundred are shares; any other ratio of two is a ratio."""
        names = state.lists.items(
            state.names.clean(state.left_of(segment, state.each(segment.ahead))), len(segment.group)
        )
        for number, mention in enumerate(segment.group):
            self._one_composition(state, segment, mention, names[number] if names else "")

    def _one_composition(self, state: State, segment: Segment, mention: Mention, listed: str) -> None:
        parts = mention.data
        assert isinstance(parts, list)
        name = (
            listed
            or state.names.clean(segment.raw)
            or (state.subject if state.rows and (state.rows[-1].part or state.rows[-1].kind == "ratio") else "")
        )
        if not name:
            return
        numbers = [Decimal(part) for part in parts]
        whole = abs(sum(numbers, Decimal(0)) - 100) <= 2
        if len(numbers) == 2 and not whole:
            row = state.row(mention, self._naming.owned(state, name, segment.opening), segment.ahead)
            state.values.fill_ratio(row, mention, numbers, parts)
            state.rows.append(row)
            state.remember(row)
        elif whole:
            _parts(state, segment, mention, name, parts)


def _parts(state: State, segment: Segment, mention: Mention, name: str, parts: list[str]) -> None:
    position, mention.use = mention.start, "fact"
    for index, label in enumerate(state.relations.composition_names(name, len(parts))):
        part = parts[index]
        row = state.row(Mention("N", position, position + len(part), mention.rule), label, segment.ahead)
        state.values.fill_share(row, part)
        row.part = index + 1
        state.rows.append(row)
        position += len(part) + 1
    state.subject = name
