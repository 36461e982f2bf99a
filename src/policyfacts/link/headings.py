"""What headings, and the years that open paragraphs, say of what stands under them."""

from __future__ import annotations

import re

from policyfacts.link.context import Context
from policyfacts.rules.load import RuleSet
from policyfacts.scan.lexer import Lexer
from policyfacts.scan.mentions import PeriodMention
from policyfacts.scan.period_words import small_number
from policyfacts.scan.periods import whole_year

_HEAD = 600  # characters in which a text says the days of the holiday that it is about
_EARLY = 4  # the last month in which a document speaks of its own year as one to come


class Headings:
    """Reads titles, headings and opening years into the context; one per rule set."""

    def __init__(self, rules: RuleSet, lexer: Lexer) -> None:
        grammar = rules.grammar
        self._lexer = lexer
        self._holiday = grammar["heading.holiday"]
        self._report_title = grammar["report.title"]
        self._figure_title = grammar["heading.figure_title"]
        self._census = grammar["heading.census"]
        self._top = grammar["heading.top"]
        self._past_year = grammar["heading.past_year"]
        self._dateline = grammar["heading.dateline"]
        self._forecasts = grammar["heading.forecasts"]
        self._targets = grammar["heading.targets"]
        self._names_document, self._programme = grammar["heading.names_document"], grammar["heading.programme"]
        self._states_figure = grammar["heading.states_figure"]
        self._measures = grammar["heading.measures"]
        self._tasks, self._rules = grammar["heading.tasks"], grammar["heading.rules"]
        self._reports = grammar["heading.reports"]
        self._reviews = grammar["heading.reviews"]
        self._scene_span_first, self._scene_span = grammar["heading.scene_span_first"], grammar["heading.scene_span"]
        self._scene_year, self._bulletin = grammar["heading.scene_year"], grammar["heading.bulletin"]
        self._plan_and_year = grammar["heading.plan_and_year"]
        self._plan_scene = grammar["heading.plan_scene"]

    def title(self, title: str, context: Context) -> None:
        """The period of a title governs the whole document."""
        context.census = self._census.search(title) is not None
        context.programme = context.plan is not None or self._programme.search(title) is not None
        if context.plan is None and self._measures.match(title):
            context.status, context.measures = "target", True  # 促进消费若干措施
        if context.plan is not None and context.plan.is_year:
            context.enter(PeriodMention(year=context.plan.year), heading=True)
            context.status = "target"  # 2023年重点工作方案
        if context.plan or self._report_title.search(title):
            return  # 十四五规划和2035年远景目标, 2016年政府工作报告: no year of its figures
        period = self._period(title, 0, len(title), without=("D", "now", "X", "S", "P", "B", "C", "E"))
        if period is not None:
            context.enter(period, heading=True)
            context.stated_year = context.year if self._reports.search(title) else None

    def holiday(self, text: str, title: str, context: Context) -> None:
        """A title that names a holiday: its days, which the text says first, govern the whole document."""
        if self._holiday.search(title) is None:
            return
        for found in self._lexer.scan(text, 0, min(len(text), _HEAD)):
            if isinstance(found.data, PeriodMention) and found.data.part == "R":
                context.enter(found.data, heading=True)
                context.holiday = context.period
                return
        if context.period is None:
            context.enter(PeriodMention(offset=0), heading=True)  # the holiday of the year of publication

    def heading(self, text: str, start: int, end: int, section: Context, document: Context) -> Context:
        """What governs under a heading: its period, and whether it looks back or ahead."""
        if self._figure_title.match(text, start, end) or self._dateline.fullmatch(text, start, end):
            return section
        entered = (document if self.is_top(text, start, end) else section).copy()
        period = self._period(text, start, end, without=("D", "now", "X"))
        days = entered.period is not None and entered.period.in_days and self._holiday.search(text, start, end)
        if period is not None and not days:  # the title again, whose days are known
            entered.enter(period, heading=True)
            year = self._year_behind(text, start, end) if period.part == "P" else None
            if year is not None:  # “十三五”发展目标和2016年主要任务: the tasks that follow are of the year
                entered.enter(year, heading=True)
        if entered.reference is not None and self._past_year.search(text, start, end):
            entered.enter(PeriodMention(offset=-1), heading=True)
        tasks = self._tasks.search(text, start, end) and not self._reviews.search(text, start, end)
        if period is not None and tasks and self._is_ahead(period, entered):
            entered.status = "target"
        if self._forecasts.search(text, start, end):
            entered.status = "forecast" if not self._states_figure.search(text, start, end) else entered.status
        elif self._targets.search(text, start, end):
            self._aims(entered, document, period, titled=self._names_document.search(text, start, end) is not None)
        elif self._reviews.search(text, start, end):
            entered.status = "actual"
            if entered.plan and period is None:  # 发展基础: the state at the outset of a plan
                entered.period = whole_year(entered.plan.start.year - 1)
        elif self._rules.search(text, start, end) is not None:
            entered.status = "actual" if document.programme else entered.status
        elif document.aims_stated and document.programme and period is None:
            self._aims(entered, document, None, titled=True)  # the tasks of a plan, behind its aims
        return entered

    def _aims(self, entered: Context, document: Context, period: PeriodMention | None, *, titled: bool) -> None:
        """What is to be done: in the years of the plan, or in the year that the aims were first headed with."""
        entered.status = "target"
        document.aims_stated |= not titled
        if period is not None and period.part == "Y" and not titled and not entered.plan:
            document.aims_of = period
        aims = document.aims_of if period is None else None
        year = entered.resolve(aims) if aims is not None else None
        if aims is not None and year is not None and (entered.period is None or entered.period.year < year.year):
            entered.enter(aims, heading=True)  # 二、2019年主要目标…三、主要任务
        elif entered.plan and entered.period is None:
            entered.govern(entered.plan)

    def _is_ahead(self, period: PeriodMention, context: Context) -> bool:
        """Whether a heading names the year that a document written at its beginning looks forward to."""
        reference = context.reference
        if reference is None or period.part != "Y" or reference.month > _EARLY:
            return False
        year = context.resolve(period)
        return year is not None and year.year >= reference.year

    def is_top(self, text: str, start: int, end: int) -> bool:
        """Whether a heading is of the first order."""
        return self._top.match(text, start, end) is not None

    def scene_year(self, text: str, start: int, end: int, section: Context) -> None:
        """A year or several years that open a paragraph govern the paragraphs after it too (`刚刚过去的2025年，…`)."""
        spans = () if section.stated_year is not None else (self._scene_span_first.match(text, start, end),)
        for found in (self._scene_year.match(text, start, end), *spans):
            self._enter(text, found, section)
        named = self._bulletin.search(text, start, end) if section.period is None else None
        if named is not None:
            section.enter(PeriodMention(year=small_number(named["year"])), heading=True)

    def span(self, text: str, start: int, end: int, context: Context) -> None:
        """The years of a plan that open a sentence without a figure (“十三五”时期是…。) govern those behind it."""
        self._enter(text, self._scene_span_first.match(text, start, end), context)

    def scene_span(self, text: str, start: int, end: int, section: Context) -> None:
        """Several years that open a later sentence of a paragraph govern the paragraphs behind it, save in a report
        on one year (`“十二五”期间，年均增长9%`).
        """
        spans = list(self._scene_span.finditer(text, start, end)) if section.stated_year is None else []
        self._enter(text, spans[-1] if spans else None, section)

    def _enter(self, text: str, found: re.Match[str] | None, section: Context) -> None:
        """Let the years of a match govern a section."""
        if found is not None:
            mentions = self._lexer.scan(text, found.start("year"), found.end())
            period = mentions[0].data if mentions else None
            if isinstance(period, PeriodMention) and period.part in ("Y", "L", "P"):
                section.enter(period, heading=True)

    def plan_scene(self, text: str, start: int, end: int, section: Context) -> Context:
        """What governs from a paragraph on that lays the draft of a five-year plan before an assembly: its targets."""
        found = self._plan_scene.search(text, start, end)
        if found is None:
            return section
        entered = section.copy()
        entered.enter(PeriodMention(part="P", first=small_number(found["plan"]), last=5), heading=True)
        entered.status = "target"
        return entered

    def _year_behind(self, text: str, start: int, end: int) -> PeriodMention | None:
        """The year that a heading names behind a five-year plan, as that of the tasks it ends with."""
        found = self._plan_and_year.search(text, start, end)
        return PeriodMention(year=int(found["year"])) if found is not None else None

    def _period(self, text: str, start: int, end: int, *, without: tuple[str, ...]) -> PeriodMention | None:
        """The first period of a stretch of text that is of no excluded form, nor what something is compared with."""
        compared = False
        for found in self._lexer.scan(text, start, end):
            compared, beside = found.code == "k", compared
            if found.code != "T" or beside or text.endswith("以来", 0, found.end):
                continue
            if isinstance(found.data, PeriodMention) and found.data.part not in without:
                return found.data
        return None
