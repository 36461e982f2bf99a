"""What the linking of one sentence carries from figure to figure, and how a row is begun."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyfacts.link.clauses import Clause
from policyfacts.link.context import Context
from policyfacts.link.draft import Draft
from policyfacts.link.growth import compared_periods, stronger
from policyfacts.link.places import Places
from policyfacts.link.roles import Before
from policyfacts.link.tools import Tools
from policyfacts.rules.divisions import Region
from policyfacts.scan.mentions import Cue, Mention, PeriodMention, Quantity
from policyfacts.scan.period_words import small_number
from policyfacts.scan.periods import Period, before, moved, whole_year, years


@dataclass(slots=True)
class Opening:
    """What opens a clause: where its words begin behind period, place and openers."""

    body: int
    period: bool = False
    of_which: bool = False


@dataclass(slots=True)
class Segment:
    """A figure, or a list of figures, with what stands before it in its clause."""

    clause: Clause
    group: list[Mention]
    ahead: Before
    begin: int
    raw: str
    opening: Opening
    name: str = ""
    listed: bool = False  # it goes on with a list of figures
    turns: dict[int, Mention] = field(default_factory=dict)  # 增长2.4%和下降3.7%: the verb of a later figure

    @property
    def quantity(self) -> Quantity:
        """The first quantity."""
        data = self.group[0].data
        assert isinstance(data, Quantity)
        return data

    @property
    def end(self) -> int:
        """Where the last figure ends."""
        return self.group[-1].end


class State:
    """The rows of a sentence in the making, and what they hand on to one another."""

    def __init__(self, text: str, tools: Tools, places: Places) -> None:
        self.text = text
        self.places = places
        self.names = tools.names
        self.lists = tools.lists
        self.values = tools.values
        self.relations = tools.relations
        self.handed: Mention | None = None
        self.lead: Mention | None = None  # the same, where it is the first that the sentence names
        self._holds = tools.rules.words["holds"]
        self._upper_name = tools.rules.grammar["bound.upper_name"]
        self._flow, self._stock = tools.rules.grammar["period.flow_name"], tools.rules.grammar["period.stock_name"]
        self._balance = tools.rules.grammar["period.balance_name"]
        self._state = tools.rules.grammar["period.state_name"]
        self._accumulated = tools.rules.grammar["period.accumulated_name"]
        self._against_year = tools.rules.grammar["period.against_year"]
        self.goal = tools.rules.grammar["level.goal"]
        self._over_years = tools.rules.grammar["period.years_summed"]
        self._in_bracket = tools.rules.grammar["period.in_bracket"]
        self._against_span = tools.rules.grammar["period.against_span"]
        self._reached = tools.rules.words["reached"]
        self._lower_name = tools.rules.grammar["bound.lower_name"]
        self.begin(Context(), 0, 0)

    def begin(self, context: Context, start: int, end: int) -> None:
        """Start a sentence, which goes from ``start`` to ``end``."""
        self.start, self.end = start, end
        self.context = context
        context.year_in_passing = context.year_in_passing or context.year_named
        context.year_named = False
        self.period_before = context.period
        self.sentence_span: Period | None = None  # the years that it opens with
        self.rows: list[Draft] = []
        self.subject = ""  # the name that a clause without one takes
        self.parent = ""  # the whole that 其中 splits
        self.in_parts = self.by_place = False
        self.places_listed = False  # places in a list govern nothing behind it
        self.part_tail = ""  # what the parts of a whole take from its name (…人数, …吞吐量)
        self.has_topic = self.topic_acts = False
        self.compared = context.against if context.census else None  # 与2010年相比，…
        self.base: Mention | None = None  # 比2010年的3.1人|减少…: the period of a level that movements start from
        self.outset: Period | None = None  # when the movements of this sentence begin (由2011年的…增加到2016年的…)
        self.reached: Period | None = None  # and when they end
        self.basis_read = False  # a sentence hands on the first basis that it names
        self.list_verb = ""  # 新增7名院士、9个实验室: the verb of the first item
        self.whole_topic = ""  # 新增就业人员中，…
        self.empty: list[str] = []  # the words of the clauses right before that have no figure
        self.members: list[str] = []  # the names of the last list that figures were shared out to
        self.scene = ""  # the topic of the clause right before, where it has no figure
        self.viewed = False  # 从贸易方式看，…: shares are of what was told of before
        self.view = ""  # 从增速上看，…: what a rank behind it is of
        self.listed = ("", "")  # members and head of `出口增长较快的领域是A、B`
        self.spent: Draft | None = None  # money named before what it was spent on
        planned = context.planned
        carried = planned is not None and planned[0] is context.period
        self.status = self.status_of_parts = planned[1] if carried and planned is not None else context.status
        self.part_begins = 0  # the first row behind the last semicolon
        self.parted = False  # a semicolon was passed
        self.toward = False  # a year still ahead was named (力争到2026年)
        self.of_part = False  # 其中 was said since the last one
        self.counted = False  # a noun followed the last figure
        self.counted_noun = self.behind_noun = ""
        self.behind_counted = False
        self.period_opens = False  # a period opens the sentence, and governs what follows it too
        self.period_read = False  # the period in force was named in this clause or in an empty one before it
        self.regions: list[Region] = []  # places named together at the opening
        self.periods: list[Period] = []  # periods named together at the opening
        self.until = False  # a day was named up to which things add up (截至2022年末，累计…)
        self.ordered_rates = ""  # the measure whose growth members are told of in order (增速依次为甲5%、乙4%)
        self.aside: Period | None = None  # the period in force before one of a part was named (其中3月份)
        self.lead_before, self.lead = self.lead, None
        self.handed = None  # the period that an earlier movement was measured against

    def note_status(self, mention: Mention) -> None:
        """A word of plan or forecast governs the rest of the sentence; 将 leaves a forecast as it is."""
        if mention.code == "e":
            self.status = "forecast"
        elif self.status != "forecast" or mention.rule != "status.will":
            self.status = "target"

    def next_part(self) -> None:
        """Behind a semicolon: a forecast or a plan that was first named in a later part of the sentence ends."""
        self.of_part, self.listed = False, ("", "")
        self.part_begins = len(self.rows)
        span = self.sentence_span
        if span is not None and self.context.period == whole_year(span.year):
            self.context.govern(span)  # “十二五”时期…：…，2015年突破700亿元；能耗下降15%
        if self.parted:
            self.status = self.status_of_parts
        else:
            self.parted, self.status_of_parts = True, self.status

    @property
    def region(self) -> Region | None:
        """The place in force."""
        return self.context.region or self.context.home

    @property
    def owner(self) -> str:
        """The name in reach for a figure without one."""
        if self.scene and self.names.head_of(self.scene):
            return self.scene
        if self.subject or self.has_topic:
            return self.subject or self.context.topic
        return self.context.subject or self.context.topic

    def comparison(self, name: str) -> Mention | None:
        """The period that a movement is measured against where its own words say none."""
        last = self.rows[-1].indicator if self.rows else ""
        again = not name or self.in_parts or last.startswith(name[:-1]) or last.endswith(name)
        return (self.base or self.handed if again else None) or self.compared or self._since_january(name or last)

    def _since_january(self, name: str) -> Mention | None:
        """年初 where a balance before the sentence was measured against it (存款比年初增加5亿元。贷款余额增加3亿)."""
        against = self.context.against
        opening = against is not None and isinstance(against.data, PeriodMention) and against.data.point == "年初"
        return against if opening and self._balance.search(name) else None

    def each(self, ahead: Before) -> Mention | None:
        """分别 anywhere before a figure, 均 right before it."""
        mention = ahead.in_segment("D")
        if mention is None or mention in ahead.run:
            return mention
        return None if self.text.startswith("均", mention.start) else mention

    def left_of(self, segment: Segment, mention: Mention | None) -> str:
        """The words of a segment before one of its mentions."""
        if mention is None or mention.start < segment.begin:
            return segment.raw
        if mention.start == segment.begin:
            return ""
        return self.text[segment.begin : mention.start]

    def clean_left(self, segment: Segment, mention: Mention | None) -> str:
        """The name in the words before a mention."""
        if mention is not None and mention.start <= segment.begin:
            return ""
        for other in segment.ahead.segment:
            if mention is not None and other.code == "b" and other.end == mention.start:
                return self.names.clean(self.left_of(segment, other))  # 比上年分别减少
            if mention is not None and other.code == "k" and segment.begin < other.start < mention.start:
                return self.names.clean(self.left_of(segment, other))  # 较2015年分别下降
        return self.names.clean(self.left_of(segment, mention))

    def tail_of(self, segment: Segment, each: Mention) -> str:
        """The name in the words between 分别 and the figures (`甲、乙分别出口3亿元和5亿元`)."""
        end = segment.ahead.name_end
        return self.names.clean(self.text[each.end : end]) if end > each.end else ""

    def row(self, mention: Mention, name: str, ahead: Before | None) -> Draft:
        """A new row with name, place, period and status; not yet among the rows."""
        row = Draft(mention.start, mention.end, indicator=name, status=self.status)
        row.by(mention.rule)
        row.text_start, row.text_end = mention.start - min(len(name), 30), mention.end
        region = self.region
        row.region, row.region_name = region, region.name if region else ""
        if region is None or region.undecided:
            row.flag("region_unresolved")
        elif self.context.region is None:
            row.flag("region_inferred")
        self._date(row, ahead, mention.end)
        self._settle_status(row, ahead)
        return row

    def bounds(self, row: Draft, ahead: Before) -> None:
        """Give a row the bound that stands before its figure, or in its name (最高补助)."""
        bound = ahead.last("c")
        if bound is not None and isinstance(bound.data, Cue):
            row.comparator = stronger(row.comparator, bound.data.value)
            row.by(bound.rule)
        elif not row.comparator and row.kind == "level":
            if self._upper_name.search(row.indicator):
                row.comparator = "le"
            elif self._lower_name.search(row.indicator):
                row.comparator = "ge"

    def remember(self, row: Draft) -> None:
        """Let the name of a row serve the clauses that follow."""
        if row.kind != "share":
            self.context.unit = row.base_unit
        if row.indicator and not (row.indicator.startswith("日均") and self.subject):
            self.subject = self.context.subject = row.indicator
            if not self.in_parts:
                self.context.undivided, self.context.undivided_unit = row.indicator, row.base_unit
                if not self.viewed and not self.context.told_here:
                    self.context.told_here = row.indicator

    def own_period(self, ahead: Before | None) -> PeriodMention | None:
        """The period named right before a figure, unless something is compared with it."""
        if ahead is None:
            return None
        run, beside = ahead.run, compared_periods(ahead.segment, self.text)[1:]
        for number, mention in enumerate(run):
            if mention.code == "T" and mention not in beside and (number == 0 or run[number - 1].code not in "kb"):
                data = mention.data
                assert isinstance(data, PeriodMention)
                return data
        return None

    def _date(self, row: Draft, ahead: Before | None, behind: int) -> None:
        context, own = self.context, self.own_period(ahead)
        if own is None:
            row.period = self._period_in_force(row.indicator, ahead, behind)
            if not self.period_read and row.period is not None:
                row.flag("period_inherited")
        else:
            row.period = context.resolve(own)
            if own.part == "X" and context.period is not None and own.year is None and own.offset in (None, -1):
                row.period = moved(context.period, -1)
            self._note_course(row.period, ahead)
        if (noted := self._in_bracket.match(self.text, behind, self.end)) is not None:
            row.period = whole_year(int(noted["year"]))
        if row.period is None:
            row.flag("period_unresolved")

    def _period_in_force(self, name: str, ahead: Before | None, behind: int) -> Period | None:
        """The period that governs here, as the indicator takes it: a flow is of a period, a stock of a point in time.

        Of a point in time that was named in an earlier sentence only stocks are; what is reached over several years is
        of the last of them.
        """
        context = self.context
        period, point = context.period, context.point
        if period is None:
            return None
        if self.reached is not None and ahead is not None and any(m.code == "o" for m in ahead.run):
            return self.reached
        if period.is_point:
            last = self.rows[-1].period if self.in_parts and self.rows else None
            if last is not None and last.is_point and not self._flow.search(name):
                return last  # 卫生人员2000人，其中护士900人
            inherited = period is self.period_before and context.passing
            summed = self.until and not inherited and "累计" in self._clause_before(behind)
            if not summed and (self._flow.search(name) or inherited and not self._stock.search(name)):
                period = context.whole or period
        if summed_over := self._years_summed(period, ahead, behind):
            return summed_over
        if self.context.span_read and period == self._last_of_span() and self._adds_up(name, ahead):
            return self.context.span  # 五年来…。2015年，…，累计完成投资8亿元
        if period.spans_years:
            whole = (
                self.rows[-1].period if self.in_parts and self.rows and ahead is not None and not ahead.run else None
            )
            if whole is not None and whole.end == period.end:
                return whole  # 实有经营主体688万户，其中企业162万户
            one = "年均" not in name and not self._adds_up(name, ahead)
            if one and self._against_year.match(self.text, behind, self.end):
                return whole_year(period.year)
            summed = self._against_span.match(self.text, behind, self.end) is not None or not self._reaches(name, ahead)
            return period if summed else whole_year(period.year)
        if point is not None and point.end == period.end and self._balance.search(name):
            return point
        return period

    def _clause_before(self, end: int) -> str:
        """The words of a clause up to a position."""
        begin = max(self.text.rfind(sign, self.start, end) for sign in "，；：")
        return self.text[max(begin, self.start) : end]

    def _note_course(self, period: Period | None, ahead: Before | None) -> None:
        """Keep from when to when a movement goes, for the movements behind it that do not say it."""
        if ahead is None:
            return
        if any(m.code == "o" for m in ahead.run):
            self.reached = period if self.outset is not None else None
        elif ahead.in_segment("i"):
            self.outset = period
            if period is not None and period.is_year and self.context.outset is not None:
                self.context.outset = period.year  # 2011—2020年，…由2010年的…增加到…。税收由20亿元增加到…

    def begins(self) -> Period | None:
        """When a movement begins that does not say it: as the one before it, or at what all is compared with."""
        if self.outset is not None:
            return self.outset
        if self.compared is not None and isinstance(self.compared.data, PeriodMention):
            return self.context.resolve(self.compared.data)
        period = self.context.period
        if period is not None and period.is_point and self.context.whole is not None:
            period = self.context.whole
        if period is None or self.context.outset is None:
            return None
        if period.spans_years or self.context.span_read and period == self._last_of_span():
            return whole_year(self.context.outset)  # 2018年至2022年，…由…增至…
        return None

    def _last_of_span(self) -> Period | None:
        """The last year of the years that were named last."""
        span = self.context.span
        return whole_year(span.year) if span is not None else None

    def period_of_start(self, ahead: Before) -> Period | None:
        """When a rate was, from which another one has come (`由上月下降2.4%转为…`)."""
        start, period = ahead.in_segment("i"), self.context.period
        words = self.text[start.start : start.end] if start is not None else ""
        if period is not None and ("上月" in words or "上季度" in words):
            self.outset = before(period)
        elif period is not None and ("上年" in words or "去年" in words):
            self.outset = moved(period, -1)
        own = self.own_period(ahead)
        return self.context.resolve(own) if own is not None else self.begins()

    def _years_summed(self, period: Period, ahead: Before | None, behind: int) -> Period | None:
        """The years up to the one in force that a figure is said to add up (2010年，…，五年累计完成768亿元)."""
        if ahead is None or not period.is_year:
            return None
        begin = max(self.start, min(ahead.name_end, behind) - 14)
        figure = ahead.run[-1].end if ahead.run else ahead.name_end
        found = self._over_years.search(self.text, begin, figure)
        return years(period.year - small_number(found["years"]) + 1, period.year) if found else None

    def _adds_up(self, name: str, ahead: Before | None) -> bool:
        """Whether 累计 stands before a figure or right before its name."""
        if ahead is None:
            return False
        begin = max(self.start, ahead.name_end - len(name) - 6)
        return "累计" in self.text[begin : ahead.name_end] or any(
            "累计" in self.text[m.start : m.end] for m in ahead.run
        )

    def _reaches(self, name: str, ahead: Before | None) -> bool:
        """Whether a figure is what something has come to, rather than what was done over the years."""
        codes = ahead.codes if ahead is not None else ""
        if self._adds_up(name, ahead):
            return False
        if ahead is not None and "现有" in self.text[max(self.start, ahead.name_end - len(name) - 6) : ahead.name_end]:
            return True  # 全省现有各类水库1.08万座
        if "o" in codes and "g" not in codes and "b" not in codes:
            return True
        if ahead is None or any(code in "udgb" for code in codes) or self._accumulated.search(name):
            return False
        if self._state.search(name):
            return True
        words = [self.text[m.start : m.end].removeprefix("分别") for m in ahead.run if m.code in "vcD"]
        return any(word in self._reached for word in words) and "累计" not in "".join(words)

    def _settle_status(self, row: Draft, ahead: Before | None) -> None:
        """What is past is no target, nor is what a place has (`我国有2.9亿学生`) or a movement starts from."""
        context = self.context
        period, reference = row.period, context.reference
        if row.status == "target" and period is not None and reference is not None:
            past = period.year < reference.year if "period_inherited" in row.flags else period.end < reference
            row.status = "actual" if past else row.status
        elif row.status == "actual" and period is not None and reference is not None and period.start > reference:
            row.status = "target"  # 到2025年…。能耗比2020年下降5%
        if ahead is None:
            return
        turned = any(m.code == "o" or m.rule == "verb.turned" for m in ahead.run)
        if ahead.in_segment("i") and not turned:
            row.status = "actual"
            if not any(m.code == "T" for m in ahead.run) and ahead.last("i") is not None:
                row.period = self.begins()
                row.flag("period_unresolved" if row.period is None else "period_inherited")
        holds = ahead.last("v")
        if row.status == "target" and holds is not None and self.text[holds.start : holds.end] in self._holds:
            row.status = "actual"
