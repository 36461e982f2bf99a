"""What is granted: awards and subsidies take the name of those who get them and of what they get."""

from __future__ import annotations

from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet

_LONGEST_OBJECT = 14  # characters of those who are granted something


class Grants:
    """Names what money is granted as; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        grammar = rules.grammar
        self._granted_as, self._given = grammar["grant.granted_as"], grammar["grant.given"]
        self._entitled, self._each = grammar["grant.entitled"], grammar["grant.each"]
        self._standard = grammar["grant.standard"]
        self._per_unit, self._built = grammar["grant.per_unit"], grammar["grant.built"]
        self._payer = grammar["grant.payer"]
        self._last, self._head = grammar["grant.last"], grammar["grant.head"]

    def name(self, state: State, segment: Segment) -> str:
        """`对…的企业，给予最高200万元支持` → 企业支持; `单个项目最高50万元` behind 补助 → 单个项目补助; or nothing."""
        if not state.values.is_money(segment.quantity):
            return ""
        if self._each.fullmatch(segment.name) and (last := self._noun_before(state, segment)):
            return segment.name.removesuffix("最高") + last
        if state.empty and self._per_unit.fullmatch(segment.name) and self._built.fullmatch(state.empty[-1]):
            return state.empty[-1] + segment.name  # 新建储藏库，每立方米补助100元
        standard = self._standard.match(state.text, segment.end, segment.clause.end)
        if standard is not None:
            return standard["what"]  # 按每人1500元标准发放扩岗补助
        said = segment.name.removeprefix("给予")
        if len(segment.group) > 1 and self._granted_as.fullmatch(said):
            return said  # 分别给予一次性奖励10万元、20万元
        noun = self._granted_as.match(state.text, segment.end, segment.clause.end)
        given = self._given.search(state.text, segment.begin, segment.group[0].start) if noun is not None else None
        if noun is None or given is None:
            return ""
        who = given["who"] or given["each"] or ""
        before = state.text[segment.begin : given.start()]
        if not who and (payer := before.strip("，、 ")):
            return noun["what"] if self._payer.fullmatch(payer) else ""  # 对冠军企业给予50万元奖励
        return (who or self._object(state, given.start())) + noun["what"]

    def in_force(self, state: State, segment: Segment) -> bool:
        """Whether a sum is what a rule grants to whom it may concern (给予最高50万元补助), and no goal."""
        if not state.values.is_money(segment.quantity) or any(m.code in "te" for m in segment.clause.mentions):
            return False
        bound = segment.ahead.last("c")
        bounded = bound is not None and getattr(bound.data, "value", "") == "le" and self._last.search(segment.name)
        if bounded or self._each.fullmatch(segment.name):
            return True
        given = self._given.search(state.text, segment.begin, segment.group[0].start)
        return given is not None and self._granted_as.match(state.text, segment.end, segment.clause.end) is not None

    def _object(self, state: State, end: int) -> str:
        """Those who are entitled, in the clause before what they are given (对通过认证的|企业)."""
        entitled = self._entitled.search(state.text, max(state.start, end - 120), end)
        if entitled is None:
            return ""
        who = entitled["who"].rpartition("的")[2].rpartition("等")[2]
        return who if len(who) <= _LONGEST_OBJECT else ""

    def _noun_before(self, state: State, segment: Segment) -> str:
        """The noun of what was granted last in the sentence (按8%给予|补助，单个项目最高500万元)."""
        found = list(self._last.finditer(state.text, state.start, segment.begin))
        return found[-1][0] if found and not self._head.search(segment.name) else ""
