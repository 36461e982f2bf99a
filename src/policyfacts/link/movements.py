"""Growth rates and changes: read where they stand, then given to the row they belong to."""

from __future__ import annotations

from policyfacts.link import growth, members
from policyfacts.link.draft import Draft
from policyfacts.link.growth_rows import growth_row, owner_moved
from policyfacts.link.levels import Levels
from policyfacts.link.moved_rows import (
    change_target,
    changed_name,
    last_changed,
    last_levels,
    last_row,
    moved_by_group,
    moved_rows,
    open_rows,
    same_row,
)
from policyfacts.link.naming import Naming
from policyfacts.link.state import Segment, State
from policyfacts.link.tools import Tools
from policyfacts.scan.mentions import Mention
from policyfacts.scan.periods import quarters

_QUARTERS = 4


class Movements:
    """Makes rows of movements, or completes rows with them; one per rule set."""

    def __init__(self, tools: Tools, naming: Naming, levels: Levels) -> None:
        self._growth = tools.growth
        self._naming = naming
        self._levels = levels
        self._beside_plan = tools.rules.grammar["movement.beside_plan"]
        self._flow_name = tools.rules.grammar["movement.flow_name"]
        self._flow_verbs = tools.rules.words["flow_verb"]
        self._against_normal = tools.rules.grammar["growth.against_normal"]
        self._none = tools.rules.grammar["opening.none"]
        self._traded_end = tools.rules.grammar["movement.traded_end"]
        self._sectors = tools.rules.grammar["movement.sector"]
        self._term = tools.rules.grammar["movement.term"]
        self._branch = tools.rules.grammar["movement.branch"]
        self._each_quarter = tools.rules.grammar["growth.each_quarter"]
        self._branch_alone = tools.rules.grammar["movement.branch_alone"]
        self._tier = tools.rules.grammar["list.tier"]
        self._named_behind = tools.rules.grammar["growth.named_behind"]
        self._residents = tools.rules.words["residence"]
        self._parent_heads = tools.rules.words["parent_head"]

    def growth_rate(self, state: State, segment: Segment) -> None:
        """Growth rates: each goes to a row without one, or makes a row of kind growth."""
        compared, ahead, context = state.comparison(segment.name), segment.ahead, state.context
        moves = [
            self._growth.read(mention, ahead, context, state.text, segment.turns, compared)
            if mention.code == "N"
            else self._growth.flat(mention, ahead, context, state.text, compared)
            for mention in segment.group
        ]
        if len(moves) == 1 and (behind := self._named_behind.match(state.text, segment.end, state.end)):
            segment.name = growth.named_behind(moves[0], behind)
        if state.in_parts and moves[0].assumed and self._against_normal.search(state.parent):
            for move in moves:
                move.basis = "base"  # 9个县降水量比多年平均值偏多，其中甲县偏多24%
        targets = self._targets(state, segment, len(moves))
        if len(moves) == 1 and len(targets) > 1:
            moves = moves * len(targets)
        if self._each_region(state, segment, moves, targets) or self._each_period(state, segment, moves):
            return
        for number, move in enumerate(moves):
            target = targets[number] if number < len(targets) else None
            if isinstance(target, Draft) and not target.has_movement():
                growth.apply(target, move)
                target.text_end = max(target.text_end, move.mention.end)
                continue
            own = target if isinstance(target, str) else ""
            verb = ahead.last("ud") if own else None
            if verb is not None:  # 粮食增产3%: of the output
                own = state.names.moved(own, state.text[verb.start : verb.end])
            growth_row(state, segment, move, own or owner_moved(state), inherited=not own)
        self._hand_on(state, segment, moves[0].basis, assumed=moves[0].assumed)

    def _hand_on(self, state: State, segment: Segment, basis: str, *, assumed: bool) -> None:
        """The first basis that a sentence names is that of its later movements without one."""
        base = growth.named_base(segment.ahead)
        if base is not None:
            state.lead = base if not state.basis_read else state.lead
            state.handed, state.basis_read = base, True
            state.context.against = base
        elif basis in ("yoy", "pop") and not assumed and not state.basis_read:
            state.context.basis, state.basis_read = basis, True

    def _each_region(
        self, state: State, segment: Segment, moves: list[growth.Movement], targets: list[Draft | str]
    ) -> bool:
        """`甲省、乙省用电量分别增长x和y`, `甲省、乙省…均增长x`: places named together share out the growth rates."""
        regions = state.regions
        passed = len(moves) == 1 and segment.ahead.last("c") is not None and segment.name != ""
        if len(regions) < 2 or not passed and state.each(segment.ahead) is None or len(moves) not in (1, len(regions)):
            return False
        owner = owner_moved(state)
        names = {target or owner for target in targets if isinstance(target, str)} or {owner}
        if len(names) > 1 or any(isinstance(target, Draft) for target in targets):
            return False  # the rates go to rows that stand, or are of several names
        name = names.pop()
        for number, region in enumerate(regions):
            growth_row(state, segment, moves[number if len(moves) > 1 else 0], name, inherited=not targets)
            state.rows[-1].place(region)
        return True

    def _each_period(self, state: State, segment: Segment, moves: list[growth.Movement]) -> bool:
        """`一季度、上半年分别增长9%和7%`: periods named together share out the growth rates."""
        periods = state.periods
        if len(moves) == _QUARTERS and self._each_quarter.fullmatch(segment.name) and state.context.period is not None:
            year = state.context.period.year
            periods, segment.name = [quarters(year, number, number) for number in range(1, _QUARTERS + 1)], ""
        if len(periods) < 2 or len(periods) != len(moves) or state.each(segment.ahead) is None or segment.name:
            return False
        for period, move in zip(periods, moves, strict=True):
            growth_row(state, segment, move, state.owner, inherited=True)
            state.rows[-1].period = period
        return True

    def flat(self, state: State, segment: Segment) -> None:
        """持平: a growth of nought; of a growth rate it says nothing."""
        if segment.ahead.in_segment("g") and segment.ahead.in_segment("kbT"):
            return
        last = state.rows[-1] if state.rows else None
        if last is not None and last.end == segment.group[0].start and last.kind == "level":
            return  # 27种产品上涨，3种|持平
        if not segment.ahead.in_segment("T") and self._beside_plan.fullmatch(segment.raw.strip()):
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
        targets = self._targets(state, segment, 1)
        if len(targets) > 1 and all(isinstance(target, str) for target in targets):
            for name in targets:  # 零售额、农民收入均翻番
                growth_row(state, segment, move, str(name), inherited=False)
            return
        target = next(iter(targets), None)
        if isinstance(target, Draft) and not target.has_movement():
            growth.apply(target, move)
        elif own := (target if isinstance(target, str) and target else "") or state.subject or self._of_place(state):
            growth_row(state, segment, move, own, inherited=not isinstance(target, str))

    def _of_place(self, state: State) -> str:
        """The name in reach where a sentence opens with one place among several (`其中，甲市持平，乙市上涨0.2%`)."""
        return state.owner if state.parent and not state.rows else ""

    def change(self, state: State, segment: Segment) -> None:
        """Absolute movements: percentage points of the row before, amounts, money flows."""
        if self._flow(state, segment) or self._rank_moved(state, segment):
            return
        name = changed_name(state, segment)
        each, count = state.each(segment.ahead), len(segment.group)
        names: list[str] = []
        if count > 1 and name:
            names = state.lists.items(state.clean_left(segment, each) if each else name, count)
        if name and not names and self._changes_of_regions(state, segment, name):
            return
        apart = sum(m.code in "bk" for m in segment.ahead.segment) < 2  # else of one row (比上月和上年同期)
        rows = moved_rows(state, count) if count > 1 and not name and apart else []
        last = last_changed(state, count) if count > 1 and not name and apart and not rows else []
        for number, mention in enumerate(segment.group):
            move = self._growth.change(
                mention, number, segment.ahead, state.context, state.text, state.comparison(segment.name)
            )
            self._growth.hand_on(move, segment.ahead, state.context)
            turn = segment.turns.get(mention.start)
            if turn is not None and move.change is not None:  # 多投产A和少投产B
                move.change = -abs(move.change) if turn.code == "d" else abs(move.change)
            if not rows and self._change_of_region(state, segment, move, number, name):
                continue
            compares = segment.ahead.in_segment("b") or segment.ahead.in_segment("k")
            own = names[number] if names else last[number] if last else name
            row = rows[number] if rows else change_target(state, segment, own, number, mention)
            grown = row is not None and row.growth_rate is not None  # 余额5亿元，增长7%，比年初增加2亿元
            if compares and not grown and not state.values.is_points(segment.quantity):
                self._hand_on(state, segment, move.change_base, assumed=False)
            if row is not None and row.change is None:
                if (
                    row.base_unit == "百分点"
                    and self._growth.narrows(state.text, segment.ahead)
                    and move.change is not None
                ):
                    move.change = -abs(move.change)  # a gap that narrows is smaller
                if row.base_unit.startswith(f"{move.change_unit}/"):
                    move.change_unit = row.base_unit
                growth.apply(row, move)
                row.text_end = max(row.text_end, mention.end)
                state.subject = row.indicator
                continue
            own = (
                self._naming.owners.owned(state, self._of_rate(state, own, move.change_unit), segment.opening)
                if own
                else state.names.rate_name(state.owner, move.change_unit)
            )
            if own:
                verb = segment.ahead.last("ud")
                if move.change_unit == "位" and (ranked := segment.ahead.last("r")) is not None:
                    own = state.names.without_place(own) + state.text[ranked.start : ranked.end]  # 全国排名提升4位
                if verb is not None:
                    own = state.names.moved(own, state.text[verb.start : verb.end], inherited=not name)
                growth_row(state, segment, move, own, inherited=not name)

    def _of_rate(self, state: State, name: str, unit: str) -> str:
        """`病床使用率提高8个百分点，其中公立医院提高10个百分点`: what moves by points is the rate of the part."""
        if unit != "百分点" or not state.in_parts or not state.parent.endswith("率") or state.names.head_of(name):
            return name
        return state.names.with_sibling(name, state.parent)

    def _change_of_region(self, state: State, segment: Segment, move: growth.Movement, number: int, name: str) -> bool:
        """`甲省、乙省增产较多，分别增产x和y`: places named together share out the changes."""
        regions, verb = state.regions, segment.ahead.last("ud")
        shared = len(regions) > 1 and len(regions) == len(segment.group) and state.each(segment.ahead) is not None
        own = name or state.owner
        if not shared or not own or verb is None or state.rows and state.rows[-1].region not in regions:
            return False
        own = state.names.moved(own, state.text[verb.start : verb.end], inherited=not name)
        growth_row(state, segment, move, own, inherited=not name)
        state.rows[-1].place(regions[number])
        return True

    def _changes_of_regions(self, state: State, segment: Segment, name: str) -> bool:
        """`甲省、乙省粮食分别增产61亿斤和11亿斤`: places named together share out the changes."""
        regions, group, verb = state.regions, segment.group, segment.ahead.last("ud")
        if len(regions) != len(group) or len(group) < 2 or state.each(segment.ahead) is None or "、" in name:
            return False
        if verb is not None:
            name = state.names.moved(name, state.text[verb.start : verb.end])
        for number, (region, mention) in enumerate(zip(regions, group, strict=True)):
            move = self._growth.change(mention, number, segment.ahead, state.context, state.text, None)
            growth_row(state, segment, move, name, inherited=False)
            state.rows[-1].place(region)
        return True

    def _rank_moved(self, state: State, segment: Segment) -> bool:
        """`居全省第二位，比上年前移一位`: the movement of the rank right before."""
        last = state.rows[-1] if state.rows else None
        if (
            last is None
            or last.kind != "rank"
            or last.has_movement()
            or segment.quantity.unit not in ("位", "名", "个位次")
        ):
            return False
        if (
            segment.name
            and not state.relations.is_rate_word(segment.name)
            and segment.name not in ("位次", "排名", "名次")
        ):
            return False
        move = self._growth.change(
            segment.group[0], 0, segment.ahead, state.context, state.text, state.comparison(segment.name)
        )
        move.change_unit = "位"
        growth.apply(last, move)
        last.text_end = move.mention.end
        return True

    def _flow(self, state: State, segment: Segment) -> bool:
        """`人民币贷款增加1.36万亿元`: for loans and deposits an increase is the level of the flow."""
        verb = segment.ahead.last("ud")
        if verb is None or not self._flow_name.search(segment.name) or segment.ahead.in_segment("bkg"):
            return False
        words = state.text[verb.start : verb.end]
        if words not in self._flow_verbs or not state.values.is_money(segment.quantity):
            return False
        name = self._of_sector(state, segment.name) + ("减少额" if verb.code == "d" else "增加额")
        self._levels.add(state, segment.group[0], segment.ahead, name)
        return True

    def _of_sector(self, state: State, name: str) -> str:
        """短期贷款 as a part of 住户贷款 is 住户短期贷款."""
        sector = self._sectors.match(state.parent) if state.in_parts else None
        return sector[0] + name if sector and self._term.match(name) else name

    def _targets(self, state: State, segment: Segment, count: int) -> list[Draft | str]:
        """What growth rates belong to: rows already made, or names of their own."""
        names, name = state.names, "" if state.relations.is_rate_word(segment.name) else segment.name
        each = state.each(segment.ahead)
        name = state.relations.without_rate(name)
        left = state.relations.without_rate(state.clean_left(segment, each)) if each is not None else name
        if state.relations.is_rate_word(left):
            left = ""  # 增幅分别为68%和33%
        if each is not None and left:
            return self._each_target(state, segment, each, left, count)
        if name:
            full = name if not names.needs_owner(name) else self._naming.owners.owned(state, name, segment.opening)
            full = self._of_tier(state, full)
            same = same_row(state, full)
            if same is not None and segment.opening.period and same.period != state.context.period:
                same = None  # 2021年总面积均为900万平方米，今年总面积比2021年增长50%
            if same is not None and count == 1 and not same.has_movement() and not moved_by_group(state, segment, same):
                return [same]
            if count > 1 and (parts := state.lists.items(full, count)):
                return [*parts]
            return [self._with_parent_head(state, segment, full)] * count
        listed, head = state.listed
        if listed and (parts := state.lists.items(listed, count) if count > 1 else [listed]):
            return [part if part.endswith(head) else part + head for part in parts]
        apart = each is not None and count > 1 and not open_rows(state, count)
        if apart:  # 对甲国、乙国出口快速增长，增幅分别为…
            for owner in (state.scene, state.subject):
                if parts := state.lists.items(owner, count):
                    return [*parts]
        if count > 1 and not open_rows(state, count) and (rows := last_levels(state, count)):
            return [row.indicator for row in rows]  # 产销分别为…，环比…，同比下降了16.5%和12.4%
        if each is not None and count == 1 and (both := open_rows(state, 2)):
            return [*both]
        rows = open_rows(state, count) if count > 1 or each is not None else last_row(state)
        return [*rows]

    def _each_target(self, state: State, segment: Segment, each: Mention, left: str, count: int) -> list[Draft | str]:
        names = state.names
        tail = state.tail_of(segment, each)
        if state.relations.is_rate_word(tail):
            tail = ""
        if count == 1:
            parts = state.lists.all_items(left)
            if len(parts) > 1:
                return [*parts]
        parts = state.lists.items(left, count)
        if parts and count > 1 and all(names.dependent(part) for part in parts):
            rows = open_rows(state, count)
            if rows:
                return [*rows]
        parts = parts or members.across(state, left, count) or members.again(state, left, count)
        if parts and not tail:
            state.members = parts
        tail = tail or names.measure_moved(state.parent)  # 其中甲流域、乙流域分别偏多
        return [part + tail for part in parts] if parts else [left] * count

    def _of_tier(self, state: State, name: str) -> str:
        """`一线城市新建住宅价格上涨…；二手住宅价格…`: a later measure of the cities just named."""
        last = state.rows[-1].indicator if state.rows else ""
        tier = self._tier.match(last) if "线城市" in last and "线城市" not in name else None
        alike = tier is not None and state.names.head_of(name) == state.names.head_of(last) != ""
        return f"{tier[0]}{name}" if tier is not None and alike else name

    def _with_parent_head(self, state: State, segment: Segment, name: str) -> str:
        """汽车制造业增长 under 规上工业增加值 is 汽车制造业增加值."""
        names = state.names
        last = state.rows[-1] if state.rows else None
        if (state.in_parts and state.parent and name in self._residents) and not state.parent.startswith(name):
            return name + state.parent  # 居民消费价格上涨1.7%，其中城市上涨1.4%
        if state.whole_topic and not names.head_of(name) and segment.ahead.run:
            head = names.head_of(state.whole_topic)  # 限上零售额中，汽车类增长12%
            if head in self._parent_heads:
                return name + head
        if last is not None and len(name) > 2 and not names.head_of(name):
            beside = last.indicator.find(name[-2:]) + 2  # 二线城市 beside 一线城市住宅价格
            if beside == len(name) and names.head_of(last.indicator[beside:]):
                return name + last.indicator[beside:]
        goods = self._traded_end.search(last.indicator) if last is not None and last.kind == "growth" else None
        if goods and not names.head_of(name) and segment.ahead.run:
            return name + goods[0]  # 化妆品 behind 水产品进口量
        if last is not None and last.kind == "growth" and self._branch.search(name) and not names.head_of(name):
            head = names.head_of(last.indicator)  # 股份制企业增长8.3% behind 国有企业增加值增长5.9%
            return name + head if head in self._parent_heads else name
        if last is None and not state.in_parts and self._branch_alone.search(name):
            head = names.head_of(state.context.undivided or state.context.subject)  # 工业增加值增长5%。采矿业增长3%
            return name + head if head in self._parent_heads else name
        if not state.in_parts or names.head_of(name) or not segment.ahead.run or name.endswith("类"):
            return name
        if measure := names.measure_moved(state.parent):
            return name + measure  # 4个流域降水量偏多，其中某江流域偏多24%
        head = names.head_of(state.parent)
        if head not in self._parent_heads:
            return name
        return name + (head[2:] if len(head) > 2 and name.endswith(head[:2]) else head)  # 工业用电 of 用电量
