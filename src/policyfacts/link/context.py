"""What a clause inherits: place, period, basis, status and the last name, from document down to clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from policyfacts.rules.divisions import Region
from policyfacts.scan.mentions import Mention, PeriodMention
from policyfacts.scan.period_words import resolve
from policyfacts.scan.periods import Period, at_end, before, is_month, last_month, whole_year, years

_NEARLY_OVER = 10  # a year of which more months are over is counted among the years since


def _adds_up(period: Period) -> bool:
    """Whether a period is several months from January on."""
    return period.start.month == 1 and period.end.month > 1 and period.start.year == period.end.year


@dataclass
class Context:
    """The state that is handed from clause to clause; copied where a paragraph or bracket begins."""

    home: Region | None = None
    reference: date | None = None
    region: Region | None = None
    places_told: tuple[Region, ...] = ()  # of which the last sentence that shares figures out tells, in order
    period: Period | None = None
    lead: Period | None = None  # the first period named in the paragraph
    whole: Period | None = None  # of a point in time: the period that it ends, which flows are of
    point: Period | None = None  # the last point in time, which stocks are of
    outset: int | None = None  # the year from which its movements start
    span: Period | None = None  # the last period of several years, which annual averages are of
    span_read: bool = False  # it was named in the paragraph, not by a heading
    years_unknown: bool = False  # several years were named (十年来) that nothing dates
    carried: bool = False  # the period is that of the paragraph before, no heading named it
    by_quarter: bool = False  # the quarters or months of the period are told of (分季度看)
    passing: bool = False  # the period was named in a sentence of the paragraph, not by a heading
    year: int | None = None
    year_named: bool = False  # it was named in this sentence
    year_in_passing: bool = False  # it was named in an earlier sentence, not by a heading
    stated_year: int | None = None  # the year that the title names
    parts: dict[tuple[str, int, int], int] = field(
        default_factory=dict
    )  # 上半年 and the like: of which year it was last
    plan: Period | None = None  # the years of the plan that the document is
    holiday: Period | None = None  # the days of the holiday that it is about
    aims_stated: bool = False  # its aims were headed: what is said behind them is to be done
    aims_of: PeriodMention | None = None  # the year that they were headed with
    programme: bool = False  # the title names what is to be done: a plan, measures, opinions
    measures: bool = False  # measures or a scheme are told: works are ahead, what is granted is in force
    census: bool = False  # the results of a census, which compare with the census before
    against: Mention | None = None  # what the last sentence of a census compared with
    basis: str = ""
    change_basis: str = ""  # of the last movement in percentage points
    status: str = "actual"
    foreseen: bool = False  # a forecast was made in the paragraph: 将 goes on with it
    share_of: str = ""
    share_before: str = ""  # of what shares were, and the first whole told of, in earlier paragraphs of the section
    told: str = ""
    told_here: str = ""  # the first whole told of in this paragraph
    unit: str = ""  # the base unit of the last level
    topic: str = ""
    branch: str = ""  # of which the paragraph tells (海洋渔业总体平稳。…。全年实现增加值20亿元)
    undivided_unit: str = ""  # and the unit of its figure
    undivided_period: Period | None = None  # and when that was
    undivided: str = ""  # the last name that was no part of another
    moved_whole: str = ""  # the same, also of what only moved
    subject: str = ""  # the last name given to a row
    also: int | None = None  # the second of two years named together
    aimed: Period | None = None  # by when all is to be done that the paragraph before told of
    planned: tuple[Period, str] | None = None  # years still to come, and the status of what was said of them

    @property
    def span_begins(self) -> int | None:
        """The first year of a period of several years."""
        period = self.period
        if period is None or period.start.year == period.end.year:
            return None
        return period.start.year

    def copy(self) -> Context:
        """An independent copy; made for each paragraph, so without the cost of ``dataclasses.replace``."""
        new = object.__new__(Context)
        new.__dict__ = self.__dict__.copy()
        new.parts = self.parts.copy()
        return new

    def recall(self, paragraph: Context) -> None:
        """Keep what a paragraph under this heading says for those behind it: wholes, and the end of the period."""
        self.share_before = paragraph.share_of or self.share_before
        self.told = paragraph.told_here or self.told
        if paragraph.point is not None and self.period is not None and paragraph.point.end == self.period.end:
            self.point = paragraph.point

    def restore(self, outer: Context) -> None:
        """Take back what a bracket changed."""
        self.region, self.period, self.also = outer.region, outer.period, outer.also
        self.whole, self.point = outer.whole, outer.point
        self.year, self.basis = outer.year, outer.basis

    def resolve(self, mention: PeriodMention) -> Period | None:
        """The period that a mention means here."""
        if mention.part == "E":  # 月末, 期末: the end of the period in force
            return at_end(self.period) if self.period is not None else None
        if mention.part == "B" and self.period is not None and is_month(self.period):
            return before(self.period)
        if mention.part == "W" and not mention.point and self.plan and self.year is None and self.status == "target":
            return self.period  # 全年, in a plan of several years
        if mention.part == "C":  # 当月: the last month of the period in force
            return last_month(self.period) if self.period is not None else None
        year = self.year
        if mention.part == "W" and self.period is not None and self.period.is_year and self.passing:
            year = self.period.year  # 去年，…。全年建成…
        if mention.part == "W" and year is None and self.measures and self.status == "target" and self.reference:
            year = self.reference.year  # measures of March: of the year that goes on
        if self.year_in_passing and mention.year is None and mention.offset is None:
            year = self.parts.get((mention.part, mention.first, mention.last), year)
        return resolve(mention, year=year, reference=self.reference)

    def govern(self, period: Period | None) -> None:
        """Let a period govern what follows; a point in time leaves the flows to the period that it ends."""
        if period is not None and period.is_point:
            outer = self.whole if self.period is not None and self.period.is_point else self.period
            if outer is not None and outer.year == period.year:
                self.whole = outer
            else:
                self.whole = whole_year(period.year) if period.ends_year else None
            self.point = period
        else:
            self.whole = None
        if period is not None and period.spans_years:
            self.span, self.basis, self.change_basis = period, "", ""
        self.period = period

    def _since(self, mention: PeriodMention) -> Period | None:
        """The years from one on (2018年以来): up to the year in reach, or to the last one that was over."""
        first, reference = self.resolve(mention), self.reference
        if first is not None and mention.part == "P" and self.year is not None and self.year > first.year:
            return years(first.start.year, self.year)  # “十三五”以来, of a plan that is over
        if first is None or not first.is_year:
            return first
        last = self.year if self.year is not None and self.year > first.year else None
        if last is None and reference is not None:
            last = reference.year if reference.month > _NEARLY_OVER else reference.year - 1
        return years(first.year, last) if last is not None and last > first.year else first

    def return_to_lead(self) -> None:
        """From a month beside the one before (从环比看，7月份…) back to the months that the paragraph sums up."""
        lead, month = self.lead, self.period
        if self.by_quarter and lead and month and lead.start <= month.start and month.end <= lead.end:
            self.govern(lead)  # 上半年…。分季度看，一季度…，二季度…。分产业看
        if self.basis == "pop" and lead is not None and month is not None and _adds_up(lead) and lead.end == month.end:
            self.govern(lead)
            self.basis = ""

    def _years_back(self, mention: PeriodMention, now: Period) -> bool:
        """Whether a month since which something goes on is of a year before that in force."""
        period = self.resolve(mention)
        return period is not None and period.year < now.year

    def enter(self, mention: PeriodMention, *, since: bool = False, heading: bool = False) -> None:
        """Let a time expression govern what follows; of 2022年以来 (``since``) the year does not.

        The year that a heading names holds until the next one; that of a sentence gives way, in a later one, to the
        year that a part of a year was last of (2022年，…。上半年…).
        """
        if mention.part == "X":
            return
        self.carried = self.carried and not heading
        if mention.part == "now":
            self.period = None
            return
        if since and mention.part == "M" and self.period is not None and self._years_back(mention, self.period):
            return  # 截至2021年2月19日，…，自2013年9月以来…突破
        self.govern(self._since(mention) if since and mention.part in "YP" else self.resolve(mention))
        if mention.part == "P" and self.period is not None and self.period.is_point:
            self.whole = whole_year(self.period.year)  # “十一五”期末，完成产值: of its last year
        self.years_unknown = self.period is None and mention.part in ("L", "P", "S", "F")
        period, self.also = self.period, mention.also
        self.lead = self.lead or period
        if period is not None and period.spans_years:
            self.outset = period.start.year - (mention.part != "S")
            self.span_read = not heading
        if self.basis == "pop" and period is not None and _adds_up(period):
            self.basis = ""  # 11月环比下降0.1%。1—11月，…下降24%
        passing = mention.offset is not None and mention.offset < 0 and self.reference is not None
        if period is not None and not since and not passing and mention.part not in ("P", "S", "L", "F"):
            self.year, self.year_in_passing, self.year_named = period.year, False, not heading
        if period is not None and mention.part in ("H", "Q", "M"):
            self.parts[mention.part, mention.first, mention.last] = period.year
