"""How a clause opens: period, place and openers go into the context; numbers that measure nothing become words."""

from __future__ import annotations

import re

from policyfacts.link import growth
from policyfacts.link.clauses import Clause
from policyfacts.link.roles import POINT_UNITS
from policyfacts.link.state import Opening, State
from policyfacts.rules.regions import Region
from policyfacts.scan.mentions import Mention, PeriodMention, Quantity
from policyfacts.scan.periods import at_end

_OVER = ("超", "超过", "逾", "不低于", "达到", "突破")
_UNTIL = ("截至", "截止", "截止到", "截至到")
_LISTED = re.compile(
    r"(?P<head>出口|进口|进出口|投资|产量|价格)?(?:增长|增速|上涨|下降|回落|降幅|涨幅|增幅)(?:较快|较大|较多|明显|最快|居前)?的"
    r"(?:领域|行业|商品|产品|品种|地区)(?:是|为|有|包括)(?P<items>.+)$"
)
_REPORTED = re.compile(r"获悉|显示|表示|介绍|统计|公布|发布|数据|据了解|记者|指出")
_INSIDE = re.compile(r"(?:境内|市内|省内|区内|辖区内|内)?(?:（[^（）0-9]{1,12}）)?")
_SINCE = re.compile(r"[^，。；]{0,6}以来(?:第|首次|最|的)|(?<=以来)(?:第|首次|最)")
_CASUALTIES = re.compile(r"(?:人|名|位)?(?:死亡|受伤|遇难|获救|失踪|被困|当选|轻伤|重伤|丧生|遇害|出席|列席)")
_ACTS = re.compile(r"成为|作为|是|发展|增势|快速")
_TIMES = re.compile(r"的?(?:约|近)?[0-9.]+倍")


def share_units(text: str, mentions: list[Mention]) -> None:
    """A bare number in a list takes the unit of the list's end (`提高0.9、5.9个百分点`)."""
    later: Mention | None = None
    for mention in reversed(mentions):
        if mention.code == "N":
            quantity = mention.data
            assert isinstance(quantity, Quantity)
            if later is not None and isinstance(later.data, Quantity):
                between, wanted = text[mention.end : later.start], later.data
                listed = between in ("、", "和", "与", "及", "至") or len(between) <= 3 and between[:1] in "、和与"
                if listed and (not quantity.unit or quantity.unit == "个" and wanted.unit in POINT_UNITS):
                    quantity.unit, quantity.natural = wanted.unit, wanted.natural
                    quantity.multiplier = quantity.multiplier or wanted.multiplier
            later = mention
        elif mention.code != "&":
            later = None


def drop_names(state: State, clause: Clause) -> None:
    """Numbers that measure nothing, thresholds of a class, numbers inside a ranked group: they are words."""
    text, mentions = state.text, clause.mentions
    kept: list[Mention] = []
    for index, mention in enumerate(mentions):
        if mention.code == "N":
            if not state.values.countable(mention, text, text[max(clause.start, mention.start - 30) : mention.start]):
                continue
            rest = mentions[index + 1 :]
            if _CASUALTIES.match(text, mention.end - 1) or _attribute(state, kept, mention, rest):
                continue
            if _threshold(state, mention, rest) or _inside_rank(kept, rest) or _summed_up(text, mention, rest):
                continue
        elif mention.code == "O" and not _ranks(text, kept, mention, clause.start):
            continue
        kept.append(mention)
    clause.mentions = kept


def _attribute(state: State, kept: list[Mention], mention: Mention, rest: list[Mention]) -> bool:
    """`4台66万千瓦机组`, `10千伏线路703公里`: a rating belongs to the noun behind it."""
    quantity = mention.data
    assert isinstance(quantity, Quantity)
    if not quantity.unit or state.text[mention.end : mention.end + 1] in "，。；、）)的和" or mention.end >= len(state.text):
        return False
    last = kept[-1] if kept else None
    if last is not None and last.code == "N" and last.end == mention.start and isinstance(last.data, Quantity):
        return state.values.counts(last.data)
    following = next((m for m in rest if m.code in "N,;&"), None)
    rated = state.values.kind(quantity) in ("power", "voltage", "pressure") or quantity.unit in ("千伏", "伏")
    return rated and following is not None and following.code == "N" and bool(state.text[mention.end : following.start])


def _ranks(text: str, kept: list[Mention], mention: Mention, start: int) -> bool:
    """Whether an ordinal is a rank: a verb, another rank or the group it ranks in stands before it."""
    if any(m.code in "rO" for m in kept):
        return True
    return growth.ranked(text[start : mention.start])


def _threshold(state: State, mention: Mention, rest: list[Mention]) -> bool:
    """`10万平方米以上规模的展览6个`: the first number names a class of what the second counts."""
    following = next((m for m in rest if m.code in "N&,"), None)
    if following is None or following.code != "N" or not isinstance(following.data, Quantity):
        return False
    between = state.text[mention.end : following.start]
    if not between or between[0] in "、，和与" or not state.values.takes_noun(following.data):
        return False
    if state.text.startswith(_OVER, mention.start - 1) and state.text[mention.start - 1 : mention.start] == "超" and not any(m.code in "udlsv" for m in rest[: rest.index(following)]):
        return True  # 投资超5亿元的项目4个
    if state.text[max(0, mention.start - 3) : mention.start].endswith(_OVER) and between.startswith("的"):
        return True
    bound = state.text[mention.end - 2 : mention.end]
    governed = any(m.code in "udlsv" for m in rest[: rest.index(following)])
    return bound == "以上" or bound == "以下" and not governed


def _inside_rank(kept: list[Mention], rest: list[Mention]) -> bool:
    """`位列全国36个城市第九`: the number is part of the group that is ranked."""
    verb = next((m for m in reversed(kept) if m.code in "rNO&"), None)
    ordinal = next((m for m in rest if m.code in "O&N"), None)
    return verb is not None and verb.code == "r" and ordinal is not None and ordinal.code == "O"


def _summed_up(text: str, mention: Mention, rest: list[Mention]) -> bool:
    """`A、B等六项指标均位列第一`, `A、B等6个税种增长`: the number sums up a list."""
    if text[mention.start - 1 : mention.start] not in ("等", "这"):
        return False
    following = next((m for m in rest if m.code in "NODud,;"), None)
    if following is None or following.code not in "ODud":
        return False
    figure = next((m for m in rest[rest.index(following) :] if m.code in "NO,;"), None)
    return following.code in "OD" or figure is None or figure.code in ",;"


def open_clause(state: State, clause: Clause) -> Opening:
    """Read period, place and openers at the beginning of a clause into the context."""
    text = state.text
    opening = Opening(clause.start)
    figure = next((m.start for m in clause.mentions if m.code in "NOM"), clause.end)
    compared = False
    for mention in clause.mentions:
        if mention.start >= figure and mention.code in "NOM":
            break
        gap = text[opening.body : mention.start]
        if mention.code in "kbis":
            compared = True
        elif mention.code == "T":
            if compared or not _governs(state, mention, clause, gap):
                compared = False
                continue
            _enter_period(state, mention, clause)
            opening.period = state.period_read = True
            if len(gap.strip("到至在截止，、：“ ")) <= 4:
                opening.body = mention.end
        elif mention.code == "q":
            opening.of_which = state.in_parts = True
            state.parent = state.subject or state.context.subject or state.parent
            if len(gap) <= 4:
                opening.body = mention.end
        elif mention.code in "te" and not gap.strip("，、：“ 要也还"):
            opening.body = mention.end
    _enter_places(state, opening, min(clause.end, figure), clause.has_figure())
    return opening


def _enter_places(state: State, opening: Opening, stop: int, has_figure: bool) -> None:
    """The place at the opening governs; several joined by 、 are kept for a distribution."""
    named: list[Region] = []
    position = opening.body
    while True:
        place = state.places.at(state.text, position, stop)
        if place is None:
            break
        if place[0] is not None:
            named.append(place[0])
        inside = _INSIDE.match(state.text, place[2], stop)
        opening.body = position = inside.end() if inside else place[2]
        if position >= stop or state.text[position] not in "、和":
            break
        position += 1
    if len(named) > 1:
        state.regions = named
    elif named and (has_figure or position >= stop):  # a place alone, or the subject of a figure
        state.context.region = named[0]


def _governs(state: State, mention: Mention, clause: Clause, gap: str) -> bool:
    """Whether a period speaks of its clause, rather than of a growth or an event."""
    data = mention.data
    assert isinstance(data, PeriodMention)
    text = state.text
    if data.part == "X" and data.year is None:
        return False
    if _SINCE.match(text, mention.end) and text[mention.start - 1 : mention.start] == "自":
        return False  # 自2007年以来第一次
    if data.part == "D":
        return text[max(0, mention.start - 2) : mention.start] in ("截至", "截止", "止到")
    if _TIMES.match(text, mention.end):
        return False  # 是2015年的3.2倍
    follow = clause.mentions[clause.mentions.index(mention) + 1 :]
    if follow and follow[0].code in "bugdv" and not gap.strip("，") and state.rows:
        if growth.bare(text, mention, follow):
            return False
    return not (gap and gap[-1] in "《“" and data.part != "P")


def _enter_period(state: State, mention: Mention, clause: Clause) -> None:
    data = mention.data
    assert isinstance(data, PeriodMention)
    context = state.context
    context.enter(data)
    if context.period is None:
        return
    opener = state.text[max(clause.start, mention.start - 3) : mention.start]
    if opener.endswith(_UNTIL):
        context.period = at_end(context.period)
    reference = context.reference
    ahead = reference is None or context.period.end > reference
    if opener.endswith(("到", "至")) and not opener.endswith(("截至", "达到")) and ahead or reference is not None and context.period.start > reference:
        state.status = "target"
    elif reference is not None and context.period.end < reference and data.part in "YMQHS":
        if context.status != "actual":
            state.status = "actual"


def close_topic(state: State, clause: Clause, opening: Opening) -> None:
    """A clause without a figure: what it speaks of may own the names that follow."""
    if clause.depth:
        return
    for mention in clause.mentions:
        if mention.code in "te":
            state.note_status(mention)
    words = state.text[opening.body : clause.end]
    listed = _LISTED.search(words)
    if listed:
        state.listed = (listed["items"].strip(), listed["head"] or "")
        return
    if _REPORTED.search(words):
        return
    stop = next((m.start for m in clause.mentions if m.code in "vucdtsrf" and m.start > opening.body), clause.end)
    topic = state.names.clean(state.text[opening.body : stop])
    moved = any(m.code in "ud" for m in clause.mentions)
    state.whole_topic = topic.removesuffix("中") if words.endswith("中") else ""
    if len(topic) < 2 or topic.startswith("占") or state.names.is_opener(topic) or state.has_topic and not moved:
        return
    state.context.topic = topic if moved else state.names.to_verb(topic)[-24:]
    state.has_topic = True
    state.topic_acts = _ACTS.search(words) is not None
    if moved:
        state.subject = state.names.short(topic)
