"""Which rows a movement belongs to: those already made that it completes."""

from __future__ import annotations

from itertools import pairwise

from policyfacts.link.draft import Draft
from policyfacts.link.state import Segment, State
from policyfacts.scan.mentions import Mention, Quantity


def changed_name(state: State, segment: Segment) -> str:
    """The name of what changes, without 增速 and 降幅; empty where it is inherited."""
    noun = segment.ahead.in_segment("g")
    name = segment.name
    if noun is not None and noun.start >= segment.begin:
        name = state.names.clean(state.text[segment.begin : _end_of_name(segment, noun)])
    force = segment.ahead.in_segment("l")
    rate = force is not None and state.text.endswith("贡献率", 0, force.end)
    if force is not None and rate and force.start >= segment.begin:  # 对经济增长的贡献率|提高4.8个百分点
        name = state.names.clean(state.text[segment.begin : force.end])
    if name.endswith("人均") and (whole := state.relations.of_group(name, state.subject)):
        return whole  # 城乡低保标准提高，城镇年人均提高600元
    verb = segment.ahead.last("ud")
    means = name or segment.raw.strip("，")
    if verb is not None and state.relations.is_mean(means):
        moved = state.names.moved(means, state.text[verb.start : verb.end])
        name = moved if moved != means else name  # 村集体获利30万元，户均增收1000元
    if len(name) > 4 and not name.endswith("年人均"):
        name = name.removesuffix("月人均").removesuffix("人均")  # 养老金人均提高128元
    return "" if state.relations.is_rate_word(name) or state.names.is_opener(name) else name


def _end_of_name(segment: Segment, noun: Mention) -> int:
    """Where what stands before a noun of movement ends: at what it is compared with (高于上年|增幅), if it is."""
    before: Mention | None = None
    for mention in segment.ahead.segment:
        if mention.start >= noun.start:
            break
        if mention.code in "kb" and mention.start >= segment.begin:
            beside = before is not None and before.code in "ud" and before.end == mention.start
            return before.start if beside and before is not None else mention.start
        before = mention
    return noun.start


def moved_rows(state: State, count: int) -> list[Draft]:
    """The last `count` rows with a growth rate and no change yet (`增速分别提高a个和b个百分点`)."""
    rows = [row for row in state.rows if row.kind in ("growth", "level", "share") and row.change is None][-count:]
    return rows if len(rows) == count else []


def twins(state: State, segment: Segment, row: Draft) -> list[Draft]:
    """The rows that share the figure of one (`供水量和用水量均为5亿方，比上年减少1亿方`), which move with it."""
    if len(segment.group) > 1:
        return []
    return [other for other in state.rows if other is not row and other.start == row.start]


def moved_alike(state: State, segment: Segment) -> list[Draft]:
    """The last rows with a growth rate and no change, which one change is said of each (`增速均回落0.3个百分点`)."""
    rows: list[Draft] = []
    if len(segment.group) == 1 and state.each(segment.ahead) is not None:
        for row in reversed(state.rows):
            if row.growth_rate is None or row.change is not None or rows and row.period != rows[0].period:
                break
            rows.append(row)
    return rows if len(rows) > 1 else []


def last_changed(state: State, count: int) -> list[str]:
    """The names of the last `count` rows, each of which has a change (`分别新增…，同比分别多增…`)."""
    rows = state.rows[-count:]
    names = [row.indicator for row in rows if row.change is not None]
    return names if len(set(names)) == count else []


def change_target(state: State, segment: Segment, name: str, number: int, mention: Mention) -> Draft | None:
    """The row that a change belongs to, or None where it makes a row of its own."""
    rows, quantity = [row for row in state.rows if not row.closed], mention.data
    assert isinstance(quantity, Quantity)
    points = state.values.is_points(quantity)
    composition = [row for row in rows if row.part]
    if composition and name:
        return state.relations.part_of(composition, name, number)
    if name:
        for row in reversed(rows):
            here = row.region is state.region or len(state.regions) > 1  # 甲地比重持平；乙地比重上升1个百分点
            if row.indicator == name and here and (points or row.value is not None and row.kind != "share"):
                return row
        if points and state.names.head_of(name) == name and len(segment.group) == 1:
            heads = [row for row in rows if row.indicator.endswith(name) and row.change is None]
            if len(heads) == 1:
                return heads[0]  # 汽车产量…，汽车销量…，产量增速提升0.7个百分点
        measured = [row for row in rows if row.value is not None and row.indicator.endswith(name)]
        if len(measured) == 1 and (len(name) > 3 or state.names.needs_owner(name)) and not points:
            return measured[0]  # 城市环境空气质量优良天数310天、污染天数56天，优良天数增加33天
        if not (points and state.names.needs_owner(name)):
            return None
    if not rows or rows[-1].region is not state.region or len(segment.group) > 1 and not name and number:
        return None
    last, unit = rows[-1] if points else _measured(rows), "" if points else state.values.value(quantity)[1]
    if points:
        period = state.context.period
        later = period is not None and period.spans_years and last.has_movement() and last.period != period
        return last if last.kind != "rank" and not later else None  # 同比持平，“十三五”以来下降3个百分点
    if last.base_unit == "%" and len(rows) > 1 and rows[-2].base_unit == unit and not rows[-2].has_movement():
        last = rows[-2]  # 优良天数300天，优良率82%，同比增加9天
    same = unit == last.base_unit or last.base_unit.startswith(f"{unit}/")  # 27微克/立方米，比上年上升3微克
    return last if last.kind in ("level", "ratio") and last.value is not None and same else None


def _measured(rows: list[Draft]) -> Draft:
    """The last row, or the one whose share or rank it is (`收入5亿元，为预算的101%，比上年增加2亿元`)."""
    for row in reversed(rows):
        if row.kind not in ("share", "rank") or row.indicator != rows[-1].indicator:
            return row if row.indicator == rows[-1].indicator else rows[-1]
    return rows[-1]


def same_row(state: State, name: str) -> Draft | None:
    """The row of this sentence that bears a name."""
    if len(state.regions) > 1 and state.rows and state.rows[-1].region not in state.regions:
        return None  # 全市收入20亿元，其中甲县、乙县收入增速超过15%
    for row in reversed(state.rows):
        named = row.indicator in (name, name[:-1]) or row.indicator == name + state.names.head_of(row.indicator)
        if named and row.kind in ("level", "share", "ratio"):
            return row
    return None


def moved_by_group(state: State, segment: Segment, row: Draft) -> bool:
    """`15个事项审批时限压缩70%`: what moves stands behind the count, and is not what was counted."""
    return row.start >= segment.clause.start and segment.name in state.text[row.end : segment.group[0].start]


def last_levels(state: State, count: int) -> list[Draft]:
    """The last `count` rows with a figure, where they are the only ones of the sentence."""
    rows = [row for row in state.rows if row.value is not None and row.kind == "level" and not row.closed]
    return rows if len(rows) == count and len({row.indicator for row in rows}) == count else []


def last_grown(state: State, count: int) -> list[str]:
    """The names of the last `count` rows, all of growth (`A、B分别增长…，与2019年相比分别下降…`)."""
    rows = state.rows[-count:]
    names = [row.indicator for row in rows if row.kind == "growth" and row.growth_rate is not None]
    return names if len(set(names)) == count else []


def open_rows(state: State, count: int) -> list[Draft]:
    """The last `count` rows with a figure, none of which has a growth yet."""
    rows = [r for r in state.rows if r.value is not None and r.kind in ("level", "share") and not r.closed]
    reached = [row for row, following in pairwise(rows) if not _led_to(row, following)]
    rows = [*reached, *rows[-1:]][-count:]
    if rows and all(row.kind == "share" for row in rows) and (whole := _shared(state.rows, rows)):
        rows = whole  # 收入9亿元，支出8亿元，分别完成计划的52%和49%，增长3%和4%
    if len(rows) == count and not any(row.has_movement() for row in rows):
        return rows
    return []


def _shared(rows: list[Draft], shares: list[Draft]) -> list[Draft]:
    """The rows right before some shares that these are of, name by name, or nothing."""
    before = rows[-2 * len(shares) : -len(shares)]
    alike = len(before) == len(shares) and rows[-1] is shares[-1] and all(row.kind == "level" for row in before)
    return before if alike and [row.indicator for row in before] == [row.indicator for row in shares] else []


def _led_to(row: Draft, following: Draft) -> bool:
    """Whether a row is what the next one has come from (`由320亿元增加到390亿元`)."""
    if following.indicator != row.indicator or following.base_unit != row.base_unit:
        return False
    apart = row.period is None or row.period != following.period
    return row.kind == following.kind and apart and row.region is following.region


def point_before(row: Draft, rows: list[Draft]) -> str:
    """The earlier day, no year's length away, that a row of a balance sheet has its figure of (3月末 beside 年初)."""
    period = row.period
    if period is None or not period.is_point:
        return ""
    days = [other.period for other in rows if other.period is not None and other.period.is_point]
    earlier = [day for day in days if day.end < period.end]
    if len(earlier) != 1 or (earlier[0].end.month, earlier[0].end.day) == (period.end.month, period.end.day):
        return ""
    return earlier[0].iso


def _multiple(row: Draft, rows: list[Draft]) -> bool:
    """Whether a row says how many times an earlier figure the one before it is (`9亿元，是2000年的2倍，年均增长8%`)."""
    before = rows[-2] if row is rows[-1] and len(rows) > 1 else None
    if before is None or row.kind != "ratio" or row.base_unit != "倍":
        return False
    return before.kind == "level" and before.indicator == row.indicator and not before.has_movement()


def last_row(state: State) -> list[Draft]:
    """The row right before, which a growth without a name belongs to."""
    rows = [row for row in state.rows if not row.closed]
    if rows and rows[-1].region is not state.region:
        return []
    for row in reversed(rows):
        aside = row.kind in ("rank", "share", "contribution") and row.indicator == rows[-1].indicator
        if aside or _multiple(row, rows):
            continue
        if (
            row.kind in ("level", "ratio")
            or row.kind == "growth"
            and row.growth_rate is None
            and row.change is not None
            and row.change_unit != "百分点"  # 增速比上年回落2个百分点，扣除价格因素增长5%
        ):
            return [row] if not row.has_movement() else []
        return []
    return []
