"""Things that were counted: what became of them, or what was done for them, says which they are."""

from __future__ import annotations

from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention


class Counted:
    """Names counted things by what is said of them behind the noun; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        grammar = rules.grammar
        self._predicate = grammar["level.predicate"]
        self._helped = grammar["level.helped"]
        self._done_for = rules.words["done_for"]
        self._solved = grammar["level.solved"]
        self._shared_with = grammar["level.shared_with"]

    def with_predicate(self, state: State, segment: Segment, mention: Mention, noun: str, name: str) -> str:
        """`9个产品获得认证` → 获得认证的产品: what became of the things counted, or what they were helped to."""
        begin = state.text.find(noun, mention.end, segment.clause.end) if name == noun else -1
        if begin < 0:
            return name
        begin += len(noun)
        end = _item_end(segment, begin)
        said = self._predicate.fullmatch(state.text, begin, end)
        if said is None:
            said = self._shared_with.match(state.text, begin, segment.clause.end)
            if said is not None:
                return f"{said['verb']}{said['what']}的{noun}"  # 与39个国家缔结118对友城
        if said is None and state.text[segment.begin : mention.start].strip() in self._done_for:
            said = self._helped.match(state.text, begin, end)
        if said is None:
            return name
        return said["what"] if noun in said["what"] else f"{said['what']}的{noun}"

    def solved(self, state: State, segment: Segment, mention: Mention) -> str:
        """`解决了3.2万农村人口饮水安全问题` → 解决农村人口饮水安全, or nothing."""
        if not segment.raw.rstrip().removesuffix("了").endswith("解决"):
            return ""
        found = self._solved.match(state.text, mention.end, segment.clause.end)
        return "解决" + found["what"].removeprefix("的") if found is not None else ""


def _item_end(segment: Segment, begin: int) -> int:
    """Where an item of a list ends that begins there: at the sign before the next figure, or with the clause."""
    sign = 0
    for mention in segment.clause.mentions:
        if mention.start >= begin:
            if mention.code == "&":
                sign = mention.start
            elif mention.code == "N":
                return sign or segment.clause.end
    return segment.clause.end
