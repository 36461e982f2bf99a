"""Growth rates and 持平: read where they stand, then given to the row they belong to."""

from __future__ import annotations

from dataclasses import replace

from policyfacts.link import growth
from policyfacts.link.bases import base_period, compared_periods
from policyfacts.link.draft import Draft
from policyfacts.link.growth_rows import growth_row, hand_on, owner_moved
from policyfacts.link.moved_names import MovedNames
from policyfacts.link.moved_rows import twins
from policyfacts.link.naming import Naming
from policyfacts.link.state import Segment, State
from policyfacts.link.steps import Steps
from policyfacts.link.tools import Tools
from policyfacts.scan.mentions import Cue
from policyfacts.scan.periods import each_month, quarters

_QUARTERS, _PAIR = 4, 2


class Movements:
    """Makes rows of growth rates, or completes rows with them; one per rule set."""

    def __init__(self, tools: Tools, naming: Naming) -> None:
        self._names = MovedNames(tools, naming)
        self._owners = naming.owners
        self._steps = Steps(tools.rules)
        self._growth = tools.growth
        self._beside_plan = tools.rules.grammar["movement.beside_plan"]
        self._against_normal = tools.rules.grammar["growth.against_normal"]
        self._none = tools.rules.grammar["opening.none"]
        self._each_quarter = tools.rules.grammar["growth.each_quarter"]
        self._named_behind = tools.rules.grammar["growth.named_behind"]
        self._months_listed = tools.rules.grammar["period.months_listed"]

    def growth_rate(self, state: State, segment: Segment) -> None:
        """Growth rates: each goes to a row without one, or makes a row of kind growth."""
        if self._steps.quickened(state, segment):
            return
        compared, ahead, context = state.comparison(segment.name), segment.ahead, state.context
        moves = [
            self._growth.read(mention, ahead, context, state.text, segment.turns, compared)
            if mention.code == "N"
            else self._growth.flat(mention, ahead, context, state.text, compared)
            for mention in segment.group
        ]
        several = compared_periods(ahead.segment, state.text) if len(moves) > 1 else []
        if len(several) == len(moves):
            for move, mention in zip(moves, several, strict=True):
                if mention.code == "T":  # 与2021年、2020年同期相比分别下降3%、增长8%
                    move.basis, move.base, move.assumed = base_period(mention, context)
        if len(moves) == 1 and (behind := self._named_behind.match(state.text, segment.end, state.end)):
            segment.name = growth.named_behind(moves[0], behind)
        if state.in_parts and moves[0].assumed and self._against_normal.search(state.parent):
            for move in moves:
                move.basis = "base"  # 9个县降水量比多年平均值偏多，其中甲县偏多24%
        if state.told_sign:
            bare = not any(m.code in "udg" for m in ahead.run)
            for move in moves:
                move.rate = state.told_sign * abs(move.rate) if move.rate is not None and bare else move.rate
        targets = self._names.targets(state, segment, len(moves))
        if len(moves) == 1 and len(targets) > 1:
            moves = moves * len(targets)
        if self._each_region(state, segment, moves, targets) or self._each_period(state, segment, moves):
            return
        for number, move in enumerate(moves):
            target = targets[number] if number < len(targets) else None
            if isinstance(target, Draft) and not target.has_movement():
                if target.change_base and move.basis != "base" and not any(m.code in "bk" for m in ahead.segment):
                    same = target.change_base in ("yoy", "pop")  # 同比下降7点，降幅为7%
                    move.basis, move.base = (target.change_base, "") if same else ("base", target.change_base)
                for moved in (target, *(row for row in twins(state, segment, target) if not row.has_movement())):
                    growth.apply(moved, move)
                    moved.text_end = max(moved.text_end, move.mention.end)
                continue
            own = target if isinstance(target, str) else ""
            verb = ahead.last("ud") if own else None
            if verb is not None:  # 粮食增产3%: of the output
                own = state.names.moved(own, state.text[verb.start : verb.end])
            growth_row(state, segment, move, own or self._of_share(state, segment), inherited=not own)
        hand_on(state, segment, moves[0].basis, assumed=moves[0].assumed)

    def _of_share(self, state: State, segment: Segment) -> str:
        """The name in reach; of a share what has grown is what it is the share of (产值占比24%，同比增长5%)."""
        name, verb = owner_moved(state), segment.ahead.last("ud")
        grown = verb is not None and state.text.startswith(("增长", "下降"), verb.start)
        return state.relations.without_share(name) if grown and name.endswith(("占比", "比重")) else name

    def _each_region(
        self, state: State, segment: Segment, moves: list[growth.Movement], targets: list[Draft | str]
    ) -> bool:
        """`甲省、乙省用电量分别增长x和y`, `甲省、乙省…均增长x`: places named together share out the growth rates."""
        regions = state.regions
        passed = len(moves) == 1 and segment.ahead.last("c") is not None and segment.name != ""
        if len(regions) < 2 or not passed and state.each(segment.ahead) is None or len(moves) not in (1, len(regions)):
            return False
        if (name := _one_name(state, targets)) is None:
            return False
        for number, region in enumerate(regions):
            growth_row(state, segment, moves[number if len(moves) > 1 else 0], name, inherited=not targets)
            state.rows[-1].place(region)
        return True

    def _each_period(self, state: State, segment: Segment, moves: list[growth.Movement]) -> bool:
        """`一季度、上半年（出口）分别增长9%和7%`: periods named together share out the growth rates."""
        periods = state.periods
        if len(moves) == _QUARTERS and self._each_quarter.fullmatch(segment.name) and state.context.period is not None:
            year = state.context.period.year
            periods, segment.name = [quarters(year, number, number) for number in range(1, _QUARTERS + 1)], ""
        name = segment.name
        each = state.each(segment.ahead)
        if each is not None and self._each_year(state, segment, moves):
            return True
        if each is not None and len(periods) == 1 and self._months_listed.search(state.text, state.start, segment.end):
            periods = each_month(periods[0])  # 5、6月份均增长2%
            moves = moves * len(periods) if len(moves) == 1 else moves
        if len(periods) < 2 or len(periods) != len(moves) or each is None or "、" in name:
            return False
        if name and state.names.needs_owner(name):
            name = self._owners.owned(state, name, segment.opening)
        levels = [row for row in state.rows[-len(periods) :] if row.period in periods and not row.has_movement()]
        for number, (period, move) in enumerate(zip(periods, moves, strict=True)):
            if not name and len(levels) == len(periods):  # 分别为3亿元、4亿元，分别增长3%、4%
                growth.apply(levels[number], move)
                continue
            growth_row(state, segment, move, name or state.owner, inherited=not name)
            state.rows[-1].period = period
        state.share_periods()
        return True

    def _each_year(self, state: State, segment: Segment, moves: list[growth.Movement]) -> bool:
        """`2013—2015年，产量分别增长3%、4%和2%`: the years of a period share out the growth rates."""
        years, name = state.single_years(len(moves)), state.relations.without_rate(segment.name)
        if not years or not name or state.relations.is_rate_word(name) or state.lists.items(name, len(moves)):
            return False
        for year, move in zip(years, moves, strict=True):
            if move.assumed:
                move.basis, move.base = "yoy", ""
            growth_row(state, segment, move, name, inherited=False)
            state.rows[-1].period = year
        return True

    def flat(self, state: State, segment: Segment) -> None:
        """持平: a growth of nought; of a growth rate it says nothing."""
        if segment.ahead.in_segment("g") and segment.ahead.in_segment("kbT"):
            return
        last = state.rows[-1] if state.rows else None
        if last is not None and last.end == segment.group[0].start and last.kind == "level":
            return  # 27种产品上涨，3种|持平
        if last is not None and "持平的" in last.indicator and last.start >= segment.clause.start:
            return  # 14个行业上涨，1个行业|持平
        planned = segment.ahead.in_segment("t")
        said = segment.raw if planned is None else state.text[segment.begin : planned.end]
        if not segment.ahead.in_segment("T") and self._beside_plan.fullmatch(said.strip("，、 ")):
            return
        segment.name = state.relations.without_rate(state.names.clean(segment.raw))
        if not segment.name and self._none.match(state.scene):
            return  # 无劣Ⅴ类断面，与上年持平
        move = self._growth.flat(
            segment.group[0], segment.ahead, state.context, state.text, state.comparison(segment.name)
        )
        if len(state.regions) > 1 and segment.name and not state.rows:
            for region in state.regions:
                growth_row(state, segment, move, segment.name, inherited=False)
                state.rows[-1].place(region)
            return
        targets = self._names.targets(state, segment, 1)
        if self._flat_against_both(state, segment, move, targets):
            return
        if len(targets) > 1:
            for one in targets:
                if isinstance(one, str):  # 零售额、农民收入均翻番
                    growth_row(state, segment, move, one, inherited=False)
                elif not one.has_movement():  # 猪肉和牛肉价格为…，环比均持平
                    growth.apply(one, move)
            return
        target = next(iter(targets), None) or self._share_alone(state, segment)
        if isinstance(target, Draft) and not target.has_movement():
            growth.apply(target, move)
        elif own := (target if isinstance(target, str) and target else "") or state.subject or self._of_place(state):
            if own is target and last is not None and last.kind == "growth" and not state.names.head_of(own):
                own = state.names.with_sibling(own, last.indicator)  # 甲类、乙类零售额增长5%、6%，丙类持平
            growth_row(state, segment, move, own, inherited=not isinstance(target, str))

    def _flat_against_both(
        self, state: State, segment: Segment, move: growth.Movement, targets: list[Draft | str]
    ) -> bool:
        """`与上月和上年同期均持平`: the first is the movement of the row, the second a row of its own."""
        bases = [m for m in segment.ahead.segment if m.code == "b"]
        if len(bases) != _PAIR or bases[0].end != bases[1].start:
            return False
        first, second = (replace(move, basis=m.data.value) for m in bases if isinstance(m.data, Cue))
        row = next(iter(targets), None)
        if isinstance(row, Draft) and not row.has_movement():
            growth.apply(row, first)
        else:
            growth_row(state, segment, first, row if isinstance(row, str) else state.owner, inherited=True)
        growth_row(state, segment, second, state.rows[-1].indicator, inherited=True)
        return True

    def _share_alone(self, state: State, segment: Segment) -> Draft | None:
        """A share without a level beside it, which 持平 behind it is of (`劣Ⅴ类断面比例为0.7%，同比持平`)."""
        last = state.rows[-1] if state.rows else None
        if last is None or segment.name or last.kind != "share" or last.has_movement() or last.closed:
            return None
        beside = any(row.indicator == last.indicator and row is not last for row in state.rows)
        return None if beside or last.region is not state.region else last

    def _of_place(self, state: State) -> str:
        """The name in reach where a sentence opens with one place among several (`其中，甲市持平，乙市上涨0.2%`)."""
        return state.owner if state.parent and not state.rows else ""


def _one_name(state: State, targets: list[Draft | str]) -> str | None:
    """The one name that growth rates are of; none where they go to rows that stand, or are of several names."""
    owner = owner_moved(state)
    names = {target or owner for target in targets if isinstance(target, str)} or {owner}
    return names.pop() if len(names) == 1 and not any(isinstance(target, Draft) for target in targets) else None
