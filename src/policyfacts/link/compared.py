"""What a figure is compared with: the words that say so before its name ends, and levels of earlier periods."""

from __future__ import annotations

from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention


def compared(segment: Segment) -> Mention | None:
    """The 比 or 较 before a period that the name must not hold (`比2010年第六次人口普查减少0.38人`)."""
    mentions = segment.ahead.segment
    if not any(m.code in "ud" for m in segment.ahead.run):
        return None
    for index, mention in enumerate(mentions[:-1]):
        if mention.code == "k" and mentions[index + 1].code == "T" and mention.start >= segment.begin:
            verb = mentions[index - 1] if index else None
            return verb if verb is not None and verb.code in "ud" and verb.end == mention.start else mention
    return None


class EarlierLevels:
    """Tells figures that are the level of an earlier period from those that are measured; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self._base_figure, self._base_same = rules.grammar["growth.base_figure"], rules.grammar["growth.base_same"]
        self._passes = rules.words["passes"]

    def find(self, state: State, segment: Segment) -> Mention | None:
        """The period whose level a figure gives, to compare with (`比2010年的3.10人减少`); or nothing."""
        mentions, figure = segment.ahead.segment, segment.group[0]
        if len(segment.group) > 1 or not mentions or any(m.code in "ud" for m in mentions):
            return None
        than = next((m for m in reversed(mentions) if m.code != "T"), None)
        same = than is not None and than.code == "b" and bool(state.rows) and than.start >= segment.begin
        same = same and than is not None and not state.text[segment.begin : than.start].strip("，")
        if same and than is not None and self._base_same.fullmatch(state.text, than.start, figure.start):
            return than  # 较上年同期20亿元|增长
        for than, period in zip(mentions, mentions[1:], strict=False):
            passed = than.code == "c" and not segment.raw.strip() and state.text[than.start : than.end] in self._passes
            if (than.code in "kb" or passed) and period.code == "T" and than.start >= segment.begin:
                between = state.text[period.end : figure.start]
                return period if self._base_figure.fullmatch(between) else None
        last = mentions[-1]  # 比上年的35%|下降, 比常年（5亿立方米）|偏少
        compares = last.code == "b" and last.start >= segment.begin and state.text[last.start] in "比较与"
        return last if compares and self._base_figure.fullmatch(state.text[last.end : figure.start]) else None
