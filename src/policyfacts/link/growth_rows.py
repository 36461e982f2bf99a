"""Rows of kind growth: a movement without a level, its name and its period."""

from __future__ import annotations

from policyfacts.link import growth
from policyfacts.link.bases import named_base
from policyfacts.link.draft import Draft
from policyfacts.link.state import Segment, State
from policyfacts.scan.periods import Period, is_month, whole_year, years


def owner_moved(state: State) -> str:
    """The name in reach of what moves: of places that were counted by a movement of theirs its measure."""
    last = state.rows[-1] if state.rows else None
    if (
        last is not None
        and last.has_movement()
        and "日均" in last.indicator
        and state.owner[-2:] == last.indicator[-2:]
    ):
        return last.indicator  # 日均流动量3亿人次，比2023年增长2%，比2019年增长24%
    measure = state.names.measure_moved(state.owner)
    counted = ("实现", "保持", "增速", "增幅", "涨幅", "降幅")  # 增速超过10%的省份有2个，甲省增长31%
    if not measure and last is not None and "的" in state.owner and state.owner.startswith(counted):
        return next((row.indicator for row in reversed(state.rows) if row.kind == "growth"), state.owner)
    return measure or state.owner  # 三市投资增长5%；13个市实现正增长，甲市增长9%


def _year_closed(period: Period) -> Period:
    """The year that a day at its end, named in a sentence before, stands for: growth is of years."""
    return whole_year(period.year) if period.start == period.end and period.iso.endswith("-12-31") else period


def _in_month(state: State, row: Draft) -> None:
    """上半年价格上涨7%，6月份上涨7.1%，与上月持平: what is compared with the month before is the month told of last."""
    last, period = state.rows[-2] if len(state.rows) > 1 else None, row.period
    if last is None or last.kind != "growth" or last.indicator != row.indicator or period is None:
        return
    month = last.period
    if month is not None and is_month(month) and period.start <= month.start and month.end == period.end:
        row.period = month


def _over_years(row: Draft, move: growth.Movement) -> None:
    """Growth over fewer years than those in force (在五年中…，企业数3年翻一番): the last of them."""
    base, period = row.growth_base, row.period
    if row.growth_basis == "base" and move.assumed and period is not None and period.spans_years and len(base) == 4:
        first = int(base) + 1
        row.period = years(first, period.year) if period.start.year < first < period.year else period


def growth_row(state: State, segment: Segment, move: growth.Movement, name: str, *, inherited: bool) -> None:
    """A row of kind growth for a movement, with the period that it is of; remembered for what follows."""
    ahead = segment.ahead
    based = growth.period_is_base(ahead) or move.basis == "base" and any(m.code == "o" for m in ahead.run)
    if inherited and state.context.region is not None:
        place = state.places.at(name, 0, len(name))
        if place is not None and place[0] is not None and place[0] is not state.context.region:
            name = state.places.without(name)  # 东北地区收入20亿元。其中，东部地区增速…
    listed = state.places.at(name, 0, len(name)) if state.listed[0] else None
    row = state.row(move.mention, name, None if based else ahead)
    if listed is not None and listed[0] is not None and listed[2] < len(name):
        row.indicator = name[listed[2] :]  # 订单增速前三的城市为甲市、乙市，分别增长…
        row.place(listed[0])
    row.kind = "growth"
    growth.apply(row, move)
    row.rules.reverse()
    if state.goal.match(state.text, move.mention.end, segment.clause.end):
        row.status = "target"  # 完成了下降40%的目标
    if inherited:
        row.flag("indicator_inherited")
    if row.period is state.period_before and row.period is not None and row.growth_basis == "yoy":
        row.period = _year_closed(row.period)
    state.rows.append(row)
    turned = any(m.code == "o" or m.rule == "verb.turned" for m in ahead.run)
    if ahead.in_segment("i") and not turned:
        row.period, row.status = state.dating.period_of_start(state, ahead), "actual"
    span = state.context.span
    if (
        row.growth_basis == "annual_avg"
        and span is not None
        and row.period is not None
        and row.period.year == span.year
        and not any(other.value is not None and other.indicator == name for other in state.rows[:-1])
    ):
        row.period = span  # but 2006年，产值达到5亿元，比2002年增长86%，年均增长17%
    if row.growth_basis == "base" and not move.assumed and row.period is not None and "平均" not in name:
        stated = row.period.spans_years and len(row.growth_base) == 4  # one year, not another plan
        row.period = whole_year(row.period.year) if stated else row.period  # 五年来…，比2015年增长6%
    if row.growth_basis == "pop" and not (segment.opening.period or ahead.in_segment("T")):
        _in_month(state, row)
    _over_years(row, move)
    if name and (not inherited or state.has_topic and name == state.context.topic):
        state.subject = state.context.subject = name
        if not state.in_parts:
            state.context.moved_whole = name


def hand_on(state: State, segment: Segment, basis: str, *, assumed: bool) -> None:
    """The first basis that a sentence names is that of its later movements without one."""
    base = named_base(segment.ahead)
    if base is not None:
        state.lead = base if not state.basis_read else state.lead
        state.handed, state.basis_read = base, True
        state.context.against = base
    elif basis in ("yoy", "pop") and not assumed and not state.basis_read:
        state.context.basis, state.basis_read = basis, True
