"""What the linking of one sentence carries from figure to figure, and how a row is begun."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyfacts.link.clauses import Clause
from policyfacts.link.context import Context
from policyfacts.link.dating import Dating
from policyfacts.link.draft import Draft
from policyfacts.link.growth import stronger
from policyfacts.link.places import Places
from policyfacts.link.roles import Before
from policyfacts.link.tools import Tools
from policyfacts.rules.divisions import Region
from policyfacts.scan.mentions import Cue, Mention, PeriodMention, Quantity
from policyfacts.scan.periods import Period, whole_year


@dataclass(slots=True)
class Opening:
    """What opens a clause: where its words begin behind period, place and openers."""

    body: int
    period: bool = False
    place: bool = False
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
        self.dating = Dating(tools)
        self.handed: Mention | None = None
        self.lead: Mention | None = None  # the same, where it is the first that the sentence names
        self._upper_name = tools.rules.grammar["bound.upper_name"]
        self._beside_plan = tools.rules.words["beside_plan"]
        self._reasons = tuple(tools.rules.words["reason"])
        self._goes_on = tuple(tools.rules.words["goes_on_with_plan"])
        self._expected = tools.rules.grammar["value.expected"]
        self._balance = tools.rules.grammar["period.balance_name"]
        self.goal, self._goal_met = tools.rules.grammar["level.goal"], tools.rules.grammar["opening.goal_met"]
        self._lower_name = tools.rules.grammar["bound.lower_name"]
        self.status = "actual"
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
        self.most = ""
        self.status_before = ""  # of what goes on behind a forecast of one figure alone
        self.places_listed = False  # places in a list govern nothing behind it
        self.example = False  # nor does the place of an example (如某县…)
        self.given: tuple[str, str] | None = None  # 园区贡献了全市60%的出口、70%的税收: who, and of which place
        self.part_tail = ""  # what the parts of a whole take from its name (…人数, …吞吐量)
        self.has_topic = self.topic_acts = False
        self.compared = context.against if context.census else None  # 与2010年相比，…
        self.base: Mention | None = None  # 比2010年的3.1人|减少…: the period of a level that movements start from
        self.outset: Period | None = None  # when the movements of this sentence begin (由2011年的…增加到2016年的…)
        self.reached: Period | None = None  # and when they end
        self.basis_read = False  # a sentence hands on the first basis that it names
        self.list_verb = ""  # 新增7名院士、9个实验室: the verb of the first item
        self.whole_topic = ""  # 新增就业人员中，…
        self.by_class = False  # the parts of it are told of by their classes (在工业行业大类中)
        self.empty: list[str] = []  # the words of the clauses right before that have no figure
        self.members: list[str] = []  # the names of the last list that figures were shared out to
        self.scene = ""  # the topic of the clause right before, where it has no figure
        self.viewed = False  # 从贸易方式看，…: shares are of what was told of before
        self.view = ""  # 从增速上看，…: what a rank behind it is of
        self.listed = ("", "")  # members and head of `出口增长较快的领域是A、B`
        self.spent: Draft | None = None  # money named before what it was spent on
        self.spent_on: list[str] = []  # and the works of which it was
        self.spends = False  # the next row is such money
        planned = context.planned
        carried = planned is not None and planned[0] is context.period
        before = (
            self.status if self.text.startswith(self._goes_on, start) else context.status
        )  # 拟实施10项。主要包括：…
        self.status = self.status_of_parts = planned[1] if carried and planned is not None else before
        self.part_begins = 0  # the first row behind the last semicolon
        self.detour: tuple[Period, int] | None = None  # the period left in the middle of a part, the rows before that
        self.since = False  # the period in force is one from a year on (“十三五”以来)
        self.parted = False  # a semicolon was passed
        self.period_of_parts: Period | None = None  # the period in force there
        self.reasoned = "主要" in self.text[start:end]
        self.due = False  # a day was named by which something is to be done (2025年底前)
        self.toward = False  # a year still ahead was named (力争到2026年)
        self.of_part = False  # 其中 was said since the last one
        self.counted = False  # a noun followed the last figure
        self.counted_noun = self.behind_noun = ""
        self.behind_counted = False
        self.period_opens = False  # a period opens the sentence, and governs what follows it too
        self.period_read = False  # the period in force was named in this clause or in an empty one before it
        self.regions: list[Region] = []  # places named together at the opening
        self.periods: list[Period] = []  # periods named together at the opening
        self.around: Period | None = None  # the period in force before them
        self.until = False  # a day was named up to which things add up (截至2022年末，累计…)
        self.ordered_rates = ""  # the measure whose growth members are told of in order (增速依次为甲5%、乙4%)
        self.told_sign = 0  # of the rates behind a clause that says what grew (+1) or fell (-1) most
        self.moving_share = ""  # the whole of a share that a clause without a figure says to move
        self.aside: Period | None = None  # the period in force before one of a part was named (其中3月份)
        self.lead_before, self.lead = self.lead, None
        self.handed = None  # the period that an earlier movement was measured against

    def note_status(self, mention: Mention) -> None:
        """A word of plan or forecast governs the rest of the sentence; 将 leaves a forecast as it is."""
        if mention.code == "t" and self._goal_met.search(self.text, max(mention.start - 40, 0), mention.start):
            return  # 如期完成…目标, 远超预期
        will = mention.rule == "status.will"
        if mention.code == "e":
            self.status, self.context.foreseen = "forecast", True
        elif will and self.status == "actual" and self.context.foreseen:
            self.status = "forecast"  # 预计旅客达到3亿人次。水运客运量将达到94万人次
        elif self.status != "forecast" or not will:
            self.status = "target"

    def next_part(self) -> None:
        """Behind a semicolon: a forecast or a plan that was first named in a later part of the sentence ends."""
        self.of_part, self.listed, self.told_sign = False, ("", ""), 0
        self.return_from_detour()
        if not self.rows and self.has_topic:
            self.has_topic = False  # 重大工程推进顺利，…；地铁全线开工，完成投资…
        self.part_begins = len(self.rows)
        span, before = self.sentence_span, self.period_before
        back = self.parted and before is not None and self.period_of_parts is before
        if span is None and back and before is not None and before.spans_years:
            span = before  # “十三五”时期…：…；预计2020年产值突破百亿元；脱贫5万人
        if span is not None and self.context.period == whole_year(span.year):
            self.context.govern(span)  # “十二五”时期…：…，2015年突破700亿元；能耗下降15%
        if self.aside is not None:  # 工业增长5%；投资增长6%，其中当月增长9%；出口增长7%
            self.context.govern(self.aside)
            self.aside = None
        if self.parted:
            before, now = self.period_of_parts, self.context.period
            if self.status == "forecast" != self.status_of_parts and before and now and before.end <= now.end:
                self.context.govern(before)  # …；预计2020年产值突破百亿元；新增就业3万人
            elif self.context.plan and self.status == "target" and before and now and now.year < before.year:
                self.context.govern(before)  # 到2020年…；2017年贫困村全部出列；覆盖率达到98%
            self.status = self.status_of_parts
        else:
            if self.status == "forecast" and self.rows and self.rows[0].status == "actual":
                self.status, first, now = "actual", self.rows[0].period, self.context.period
                if first is not None and now is not None and first.end <= now.end:
                    self.context.govern(first)  # 1—11月产值400亿元，预计全年突破500亿元；增加值增长9%
            self.parted, self.status_of_parts, self.period_of_parts = True, self.status, self.context.period

    def single_years(self, count: int) -> list[Period]:
        """Each year of the only period named, where there are as many as figures (2013—2015年，…分别为x、y、z)."""
        period = self.periods[0] if len(self.periods) == 1 and count > 1 else None
        if period is None or period.iso != f"{period.start.year}/{period.year}":
            return []
        span = [whole_year(year) for year in range(period.start.year, period.year + 1)]
        return span if len(span) == count else []

    def share_periods(self) -> None:
        """Behind figures of periods named together (二、三、四季度分别…) the year that they are of is in force."""
        around = self.around
        if around is not None and all(around.start <= part.start and part.end <= around.end for part in self.periods):
            self.context.govern(around)

    def return_from_detour(self) -> None:
        """`2015年收入9亿元，“十二五”期间年均增长8%；支出…`: a period of nothing but growth gives way to that before."""
        detour, self.detour = self.detour, None
        if detour is not None and all(row.kind == "growth" for row in self.rows[detour[1] :]):
            self.context.govern(detour[0])

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
        if self.by_place and self.viewed and self.context.moved_whole:
            return self.context.moved_whole  # 工业增长5%。39个行业实现增长。分地区看，东部增长6%
        return self.context.subject or self.context.topic

    def comparison(self, name: str) -> Mention | None:
        """The period that a movement is measured against where its own words say none."""
        last = self.rows[-1].indicator if self.rows else ""
        beside = self.rows and self.rows[-1].kind == "growth" and self.rows[-1].growth_basis == "base"
        again = not name or self.in_parts or beside or last.startswith(name[:-1]) or last.endswith(name)
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
        run = segment.ahead.run
        if (
            mention is not None
            and mention.code == "D"
            and mention in run[1:]
            and run[run.index(mention) - 1].code in "ud"
        ):
            mention = run[0]  # 同比增长|均为42%
        if mention is not None and mention.start <= segment.begin:
            return ""
        for other in segment.ahead.segment:
            if mention is not None and other.code == "b" and other.end == mention.start:
                return self.names.clean(self.left_of(segment, other))  # 比上年分别减少
            if mention is not None and other.code == "k" and segment.begin <= other.start < mention.start:
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
        self.dating.date(self, row, ahead, mention.end)
        self.dating.settle_status(self, row, ahead)
        if expected := self._expected.match(self.text, mention.end):
            row.status = "forecast"  # 财政收入500亿元（预计）
            self.status = "forecast" if expected["on"] else self.status
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

    def _explains(self, row: Draft) -> bool:
        """Whether a clause only says why (主要是减免社保费3亿元): what follows is of what was told of before."""
        if not self.reasoned:
            return False
        begin = max(self.text.rfind("，", self.start, row.start), self.start)
        return self.text.startswith(self._reasons, begin + 1)

    def remember(self, row: Draft) -> None:
        """Let the name of a row serve the clauses that follow."""
        if row.kind != "share":
            self.context.unit = row.base_unit
        named = row.indicator and row.indicator not in self._beside_plan
        if named and not (row.indicator.startswith("日均") and self.subject) and not self._explains(row):
            self.subject = row.indicator
            self.context.subject = row.indicator
            if not self.in_parts:
                self.context.moved_whole = row.indicator
                self.context.undivided, self.context.undivided_unit = row.indicator, row.base_unit
                self.context.undivided_period = row.period
                if not self.viewed and not self.context.told_here:
                    self.context.told_here = row.indicator
