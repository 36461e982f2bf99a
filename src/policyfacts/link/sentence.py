"""One sentence to rows: its clauses are walked in order, and each figure is handed to the reader of its role."""

from __future__ import annotations

from policyfacts.link.clauses import FIGURES, Clause, clauses
from policyfacts.link.compared import EarlierLevels
from policyfacts.link.context import Context
from policyfacts.link.draft import Draft
from policyfacts.link.listed import Listed
from policyfacts.link.places import Places
from policyfacts.link.readers import Readers
from policyfacts.link.segment_names import SegmentNames
from policyfacts.link.state import Opening, Segment, State
from policyfacts.link.wholes import by_division
from policyfacts.rules.divisions import Region
from policyfacts.scan.mentions import Cue, Mention, PeriodMention

_NEARLY_OVER = 61  # days before the end of several years, in which they are looked back on


def _run_begin(segment: Segment) -> int:
    """Where the words right before a figure begin in the words of its segment."""
    return max(segment.ahead.name_end - segment.begin, 0)


class SentenceLinker:
    """Links the mentions of one sentence after another; one per document."""

    def __init__(self, text: str, readers: Readers, places: Places) -> None:
        self.text = text
        self.readers = readers
        self._other = readers.tools.rules.grammar["role.of_other"]
        self._point_level = readers.tools.rules.grammar["role.point_level"]
        self._beside_plan = readers.tools.rules.grammar["role.beside_plan"]
        self._wrongly = readers.tools.rules.grammar["level.wrongly"]
        self._supposed = readers.tools.rules.grammar["opening.supposed"]
        self._listed = Listed(readers.tools.rules, readers.level_rows)
        self._names, self._earlier_levels = SegmentNames(readers.tools.rules), EarlierLevels(readers.tools.rules)
        self._beside = readers.tools.rules.words["beside"]
        self._rising = tuple(readers.tools.rules.words["rising_rate"])
        self._copulas = readers.tools.rules.words["copula"]
        self._beside_then = readers.tools.rules.grammar["role.beside_then"]
        self.roles = readers.tools.roles
        self._said = ""  # the words before the last figures
        self.state = State(text, readers.tools, places)

    def link(self, mentions: list[Mention], start: int, end: int, context: Context) -> list[Draft]:
        """The rows of a sentence; the context is moved on."""
        state = self.state
        if context.region is not None and state.places.tells_of_all(self.text, start, end):
            context.region = state.places.home
        state.begin(context, start, end)
        governed = context.region
        saved: list[tuple[Context, tuple[str, str, bool, str], int]] = []
        depth, stop = 0, self._supposed_end(start, end)
        for clause in clauses(self.text, mentions, start, end):
            if clause.start < stop:
                for mention in clause.mentions:
                    mention.use = "comparison"
                continue
            if clause.depth > depth:
                kept = (state.subject, state.parent, state.in_parts, state.whole_topic)
                saved.append((context.copy(), kept, len(state.rows)))
            elif clause.depth < depth and saved:
                outer, (state.subject, state.parent, state.in_parts, state.whole_topic), rows = saved.pop()
                context.restore(outer)
                if state.places_listed:
                    context.region = governed  # 为甲市（5亿元）、乙市（3亿元），占全省的八成
                for row in state.rows[rows:]:
                    row.closed = True  # a movement behind the bracket is of the figure before it
            depth = clause.depth
            self._clause(clause)
            if clause.mark == ";" and not depth:
                state.next_part()
        if saved:
            context.restore(saved[0][0])
        self._leave(governed)
        for row in state.rows:
            if row.region is not None and not row.region.code and len(row.indicator) > len(row.region.name) + 1:
                row.indicator = row.indicator.removeprefix(row.region.name).removeprefix("的")  # 德国就业人数
        state.rows.sort(key=lambda row: row.start)
        by_division(state.rows)
        return state.rows

    def _supposed_end(self, start: int, end: int) -> int:
        """Where what a sentence only supposes ends (`如果增速提高1个百分点，就是增收2亿元`), or its start."""
        if self._supposed.match(self.text, start, end) is None:
            return start
        stop = self.text.find("；", start, end)
        return stop if stop > 0 else end

    def _leave(self, governed: Region | None) -> None:
        """A part of the home region does not govern beyond its sentence."""
        context = self.state.context
        before = self.state.period_before
        if (detour := self.state.detour) is not None and (self.state.since or len(self.state.rows) > detour[1]):
            self.state.return_from_detour()
        if self.state.aside is not None:
            context.govern(self.state.aside)
        if not self.state.rows and before is not None and (context.period is None or context.period.in_days):
            context.govern(before)  # 3月19日至20日，…第3次考察: an event, not what is counted; 近年来，…
        if self.state.due and (before is not None or not self.state.rows):
            context.govern(before)  # 2025年前免收电费。按每千瓦600元给予补贴
        if before is not None and before.spans_years and not self.state.period_opens:
            context.govern(before)  # 2022年 in passing, in a section on five years
        period, reference = context.period, context.reference
        if period and reference and period.spans_years and (period.end - reference).days > _NEARLY_OVER:
            context.planned = (period, self.state.status)  # what is planned for years to come
        if self.state.toward and context.status == "target" and before is not None and before.is_year:
            context.govern(before)  # 力争到2026年…, in a section on what is to be done next year
        if self.state.places_listed or self.state.example:
            context.region = governed
        region, home = context.region, context.home
        told = tuple(dict.fromkeys(row.region for row in self.state.rows if row.region is not None))
        context.places_told = told if len(told) > 1 else context.places_told
        by_turns = len(told) > 1 + self.state.places.nationwide
        if region is not None and by_turns and (not region.code or self.state.places.nationwide):
            context.region = region = governed  # 东部地区投资增长5%，东北地区投资下降3%
        if region is None or home is None or region is governed or self.state.places.nationwide:
            return
        if (region.code or region.parent) and region is not home and self.state.places.within(region, home):
            context.region = governed

    def _clause(self, clause: Clause) -> None:
        state, readers = self.state, self.readers
        if readers.openings.leaves_out(state, clause):
            return
        if clause.has_figure:
            readers.figures.share_units(self.text, clause.mentions)
            readers.figures.drop_names(self.text, clause, state.end)
        opening = readers.openings.open_clause(state, clause)
        if not clause.has_figure:
            readers.topics.close(state, clause, opening)
            return
        before, local = state.status_before or state.status, False
        for mention in clause.mentions:
            if mention.code in "te" and not self._names_figure(clause, mention):
                begin = max(clause.start, mention.start - 16)
                if not self._beside_plan.search(self.text, begin, mention.start):
                    local = before == "actual" and mention.code == "e" and self._inside(clause, opening, mention)
                    state.note_status(mention)
                    state.status_before = ""
        self._figures(clause, opening)
        state.status_before = before if local else state.status_before
        state.period_read, state.scene, state.empty = False, "", []
        if clause.mark == "," and state.counted and self.text.startswith("中", clause.end - 1) and state.rows:
            state.whole_topic = state.rows[-1].indicator  # 90个断面中，达标的有80个，占89%
        last = clause.mentions[-1] if clause.mentions else None
        if last is not None and last.code == "T" and last.end == clause.end and not clause.depth:
            self._run_on(clause, last)

    def _inside(self, clause: Clause, opening: Opening, forecast: Mention) -> bool:
        """Whether a forecast stands behind the name of its figure, and is of that alone: figures before it are none."""
        told = bool(self.state.rows) and self.state.rows[0].status == "actual" and self.text[forecast.start] == "预"
        name = self.text[opening.body : forecast.start] if told and forecast.start > opening.body else ""
        return self.state.names.head_of(name) != ""

    def _run_on(self, clause: Clause, period: Mention) -> None:
        """`外币贷款减少890亿美元9月末，`: a heading ran into the text; the period governs what follows."""
        before = clause.mentions[-2] if len(clause.mentions) > 1 else None
        if before is not None and before.code == "N" and before.end == period.start:
            assert isinstance(period.data, PeriodMention)
            self.state.context.enter(period.data)
            self.state.period_read = True

    def _names_figure(self, clause: Clause, mention: Mention) -> bool:
        """Whether a word of plan says what the figure before it is (`低于3%左右的预期目标`), no more."""
        before = [m for m in clause.mentions if m.code == "N" and m.end <= mention.start]
        return bool(before) and self.text.startswith("的", mention.start - 1) and mention.start - before[-1].end <= 3

    def _figures(self, clause: Clause, opening: Opening) -> None:
        """Cut a clause into segments, one for each figure or list of figures."""
        state = self.state
        mentions = [m for m in clause.mentions if m.start >= opening.body or m.code in "kr"]
        begin, position, state.counted, state.list_verb = opening.body, 0, False, ""
        listed = False
        pending: list[Mention] = []
        while position < len(mentions):
            mention = mentions[position]
            if mention.code in FIGURES:
                group, turns, position = self.readers.lists.group(self.text, mentions, position)
                ahead = self.roles.before(self.text, pending, group[0])
                raw = self.text[begin : max(begin, ahead.name_end)]
                self._read(Segment(clause, group, ahead, begin, raw, opening, listed=listed, turns=turns))
                begin, pending, listed, self._said = group[-1].end, [], False, raw
            elif mention.code == "&" and (begin == mention.start or state.counted and not self._wrong(begin, mention)):
                begin, pending, state.counted = self._item(mention.end, mentions, position), [], False
                listed = True
            else:
                pending.append(mention)
            position += 1

    def _item(self, begin: int, mentions: list[Mention], sign: int) -> int:
        """Where the next item of a list of figures begins: behind its place, if it has one (甲县5亿元、|乙县3亿元)."""
        following = mentions[sign + 1] if sign + 1 < len(mentions) else None
        if following is None or following.code not in "Nudv" or self.state.values.points(following):
            return begin  # 高于全国2个、|全省1个百分点
        places = self.state.places
        place = places.filling(self.text, begin, following.start)
        if place is not None:
            self.state.context.region = place
            return following.start
        found = places.at(self.text, begin, following.start)
        if found is None or found[0] is None or self.text[found[2] : following.start] != self._said:
            return begin
        self.state.context.region = found[0]  # 甲省收购5万吨、|乙省收购3万吨
        return found[2]

    def _wrong(self, begin: int, sign: Mention) -> bool:
        """Whether what an audit found stands between a count and a sign, and goes on behind it (…会议费、|培训费)."""
        noun = self.state.counted_noun
        return bool(noun) and self._wrongly.match(self.text, begin + len(noun), sign.start) is not None

    def _read(self, segment: Segment) -> None:
        """Hand a segment to the reader of its role."""
        state, code = self.state, segment.group[0].code
        state.behind_counted, state.counted = state.counted, False
        state.behind_noun = state.counted_noun if state.behind_counted else ""
        if code == "O":
            self.readers.ranks.rank(state, segment)
        elif code == "M":
            self.readers.ranks.composition(state, segment)
        elif code == "f":
            self.readers.flat(state, segment)
        elif segment.quantity.unit in ("位", "名") and self.readers.ranks.reached(state, segment):
            return
        else:
            if self.readers.steps.either(state, segment):
                return
            against = self._earlier_levels.find(state, segment)
            if against is not None and self.readers.levels.base(state, segment, against):
                return
            segment.name = self._names.read(state, segment)
            if state.status_before and state.names.head_of(segment.name):
                state.status, state.status_before = state.status_before, ""  # 收入预计12亿元，增长5%，投资9亿元
            self._listed.measured(state, segment)
            if self._of_other(segment):
                return
            segment.name = state.names.done_then(segment.name)
            if "、" in segment.raw and (then := self._beside_then.fullmatch(segment.raw[: _run_begin(segment)])):
                segment.name, segment.ahead.segment = state.names.clean(then["name"]), list(segment.ahead.run)
            role = self.roles.role(self.text, segment.quantity, segment.ahead, segment.name, segment.end, state.end)
            if role == "points" and self._point_level.search(segment.name):
                role = "level"  # CPI与PPI的剪刀差为10.6个百分点
            if role == "level" and (self._goes_on(segment) or self._told(segment)):
                role = "growth"
            if role in ("gap", "level", "share_named", "share_of") and self.readers.beside_places.read(state, segment):
                return
            if role == "gap" or role == "points":
                self._leave_beside(segment, role)
            if role != "growth":  # 持平 ends lists of rates of growth alone
                segment.group = [mention for mention in segment.group if mention.code == code]
            reader = self.readers.by_role.get(role)
            if reader is not None and not self.readers.asides.read(state, segment, role):
                reader(state, segment)

    def _leave_beside(self, segment: Segment, role: str) -> None:
        """How far something lies from something else is no row, but what lies there is told of on."""
        state, noun = self.state, segment.ahead.in_segment("g")
        beside = next((m for m in segment.ahead.segment if self.text[m.start : m.end] in self._beside), None)
        if role == "gap":
            for mention in segment.group:
                mention.use = "comparison"
        elif beside is None and not any(word in segment.raw for word in self._beside):
            return
        if noun is not None and self.roles.names_first(self.text, segment.begin, noun.start):
            # 生产总值增速高于全省0.6个百分点，居全市第一
            state.subject = state.names.clean(self.text[segment.begin : noun.end]) or state.subject
        elif noun is None and beside is not None and beside.start > segment.begin:
            name = state.names.clean(self.text[segment.begin : beside.start])  # 成本低于全国7.5元，同比下降1.1元
            state.subject = name if state.names.head_of(name) else state.subject

    def _of_other(self, segment: Segment) -> bool:
        """`X是Y的84%`, `X是Y的1.9倍`: a share of another figure, or a ratio to it."""
        state, quantity = self.state, segment.quantity
        if quantity.unit not in ("%", "倍", "成") or segment.ahead.in_segment("kbsoudg"):
            return False
        if quantity.unit == "倍" and self._listed.times_each(state, segment):
            return True
        found = self._other.fullmatch(self.text, segment.begin, segment.group[0].start)
        if found is None:
            return False
        whole = found.start("whole") if found["whole"] else self.state.end  # 不超过当年实缴税费的50%
        if any(m.code == "T" and m.start >= whole for m in segment.ahead.segment):
            return False
        name = state.names.clean(found["name"] or found["bounded"] or "")
        name = self.readers.naming.owners.owned(state, name, segment.opening) if name else state.owner
        row = self.readers.level_rows.add(state, segment.group[0], segment.ahead, name)
        if quantity.unit != "倍":
            row.kind = "share"
            row.relative_to = found["whole"] or found["mean"] or found["of"].removesuffix("的")
        if found["bounded"] and isinstance(bound := getattr(segment.ahead.in_segment("c"), "data", None), Cue):
            row.comparator = bound.value
        return True

    def _told(self, segment: Segment) -> bool:
        """Whether rates are of what the clause before says to have grown or fallen most (增幅最大，|幅度分别为…)."""
        named = segment.name and not self.state.relations.is_rate_word(segment.name)
        rate = segment.quantity.unit == "%" and not segment.clause.depth and self.state.owner.endswith(self._rising)
        told = rate or self.state.told_sign != 0
        return told and not named and self.state.values.is_rate(segment.quantity)

    def _goes_on(self, segment: Segment) -> bool:
        """A rate of another period right behind a growth (`二季度增长7.9%，三季度是4.9%`)."""
        rows, run, values = self.state.rows, segment.ahead.run, self.state.values
        if not rows or rows[-1].kind != "growth" or rows[-1].growth_rate is None or segment.name:
            return False
        figure = segment.group[0].start
        if segment.quantity.unit == "%" and any(m.code == "t" and m.start < figure for m in segment.clause.mentions):
            return True  # 生产总值增长13%，力争达到14%
        named = segment.opening.period or any(mention.code == "T" for mention in run)
        stated = all(m.code == "T" or self.text[m.start : m.end] in self._copulas for m in run)
        return named and stated and values.is_rate(segment.quantity) and segment.quantity.unit != "倍"
