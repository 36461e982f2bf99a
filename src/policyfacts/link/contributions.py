"""Contributions: 拉动…N个百分点, 对…贡献率N%."""

from __future__ import annotations

from policyfacts.link import growth
from policyfacts.link.state import Segment, State
from policyfacts.scan.mentions import Cue
from policyfacts.scan.periods import whole_year


def contribution(state: State, segment: Segment) -> None:
    """`拉动规上工业增长3.3个百分点`, `对经济增长贡献率82.5%`: signed."""
    force = segment.ahead.in_segment("l")
    assert force is not None
    subject, toward = state.clean_left(segment, force), ""
    if "对" in subject:
        head, _, toward = subject.rpartition("对")
        subject = state.names.clean(head)
    driven = [m for m in segment.ahead.segment if m.start >= force.start]
    sign = growth.direction(driven)
    if any(m.code == "g" and isinstance(m.data, Cue) and m.data.sign < 0 for m in driven):
        sign = -sign  # 拉动利润降幅收窄
    members = state.relations.members(subject, len(segment.group))
    last = state.rows[-1] if state.rows and state.rows[-1].kind == "contribution" else None
    if force.rule == "contribution.carried":  # 翘尾影响: of the growth in reach
        subject, toward = state.text[force.start : force.end], "" if last is not None else state.owner
    if not subject and len(segment.group) > 1 and last is not None:  # 贡献率分别为…，分别拉动…
        members = [row.indicator for row in state.rows if row.kind == "contribution"][-len(segment.group) :]
        members = members if len(members) == len(segment.group) else []
    if not subject and not members and not state.owner and toward:
        subject = f"对{toward.removesuffix('的')}贡献率"  # 我国对世界经济增长的贡献率达到30%: the place contributes
    for number, mention in enumerate(segment.group):
        start = segment.ahead if segment.ahead.in_segment("i") else None  # 消费贡献率由54.9%
        own = subject or state.relations.without_rate(
            state.relations.without_share(state.owner)
        )  # 地方经济比重提高5个百分点，拉动…
        row = state.row(mention, members[number] if members else own, start)
        row.kind = "contribution"
        state.values.fill(row, mention)
        state.bounds(row, segment.ahead)
        if sign < 0 and row.value is not None:
            row.value = -row.value
        row.relative_to = state.relations.toward(toward or state.text[force.end : segment.group[0].start])
        if not row.relative_to and last is not None:
            row.relative_to = last.relative_to
        row.by(force.rule)
        if row.period is not None and row.period.spans_years and state.text[segment.group[0].start - 1] in "到至":
            row.period = whole_year(row.period.year)  # “十四五”…科技进步贡献率达到60%
        if not subject:
            row.flag("indicator_inherited")
        state.rows.append(row)
    state.subject = subject or state.subject
