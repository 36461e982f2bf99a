"""What growth rates are of: rows of their sentence that have none yet, or names of their own."""

from __future__ import annotations

from policyfacts.link import members
from policyfacts.link.draft import Draft
from policyfacts.link.moved_rows import last_grown, last_levels, last_row, moved_by_group, open_rows, same_row
from policyfacts.link.name_brackets import unbracketed
from policyfacts.link.naming import Naming
from policyfacts.link.state import Segment, State
from policyfacts.link.tools import Tools
from policyfacts.scan.mentions import Mention


class MovedNames:
    """Finds rows or names for growth rates; one per rule set."""

    def __init__(self, tools: Tools, naming: Naming) -> None:
        self._naming = naming
        self._driven = tools.rules.grammar["movement.driven"]
        self._traded_end = tools.rules.grammar["movement.traded_end"]
        self._made_end = tools.rules.grammar["movement.made_end"]
        self._good = tools.rules.grammar["movement.good"]
        self._branch = tools.rules.grammar["movement.branch"]
        self._branch_alone = tools.rules.grammar["movement.branch_alone"]
        self._tier = tools.rules.grammar["list.tier"]
        self._residents, self._partner = tools.rules.words["residence"], tuple(tools.rules.words["partner"])
        self._parent_heads = tools.rules.words["parent_head"]

    def targets(self, state: State, segment: Segment, count: int) -> list[Draft | str]:
        """What growth rates belong to: rows already made, or names of their own."""
        names, name = state.names, "" if state.relations.is_rate_word(segment.name) else segment.name
        each = state.each(segment.ahead)
        left = name = self._without_driver(state, name)
        if each is not None:
            left = self._without_driver(state, state.clean_left(segment, each))
        if state.relations.is_rate_word(left):
            left = ""  # 增幅分别为68%和33%
        if each is not None and left:
            return self._each_target(state, segment, each, left, count)
        if name:
            full = name if not names.needs_owner(name) else self._naming.owners.owned(state, name, segment.opening)
            full = self._naming.owners.earned(state, full) or self._of_tier(state, full)
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
        last = state.rows[-count:]
        moved = [r for r in last if r.change is not None and r.growth_rate is None and r.kind == "growth"]
        if len(moved) == count > 1 and last[-1].change_unit != "百分点":
            return [*last]  # 甲、乙指数分别下降2点和3点，降幅为2%和3%
        if count > 1 and not open_rows(state, count) and (rows := last_levels(state, count)):
            return [row.indicator for row in rows]  # 产销分别为…，环比…，同比下降了16.5%和12.4%
        if count > 1 and not open_rows(state, count) and (grown := last_grown(state, count)):
            return [*grown]
        if each is not None and count == 1 and (both := open_rows(state, 2)):
            return [*both]
        rows = open_rows(state, count) if count > 1 or each is not None else last_row(state)
        return [*rows]

    def _without_driver(self, state: State, name: str) -> str:
        """A name without a word for its rate, and without what made it move."""
        name = state.relations.without_rate(name)
        found = self._driven.match(name)
        return name if found is None else state.places.without(name[found.end() :])

    def _each_target(self, state: State, segment: Segment, each: Mention, left: str, count: int) -> list[Draft | str]:
        names = state.names
        tail = state.tail_of(segment, each)
        if state.relations.is_rate_word(tail):
            tail = ""
        if count == 1:
            parts = state.lists.all_items(left)
            if len(parts) > 1:
                return [*parts]
        parts = members.branches(state, left, count) or state.lists.items(left, count)
        if parts and count > 1 and all(names.dependent(part) for part in parts):
            rows = open_rows(state, count)
            if rows:
                return [*rows]
        parts = parts or members.across(state, left, count) or members.again(state, left, count)
        if parts and not tail:
            state.members = parts
        if not parts and count > 1 and names.needs_owner(left):
            topics = state.lists.items(state.lists.named(state.scene), count)
            parts = [names.own(topic, left) for topic in topics]  # 甲业、乙业等增势较好，营业收入分别增长
        tail = tail or names.measure_moved(state.parent)  # 其中甲流域、乙流域分别偏多
        if not tail and parts and all(part.startswith(self._partner) and not names.head_of(part) for part in parts):
            traded = self._traded_end.search(state.parent or state.subject)
            tail = traded[0] if traded is not None else ""  # 对甲国进出口…，其中对乙国、丙国分别增长5%、3%
        if not tail and state.in_parts:
            return [self._with_parent_head(state, segment, part) for part in parts] or [left] * count
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
        if name.endswith("类") and ("价格" in state.scene or last is not None and last.indicator.endswith("类价格")):
            return name + "价格"  # 八大类消费品价格“四升四降”：食品烟酒类上涨3%
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
        if goods and not names.head_of(name) and segment.ahead.run and not name.isascii():
            return name + goods[0]  # 化妆品 behind 水产品进口量
        if last is not None and last.has_movement() and segment.ahead.run and not names.head_of(name):
            made = self._made_end.search(last.indicator)
            if made is not None and self._good.fullmatch(name) is not None:
                return name + made[0]  # 水泥 behind 钢材产量
        if last is not None and last.kind == "growth" and self._branch.search(name) and not names.head_of(name):
            head = names.head_of(unbracketed(last.indicator))  # 股份制企业增长8.3% behind 国有企业增加值增长5.9%
            return name + head if head in self._parent_heads else name
        if last is None and not state.in_parts and self._branch_alone.search(name):
            heads = [names.head_of(unbracketed(o)) for o in (state.context.subject, state.context.undivided)]
            head = next((head for head in heads if head in self._parent_heads), "")
            return name + head  # 工业增加值增长5%。采矿业增长3%
        if not state.in_parts or names.head_of(name) or not segment.ahead.run or name.endswith("类"):
            return name
        if measure := names.measure_moved(state.parent):
            return name + measure  # 4个流域降水量偏多，其中某江流域偏多24%
        head = names.head_of(state.parent)
        if head not in self._parent_heads:
            return name
        return name + (head[2:] if len(head) > 2 and name.endswith(head[:2]) else head)  # 工业用电 of 用电量
