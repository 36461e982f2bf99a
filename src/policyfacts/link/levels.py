"""Levels: what a figure or a list of figures is of, alone, distributed, or joined to the growth before it."""

from __future__ import annotations

import re

from policyfacts.link.casualties import Casualties
from policyfacts.link.distribution import Distribution
from policyfacts.link.draft import Draft
from policyfacts.link.grants import Grants
from policyfacts.link.level_rows import LevelRows
from policyfacts.link.naming import Naming
from policyfacts.link.ordered import Ordered
from policyfacts.link.state import Segment, State
from policyfacts.link.steps import Steps
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Cue, Mention, PeriodMention, Quantity
from policyfacts.scan.periods import Period, before, moved, whole_year

_PREDICATE = re.compile(r"[^，。、；]{2,12}")


class Levels:
    """Makes rows of kind level; one per rule set."""

    def __init__(self, rules: RuleSet, naming: Naming, rows: LevelRows) -> None:
        self._rows, self._distribution = rows, Distribution(rules, naming, rows)
        self._naming, self._ordered = naming, Ordered(rules)
        self._grants, self._casualties = Grants(rules), Casualties(rules)
        self._steps = Steps(rules)
        self._summaries, self._records = rules.words["summary"], tuple(rules.words["record"])
        self._goal = rules.grammar["level.goal"]
        self._share_name = rules.grammar["role.share_name"]
        self._milestone = rules.grammar["quantity.milestone"]
        self._branches = rules.grammar["list.branches"]

    def level(self, state: State, segment: Segment) -> None:
        """Rows of kind level (or ratio, for 倍) for a figure or a list of figures."""
        made = len(state.rows)
        self._level(state, segment)
        if state.status == "target" and self._grants.in_force(state, segment):
            for row in state.rows[made:]:
                row.status = "actual"

    def _level(self, state: State, segment: Segment) -> None:
        """The same, with the status of the sentence."""
        each = state.each(segment.ahead)
        listed = segment.listed or state.text.startswith("和", segment.begin)
        if state.ordered_rates and listed and state.values.is_rate(segment.quantity) and segment.name:
            self._ordered.rate(state, segment, segment.name + state.ordered_rates)
            return
        if each is not None and (name := self._ordered.first(state, segment, each)):
            if state.ordered_rates:
                self._ordered.rate(state, segment, name)
            else:
                self._rows.add(state, segment.group[0], segment.ahead, name)
            return
        if each is not None and (
            self._all_reached(state, segment) or self._distribution.shared_out(state, segment, each)
        ):
            return
        group, name = segment.group, segment.name
        if granted := self._grants.name(state, segment):
            for mention in group:
                self._rows.add(state, mention, segment.ahead, granted)
            return
        reach = not name and any(m.code == "o" and m.end <= group[0].start for m in segment.clause.mentions)
        if reach and self._reached_from(state, segment):
            return
        passed = len(group) == 1 and segment.ahead.last("c") is not None and state.names.head_of(name)
        if passed and self._distribution.each_region(state, segment, name):
            return  # 甲市、乙市经济总量突破千亿元
        if (
            len(group) == 1
            and "、" in name
            and (branches := self._branches.fullmatch(name))
            and segment.ahead.last("c")
        ):
            for branch in branches["members"].split("、"):  # 纺织、造纸产业超百亿元
                self._rows.add(state, group[0], segment.ahead, branch.removesuffix(branches["noun"]) + branches["noun"])
            return
        if len(group) > 1 and name and (items := state.lists.items(name, len(group))):
            for mention, item in zip(group, items, strict=True):
                self._rows.add(state, mention, segment.ahead, self._naming.owners.owned(state, item, segment.opening))
            return
        for number, mention in enumerate(group):
            if number:
                segment.raw = segment.name = ""
            self._one(state, segment, mention)

    def _reached_from(self, state: State, segment: Segment) -> bool:
        """`解决率、满意率从53%、64%提升至94%、95%`: what figures of the same clause have come to, in their order."""
        group = segment.group
        starts = [row for row in state.rows if row.start >= segment.clause.start][-len(group) :]
        last = state.rows[-len(group) :]
        if not starts and last and segment.clause.start - last[-1].end <= 1 and state.outset is not None:
            starts = last  # 甲、乙分别从…的3、4，增加到…的5、6
        units = {state.values.value(m.data)[1] for m in group if isinstance(m.data, Quantity)}
        if len(starts) != len(group) or {row.base_unit for row in starts} != units or any(row.part for row in starts):
            return False
        for start, mention in zip(starts, group, strict=True):
            row = self._rows.add(state, mention, segment.ahead, start.indicator)
            row.kind, row.relative_to = start.kind, start.relative_to
            row.flag("indicator_inherited")
        return True

    def base(self, state: State, segment: Segment, against: Mention) -> bool:
        """`比2010年的3.10人减少…`: the level of an earlier period, from which the row before has moved."""
        last = state.rows[-1] if state.rows else None
        quantity, mention = segment.quantity, segment.group[0]
        name = last.indicator if last is not None else _compared(state, segment, against) or state.owner
        grown = last is not None and last.growth_rate is not None and last.base_unit != "%"
        rate = grown and state.values.is_rate(quantity)
        unit = "%" if rate else last.base_unit if last is not None else ""
        if not name or last is not None and state.values.value(quantity)[1] != unit:
            if state.text[mention.start - 1] not in "（(":
                return False
            mention.use, state.base = "comparison", against  # 水量3亿立方米，折合径流深30毫米，比常年（4亿立方米）偏少
            return True
        row = state.row(mention, name, None)
        if last is not None:
            row.kind, row.relative_to = last.kind, last.relative_to
            row.region, row.region_name = last.region, last.region_name
        state.values.fill(row, mention)
        if rate and last is not None:  # 年均增长0.5%，比2000年到2010年的0.6%|下降0.1个百分点
            row.kind, row.relative_to, row.growth_rate = "growth", "", row.value
            row.value, row.figure, row.unit, row.base_unit = None, "", "", ""
            row.growth_basis, row.growth_comparator, row.comparator = last.growth_basis, row.comparator or "eq", ""
        row.period, row.status, row.closed = self._period_of_base(state, against), "actual", True
        if row.period is None and against.code == "b":  # 比常年（5亿立方米）
            mention.use, state.base = "comparison", against
            return True
        if last is not None:
            row.flag("indicator_inherited")
        else:
            state.subject = name
        state.rows.insert(max(len(state.rows) - 1, 0), row)  # what follows is of the row before
        state.base = against
        return True

    def _period_of_base(self, state: State, against: Mention) -> Period | None:
        """When the level was that a movement is measured against: a year or a month before, or the period named."""
        period = state.rows[-1].period if state.rows else state.context.period
        if isinstance(against.data, PeriodMention):
            return state.context.resolve(against.data)
        basis = against.data.value if isinstance(against.data, Cue) else ""
        if period is None or basis not in ("yoy", "pop"):
            return None
        return moved(period, -1) if basis == "yoy" else before(period)

    def _done_of_plan(self, state: State, segment: Segment, mention: Mention) -> bool:
        """Whether a rate says how much was done of the plan right before (`计划投资23亿元，完成46%`)."""
        last = state.rows[-1] if state.rows else None
        planned = last is not None and last.status == "target" and last.kind == "level" and last.value is not None
        verb = segment.ahead.last("v")
        done = verb is not None and "完成" in state.text[verb.start : verb.end]
        return planned and done and segment.quantity.unit == "%" and mention is segment.group[0]

    def _one(self, state: State, segment: Segment, mention: Mention) -> None:
        if self._passed(state, segment, mention):
            mention.use = "name"
            return
        noun = self._naming.nouns.find(state, segment, mention)
        if not noun and state.rows and self._merge_reached(state, segment, mention, state.rows[-1]):
            return
        if state.behind_counted and self._counted_share(state, segment, mention):
            return
        full, inherited = self._naming.of_level(state, segment, mention, noun)
        if not full:
            return
        full = self._casualties.name(state, segment, mention, full)
        beside = state.rows[-1] if state.rows and state.rows[-1].end == mention.start else None
        of_plan = inherited and self._done_of_plan(state, segment, mention)
        row = self._rows.add(state, mention, segment.ahead, full + "完成率" * of_plan)
        row.status = "actual" if of_plan else row.status
        self._steps.close(state, row, segment)
        if beside is not None and beside.indicator == row.indicator:
            row.period, row.status, row.flags = beside.period, beside.status, beside.flags.copy()  # 1200户|4800人
        if (goal := self._goal.match(state.text, mention.end, segment.clause.end)) is not None:
            row.status = "target"
            for listed in reversed(state.rows[:-1]):  # 发展烟叶6万亩、蔬菜10万亩的目标
                if listed.start < segment.clause.start or "，" in state.text[listed.end : row.start]:
                    break
                listed.status = "target"
            if row.comparator in ("lt", "gt") and not goal[0].endswith("的目标"):
                row.comparator = ""  # 低于5.5%的预期目标; but 突破5000吨的目标
        if not segment.opening.period and (row.period is None or "period_inherited" in row.flags):
            later = _period_behind(segment, mention)
            row.period = state.context.resolve(later) if later is not None else row.period
        before = state.rows[-2] if segment.listed and len(state.rows) > 1 else None
        summed = before is not None and before.kind == "level" and before.base_unit == row.base_unit
        if before is not None and summed and before.period and before.period.spans_years:
            row.period = before.period  # 五年累计完成投资90亿元、工业投资40亿元
        if inherited:
            row.flag("indicator_inherited")

    def _passed(self, state: State, segment: Segment, mention: Mention) -> bool:
        """`出口1.06万亿元，突破万亿元大关`: a milestone behind the figure that has passed it."""
        last = state.rows[-1] if state.rows else None
        if last is None or last.value is None:
            return False
        again = segment.name.endswith(self._records) and "首次" in state.text[segment.begin : mention.start]
        if not again and (segment.name or not self._milestone.match(state.text, mention.end)):
            return False  # …21.2万亿元，历史同期首次超过21万亿元
        assert isinstance(mention.data, Quantity)
        value, unit = state.values.value(mention.data)
        return unit == last.base_unit and last.value >= value

    def _all_reached(self, state: State, segment: Segment) -> bool:
        """`甲、乙分别年均增长5%和6%，到2030年分别达到2万元和1万元`: each level joins the row of its growth."""
        rows = state.rows[-len(segment.group) :]
        if len(rows) < max(len(segment.group), 2) or any(row.kind != "growth" or row.value is not None for row in rows):
            return False
        units = {state.values.value(m.data)[1] for m in segment.group if isinstance(m.data, Quantity)}
        if len(units) > 1 or any(row.growth_rate is None for row in rows):
            return False  # all of them or none
        return all(
            self._merge_reached(state, segment, mention, row) for mention, row in zip(segment.group, rows, strict=True)
        )

    def _merge_reached(self, state: State, segment: Segment, mention: Mention, last: Draft) -> bool:
        """`增长11%，达到282亿元`: the level joins the row of the growth before it."""
        if segment.name and segment.name not in self._summaries:
            return False
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        if last.value is not None or last.kind != "growth":
            return False
        stepped = self._steps.reached(state, last, mention)
        if not (segment.ahead.run or segment.name or stepped):
            return False
        if any(m.code == "T" for m in segment.ahead.run):
            return False
        points = last.growth_rate is None and last.change_unit in ("百分点", "基点")
        if (
            quantity.unit in ("%", "倍")
            and last.growth_rate != 0
            and not (points and (stepped or segment.ahead.codes[-1:] in ("o", "v")))
        ):
            return False
        unit = state.values.value(quantity)[1]
        if last.growth_rate is None and not points and unit != last.change_unit != unit.partition("/")[0]:
            return False
        if segment.opening.period and last.growth_basis == "annual_avg" and state.context.period is not None:
            last.period = state.context.period  # 年均增长8%，2020年达到21亿件
        state.values.fill(last, mention)
        last.kind = "share" if points and self._share_name.search(last.indicator) else "level"
        state.bounds(last, segment.ahead)
        self._steps.close(state, last, segment)
        reached = any(m.code == "v" and state.text[m.start : m.end] in ("达到", "突破") for m in segment.ahead.run)
        if last.period is not None and last.period.spans_years and (last.growth_basis != "annual_avg" or reached):
            last.period = whole_year(last.period.year)  # 五年来提高3个百分点，达到60%
        last.rules.insert(0, mention.rule)
        last.text_end = mention.end
        return True

    def _counted_share(self, state: State, segment: Segment, mention: Mention) -> bool:
        """`27个事项100%网上办理`: a share of what was just counted."""
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        whole = segment.name
        predicate = _PREDICATE.match(state.text, mention.end, segment.clause.end)
        if quantity.unit != "%" or not whole or not predicate:
            return False
        row = self._rows.add(state, mention, segment.ahead, whole + predicate[0])
        row.kind, row.relative_to = "share", whole
        return True


def _period_behind(segment: Segment, mention: Mention) -> PeriodMention | None:
    """`5家企业获评2020年…`: the only period of a sentence stands behind its figure."""
    compared = False
    for other in segment.clause.mentions:
        compared = other.code in "kbi" if other.code != "T" else compared
        if other.code == "T" and other.start >= mention.end and isinstance(other.data, PeriodMention):
            if compared:
                return None
            return other.data if other.data.part == "Y" and other.data.year is not None else None
        if other.code == "N" and other.start > mention.end:
            return None
    return None


def _compared(state: State, segment: Segment, against: Mention) -> str:
    """The name of what is compared with an earlier figure of it (`常住人口与2010年的72万人相比，增加3万人`)."""
    than = next((m for m in segment.ahead.segment if m.code == "k"), None)
    if than is None or than.end != against.start:
        return ""
    return state.names.clean(state.left_of(segment, than))
