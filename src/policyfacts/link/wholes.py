"""Of what a share is whose own words do not say it."""

from __future__ import annotations

from decimal import Decimal
from os.path import commonprefix

from policyfacts.link.draft import Draft
from policyfacts.link.name_brackets import unbracketed
from policyfacts.link.state import Segment, State

_SUMS = ("投资", "投资额", "完成额", "产值", "总产值", "增加值", "营业收入", "收入", "税收", "出口额", "出口", "利润")

_TOLERANCE = Decimal(2)  # percentage points by which a share may differ from the quotient of its figures


def whole_in_reach(state: State, subject: str) -> str:
    """Of what a bare 占N% is: the topic (`新增就业人员中`), the name before, or the whole named last."""
    if state.whole_topic:
        return state.whole_topic
    last = state.rows[-1] if state.rows else None
    if subject and last is not None and last.kind == "share" and (last.relative_to or not state.in_parts):
        return last.relative_to
    if subject and last is not None and last.kind == "share" and state.in_parts:
        return state.context.share_of  # 其中一类占3%、二类占62%
    if subject and state.subject:
        own = subject.startswith(state.subject)  # 新兴贸易快速增长，新兴贸易领域占48%: not of itself
        return state.subject if not own else state.context.undivided
    if subject and state.of_part and not state.rows and not state.relations.is_share_name(state.parent):
        return state.parent  # 废水排放量5亿吨。其中，生活废水占60%
    if _same_measure(state) and state.parent not in [row.indicator for row in state.rows]:
        return state.parent
    return (
        state.context.share_of
        or (state.parent if _same_measure(state) else "")
        or whole_before(state)
        or _as_beside(state)
    )


def measure_of_all(names: list[str]) -> str:
    """The measure that the names of several branches end with (造纸业企业法人单位数、化工业企业法人单位数)."""
    shared = commonprefix([name[::-1] for name in names])[::-1] if len(names) > 1 else ""
    return shared.partition("业")[2] if all(len(name) > len(shared) for name in names) else ""


def adds_up(state: State, share: Draft) -> bool:
    """Whether a share may be of the whole that was found for it, as the figures of both parts say."""
    levels = {row.indicator: row for row in state.rows if row.kind == "level" and row.value is not None}
    whole, part = levels.get(share.relative_to), levels.get(share.indicator)
    if whole is None or part is None or share.value is None or whole.base_unit != part.base_unit:
        return True
    assert whole.value is not None and part.value is not None
    return not whole.value or abs(part.value / whole.value * 100 - share.value) < max(_TOLERANCE, share.value / 10)


def _as_beside(state: State) -> str:
    """Of what the share before is, where a view from one side tells of several parts (按机构类型分，…)."""
    shares = [row.relative_to for row in state.rows if row.kind == "share"] if state.viewed else []
    return shares[-1] if shares else ""


def whole_before(state: State) -> str:
    """Of what shares are behind 从…看 in a paragraph that names no whole: as in those before it."""
    context, names, name = state.context, state.names, _name_in_reach(state)
    for whole in (context.told_here, context.told):
        if whole and state.subject != whole and name.endswith(whole):
            return whole  # 实际使用外资90亿元。服务业实际使用外资63亿元，占70%
    whole = context.share_before or context.told_here or context.told
    alike = whole[-2:] == name[-2:] or names.trades(whole) and names.trades(name)
    return whole if state.viewed and alike else ""


def sum_beside(state: State, segment: Segment, own: str) -> str:
    """The sum right before the share of a branch (`项目投资增长11%、|制造业占比超70%`), or nothing."""
    last = state.rows[-1] if state.rows else None
    beside = last is not None and state.text[max(last.text_end, last.end) : segment.begin + 1].startswith("、")
    if last is None or not beside or not own.endswith(("业占比", "业比重")):
        return ""
    return last.indicator if state.names.head_of(last.indicator) in _SUMS else ""


def _name_in_reach(state: State) -> str:
    """The name in reach without the bracket at its end."""
    return unbracketed(state.subject)


def _same_measure(state: State) -> bool:
    """Whether the whole that 其中 splits is counted in the unit of the figure before (`其中女性1.09万人，占46%`)."""
    levels = [row for row in state.rows if row.value is not None and row.kind == "level"]
    whole = next((row for row in reversed(levels) if row.indicator == state.parent), None)
    if not state.in_parts or not levels:
        return False
    if whole is None:  # the whole was named in the sentence before
        context = state.context
        return state.parent == context.undivided and levels[-1].base_unit == context.undivided_unit
    return levels[-1].base_unit == whole.base_unit


def by_division(rows: list[Draft]) -> None:
    """Shares that do not say of what they are take the figure they come from: `移送60起，办结27起，占比45%`."""
    for at, row in enumerate(rows):
        if row.kind != "share" or row.relative_to or row.value is None or row.base_unit != "%":
            continue
        levels = [r for r in rows[:at] if r.kind == "level" and r.value and not r.value_max]
        part = levels[-1] if levels and levels[-1].indicator == row.indicator else None
        whole = next((r for r in reversed(levels[:-1]) if part is not None and _divides(part, r, row.value)), None)
        row.relative_to = whole.indicator if whole is not None else ""


def _divides(part: Draft, whole: Draft, share: Decimal) -> bool:
    """Whether a part is so many per cent of a whole, as far as the digits of the share say."""
    if part.value is None or not whole.value or part.base_unit != whole.base_unit or part.value >= whole.value:
        return False
    exponent = share.as_tuple().exponent
    rounding = Decimal("0.55").scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(part.value / whole.value * 100 - share) <= rounding
