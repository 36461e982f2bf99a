"""Figures shared out: to the members of a list, to periods or places named together, to the rows before."""

from __future__ import annotations

from policyfacts.link import members
from policyfacts.link.level_rows import LevelRows
from policyfacts.link.naming import Naming
from policyfacts.link.state import Segment, State
from policyfacts.rules.divisions import Region
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention
from policyfacts.scan.periods import each_month, whole_year


class Distribution:
    """Shares figures out; one per rule set."""

    def __init__(self, rules: RuleSet, naming: Naming, rows: LevelRows) -> None:
        self._naming, self._rows = naming, rows
        self._done, self._places_end = rules.grammar["list.done"], rules.grammar["list.places_end"]
        self._granted_as, self._standard = rules.grammar["grant.granted_as"], rules.grammar["grant.standard"]

    def shared_out(self, state: State, segment: Segment, each: Mention) -> bool:
        """`A、B分别为x和y`, `A和B均超x`, `甲市、乙市…分别为x和y`, `2020、2021年…均为x`."""
        lists, group, ahead = state.lists, segment.group, segment.ahead
        subject = state.clean_left(segment, each) if segment.raw else ""
        tail = state.tail_of(segment, each)
        if not tail and (tail := self._granted(state, segment)):
            subject = subject.removeprefix("对")
        topics = lists.items(state.scene, len(group)) if len(group) > 1 and state.scene else []
        if topics and not tail and self._each_place(state, segment, topics, subject):
            return True
        bare = not subject and not tail or not subject and self._granted_as.fullmatch(tail) is not None
        if topics and (bare or state.names.needs_owner(subject or tail)):
            for mention, topic in zip(group, topics, strict=True):
                topic = topic.removeprefix("对")
                name = state.names.own(topic, subject or tail) if subject or tail else topic
                self._rows.add(state, mention, ahead, name)
            return True
        if not subject and not tail:
            return self._of_before(state, segment)
        if self._each_period(state, segment, subject or tail):
            return True
        if self._each_year(state, segment, subject or tail) or self.each_region(state, segment, subject or tail):
            return True
        if not subject:
            return False
        done = self._done.fullmatch(subject) if len(group) > 1 and ("完成" in subject or "实现" in subject) else None
        parts = [done["front"] + part for part in lists.items(done["members"], len(group))] if done is not None else []
        parts = parts or members.branches(state, subject, len(group))
        parts = parts or (lists.items(subject, len(group)) if len(group) > 1 else lists.all_items(subject))
        parts = parts or members.across(state, subject, len(group)) or members.again(state, subject, len(group))
        if not parts and state.names.needs_owner(subject) and len(rows := state.rows[-len(group) :]) == len(group):
            parts = [state.names.own(row.indicator, subject) for row in rows]  # 新增甲2家、乙3家，总数分别达…
        parts = parts or members.of_topic(state, subject, len(group))
        if not parts:
            return False
        figures = group if len(group) == len(parts) else [group[0]] * len(parts)
        for mention, part in zip(figures, parts, strict=True):
            name = part if not tail or part.endswith(tail) else part + tail
            self._rows.add(state, mention, ahead, self._naming.owners.owned(state, name, segment.opening))
        state.members = [row.indicator for row in state.rows[-len(parts) :]]
        return True

    def _granted(self, state: State, segment: Segment) -> str:
        """What the sums of a list are given as, behind the last of them (分别给予3万元、2万元|入职奖励), or nothing."""
        if len(segment.group) < 2 or not state.values.is_money(segment.quantity):
            return ""
        end, stop = segment.end, segment.clause.end
        found = self._granted_as.match(state.text, end, stop) or self._standard.match(state.text, end, stop)
        return found["what"] if found is not None else ""

    def _of_before(self, state: State, segment: Segment) -> bool:
        """Figures without a name of their own: of periods or places named together, or of the rows before, in order."""
        group = segment.group
        if self._each_period(state, segment, state.owner):
            return True
        if state.names.head_of(state.scene) and self.each_region(state, segment, state.scene):
            return True  # 甲市、乙市优良率较高，分别为98%和97%
        if state.places_listed and self.each_region(state, segment, state.owner):
            return True  # 产量居前两位的是甲市、乙市，分别为5万吨和4万吨
        rows = [row for row in state.rows if row.kind == "level" and row.value is not None][-len(group) :]
        if len(group) < 2 or len(rows) != len(group) or len({row.indicator for row in rows}) < len(rows):
            return False
        for row, mention in zip(rows, group, strict=True):  # 收入40亿元，支出60亿元，分别是2005年的2倍和3倍
            self._rows.add(state, mention, segment.ahead, row.indicator)
        return True

    def _each_period(self, state: State, segment: Segment, name: str) -> bool:
        """`2021年、2022年发电量分别为x和y`: periods named together share out the figures."""
        periods, group = state.periods, segment.group
        if years := state.single_years(len(group)) if segment.name or segment.raw else []:
            shared = state.names.head_of(name) and not state.lists.items(name, len(group))
            periods = years if shared else periods
        if len(periods) == 1 < len(group):
            periods = each_month(periods[0])  # 9月、10月，日均装车分别达14万车、15万车
        if len(periods) < 2 or len(periods) != len(group) or "、" in name:
            return False
        for period, mention in zip(periods, group, strict=True):
            self._rows.add(state, mention, segment.ahead, name).period = period
        state.share_periods()
        return True

    def _each_year(self, state: State, segment: Segment, name: str) -> bool:
        also = state.context.also
        if also is None or len(segment.group) != 1:
            return False
        self._rows.add(state, segment.group[0], segment.ahead, name)
        self._rows.add(state, segment.group[0], segment.ahead, name).period = whole_year(also)
        return True

    def _each_place(self, state: State, segment: Segment, topics: list[str], said: str) -> bool:
        """`推动甲、乙、丙等市新建项目，总投资分别为…`: the places that the clause before lists, one for each figure."""
        regions, what = list[Region](), ""
        for topic in topics:
            place = state.places.at(topic, 0, len(topic))
            if place is None or place[0] is None or what:
                return False
            regions.append(place[0])
            what = topic[place[2] :]
        end = self._places_end.match(what)
        what = what[end.end() :] if end is not None else what
        name = state.names.own(what, said) if what and said else said or what
        for region, mention in zip(regions, segment.group, strict=True):
            self._rows.add(state, mention, segment.ahead, name or state.owner).place(region)
        return True

    def each_region(self, state: State, segment: Segment, name: str) -> bool:
        """`甲市、乙市…分别为x和y`, `甲市、乙市…突破x`: places named together share out the figures."""
        regions, group = state.regions, segment.group
        if len(regions) < 2 or len(group) not in (1, len(regions)) or "、" in name:
            return False
        for number, region in enumerate(regions):
            row = self._rows.add(state, group[number if len(group) > 1 else 0], segment.ahead, name)
            row.place(region)
        return True
