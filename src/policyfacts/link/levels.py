"""Levels: rows for a figure or a list of figures, alone, distributed, or joined to the growth before them."""

from __future__ import annotations

import re

from policyfacts.link import members
from policyfacts.link.draft import Draft
from policyfacts.link.naming import Naming
from policyfacts.link.ordered import Ordered
from policyfacts.link.roles import Before
from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention, PeriodMention, Quantity
from policyfacts.scan.periods import whole_year

_PREDICATE = re.compile(r"[^，。、；]{2,12}")


class Levels:
    """Makes rows of kind level; one per rule set."""

    def __init__(self, rules: RuleSet, naming: Naming) -> None:
        self._naming, self._ordered = naming, Ordered(rules)
        self._spent = rules.words["spent"]
        self._summaries = rules.words["summary"]
        self._enrolled, self._planted = rules.words["enrolled_head"], rules.words["planted_head"]
        self._ratio_name = rules.grammar["level.ratio_name"]
        self._goal = rules.grammar["level.goal"]
        self._share_name = rules.grammar["role.share_name"]
        self._part_name, self._class_name = rules.grammar["level.part_name"], rules.grammar["level.class_name"]
        self._milestone = rules.grammar["quantity.milestone"]
        self._kind_of = rules.grammar["level.kind_of"]
        self._goods = rules.grammar["level.goods"]
        self._class, self._whole_name = rules.grammar["level.class"], rules.grammar["level.whole_name"]
        self._branches = rules.grammar["list.branches"]
        self._rated = rules.grammar["level.rated"]
        self._branch = rules.grammar["level.branch"]
        self._part_end = rules.grammar["composition.part_end"]

    def level(self, state: State, segment: Segment) -> None:
        """Rows of kind level (or ratio, for 倍) for a figure or a list of figures."""
        each = state.each(segment.ahead)
        listed = segment.listed or state.text.startswith("和", segment.begin)
        if state.ordered_rates and listed and state.values.is_rate(segment.quantity) and segment.name:
            self._ordered.rate(state, segment, segment.name + state.ordered_rates)
            return
        if each is not None and (name := self._ordered.first(state, segment, each)):
            if state.ordered_rates:
                self._ordered.rate(state, segment, name)
            else:
                self.add(state, segment.group[0], segment.ahead, name)
            return
        if each is not None and self._distributed(state, segment, each):
            return
        group, name = segment.group, segment.name
        if not name and segment.ahead.last("o") is not None and self._reached_from(state, segment):
            return
        passed = len(group) == 1 and segment.ahead.last("c") is not None and state.names.head_of(name)
        if passed and self._each_region(state, segment, name):
            return  # 甲市、乙市经济总量突破千亿元
        if (
            len(group) == 1
            and "、" in name
            and (branches := self._branches.fullmatch(name))
            and segment.ahead.last("c")
        ):
            for branch in branches["members"].split("、"):  # 纺织、造纸产业超百亿元
                self.add(state, group[0], segment.ahead, branch.removesuffix(branches["noun"]) + branches["noun"])
            return
        if len(group) > 1 and name and (items := state.lists.items(name, len(group))):
            for mention, item in zip(group, items, strict=True):
                self.add(state, mention, segment.ahead, self._naming.owners.owned(state, item, segment.opening))
            return
        for number, mention in enumerate(group):
            if number:
                segment.raw = segment.name = ""
            self._one(state, segment, mention)

    def _reached_from(self, state: State, segment: Segment) -> bool:
        """`解决率、满意率从53%、64%提升至94%、95%`: what figures of the same clause have come to, in their order."""
        group = segment.group
        starts = [row for row in state.rows if row.start >= segment.clause.start][-len(group) :]
        units = {state.values.value(m.data)[1] for m in group if isinstance(m.data, Quantity)}
        if len(starts) != len(group) or {row.base_unit for row in starts} != units or any(row.part for row in starts):
            return False
        for start, mention in zip(starts, group, strict=True):
            row = self.add(state, mention, segment.ahead, start.indicator)
            row.kind, row.relative_to = start.kind, start.relative_to
            row.flag("indicator_inherited")
        return True

    def base(self, state: State, segment: Segment, against: Mention) -> bool:
        """`比2010年的3.10人减少…`: the level of an earlier period, from which the row before has moved."""
        last = state.rows[-1] if state.rows else None
        quantity, mention = segment.quantity, segment.group[0]
        name = last.indicator if last is not None else state.owner
        if not name or last is not None and state.values.value(quantity)[1] != last.base_unit:
            return False
        row = state.row(mention, name, None)
        if last is not None:
            row.kind, row.relative_to = last.kind, last.relative_to
            row.region, row.region_name = last.region, last.region_name
        state.values.fill(row, mention)
        assert isinstance(against.data, PeriodMention)
        row.period, row.status, row.closed = state.context.resolve(against.data), "actual", True
        row.flag("indicator_inherited")
        state.rows.insert(max(len(state.rows) - 1, 0), row)  # what follows is of the row before
        state.base = against
        return True

    def _one(self, state: State, segment: Segment, mention: Mention) -> None:
        if self._passed(state, segment, mention):
            mention.use = "name"
            return
        noun = self._naming.noun_behind(state, segment, mention)
        if self._merge_reached(state, segment, mention, noun):
            return
        if state.behind_counted and self._counted_share(state, segment, mention):
            return
        full, inherited = self._naming.of_level(state, segment, mention, noun)
        if not full:
            return
        row = self.add(state, mention, segment.ahead, full)
        if (goal := self._goal.match(state.text, mention.end, segment.clause.end)) is not None:
            row.status = "target"
            if row.comparator in ("lt", "gt") and not goal[0].endswith("的目标"):
                row.comparator = ""  # 低于5.5%的预期目标; but 突破5000吨的目标
        if not segment.opening.period and (row.period is None or "period_inherited" in row.flags):
            later = _period_behind(segment, mention)
            row.period = state.context.resolve(later) if later is not None else row.period
        if inherited:
            row.flag("indicator_inherited")

    def _passed(self, state: State, segment: Segment, mention: Mention) -> bool:
        """`出口1.06万亿元，突破万亿元大关`: a milestone behind the figure that has passed it."""
        last = state.rows[-1] if state.rows else None
        if last is None or last.value is None or segment.name or not self._milestone.match(state.text, mention.end):
            return False
        assert isinstance(mention.data, Quantity)
        value, unit = state.values.value(mention.data)
        return unit == last.base_unit and last.value >= value

    def _merge_reached(self, state: State, segment: Segment, mention: Mention, noun: str) -> bool:
        """`增长11%，达到282亿元`: the level joins the row of the growth before it."""
        if not state.rows or noun or segment.name and segment.name not in self._summaries:
            return False
        last, quantity = state.rows[-1], mention.data
        assert isinstance(quantity, Quantity)
        if last.value is not None or last.kind != "growth" or not (segment.ahead.run or segment.name):
            return False
        if any(m.code == "T" for m in segment.ahead.run):
            return False
        points = last.growth_rate is None and last.change_unit == "百分点"
        if (
            quantity.unit in ("%", "倍")
            and last.growth_rate != 0
            and not (points and segment.ahead.codes[-1:] in ("o", "v"))
        ):
            return False
        if last.growth_rate is None and not points and last.change_unit != state.values.value(quantity)[1]:
            return False
        if segment.opening.period and last.growth_basis == "annual_avg" and state.context.period is not None:
            last.period = state.context.period  # 年均增长8%，2020年达到21亿件
        state.values.fill(last, mention)
        last.kind = "share" if points and self._share_name.search(last.indicator) else "level"
        state.bounds(last, segment.ahead)
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
        row = self.add(state, mention, segment.ahead, whole + predicate[0])
        row.kind, row.relative_to = "share", whole
        return True

    def _sibling_head(self, state: State, row: Draft) -> None:
        """石化公司1.1亿元 behind 油田项目完成投资150亿元: the head of the name is shared."""
        name, names = row.indicator, state.names
        if state.in_parts and row.base_unit in ("%", "年") and not self._rated.search(name):
            rates = [r.indicator for r in state.rows if r.base_unit == row.base_unit and r.kind == row.kind][-1:]
            if rates and self._rated.search(rates[0]):
                row.indicator = names.with_sibling(name, rates[0])  # 贷款利率4.4%，其中企业贷款4.1%
                return
        if not name or names.head_of(names.unbracketed(name)) or names.verb_led(name) or self._whole_name.search(name):
            return
        head = names.head_of(state.whole_topic) if state.whole_topic else ""
        if state.in_parts and state.parent.endswith("发电量") and row.base_unit == "千瓦时" and name.endswith("电"):
            row.indicator = name.removesuffix("发电") + "发电量"  # 发电量2亿千瓦时，其中水电1亿千瓦时
            return
        if head and (state.values.is_measured(row.base_unit) or head in ("产量", "销量")):
            row.indicator = name + head  # 主要产品产量中，水泥135万吨
            return
        if state.in_parts and row.base_unit == state.context.unit and state.parent and self._first_part(state, name):
            if state.parent.endswith("总数"):
                return  # 员工总数9万人。其中，管理人员1万人
            row.indicator = names.with_sibling(name, state.parent)  # …吞吐量9亿吨。其中，沿海港口6亿吨
            state.part_tail = row.indicator[len(name) :] if len(row.indicator) > len(name) + 1 else ""
            return
        beside = next((r.indicator for r in reversed(state.rows) if r.base_unit == row.base_unit), "")
        tail = row.base_unit == state.context.unit and state.part_tail
        if tail and beside.endswith(tail) and self._part_name.fullmatch(name):
            row.indicator = name + (tail[2:] if name.endswith(tail[:2]) else tail)
            return
        if not state.rows:
            whole, measured = state.context.undivided, state.values.is_measured(row.base_unit) or row.base_unit == "%"
            if row.base_unit == state.context.unit and measured and len(name) <= 8:
                planted = names.head_of(whole) in self._planted and len(name) <= 6 and row.base_unit != "%"
                branch = self._branch.search(name) is not None  # （1）中央企业20亿元
                row.indicator = names.with_sibling(name, whole) if planted or branch else name
            return
        counted = next((r for r in reversed(state.rows) if r.base_unit == row.base_unit and r.kind == "level"), None)
        head = names.part_head(counted.indicator) if counted is not None else ""
        if state.in_parts and len(name) <= 8 and head in self._enrolled and not name.startswith(("在", "毕业")):
            row.indicator = name + head  # 招生人数2万人，其中本科0.5万人
            return
        if self._class_name.fullmatch(name) and counted is not None:
            row.indicator = self._of_class(state, name, counted.indicator)
            return
        traded = names.trading_verb(state.rows[-1].indicator)
        if traded and state.rows[-1].base_unit == row.base_unit:
            row.indicator = traded + name  # 进口原油2亿吨；天然气0.4亿吨
            return
        compound = "/" in row.base_unit or row.base_unit in ("%", "‰") and row.kind == "level"  # 农村居民90升/日
        if not state.values.is_measured(row.base_unit) and not compound:
            return
        parent = names.part_head(state.parent) if state.in_parts else ""
        if counted is not None and (not parent or head.endswith(parent) or parent.endswith(head)):
            row.indicator = names.with_sibling(name, counted.indicator)

    def _first_part(self, state: State, name: str) -> bool:
        """Whether no part of the whole was named yet; in a sentence of both only goods take what the whole measures."""
        if not state.rows:
            return True
        whole = state.rows[-1].indicator == state.parent
        goods = self._goods.search(state.parent) is not None  # not of 本年新注册登记
        return whole and goods and self._part_name.fullmatch(name) is not None

    def _of_class(self, state: State, name: str, whole: str) -> str:
        """A class with the noun of what it is one of: `A级景区6个，其中4A级2个、3A级4个` → 4A级景区, 3A级景区."""
        noun = state.names.short(state.parent if state.in_parts and state.parent else whole)
        noun = self._class.sub("", self._kind_of.sub("", noun))
        if noun.startswith(name[-2:]):
            return name + noun[2:]  # 五星级 of 星级饭店
        return name if noun.endswith(name[-2:]) else name + noun

    def add(self, state: State, mention: Mention, ahead: Before, name: str) -> Draft:
        """A row with the figure of a mention, remembered for what follows."""
        row = state.row(mention, name, ahead)
        state.values.fill(row, mention)
        if row.base_unit == "倍":
            row.kind = "ratio"
            if any(m.code == "T" for m in ahead.run):  # 是2015年的3.2倍
                row.period = state.context.period
                last = state.rows[-1] if state.rows and state.rows[-1].indicator == name else None
                if last is not None and last.period is not None:
                    row.period = last.period
                elif row.period is not None and row.period.spans_years:
                    row.period = whole_year(row.period.year)  # 五年来…，是2007年的2.4倍
        elif not row.base_unit and self._ratio_name.search(name):
            row.kind = "ratio"
        elif row.base_unit == "%" and self._part_end.search(name):
            row.kind = "share"
        elif row.base_unit == "%" and any(m.code in "or" for m in ahead.run):
            self._reached_share(state, row)
        state.bounds(row, ahead)
        self._sibling_head(state, row)
        state.rows.append(row)
        state.base = None
        self._forward_owner(state, row)
        state.remember(row)
        return row

    def _reached_share(self, state: State, row: Draft) -> None:
        """占…比重从26.7%提高到52.1%: the second share is one of the same whole."""
        last = state.rows[-1] if state.rows else None
        if last is not None and last.kind in ("share", "contribution") and last.indicator == row.indicator:
            row.kind, row.relative_to = last.kind, last.relative_to

    def _forward_owner(self, state: State, row: Draft) -> None:
        """`投资3700万元，改造11条巷道`: money named before what it was spent on."""
        if row.indicator in self._spent and not state.subject:
            state.spent = row
        elif state.spent is not None:
            state.spent.indicator = row.indicator + state.spent.indicator
            state.spent = None

    def _distributed(self, state: State, segment: Segment, each: Mention) -> bool:
        """`A、B分别为x和y`, `A和B均超x`, `甲市、乙市…分别为x和y`, `2020、2021年…均为x`."""
        lists, group, ahead = state.lists, segment.group, segment.ahead
        subject = state.clean_left(segment, each)
        tail = state.tail_of(segment, each)
        topics = lists.items(state.scene, len(group)) if len(group) > 1 and state.scene else []
        if topics and (not subject and not tail or state.names.needs_owner(subject or tail)):
            for mention, topic in zip(group, topics, strict=True):
                name = state.names.own(topic, subject or tail) if subject or tail else topic
                self.add(state, mention, ahead, name)
            return True
        if not subject and not tail:
            return self._of_before(state, segment)
        if self._each_period(state, segment, subject or tail):
            return True
        if self._each_year(state, segment, subject or tail) or self._each_region(state, segment, subject or tail):
            return True
        if not subject:
            return False
        parts = lists.items(subject, len(group)) if len(group) > 1 else lists.all_items(subject)
        parts = parts or members.across(state, subject, len(group)) or members.again(state, subject, len(group))
        if not parts and state.names.needs_owner(subject) and len(rows := state.rows[-len(group) :]) == len(group):
            parts = [state.names.own(row.indicator, subject) for row in rows]  # 新增甲2家、乙3家，总数分别达…
        parts = parts or members.of_topic(state, subject, len(group))
        if not parts:
            return False
        figures = group if len(group) == len(parts) else [group[0]] * len(parts)
        for mention, part in zip(figures, parts, strict=True):
            name = part if not tail or part.endswith(tail) else part + tail
            self.add(state, mention, ahead, self._naming.owners.owned(state, name, segment.opening))
        state.members = [row.indicator for row in state.rows[-len(parts) :]]
        return True

    def _of_before(self, state: State, segment: Segment) -> bool:
        """Figures without a name of their own: of periods or places named together, or of the rows before, in order."""
        group = segment.group
        if self._each_period(state, segment, state.owner):
            return True
        if state.names.head_of(state.scene) and self._each_region(state, segment, state.scene):
            return True  # 甲市、乙市优良率较高，分别为98%和97%
        rows = [row for row in state.rows if row.kind == "level" and row.value is not None][-len(group) :]
        if len(group) < 2 or len(rows) != len(group) or len({row.indicator for row in rows}) < len(rows):
            return False
        for row, mention in zip(rows, group, strict=True):  # 收入40亿元，支出60亿元，分别是2005年的2倍和3倍
            self.add(state, mention, segment.ahead, row.indicator)
        return True

    def _each_period(self, state: State, segment: Segment, name: str) -> bool:
        """`2021年、2022年发电量分别为x和y`: periods named together share out the figures."""
        periods, group = state.periods, segment.group
        if len(periods) < 2 or len(periods) != len(group) or "、" in name:
            return False
        for period, mention in zip(periods, group, strict=True):
            self.add(state, mention, segment.ahead, name).period = period
        return True

    def _each_year(self, state: State, segment: Segment, name: str) -> bool:
        also = state.context.also
        if also is None or len(segment.group) != 1:
            return False
        self.add(state, segment.group[0], segment.ahead, name)
        self.add(state, segment.group[0], segment.ahead, name).period = whole_year(also)
        return True

    def _each_region(self, state: State, segment: Segment, name: str) -> bool:
        regions, group = state.regions, segment.group
        if len(regions) < 2 or len(group) not in (1, len(regions)) or "、" in name:
            return False
        for number, region in enumerate(regions):
            row = self.add(state, group[number if len(group) > 1 else 0], segment.ahead, name)
            row.place(region)
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
