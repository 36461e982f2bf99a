"""Shares: 占…的N%, 占比N%, N%的X, 恢复至…八成."""

from __future__ import annotations

from policyfacts.link import members
from policyfacts.link.moved_rows import open_rows
from policyfacts.link.names import EDGE
from policyfacts.link.naming import Naming
from policyfacts.link.share_rows import listed_names, of_one_unit, owners_of, share_row
from policyfacts.link.state import Segment, State
from policyfacts.link.tools import Tools
from policyfacts.link.wholes import adds_up, measure_of_all, sum_beside, whole_before, whole_in_reach
from policyfacts.scan.mentions import Mention


class Shares:
    """Makes rows of shares; one per rule set."""

    def __init__(self, tools: Tools, naming: Naming) -> None:
        self._naming = naming
        self._whole_and_part = tools.rules.grammar["name.whole_and_part"]
        self._bracketed = tools.rules.grammar["name.before_bracket"]
        self._governed_list = tools.rules.grammar["share.governed"]
        self._ratio_to = tools.rules.grammar["share.ratio_to"]
        self._within = tools.rules.grammar["share.within"]
        self._inside = tools.rules.grammar["share.inside"]
        self._degrees = tools.rules.words["degree"]
        self._of_mean = tools.rules.grammar["share.of_mean"]
        self._plan_whole = tools.rules.grammar["role.plan_whole"]

    def share(self, state: State, segment: Segment) -> None:
        """`占全国比重3.57%`: the name before 占, what stands between as the whole."""
        mark = segment.ahead.in_segment("s")
        assert mark is not None
        every = state.each(segment.ahead)
        left = state.clean_left(segment, every if every is not None and every.end == mark.start else mark)  # 各|占
        bracketed = "" if left else self._before_bracket(state, segment)
        subject = self._part(state, state.names.short(left or bracketed))
        if subject[:1] == "“" and subject[-1] == "”" and state.rows and state.rows[-1].indicator.endswith("”"):
            subject = state.rows[-1].indicator.rpartition("“")[0] + subject  # 认为治安“好”的占九成，“差”的占1%
        relative = state.relations.share_of(state.text[mark.end : segment.group[0].start])
        if state.text.startswith("的", segment.end) and state.text[mark.start - 1] in "以用":
            state.given = state.names.clean(subject.rstrip("以用")), relative  # 园区以|占全市5%|的土地，贡献了…
            subject = state.given[0] + state.names.behind(state.text[segment.end : segment.clause.end])
        owners = owners_of(state, segment, subject)
        count, each = len(segment.group), every
        apart = each is not None and count > 1
        listed = state.clean_left(segment, each if each is not None and each.start < mark.start else mark)
        listed = listed or ("" if len(set(owners)) > 1 else state.subject)
        parts = listed_names(state, listed, count) if apart and listed else []
        group = segment.group
        if subject.endswith("均") and count == 1 and subject[-2:] not in ("人均", "平均", "户均", "年均"):
            parts = state.lists.all_items(subject[:-1])  # 医药、装备产值均|占10%以上
            group = group * len(parts)
        for number, mention in enumerate(group):
            row = share_row(state, segment, mention, parts[number] if parts else subject or owners[number])
            if state.text.startswith("约", mark.start):
                row.comparator = row.comparator or "approx"
            row.relative_to = relative or ("" if bracketed else whole_in_reach(state, subject))
            if state.by_class and row.relative_to == state.whole_topic:
                row.relative_to += measure_of_all(parts or owners)
            if not relative and row.relative_to == state.parent and not adds_up(state, row):
                row.relative_to = ""  # 60岁及以上26万人（其中，65岁及以上19万人，占13.5%）: of all
            row.by(mark.rule)
            if not subject:
                row.flag("indicator_inherited")
            state.rows.append(row)
        if relative:
            state.context.share_of = relative
        if subject:
            state.subject = subject
            if not state.in_parts:
                state.context.undivided = subject  # 事业费占总支出的2%。其中，县以上单位3亿元

    def _before_bracket(self, state: State, segment: Segment) -> str:
        """`次均药费（130元）占37%`: the name before a bracket that holds its figure."""
        end = segment.clause.start
        if segment.raw.strip() or end < 1 or state.text[end - 1] not in "）)" or not state.rows:
            return ""
        opening = max(state.text.rfind("（", state.start, end), state.text.rfind("(", state.start, end))
        before = self._bracketed.search(state.text, max(state.start, opening - 30), opening + 1)
        own = before is not None and opening <= state.rows[-1].start
        return state.names.clean(state.places.without(before[1])) if before is not None and own else ""

    def _part(self, state: State, name: str) -> str:
        """`收入中工资性收入占N%`: the part; the whole is what it is a share of."""
        found = self._whole_and_part.fullmatch(name)
        if found is None:
            return name
        state.whole_topic = found["whole"]
        return found["part"]

    def share_named(self, state: State, segment: Segment) -> None:
        """`制造业利用外资占比44.3%`, `A、B比重分别为x和y`."""
        each = state.each(segment.ahead)
        parts: list[str] = []
        if each is not None and len(segment.group) > 1:
            parts = listed_names(state, state.clean_left(segment, each), len(segment.group))
        elif len(segment.group) > 1 and segment.ahead.in_segment("i") is not None:
            parts = state.lists.items(segment.name, len(segment.group))  # A和B占比分别由14%和18%提高到…
        if self._each_named(state, segment, each) or self._each_within(state, segment, each):
            return
        aligned = members.aligned(state, segment.name)
        for number, mention in enumerate(segment.group):
            own = parts[number] if parts else segment.name
            inside = self._inside.fullmatch(own) or self._inside.fullmatch(segment.raw.strip(EDGE))
            beside = self._ratio_to.fullmatch(own)
            name = state.subject if (inside or beside) is not None and state.subject else own
            within = self._within.fullmatch(own) if "中" in own else None
            name = within["name"] if within is not None else name
            row = share_row(state, segment, mention, self._naming.owners.owned(state, name, segment.opening))
            whole = inside["whole"] or inside["within"] if inside is not None else state.relations.named_whole(own)
            row.relative_to = (
                beside["whole"] if beside is not None else within["whole"] if within is not None else whole
            )
            if each is not None and not parts and len(state.regions) == len(segment.group) > 1:
                row.place(state.regions[number])
                row.indicator = aligned
                row.relative_to = row.relative_to or state.whole_topic.removeprefix("在")
            split = segment.opening.of_which and not state.relations.is_share_name(state.parent)
            if split and state.parent and inside is None and "占" not in own.removesuffix("占比"):
                row.relative_to = state.parent  # 完成投资210亿元，其中产业项目投资占比65%
            last = state.rows[-1] if inside is None and state.rows and state.rows[-1].kind == "share" else None
            if last is None and segment.name in ("占比", "比重") and not state.of_part:
                told = (r for r in reversed(state.rows) if r.kind == "share")
                last = next((r for r in told if not self._plan_whole.search(r.relative_to)), None)  # …；乙支出占比66%
            if last is not None and self._of_mean.search(last.relative_to):
                last = None  # 中位数是平均数的84%；甲产业占比31%
            if last is not None and last.relative_to and "的" in state.text[last.end : last.end + 3]:
                last = None  # 老年食堂覆盖80%的社区；护理型床位占比达到65%
            if last is not None and last.relative_to and own.endswith(("占比", "比重")):
                row.relative_to = last.relative_to  # 甲贷款占全部贷款的63%，乙贷款占比3%
            elif last is not None and state.context.share_of and "占" not in own and not own.endswith("比例"):
                row.relative_to = state.context.share_of  # 第二产业增加值比重为39.9%
            again = any(r.kind == "share" and r.relative_to == state.parent for r in state.rows)
            split = state.of_part or state.in_parts and (again or not state.parted)
            if not row.relative_to and split and not state.relations.is_share_name(state.parent):
                row.relative_to = of_one_unit(state, row.indicator, state.parent)
            same = last is not None and last.indicator == row.indicator  # 药占比由35%降到28%
            if not row.relative_to and row.indicator == state.subject and not same:
                row.relative_to = state.whole_topic or whole_before(state)
            if not row.relative_to and segment.begin < segment.group[0].start:
                row.relative_to = sum_beside(state, segment, own)
            state.rows.append(row)
            state.remember(row)

    def _each_within(self, state: State, segment: Segment, each: Mention | None) -> bool:
        """`境外资产、利润在集团中的占比分别为x和y`: shares of one whole, which stands behind the list."""
        if each is None or len(segment.group) < 2:
            return False
        found = self._within.fullmatch(state.clean_left(segment, each))
        parts = listed_names(state, found["name"], len(segment.group)) if found is not None else []
        for mention, name in zip(segment.group, parts, strict=False):
            row = share_row(state, segment, mention, name)
            row.relative_to = found["whole"] if found is not None else ""
            state.rows.append(row)
            state.remember(row)
        return bool(parts)

    def _each_named(self, state: State, segment: Segment, each: Mention | None) -> bool:
        """`A、B占比均超过30%`, `占比分别为82%、12%`: shares of members of a list, or of the figures before."""
        group, named = segment.group, state.relations.named_whole(segment.name)
        members: list[str] = []
        if each is not None and len(group) == 1:
            members = state.lists.all_items(state.clean_left(segment, each))
        elif each is not None and state.relations.is_rate_word(state.clean_left(segment, each)):
            levels = [row.indicator for row in state.rows if row.kind == "level" and row.value is not None]
            last = state.rows[-len(group) :]
            if len({row.indicator for row in last}) == len(last) == sum(row.kind == "growth" for row in last) > 1:
                levels = [row.indicator for row in last]  # 第一、二产业投资分别增长10%和5%，占比分别为1%和45%
            members = levels[-len(group) :] or self._governed(state, len(group))
        if len(members) < 2 or len(members) != len(group) and len(group) > 1:
            return False
        for number, name in enumerate(members):
            row = share_row(state, segment, group[number if len(group) > 1 else 0], name)
            row.relative_to = named if len(group) == 1 else state.parent
            state.rows.append(row)
        return True

    def _governed(self, state: State, count: int) -> list[str]:
        """`投资主要流向采矿业、制造业，占比分别为30%、20%`: what a verb in the clause before governs; or nothing."""
        found = self._governed_list.search(state.empty[-1]) if state.empty else None
        return state.lists.items(found["items"], count) if found is not None else []

    def recover(self, state: State, segment: Segment) -> None:
        """`恢复至2019年同期八成`: a share of an earlier period."""
        mark = segment.ahead.in_segment("s") or next(m for m in segment.ahead.run if m.code in "vc")
        group, each = segment.group, state.each(segment.ahead)
        name = state.clean_left(segment, each if each is not None else mark)
        name = (
            state.owner
            if not name or name in self._degrees
            else self._naming.owners.owned(state, name, segment.opening)
        )
        members = state.lists.items(name, len(group)) if len(group) > 1 else []
        if len(group) > 1 and each is not None and name == state.owner:
            told = [row.indicator for row in state.rows if row.kind in ("level", "growth")][-len(group) :]
            members = members or (
                told if len(told) == len(group) else []
            )  # A4万、B5亿元，分别恢复到2019年同期的80%和60%
        if len(group) == 1 and each is not None and name == state.owner and (both := open_rows(state, 2)):
            members, group = [row.indicator for row in both], group * 2  # 客流4万、收入5亿元，均恢复到2019年的八成
        for number, mention in enumerate(group if members else group[:1]):
            row = state.row(mention, members[number] if members else name, None)
            row.kind = "share"
            state.values.fill(row, mention)
            state.bounds(row, segment.ahead)
            row.relative_to = state.relations.earlier(state.text[mark.end : group[0].start])
            row.by(mark.rule)
            state.rows.append(row)
