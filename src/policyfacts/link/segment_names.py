"""The name before a figure: without the period inside it, and of a part without its whole."""

from __future__ import annotations

from policyfacts.link.compared import compared
from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet


class SegmentNames:
    """Reads the names of segments; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self._whole_and_part = rules.grammar["name.whole_and_part"]
        self._leads_to = rules.grammar["name.leads_to"]

    def read(self, state: State, segment: Segment) -> str:
        """The name of a segment; a whole that it names goes on to be the topic."""
        name = state.names.clean(state.left_of(segment, compared(segment)))
        timed = "年" in name or "月" in name
        return self._part_of(state, segment, self._untimed(state, segment, name) if timed else name)

    def _untimed(self, state: State, segment: Segment, name: str) -> str:
        """A name without the period inside it: `某集团上半年营业收入`, `确保实现2035年人均产值`."""
        mentions, names = segment.ahead.segment, state.names
        for index, mention in enumerate(mentions):
            if mention.code != "T" or index and mentions[index - 1].code in "kbis":
                continue
            head, found, tail = name.partition(state.text[mention.start : mention.end])
            tail = tail.removeprefix("的")
            if found and head and not tail and mention.end == segment.ahead.name_end:
                return names.clean(head)  # 纳税预计今年
            if not found or not head or len(tail) < 2:
                continue
            verb = names.verb_tail(head)
            leads = verb and not names.keeps(verb) or self._leads_to.search(head)
            return names.clean(tail if leads else head.rstrip("的在于") + tail)
        return name

    def _part_of(self, state: State, segment: Segment, name: str) -> str:
        """`用电量中工业用电量`: the part, whose whole is kept; any other name as it is."""
        found = self._whole_and_part.fullmatch(name)
        if found is None or name.startswith("每"):  # 每十万人口中大学生
            return name
        if not state.names.head_of(found["whole"]) and found["whole"] != state.subject:
            return name
        state.parent = state.whole_topic = found["whole"]
        state.in_parts = True
        if segment.raw.rstrip().endswith(name):
            segment.raw = found["part"]
        return found["part"]
