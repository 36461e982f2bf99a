"""What a movement is measured against: its basis (yoy, pop, base) and its base period."""

from __future__ import annotations

import re
from dataclasses import replace

from policyfacts.link.context import Context
from policyfacts.link.roles import Before
from policyfacts.scan.mentions import Cue, Mention, PeriodMention
from policyfacts.scan.period_words import resolve, small_number
from policyfacts.scan.periods import moved

JOINTS = ("、", "和", "与", "及")
_JOINED = re.compile("[和与、及].?")


def named_base(ahead: Before) -> Mention | None:
    """The period that a movement is said to be measured against, or nothing."""
    mentions = ahead.segment
    for than, period in zip(mentions, mentions[1:], strict=False):
        if than.code == "k" and period.code == "T":
            return period
    return None


def years_before(count: str, context: Context) -> str:
    """The year that lies so many years before the last one of the period in force, if that is known."""
    return str(context.period.year - small_number(count)) if context.period is not None else ""


def ends_plan(context: Context) -> bool:
    """Whether the period in force is the last year of a five-year plan, and still ahead."""
    period, reference = context.period, context.reference
    ahead = period is not None and reference is not None and period.end > reference
    return ahead and period is not None and period.is_year and period.year % 5 == 0


def compared_periods(mentions: list[Mention], text: str) -> list[Mention]:
    """The periods, joined in a list, that a movement is measured against (`比上半年、前三季度`)."""
    periods: list[Mention] = []
    for than, period in zip(mentions, mentions[1:], strict=False):
        if than.code == "b" and not periods:
            periods = [than]
        joined = text[periods[-1].end : period.start] in JOINTS if periods else than.code == "k"
        if joined and period.code == "T":
            periods.append(period)
    return periods


def listed_basis(ahead: Before, number: int, text: str) -> str:
    """The basis of the `number`-th figure where several are joined (`比上月末和上年同期低0.6个和1.3个百分点`)."""
    bases = [cue for cue in ahead.segment if cue.code == "b"]
    if number >= len(bases) or len(bases) < 2 or not _JOINED.fullmatch(text, bases[0].end, bases[1].start + 1):
        return ""
    data = bases[number].data
    return data.value if isinstance(data, Cue) else ""


def basis_of(ahead: Before, context: Context, compared: Mention | None) -> tuple[str, str, bool]:
    """(basis, base period, assumed): from the run, else inherited, else a bare 增长 is yoy."""
    run = ahead.run
    for index in range(len(run) - 1, -1, -1):
        mention = run[index]
        if mention.code == "b" and isinstance(mention.data, Cue):
            return mention.data.value, "", False
        if mention.code == "T" and index and run[index - 1].code in "ko":
            return base_period(mention, context)
    for index, mention in enumerate(ahead.segment):
        if mention.code == "k" and index + 1 < len(ahead.segment) and ahead.segment[index + 1].code == "T":
            return base_period(ahead.segment[index + 1], context)
        if mention.code == "b" and isinstance(mention.data, Cue) and mention.data.value != "annual_avg":
            return mention.data.value, "", False
    if compared is not None and isinstance(compared.data, Cue):
        return compared.data.value, "", False
    if compared is not None:
        return base_period(compared, context)
    if not context.basis and context.span_begins is not None and not _within_year(run):
        return "base", str(context.span_begins - 1), True
    if context.years_unknown and not context.basis:
        return "base", "", True
    return context.basis or "yoy", "", not context.basis


def _within_year(run: list[Mention]) -> bool:
    """Whether a year or a part of one stands right before a movement (2011—2012年…，2013年上半年|增长5%)."""
    return any(m.code == "T" and isinstance(m.data, PeriodMention) and m.data.part in "YHQM" for m in run)


def base_period(mention: Mention, context: Context) -> tuple[str, str, bool]:
    """(basis, base period, assumed) of what is measured against a period."""
    data = mention.data
    assert isinstance(data, PeriodMention)
    current = context.period
    if data.offset == 0 and context.reference is None:
        data = replace(data, offset=None)  # 2014年1—7月…，比今年1—6月提高1个百分点, of a text without a date
    if data.part == "X":
        if data.year is None and data.offset in (None, -1):
            return "yoy", "", False
        year = data.year
        if year is None and context.reference is not None and data.offset is not None:
            year = context.reference.year + data.offset
        if year is None:
            return "base", "", False
        if current is None:
            return "base", str(year), False
        return "base", moved(current, year - current.year).iso, False
    ends = current is not None and current.ends_year and (current.is_point or not current.spans_years)
    if ends and data.point and data.offset == -1 and data.part == "Y":
        return "yoy", "", False  # at the end of a year, 比上年末
    year_in_reach = current.year if current is not None else context.year
    if data.point == "年初":
        return "base", f"{year_in_reach - 1}-12-31" if year_in_reach else "", False
    period = resolve(data, year=year_in_reach, reference=context.reference)
    if period is None:
        return "base", "", False
    if (
        data.year is None
        and data.offset is None
        and current is not None
        and data.part in "MQ"
        and period.start > current.end
    ):
        period = moved(period, -1)
    return "base", period.iso, False
