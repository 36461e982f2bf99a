"""Money that is spent: the noun for it, what it is used for, and works that are named behind it."""

from __future__ import annotations

from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention


class Spending:
    """Names money by what it is spent on; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self.nouns = rules.words.map("spending")
        self._used_for, self._spent_on = rules.grammar["level.used_for"], rules.grammar["level.spent_on"]

    def used_for(self, state: State, segment: Segment, mention: Mention, name: str) -> str:
        """`投资3亿元建设水库`: what money behind a verb of spending is used for, with the noun for it; or nothing."""
        used = self._used_for.match(state.text, mention.end, segment.clause.end)
        if used is None or not state.values.is_money(segment.quantity):
            return ""
        words = name or state.text[segment.begin : mention.start].strip()  # 安排 is no name of its own
        money = next((noun for verb, noun in self.nouns.items() if words.endswith(verb)), "")
        return state.names.clean(state.names.behind(used[1], listed=True)) + money if money else ""

    def comes_first(self, state: State, segment: Segment, mention: Mention) -> bool:
        """Whether money opens a part of a sentence and what it was spent on comes next (；投资1千万元，完成12栋…)."""
        planned = state.text[segment.clause.start : mention.start].strip("，").startswith("全年")
        opens = len(state.rows) == state.part_begins and not state.scene
        return (opens or planned) and self._spent_on.match(state.text, mention.end, state.end) is not None
