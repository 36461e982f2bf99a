"""Rows of shares: one figure made a row, and whose shares figures without a name of their own give."""

from __future__ import annotations

from policyfacts.link import members
from policyfacts.link.draft import Draft
from policyfacts.link.state import Segment, State
from policyfacts.scan.mentions import Mention


def share_row(state: State, segment: Segment, mention: Mention, name: str) -> Draft:
    """A row of kind share with its figure and bound; not yet among the rows."""
    row = state.row(mention, name, segment.ahead)
    row.kind = "share"
    state.values.fill(row, mention)
    state.bounds(row, segment.ahead)
    return row


def listed_names(state: State, name: str, count: int) -> list[str]:
    """The members of a list of names that shares are shared out to, or those of the list before; or nothing."""
    parts = state.lists.items(name, count) or members.again(state, name, count) or members.of_topic(state, name, count)
    state.members = parts or state.members
    return parts


def owners_of(state: State, segment: Segment, subject: str) -> list[str]:
    """Whose shares a list without a name gives (`分别占总数的94.8%和95%`): the rows before, in order."""
    count = len(segment.group)
    if not subject and count > 1:
        rows = [row for row in state.rows if row.kind in ("level", "growth")]
        if len({row.base_unit for row in rows[-count:]}) > 1:  # 11个项目投资5亿元，8个工程投资3亿元，分别占…
            rows = [row for row in rows if row.base_unit == rows[-1].base_unit]
        rows = rows[-count:]
        names = [row.indicator for row in rows]
        apart = len({row.base_unit for row in rows}) == 1 and len({*names}) == count
        if len(rows) == count and (apart or state.each(segment.ahead) is not None):
            return names
        if state.scene:  # 化工、造纸企业数位居前两位，分别占…
            listed = state.lists.items(state.scene, count)
            if listed := listed or members.across(state, state.scene, count, closed=True):
                return listed
    return [state.owner] * count


def of_one_unit(state: State, part: str, whole: str) -> str:
    """The whole of a part in the unit of the part (票房20亿元，观影人次5000万，其中国产片票房19亿元，占比95%)."""
    last = state.rows[-1] if state.rows else None
    if last is None or last.indicator != part or last.kind != "level":
        return whole
    told = next((row for row in reversed(state.rows[:-1]) if row.indicator == whole), None)
    if told is None or told.base_unit == last.base_unit:
        return whole
    alike = (row for row in reversed(state.rows[:-1]) if row.kind == "level" and row.base_unit == last.base_unit)
    return next((row.indicator for row in alike), whole)
