"""When a row is: its own period, the one in force, or what a movement and a span of years say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policyfacts.link.bases import compared_periods
from policyfacts.link.draft import Draft
from policyfacts.link.roles import Before
from policyfacts.link.tools import Tools
from policyfacts.scan.mentions import PeriodMention
from policyfacts.scan.period_words import small_number
from policyfacts.scan.periods import Period, before, moved, whole_year, years

if TYPE_CHECKING:
    from policyfacts.link.state import State


_NEAR = 40  # characters before a figure in which it is said what kind of figure it is


class Dating:
    """Dates the rows of sentences; one per document."""

    def __init__(self, tools: Tools) -> None:
        grammar, words = tools.rules.grammar, tools.rules.words
        self._holds, self._reached = words["holds"], words["reached"]
        self._flow, self._stock = grammar["period.flow_name"], grammar["period.stock_name"]
        self._state, self._accumulated = grammar["period.state_name"], grammar["period.accumulated_name"]
        self._against_year, self._against_span = grammar["period.against_year"], grammar["period.against_span"]
        self._over_years, self._in_bracket = grammar["period.years_summed"], grammar["period.in_bracket"]
        self._balance, self._in_force = grammar["period.balance_name"], grammar["grant.in_force"]
        self._against_end = grammar["period.against_end"]

    def own_period(self, state: State, ahead: Before | None) -> PeriodMention | None:
        """The period named right before a figure, unless something is compared with it."""
        if ahead is None:
            return None
        run, beside = ahead.run, compared_periods(ahead.segment, state.text)[1:]
        for number, mention in enumerate(run):
            if mention.code == "T" and mention not in beside and (number == 0 or run[number - 1].code not in "kb"):
                data = mention.data
                assert isinstance(data, PeriodMention)
                return data
        return None

    def date(self, state: State, row: Draft, ahead: Before | None, behind: int) -> None:
        """Give a row its period: that named right before its figure, else the one in force."""
        context, own = state.context, self.own_period(state, ahead)
        if own is None:
            row.period = self._period_in_force(state, row.indicator, ahead, behind)
            if not state.period_read and row.period is not None:
                row.flag("period_inherited")
        else:
            row.period = context.resolve(own)
            if own.part == "X" and context.period is not None and own.year is None and own.offset in (None, -1):
                row.period = moved(context.period, -1)
            self._note_course(state, row.period, ahead)
        if (noted := self._in_bracket.match(state.text, behind, state.end)) is not None:
            row.period = whole_year(int(noted["year"]))
        if row.period is None:
            row.flag("period_unresolved")

    def _period_in_force(self, state: State, name: str, ahead: Before | None, behind: int) -> Period | None:
        """The period that governs here, as the indicator takes it: a flow is of a period, a stock of a point in time.

        Of a point in time that was named in an earlier sentence only stocks are; what is reached over several years is
        of the last of them.
        """
        context = state.context
        period, point = context.period, context.point
        if period is None:
            return None
        goes_on = state.reached is not None and not state.period_read
        if goes_on and ahead is not None and any(m.code == "o" for m in ahead.run):
            return state.reached
        if period.is_point:
            last = state.rows[-1].period if state.in_parts and state.rows else None
            if last is not None and last.is_point and not state.period_read and not self._flow.search(name):
                return last  # 卫生人员2000人，其中护士900人
            inherited = period is state.period_before and context.passing
            summed = state.until and not inherited and "累计" in self._clause_before(state, behind)
            if not summed and (self._flow.search(name) or inherited and not self._is_stock(state, name, ahead, behind)):
                period = context.whole or period
        lead = context.lead
        if lead is not None and not state.period_read and lead.end == period.end and lead.start < period.start:
            within = lead.start.year == period.start.year
            if within and period is state.period_before and "累计" in self._clause_before(state, behind):
                return lead  # 前8个月…。8月当月完成20万吨。原油累计接卸50万吨
        if summed_over := self._years_summed(state, period, ahead, behind):
            return summed_over
        if state.context.span_read and period == self._last_of_span(state) and self._adds_up(state, name, ahead):
            return state.context.span  # 五年来…。2015年，…，累计完成投资8亿元
        if period.spans_years:
            part = state.in_parts and ahead is not None and not ahead.run
            whole = (state.rows[-1].period if state.rows else context.undivided_period) if part else None
            if whole is not None and whole.end == period.end:
                return whole  # 实有经营主体688万户，其中企业162万户
            one = "年均" not in name and not self._adds_up(state, name, ahead)
            if one and self._against_year.match(state.text, behind, state.end):
                return whole_year(period.year)
            summed = self._against_span.match(state.text, behind, state.end) is not None or not self._reaches(
                state, name, ahead
            )
            return period if summed else whole_year(period.year)
        ends = point is not None and point.end == period.end
        if ends and (self._balance.search(name) or self._against_end.match(state.text, behind, state.end)):
            return point
        return period

    def _is_stock(self, state: State, name: str, ahead: Before | None, behind: int) -> bool:
        """Whether a figure is of a point in time: by its name, by what it is compared with, or by its verb (共有)."""
        if self._stock.search(name) or self._against_end.match(state.text, behind, state.end):
            return True
        holds = ahead.last("v") if ahead is not None else None
        return holds is not None and holds.end - holds.start > 1 and state.text[holds.start : holds.end] in self._holds

    def _clause_before(self, state: State, end: int) -> str:
        """The words of a clause up to a position."""
        begin = max(state.text.rfind(sign, state.start, end) for sign in "，；：")
        return state.text[max(begin, state.start) : end]

    def _note_course(self, state: State, period: Period | None, ahead: Before | None) -> None:
        """Keep from when to when a movement goes, for the movements behind it that do not say it."""
        if ahead is None:
            return
        if any(m.code == "o" for m in ahead.run):
            state.reached = period if state.outset is not None else None
        elif ahead.in_segment("i"):
            state.outset = period
            if period is not None and period.is_year and state.context.outset is not None:
                state.context.outset = period.year  # 2011—2020年，…由2010年的…增加到…。税收由20亿元增加到…

    def begins(self, state: State) -> Period | None:
        """When a movement begins that does not say it: as the one before it, or at what all is compared with."""
        if state.outset is not None:
            return state.outset
        if state.compared is not None and isinstance(state.compared.data, PeriodMention):
            return state.context.resolve(state.compared.data)
        period = state.context.period
        if period is not None and period.is_point and state.context.whole is not None:
            period = state.context.whole
        if period is None or state.context.outset is None:
            return None
        if period.spans_years or state.context.span_read and period == self._last_of_span(state):
            return whole_year(state.context.outset)  # 2018年至2022年，…由…增至…
        return None

    def _last_of_span(self, state: State) -> Period | None:
        """The last year of the years that were named last."""
        span = state.context.span
        return whole_year(span.year) if span is not None else None

    def period_of_start(self, state: State, ahead: Before) -> Period | None:
        """When a rate was, from which another one has come (`由上月下降2.4%转为…`)."""
        start, period = ahead.in_segment("i"), state.context.period
        words = state.text[start.start : start.end] if start is not None else ""
        if period is not None and ("上月" in words or "上季度" in words):
            state.outset = before(period)
        elif period is not None and ("上年" in words or "去年" in words):
            state.outset = moved(period, -1)
        own = self.own_period(state, ahead)
        return state.context.resolve(own) if own is not None else self.begins(state)

    def _years_summed(self, state: State, period: Period, ahead: Before | None, behind: int) -> Period | None:
        """The years up to the one in force that a figure is said to add up (2010年，…，五年累计完成768亿元)."""
        if ahead is None or not period.is_year:
            return None
        begin = max(state.start, min(ahead.name_end, behind) - 14)
        figure = ahead.run[-1].end if ahead.run else ahead.name_end
        found = self._over_years.search(state.text, begin, figure)
        return years(period.year - small_number(found["years"]) + 1, period.year) if found else None

    def _adds_up(self, state: State, name: str, ahead: Before | None) -> bool:
        """Whether 累计 stands before a figure or right before its name."""
        if ahead is None:
            return False
        begin = max(state.start, ahead.name_end - len(name) - 6)
        return "累计" in state.text[begin : ahead.name_end] or any(
            "累计" in state.text[m.start : m.end] for m in ahead.run
        )

    def _reaches(self, state: State, name: str, ahead: Before | None) -> bool:
        """Whether a figure is what something has come to, rather than what was done over the years."""
        codes = ahead.codes if ahead is not None else ""
        if self._adds_up(state, name, ahead):
            return False
        if (
            ahead is not None
            and "现有" in state.text[max(state.start, ahead.name_end - len(name) - 6) : ahead.name_end]
        ):
            return True  # 全省现有各类水库1.08万座
        if "o" in codes and "g" not in codes and "b" not in codes:
            return True
        if ahead is None or any(code in "udgb" for code in codes) or self._accumulated.search(name):
            return False
        if self._state.search(name):
            return True
        words = [state.text[m.start : m.end].removeprefix("分别") for m in ahead.run if m.code in "vcD"]
        return any(word in self._reached for word in words) and "累计" not in "".join(words)

    def _is_rule(self, state: State, row: Draft) -> bool:
        """Whether a figure of measures is what is granted or charged (每床补助1万元), which is in force."""
        if row.period is not None and row.period.year > (state.context.reference or row.period.end).year:
            return False
        begin, end = max(state.start, row.start - _NEAR), min(state.end, row.end + _NEAR // 3)
        comma = state.text.find("，", row.end, end)
        return self._in_force.search(state.text, begin, comma if comma > 0 else end) is not None

    def settle_status(self, state: State, row: Draft, ahead: Before | None) -> None:
        """What is past is no target, nor is what a place has (`我国有2.9亿学生`) or a movement starts from."""
        context = state.context
        period, reference = row.period, context.reference
        if row.status == "target" and period is not None and reference is not None:
            past = period.year < reference.year if "period_inherited" in row.flags else period.end < reference
            row.status = "actual" if past else row.status
        elif row.status == "actual" and period is not None and reference is not None and period.start > reference:
            row.status = "target"  # 到2025年…。能耗比2020年下降5%
        if row.status == "target" and context.measures and self._is_rule(state, row):
            row.status = "actual"
        if ahead is None:
            return
        turned = any(m.code == "o" or m.rule == "verb.turned" for m in ahead.run)
        if ahead.in_segment("i") and not turned:
            row.status = "actual"
            if not any(m.code == "T" for m in ahead.run) and ahead.last("i") is not None:
                row.period = self.begins(state)
                row.flag("period_unresolved" if row.period is None else "period_inherited")
        holds = ahead.last("v")
        if row.status == "target" and holds is not None and state.text[holds.start : holds.end] in self._holds:
            row.status = "actual"
