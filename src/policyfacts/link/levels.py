"""Levels: a figure and the name of what it measures, before it, behind it, or inherited."""

from __future__ import annotations

import re

from policyfacts.link.draft import Draft
from policyfacts.link.roles import Before
from policyfacts.link.state import Opening, Segment, State
from policyfacts.scan.mentions import Mention, PeriodMention, Quantity
from policyfacts.scan.periods import whole_year

_SPENT = frozenset(
    ("投资", "完成投资", "总投资", "计划投资", "累计投资", "累计完成投资", "投入", "投入资金", "安排资金")
)
_RESULT_VERBS = ("减少", "节约", "节省", "带动")
_USED_FOR = re.compile(r"(?:用于|投向|兴建|建设|发展|支持|改造|实施|推进|开展|保障|助力)了?([^，。；]{2,24})")
_SPENDING = ("投资", "投入", "融资", "斥资", "投", "安排", "筹措", "筹集", "统筹", "下达", "整合", "拨付", "落实")
_INVESTED = frozenset(("斥资", "投", "投资", "投入"))
_PEOPLE = ("居民", "群众", "家庭", "农户", "职工", "学生", "人口", "牧民", "农民", "党员", "老人", "老年人", "儿童")
_SUMMARY = frozenset(("规模", "总量", "总额", "总规模", "余额"))
_PREDICATE = re.compile(r"[^，。、；]{2,12}")


def level(state: State, segment: Segment) -> None:
    """Rows of kind level (or ratio, for 倍) for a figure or a list of figures."""
    each = state.each(segment.ahead)
    if each is not None and _distributed(state, segment, each):
        return
    group, name = segment.group, segment.name
    if len(group) > 1 and name and (items := state.names.items(name, len(group))):
        for mention, item in zip(group, items, strict=True):
            add_level(state, mention, segment.ahead, owned(state, item, segment.opening))
        return
    for number, mention in enumerate(group):
        if number:
            segment.raw = segment.name = ""
        _one_level(state, segment, mention)


def _one_level(state: State, segment: Segment, mention: Mention) -> None:
    noun = _noun_behind(state, segment, mention)
    if _merge_reached(state, segment, mention, noun):
        return
    if state.behind_counted and _counted_share(state, segment, mention):
        return
    full, inherited = _name(state, segment, mention, noun)
    if not full:
        return
    row = add_level(state, mention, segment.ahead, full)
    if not segment.opening.period and (row.period is None or "period_inherited" in row.flags):
        later = _period_behind(segment, mention)
        row.period = state.context.resolve(later) if later is not None else row.period
    if inherited:
        row.flag("indicator_inherited")


def _merge_reached(state: State, segment: Segment, mention: Mention, noun: str) -> bool:
    """`增长11%，达到282亿元`: the level joins the row of the growth before it."""
    if not state.rows or noun or segment.name and segment.name not in _SUMMARY:
        return False
    last, quantity = state.rows[-1], mention.data
    assert isinstance(quantity, Quantity)
    if last.value is not None or last.kind != "growth" or not (segment.ahead.run or segment.name):
        return False
    if quantity.unit in ("%", "倍") or any(m.code == "T" for m in segment.ahead.run):
        return False
    if last.growth_rate is None and last.change_unit != state.values.value(quantity)[1]:
        return False
    state.values.fill(last, mention)
    last.kind = "level"
    state.bounds(last, segment.ahead)
    last.rules.insert(0, mention.rule)
    last.text_end = mention.end
    return True


def _counted_share(state: State, segment: Segment, mention: Mention) -> bool:
    """`27个事项100%网上办理`: a share of what was just counted."""
    quantity = mention.data
    assert isinstance(quantity, Quantity)
    whole = segment.name
    predicate = _PREDICATE.match(state.text, mention.end, segment.clause.end)
    if quantity.unit != "%" or not whole or not predicate:
        return False
    row = add_level(state, mention, segment.ahead, whole + predicate[0])
    row.kind, row.relative_to = "share", whole
    return True


def _noun_behind(state: State, segment: Segment, mention: Mention) -> str:
    """The noun that a figure counts, where it follows the figure."""
    quantity, clause = mention.data, segment.clause
    assert isinstance(quantity, Quantity)
    stop, pause, started = clause.end, 0, False
    for other in clause.mentions:
        if other.start < mention.end:
            continue
        if other.code == "&":
            pause = other.start
        elif other.code in "NOMT":
            stop = pause if pause and other.code != "T" else other.start
            break
        elif other.code in "ud" and not started and _before_figure(clause.mentions, other):
            stop = other.start
            break
        started = True
    text = state.text[mention.end : stop]
    if stop < clause.end and not pause:
        text = state.names.to_verb(text)
    if text.startswith(("用于", "投向")):
        return ""
    if quantity.natural:
        noun = text[: text.find(quantity.unit) + len(quantity.unit)]
        state.counted = True
        return noun
    noun = state.names.behind(text)
    state.counted = bool(noun)
    return noun if state.values.takes_noun(quantity) or text.startswith("的") else ""


def _before_figure(mentions: list[Mention], verb: Mention) -> bool:
    """Whether a figure follows a verb of movement, with nothing but its bound between."""
    for other in mentions[mentions.index(verb) + 1 :]:
        if other.code == "N":
            return True
        if other.code not in "cbvkT":
            return False
    return False


def _name(state: State, segment: Segment, mention: Mention, noun: str) -> tuple[str, bool]:
    """The full name of a level, and whether it was inherited."""
    names, name, quantity = state.names, segment.name, mention.data
    assert isinstance(quantity, Quantity)
    if noun:
        counted = _with_noun(state, segment, mention, noun)
        if counted:
            return counted, False
    used = _USED_FOR.match(state.text, mention.end, segment.clause.end)
    if used and name.endswith(_SPENDING) and state.values.is_money(quantity):
        tail = next(verb for verb in _SPENDING if name.endswith(verb))
        suffix = "投资" if tail in _INVESTED else tail if tail == "融资" else "资金"
        return names.behind(used[1]) + suffix, False
    if quantity.unit == "倍" and segment.raw.strip().startswith(("是", "为", "相当于")):
        return state.owner, True  # 是去年的3.6倍
    if name and state.behind_counted:
        name = names.clean(names.from_verb(segment.raw)) or name
    name = "" if name in ("这", "该", "其") else name.rpartition("包括")[2]
    if not name:
        return state.owner, bool(state.owner)
    name = names.short(name)
    if names.is_verb(name) and not names.needs_owner(name):
        owner = names.cut_verb(state.owner)
        return (names.stem(owner) + name if owner else name), bool(owner)
    name = owned(state, names.without_light(name), segment.opening)
    if segment.listed and state.list_verb and not names.verb_led(name):
        return state.list_verb + name, False
    state.list_verb = names.list_verb(name)
    return name, False


def _with_noun(state: State, segment: Segment, mention: Mention, noun: str) -> str:
    """The name of what a noun behind the figure counts; empty where the noun is no name."""
    names, quantity = state.names, mention.data
    assert isinstance(quantity, Quantity)
    bare = names.from_verb(segment.raw.strip()) if state.behind_counted else segment.raw.strip()
    bare = names.without_place(bare)
    cleaned = names.clean(bare)
    money = state.values.is_money(quantity)
    of_noun = state.text.startswith("的", mention.end)
    if not cleaned or names.is_verb(cleaned) or names.is_verb(bare):
        verb = names.keeps(names.verb_tail(bare) or cleaned)
        state.list_verb = verb = verb or (state.list_verb if not cleaned else "")
        if money and verb in ("投资", "总投资") and of_noun:
            return noun + verb
        return _counted(state, verb, noun)
    tail = names.verb_tail(bare.rstrip("了"))
    if quantity.natural:
        return names.keeps(tail) + noun
    if money:
        return cleaned + noun if tail or of_noun else segment.name
    if tail:
        return _counted(state, names.keeps(tail), noun)
    if names.head_of(cleaned):
        return ""
    return cleaned + noun if len(cleaned) <= 6 and "、" not in cleaned else noun


def _counted(state: State, verb: str, noun: str) -> str:
    head, of, _ = noun.partition("的")
    if of and len(head) >= 2 and verb == "" and head.endswith(_PEOPLE):
        noun = head  # 5000余户居民的居住条件
    if noun.startswith(("实现", "被", "已", "为", "完成")) and state.subject:
        return state.subject
    return verb + noun


def _period_behind(segment: Segment, mention: Mention) -> PeriodMention | None:
    """`5家企业获评2020年…`: the only period of a sentence stands behind its figure."""
    compared = False
    for other in segment.clause.mentions:
        compared = other.code in "kbi" if other.code != "T" else compared
        if other.code == "T" and other.start >= mention.end and isinstance(other.data, PeriodMention):
            if compared:
                return None
            return other.data if other.data.part == "Y" and other.data.year is not None else None
        if other.code == "N" and other.start > mention.end:
            return None
    return None


def owned(state: State, name: str, opening: Opening) -> str:
    """A name with its owner where it needs one."""
    names = state.names
    if name in _SPENT and not state.subject and not state.has_topic and not opening.of_which:
        return name
    if names.needs_owner(name):
        owner = (state.parent if opening.of_which or state.in_parts else "") or state.subject
        if not owner and state.has_topic and (state.topic_acts or not names.is_trade(name)):
            owner = state.context.topic
        elif not owner and not names.is_trade(name):
            owner = state.context.subject
        if owner and owner != name:
            return names.own(owner, name)
    elif name.startswith(_RESULT_VERBS) and state.subject and not name.startswith(state.subject[:2]):
        return names.stem(state.subject) + name
    return name


def add_level(state: State, mention: Mention, ahead: Before, name: str) -> Draft:
    """A row with the figure of a mention, remembered for what follows."""
    row = state.row(mention, name, ahead)
    state.values.fill(row, mention)
    if row.base_unit == "倍":
        row.kind = "ratio"
        if any(m.code == "T" for m in ahead.run):  # 是2015年的3.2倍
            row.period = state.context.period
    elif not row.base_unit and name.endswith(("比", "比例", "比值")):
        row.kind = "ratio"
    elif row.base_unit == "%" and name.endswith(("占比", "比重")):
        row.kind = "share"
    state.bounds(row, ahead)
    _sibling_head(state, row)
    state.rows.append(row)
    _forward_owner(state, row)
    state.remember(row)
    return row


def _forward_owner(state: State, row: Draft) -> None:
    """`投资3700万元，改造11条巷道`: money named before what it was spent on."""
    if row.indicator in _SPENT and not state.subject:
        state.spent = row
    elif state.spent is not None:
        state.spent.indicator = row.indicator + state.spent.indicator
        state.spent = None


def _sibling_head(state: State, row: Draft) -> None:
    """石化公司1.1亿元 behind 油田项目完成投资150亿元: the head of the name is shared."""
    name, names = row.indicator, state.names
    if not name or not state.rows or names.head_of(name) or names.verb_led(name):
        return
    if not state.values.is_measured(row.base_unit) and not (row.base_unit == "%" and row.kind == "level"):
        return
    last = next((r for r in reversed(state.rows) if r.base_unit == row.base_unit and r.kind == "level"), None)
    if last is not None:
        row.indicator = names.with_sibling(name, last.indicator)


def _distributed(state: State, segment: Segment, each: Mention) -> bool:
    """`A、B分别为x和y`, `A和B均超x`, `甲市、乙市…分别为x和y`, `2020、2021年…均为x`."""
    names, group, ahead = state.names, segment.group, segment.ahead
    subject = state.clean_left(segment, each)
    tail = names.clean(state.text[each.end : ahead.name_end]) if ahead.name_end > each.end else ""
    if not subject and not tail:
        return False
    if _each_year(state, segment, subject or tail) or _each_region(state, segment, subject or tail):
        return True
    if not subject:
        return False
    parts = names.items(subject, len(group)) if len(group) > 1 else names.all_items(subject)
    if not parts:
        return False
    figures = group if len(group) == len(parts) else [group[0]] * len(parts)
    for mention, part in zip(figures, parts, strict=True):
        name = part if not tail or part.endswith(tail) else part + tail
        add_level(state, mention, ahead, owned(state, name, segment.opening))
    return True


def _each_year(state: State, segment: Segment, name: str) -> bool:
    also = state.context.also
    if also is None or len(segment.group) != 1:
        return False
    add_level(state, segment.group[0], segment.ahead, name)
    add_level(state, segment.group[0], segment.ahead, name).period = whole_year(also)
    return True


def _each_region(state: State, segment: Segment, name: str) -> bool:
    regions, group = state.regions, segment.group
    if len(regions) < 2 or len(group) not in (1, len(regions)) or "、" in name:
        return False
    for number, region in enumerate(regions):
        row = add_level(state, group[number if len(group) > 1 else 0], segment.ahead, name)
        row.region, row.region_name = region, region.name
    return True
