"""People who were harmed, or brought to safety: named by what befell them and by the accident, where it was named."""

from __future__ import annotations

from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention


class Casualties:
    """Names numbers of casualties; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self._harms = tuple(rules.words["harm"])
        self._befell, self._caused_by = rules.grammar["level.befell"], rules.grammar["level.caused_by"]
        self._accident = rules.grammar["level.accident"]

    def name(self, state: State, segment: Segment, mention: Mention, name: str) -> str:
        """`火灾致2人死亡` → 火灾死亡人数; any other name as it is."""
        if not name.endswith(self._harms) or state.values.value(segment.quantity)[1] != "人":
            return name
        said = self._befell.fullmatch(name)
        if said is None:
            return name
        cause = said["cause"] or "" if said["self"] else said["cause"] or self._cause(state, segment, mention)
        return f"{cause}{said['self'] or ''}{said['what']}人数"

    def _cause(self, state: State, segment: Segment, mention: Mention) -> str:
        """The accident that is named right before, or that was counted before in the sentence."""
        before = self._caused_by.search(state.text, segment.begin, mention.start)
        if before is not None:
            return state.names.clean(before["cause"])
        for row in reversed(state.rows):
            harmed = self._befell.fullmatch(row.indicator)
            if harmed is not None and harmed["cause"]:
                return harmed["cause"]
            counted = self._accident.fullmatch(row.indicator)
            if counted is not None:
                return counted["cause"]
        return ""
