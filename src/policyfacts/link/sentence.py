"""One sentence to rows: the clauses are walked in order, and each figure finds its name, period and movement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from policyfacts.link import growth
from policyfacts.link.clauses import Clause, clauses
from policyfacts.link.context import Context
from policyfacts.link.draft import Draft
from policyfacts.link.names import Names
from policyfacts.link.places import Places
from policyfacts.link.roles import POINT_UNITS, Before, before, role
from policyfacts.link.values import Values
from policyfacts.scan.mentions import Cue, Mention, PeriodMention, Quantity
from policyfacts.scan.periods import at_end, moved, whole_year


_LISTED = re.compile(
    r"(?P<head>出口|进口|进出口|投资|产量|价格)?(?:增长|增速|上涨|下降|回落|降幅|涨幅|增幅)(?:较快|较大|较多|明显|最快|居前)?的(?:领域|行业|商品|产品|品种|地区)(?:是|为|有|包括)(?P<items>.+)$"
)
_REPORTED = re.compile(r"获悉|显示|表示|介绍|统计|公布|发布|数据|据了解|记者|指出")
_SPENT = frozenset(("投资", "完成投资", "总投资", "计划投资", "累计投资", "累计完成投资", "投入", "投入资金", "安排资金"))
_RESULT_VERBS = ("减少", "节约", "节省", "带动")
_USED_FOR = re.compile(r"(?:用于|投向)([^，。；]{2,24})")


@dataclass(slots=True)
class Opening:
    """What opens a clause: where its words begin behind period, place and openers."""

    body: int
    period: bool = False
    of_which: bool = False


class SentenceLinker:
    """Links the mentions of one sentence after another; one per document."""

    def __init__(self, text: str, names: Names, values: Values, places: Places) -> None:
        self.text = text
        self.names = names
        self.values = values
        self.places = places
        self.rows: list[Draft] = []
        self.context = Context()

    def link(self, mentions: list[Mention], start: int, end: int, context: Context) -> list[Draft]:
        """The rows of a sentence; the context is moved on."""
        self.rows = []
        self.context = context
        self.subject = ""
        self.parent = ""
        self.in_parts = self.has_topic = False
        self.listed = ("", "")
        self.spent: Draft | None = None
        self.status = context.status
        self.counted = self.behind_counted = False
        stack: list[tuple[int, Context, str]] = []
        depth = 0
        for clause in clauses(mentions, start, end):
            if clause.depth > depth:
                stack.append((depth, self.context.copy(), self.subject))
            elif clause.depth < depth and stack:
                _, saved, self.subject = stack.pop()
                self._restore(saved)
            depth = clause.depth
            self._clause(clause)
        if stack:
            self._restore(stack[0][1])
        return self.rows

    def _restore(self, saved: Context) -> None:
        context = self.context
        context.region, context.period, context.unresolved = saved.region, saved.period, saved.unresolved
        context.year, context.basis = saved.year, saved.basis

    # -- clauses -----------------------------------------------------------------------------

    def _clause(self, clause: Clause) -> None:
        self._share_units(clause.mentions)
        self._drop_names(clause)
        opening = self._open(clause)
        if not clause.has_figure():
            self._topic(clause, opening)
            return
        self._status(clause)
        segment = [m for m in clause.mentions if m.start >= opening.body or m.code in "kr"]
        begin, pending, position, self.counted = opening.body, [], 0, False
        while position < len(segment):
            mention = segment[position]
            if mention.code in "NOMf":
                group, position = self._group(segment, position)
                begin = self._figure(clause, group, pending, begin, opening)
                pending = []
            elif mention.code == "&" and (begin == mention.start or self.counted):
                begin, pending, self.counted = mention.end, [], False  # the next item of a list of figures
            else:
                pending.append(mention)
            position += 1

    def _drop_names(self, clause: Clause) -> None:
        """Numbers that measure nothing, thresholds of a class and numbers inside a rank's group are words."""
        text, mentions = self.text, clause.mentions
        kept: list[Mention] = []
        for index, mention in enumerate(mentions):
            if mention.code == "N":
                before_it = text[max(clause.start, mention.start - 10) : mention.start]
                if not self.values.countable(mention, text, before_it):
                    continue
                rest = mentions[index + 1 :]
                if self._threshold(mention, rest) or self._inside_rank(kept, rest) or self._summed_up(mention, rest):
                    continue
            kept.append(mention)
        clause.mentions = kept

    def _threshold(self, mention: Mention, rest: list[Mention]) -> bool:
        """`10万平方米以上规模的展览6个`: the first number names a class of what the second counts."""
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        following = next((m for m in rest if m.code in "N&,"), None)
        if following is None or following.code != "N" or not isinstance(following.data, Quantity):
            return False
        between = self.text[mention.end : following.start]
        if not between or not self.values.takes_noun(following.data):
            return False
        if any(m.code in "udlsv" for m in rest[: rest.index(following)]):
            return self.text[mention.end - 2 : mention.end] == "以上" and between[0] not in "、，和"
        return self.text[mention.end - 2 : mention.end] in ("以上", "以下") and between[0] not in "、，和与"

    def _summed_up(self, mention: Mention, rest: list[Mention]) -> bool:
        """`A、B等六项指标均位列第一`: the number sums up a list, the figure comes behind."""
        if self.text[mention.start - 1 : mention.start] not in ("等", "这"):
            return False
        following = next((m for m in rest if m.code in "NODud,;"), None)
        if following is None or following.code not in "ODud":
            return False
        figure = next((m for m in rest[rest.index(following) :] if m.code in "NO,;"), None)
        return following.code in "OD" or figure is None or figure.code in ",;"

    def _inside_rank(self, kept: list[Mention], rest: list[Mention]) -> bool:
        """`位列全国36个城市第九`: the number is part of the group that is ranked."""
        verb = next((m for m in reversed(kept) if m.code in "rNO&"), None)
        ordinal = next((m for m in rest if m.code in "O&N"), None)
        return verb is not None and verb.code == "r" and ordinal is not None and ordinal.code == "O"

    def _open(self, clause: Clause) -> Opening:
        """Read period, place and openers at the beginning of a clause into the context."""
        text, context = self.text, self.context
        opening = Opening(clause.start)
        figure = next((m.start for m in clause.mentions if m.code in "NOM"), clause.end)
        pending_than = False
        for mention in clause.mentions:
            if mention.start >= figure and mention.code in "NOM":
                break
            gap = text[opening.body : mention.start]
            if mention.code in "kbis":
                pending_than = True
            if mention.code == "T":
                if pending_than or not self._governs(mention, clause, gap):
                    pending_than = False
                    continue
                self._enter(mention, clause)
                opening.period = True
                if len(gap.strip("到至在截止，、：“ ")) <= 4:
                    opening.body = mention.end
            elif mention.code == "q":
                opening.of_which = True
                self.in_parts = True
                self.parent = self.subject or self.context.subject or self.parent
                if len(gap) <= 4:
                    opening.body = mention.end
            elif mention.code in "te" and len(gap) <= 2 and mention.start - opening.body <= 2:
                opening.body = mention.end
        place = self.places.at(text, opening.body, min(clause.end, figure))
        if place is not None:
            region, _, opening.body = place
            context.region = region
        if clause.mark != ")" and opening.body < clause.end and clause.mentions and clause.mentions[0].code == "q":
            opening.body = max(opening.body, clause.mentions[0].end)
        return opening

    def _governs(self, mention: Mention, clause: Clause, gap: str) -> bool:
        """Whether a period speaks of its clause, rather than of a growth or an event."""
        data = mention.data
        assert isinstance(data, PeriodMention)
        if data.part == "X" and data.year is None:
            return False
        if data.part == "D":
            return self.text[max(0, mention.start - 2) : mention.start] in ("截至", "截止", "止到")
        follow = clause.mentions[clause.mentions.index(mention) + 1 :]
        if follow and follow[0].code in "bugdv" and not gap.strip("，") and self.rows and growth.bare(self.text, mention, follow):
            return False
        return not (gap and gap[-1] in "《“" and data.part != "P")

    def _enter(self, mention: Mention, clause: Clause) -> None:
        data = mention.data
        assert isinstance(data, PeriodMention)
        context = self.context
        context.enter(data)
        opener = self.text[max(clause.start, mention.start - 3) : mention.start]
        if context.period is not None and opener.endswith(("截至", "截止", "截止到", "截至到")):
            context.period = at_end(context.period)
        if context.period is not None:
            future = context.reference is None or context.period.end > context.reference
            if opener.endswith(("到", "至")) and not opener.endswith(("截至", "达到")) and future:
                self.status = "target"
            elif context.reference is not None and context.period.start > context.reference:
                self.status = "target"
            elif context.reference is not None and context.period.end < context.reference and data.part in "YMQHS":
                if context.status != "actual":
                    self.status = "actual"

    def _status(self, clause: Clause) -> None:
        for mention in clause.mentions:
            if mention.code == "t":
                self.status = "target"
            elif mention.code == "e":
                self.status = "forecast"

    def _topic(self, clause: Clause, opening: Opening) -> None:
        """A clause without a figure: what it speaks of may own the names that follow."""
        if clause.depth:
            return
        self._status(clause)
        stop = next((m.start for m in clause.mentions if m.code in "vucdtsrf" and m.start > opening.body), clause.end)
        words = self.text[opening.body : clause.end]
        listed = _LISTED.search(words)
        if listed:
            self.listed = (listed["items"].strip(), listed["head"] or "")
            return
        if _REPORTED.search(words):
            return
        topic = self.names.clean(self.text[opening.body : stop])
        moved = any(m.code in "ud" for m in clause.mentions)
        if len(topic) >= 2 and (not self.has_topic or moved):
            self.context.topic = self.names.to_verb(topic)[-24:] if not moved else topic
            self.has_topic = True
            if moved:
                self.subject = self.names.short(topic)

    def _share_units(self, mentions: list[Mention]) -> None:
        """A bare number in a list takes the unit of the list's end (`提高0.9、5.9个百分点`)."""
        later: Mention | None = None
        for mention in reversed(mentions):
            if mention.code == "N":
                quantity = mention.data
                assert isinstance(quantity, Quantity)
                if later is not None and isinstance(later.data, Quantity):
                    between = self.text[mention.end : later.start]
                    if between in ("、", "和", "与", "及", "至", "，") or len(between) <= 3 and between[:1] in "、和与":
                        wanted = later.data
                        if not quantity.unit and between != "，" or quantity.unit == "个" and wanted.unit in POINT_UNITS:
                            quantity.unit, quantity.natural = wanted.unit, wanted.natural
                            quantity.multiplier = quantity.multiplier or wanted.multiplier
                later = mention
            elif mention.code not in "&":
                later = None

    def _group(self, segment: list[Mention], position: int) -> tuple[list[Mention], int]:
        """The figures of a list that begins here: (`25亿吨、190.1亿吨和3亿吨`, index of the last)."""
        group = [segment[position]]
        index = position
        while index + 1 < len(segment):
            following = segment[index + 1]
            step = 1
            if following.code == "&" and index + 2 < len(segment):
                following, step = segment[index + 2], 2
            between = self.text[segment[index].end : following.start]
            if following.code != group[0].code or between not in ("、", "和", "与", "及", "以及"):
                break
            group.append(following)
            index += step
        return group, index

    # -- figures -----------------------------------------------------------------------------

    def _figure(self, clause: Clause, group: list[Mention], pending: list[Mention], begin: int, opening: Opening) -> int:
        """Rows for a figure or a list of figures; returns where the next name may begin."""
        first = group[0]
        self.behind_counted, self.counted = self.counted, False
        ahead = before(self.text, pending, begin, first)
        raw = self.text[begin : max(begin, ahead.name_end)]
        if first.code == "O":
            self._rank(group, ahead, raw, begin)
        elif first.code == "M":
            self._composition(first, raw, ahead)
        elif first.code == "f":
            self._flat(first, ahead, raw)
        else:
            self._quantities(clause, group, ahead, raw, begin, opening)
        return group[-1].end

    def _quantities(
        self, clause: Clause, group: list[Mention], ahead: Before, raw: str, begin: int, opening: Opening
    ) -> None:
        quantity = group[0].data
        assert isinstance(quantity, Quantity)
        name = self.names.clean(raw)
        what = role(self.text, quantity, ahead, name, group[-1].end)
        if clause.depth and not raw.strip() and not ahead.run and what == "level" and clause.mark == ")":
            if quantity.unit in ("%", "") or len(clause.mentions) == 1:
                return
        handler = {
            "contribution": self._contribution,
            "recover": self._recover,
            "share": self._share,
            "share_named": self._share_named,
            "share_of": self._share_of,
            "growth": self._growth,
            "change": self._change,
            "points": self._points,
        }.get(what, self._level)
        handler(group, ahead, raw, name, opening, clause)

    # -- levels ------------------------------------------------------------------------------

    def _level(
        self, group: list[Mention], ahead: Before, raw: str, name: str, opening: Opening, clause: Clause
    ) -> None:
        each = self._each(ahead)
        if each is not None and self._distributed(group, ahead, raw, each):
            return
        if len(group) > 1 and (items := self.names.items(name, len(group))) and name:
            for mention, item in zip(group, items, strict=True):
                self._add_level(mention, ahead, self._named(item, opening), raw)
            return
        for number, mention in enumerate(group):
            first = number == 0
            self._one_level(mention, ahead, raw if first else "", name if first else "", opening, clause)

    def _one_level(
        self, mention: Mention, ahead: Before, raw: str, name: str, opening: Opening, clause: Clause
    ) -> None:
        noun = self._noun_behind(mention, clause)
        if self._merge_reached(mention, ahead, name, noun):
            return
        if self.behind_counted and self._counted_share(mention, ahead, raw, noun):
            return
        full, inherited = self._name(mention, raw, name, noun, opening, clause)
        if not full:
            return
        row = self._add_level(mention, ahead, full, raw)
        later = self._period_behind(clause, mention) if not opening.period and "period_inherited" in row.flags else None
        if later is not None:
            row.period = self.context.resolve(later) or row.period
        if inherited:
            row.flag("indicator_inherited")

    def _each(self, ahead: Before) -> Mention | None:
        """分别 anywhere before a figure, 均 right before it."""
        each = ahead.in_segment("D")
        if each is None or self.text.startswith(("分别", "依次", "各自"), each.start) or each in ahead.run:
            return each
        return each if not self.text.startswith("均", each.start) else None

    def _merge_reached(self, mention: Mention, ahead: Before, name: str, noun: str) -> bool:
        """`增长11%，达到282亿元`: the level joins the row of the growth before it."""
        if not self.rows or (name and name not in ("规模", "总量", "总额", "总规模", "余额")):
            return False
        last = self.rows[-1]
        if last.value is not None or last.kind != "growth" or not (ahead.run or name):
            return False
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        if quantity.unit in ("%", "倍") or any(m.code == "T" for m in ahead.run) or noun:
            return False
        if last.growth_rate is None and last.change_unit != self.values.value(quantity)[1]:
            return False
        self.values.fill(last, mention)
        self._bounds(last, ahead)
        last.kind = "level"
        last.start, last.end = mention.start, mention.end
        last.rules.insert(0, mention.rule)
        last.text_end = mention.end
        return True

    def _counted_share(self, mention: Mention, ahead: Before, raw: str, noun: str) -> bool:
        """`27个事项100%网上办理`: a share of what was just counted."""
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        whole = self.names.clean(raw)
        behind = self.text[mention.end : mention.end + 12]
        predicate = behind.split("，")[0].split("。")[0].split("、")[0].split("；")[0]
        if quantity.unit != "%" or not whole or not predicate:
            return False
        row = self._add_level(mention, ahead, whole + predicate, raw)
        row.kind, row.relative_to = "share", whole
        return True

    def _noun_behind(self, mention: Mention, clause: Clause) -> str:
        """The noun that a figure counts, where it follows the figure."""
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        stop, pause, started = clause.end, 0, False
        for other in clause.mentions:
            if other.start >= mention.end:
                if other.code == "&":
                    pause = other.start
                elif other.code in "NOMT":
                    stop = pause if pause and other.code != "T" else other.start
                    break
                elif other.code in "ud" and not started and other is not clause.mentions[-1]:
                    stop = other.start
                    break
                started = True
        text = self.text[mention.end : stop]
        if stop < clause.end and not pause:
            text = self.names.to_verb(text)
        if quantity.natural:
            text = self.text[mention.end : min(stop, mention.end + 16)]
        noun = self.names.behind(text)
        self.counted = bool(noun)
        if text.startswith(("用于", "投向")):
            return ""
        return noun if self.values.takes_noun(quantity) or text.startswith("的") or quantity.natural else ""

    def _name(
        self, mention: Mention, raw: str, name: str, noun: str, opening: Opening, clause: Clause
    ) -> tuple[str, bool]:
        """The full name of a level, and whether it was inherited."""
        names = self.names
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        if noun:
            bare = raw.strip()
            if self.behind_counted:
                bare = names.from_verb(bare)
            bare = names.without_place(bare)
            cleaned = names.clean(bare)
            if not cleaned or names.is_verb(cleaned) or names.is_verb(bare):
                verb = names.keeps(names.verb_tail(bare) or cleaned)
                if self.values.is_money(quantity) and verb in ("投资", "总投资") and self._the(mention):
                    return noun + verb, False
                return self._counted(verb, noun, opening), False
            tail = names.verb_tail(bare.rstrip("了"))
            if self.values.is_money(quantity):
                return (cleaned + noun if tail or self._the(mention) else name), False
            if not names.head_of(cleaned) or tail:
                if tail:
                    return self._counted(names.keeps(tail), noun, opening), False
                return (cleaned + noun if len(cleaned) <= 6 and "、" not in cleaned else noun), False
        used = _USED_FOR.match(self.text, mention.end, clause.end)
        if used and (tail := names.verb_tail(name)):
            return names.behind(used[1]) + tail, False
        if name and self.behind_counted:
            name = names.clean(names.from_verb(raw)) or name
        if not name:
            owner = self.subject or self.context.topic
            return owner, bool(owner)
        name = names.short(name)
        if names.is_verb(name) and not names.needs_owner(name):
            owner = self.subject or self.context.topic
            return (names.stem(owner) + name if owner else name), bool(owner)
        return self._named(name, opening), False

    def _counted(self, verb: str, noun: str, opening: Opening) -> str:
        if noun.startswith(("实现", "被", "已", "为", "完成")) and self.subject:
            return self.subject
        return verb + noun

    def _the(self, mention: Mention) -> bool:
        return self.text.startswith("的", mention.end)

    def _named(self, name: str, opening: Opening) -> str:
        """A name with its owner where it needs one."""
        names = self.names
        if name in _SPENT and not self.subject and not self.has_topic and not opening.of_which:
            return name
        if names.needs_owner(name):
            owner = (self.parent if opening.of_which or self.in_parts else "") or self.subject
            if not owner and self.has_topic:
                owner = self.context.topic
            elif not owner and not names.is_trade(name):
                owner = self.context.subject
            if owner and owner != name:
                return names.own(owner, name)
        elif name.startswith(_RESULT_VERBS) and self.subject and not name.startswith(self.subject[:2]):
            return names.stem(self.subject) + name
        return name

    def _add_level(self, mention: Mention, ahead: Before, name: str, raw: str) -> Draft:
        row = self._row(mention, name, ahead)
        self.values.fill(row, mention)
        self._bounds(row, ahead)
        if row.base_unit == "倍":
            row.kind = "ratio"
        if row.unit == "" and "指数" not in name and not row.base_unit:
            row.kind = "level"
        if name.endswith(("占比", "比重")) and row.base_unit == "%":
            row.kind = "share"
        self._sibling_head(row, name)
        self.rows.append(row)
        self._forward_owner(row)
        self._remember(row)
        return row

    def _forward_owner(self, row: Draft) -> None:
        """`投资3700万元，改造11条巷道`: money named before what it was spent on."""
        if row.indicator in _SPENT and not self.subject:
            self.spent = row
        elif self.spent is not None:
            self.spent.indicator = row.indicator + self.spent.indicator
            self.spent = None

    def _sibling_head(self, row: Draft, name: str) -> None:
        """石化公司1.1亿元 behind 油田项目完成投资150亿元: the head of the name is shared."""
        if not self.in_parts and not self.rows or not name or self.names.head_of(name):
            return
        last = next((r for r in reversed(self.rows) if r.base_unit == row.base_unit and r.kind == "level"), None)
        if last is None or not self.values.is_measured(row.base_unit):
            return
        head = self.names.head_of(last.indicator)
        if head and head != last.indicator:
            row.indicator = name + head

    def _distributed(self, group: list[Mention], ahead: Before, raw: str, each: Mention) -> bool:
        """`A、B分别为x和y`, `A和B均超x`, `2020、2021年…均为x`."""
        names = self.names
        subject = names.clean(self._left_of(raw, group[0], ahead, each))
        tail = names.clean(self.text[each.end : ahead.name_end]) if ahead.name_end > each.end else ""
        opening = Opening(0)
        if self._two_years(group, ahead, subject):
            return True
        if not subject:
            return False
        parts = names.items(subject, len(group)) if len(group) > 1 else []
        if not parts and len(group) == 1:
            parts = names.all_items(subject)
        if not parts or len(parts) == 1 and len(group) > 1:
            return False
        figures = group if len(group) == len(parts) else [group[0]] * len(parts)
        for mention, part in zip(figures, parts, strict=True):
            name = part if not tail or part.endswith(tail) else part + tail
            self._add_level(mention, ahead, self._named(name, opening), raw)
        return True

    def _left_of(self, raw: str, figure: Mention, ahead: Before, each: Mention) -> str:
        """The words of a segment before 分别 or 均."""
        begin = ahead.name_end - len(raw)
        return self.text[begin : each.start] if each.start >= begin else raw

    def _two_years(self, group: list[Mention], ahead: Before, subject: str) -> bool:
        also = self.also_year
        if also is None or len(group) != 1 or not subject:
            return False
        self._add_level(group[0], ahead, subject, "")
        second = self._add_level(group[0], ahead, subject, "")
        second.period = whole_year(also)
        return True

    @property
    def also_year(self) -> int | None:
        """The second of two years named together (2020、2021年)."""
        return self.context.also

    # -- rows --------------------------------------------------------------------------------

    def _row(self, mention: Mention, name: str, ahead: Before | None) -> Draft:
        context = self.context
        row = Draft(mention.start, mention.end, indicator=name, status=self.status)
        row.by(mention.rule)
        row.text_start, row.text_end = mention.start - min(len(name), 30), mention.end
        region = context.region or context.home
        row.region, row.region_name = region, region.name if region else ""
        if region is None:
            row.flag("region_unresolved")
        elif context.region is None:
            row.flag("region_inferred")
        self._date(row, ahead)
        self._status_of(row, ahead)
        return row

    def _status_of(self, row: Draft, ahead: Before | None) -> None:
        """What is past is no target, nor is what a place has (`我国有2.9亿在校学生`) or a movement starts from."""
        context = self.context
        if row.status == "target" and row.period is not None and context.reference is not None:
            if row.period.year < context.reference.year:
                row.status = "actual"
        if ahead is None or row.status != "target":
            return
        if ahead.in_segment("i") and not any(m.code == "o" for m in ahead.run):
            row.status = "actual"
            if not any(m.code == "T" for m in ahead.run):
                row.period = None
                row.flag("period_unresolved")
        holds = ahead.last("v")
        if holds is not None and self.text[holds.start : holds.end] in ("有", "拥有", "已有", "共有", "现有", "已达", "已达到", "已"):
            row.status = "actual"

    def _date(self, row: Draft, ahead: Before | None) -> None:
        """The period of a row: named right before the figure, or inherited."""
        context = self.context
        own = self._own_period(ahead)
        if own is not None:
            row.period = context.resolve(own)
            if "X" == own.part and context.period is not None and own.year is None and own.offset is None:
                row.period = moved(context.period, -1)
        else:
            row.period = context.period
            row.flag("period_inherited")
        if row.period is None:
            row.flag("period_unresolved")

    def _period_behind(self, clause: Clause, mention: Mention) -> PeriodMention | None:
        """`5家企业获评2020年…`: the only period of a sentence stands behind its figure."""
        for other in clause.mentions:
            if other.code == "T" and other.start >= mention.end and isinstance(other.data, PeriodMention):
                return other.data if other.data.part == "Y" and other.data.year is not None else None
            if other.code == "N" and other.start > mention.end:
                return None
        return None

    def _own_period(self, ahead: Before | None) -> PeriodMention | None:
        if ahead is None:
            return None
        for number, mention in enumerate(ahead.run):
            if mention.code == "T" and (number == 0 or ahead.run[number - 1].code not in "kb"):
                data = mention.data
                assert isinstance(data, PeriodMention)
                return data
        return None

    def _bounds(self, row: Draft, ahead: Before) -> None:
        bound = ahead.last("c")
        if bound is not None and isinstance(bound.data, Cue):
            row.comparator = growth.stronger(row.comparator, bound.data.value)
            row.by(bound.rule)

    def _remember(self, row: Draft) -> None:
        if row.indicator:
            self.subject = self.context.subject = row.indicator

    # -- shares ------------------------------------------------------------------------------

    def _share(self, group: list[Mention], ahead: Before, raw: str, name: str, opening: Opening, clause: Clause) -> None:
        share = ahead.in_segment("s")
        assert share is not None
        begin = group[0].start
        left = ahead.name_end - len(raw)
        subject = self.names.short(self.names.clean(self.text[left : share.start])) if share.start > left else ""
        whole = self.text[share.end : begin]
        relative = growth.share_of(whole)
        for mention in group:
            row = self._row(mention, subject or self.subject or self.context.topic, ahead)
            row.kind = "share"
            self.values.fill(row, mention)
            self._bounds(row, ahead)
            row.relative_to = relative or (self.subject if subject and self.subject else self.context.share_of)
            row.by(share.rule)
            if not subject:
                row.flag("indicator_inherited")
            self.rows.append(row)
        if relative:
            self.context.share_of = relative
        if subject:
            self.subject = subject

    def _share_named(
        self, group: list[Mention], ahead: Before, raw: str, name: str, opening: Opening, clause: Clause
    ) -> None:
        each = self._each(ahead)
        parts = self.names.items(self.names.clean(self._left_of(raw, group[0], ahead, each)), len(group)) if each and len(group) > 1 else []
        for number, mention in enumerate(group):
            own = parts[number] if parts else name
            row = self._row(mention, self._named(own, opening), ahead)
            row.kind = "share"
            self.values.fill(row, mention)
            self._bounds(row, ahead)
            row.relative_to = growth.named_whole(own)
            self.rows.append(row)
            self._remember(row)

    def _share_of(self, group: list[Mention], ahead: Before, raw: str, name: str, opening: Opening, clause: Clause) -> None:
        for mention in group:
            stop = next((m.start for m in clause.mentions if m.start >= mention.end and m.code in "N&"), clause.end)
            behind = self.text[mention.end : stop]
            noun = self.names.behind(behind)
            self.counted, counted = bool(noun), ""
            row = self._row(mention, "", ahead)
            self.values.fill(row, mention)
            self._bounds(row, ahead)
            row.kind = "share"
            if self.behind_counted:
                counted, name = self.names.clean(raw), ""
            if raw.endswith("的") and not behind.startswith("的"):
                row.indicator = row.relative_to = name
                self._located(row, mention)
            elif not noun and not behind.startswith("的"):
                if not name:
                    row.indicator = self.subject
                    row.flag("indicator_inherited")
                else:
                    row.indicator = name
                row.relative_to = self.subject if not name else ""
            else:
                row.relative_to = counted or growth.counted_whole(noun)
                rest = self.names.clean(behind[1:].split("与")[-1]) if "与" in behind else ""
                row.indicator = (name if name and not self.names.is_verb(name) else "") + (rest or noun)
                row.indicator = row.indicator or noun
            self.rows.append(row)

    def _located(self, row: Draft, mention: Mention) -> None:
        """`受灾的95%在某省`: the place follows the share."""
        if self.text.startswith("在", mention.end):
            place = self.places.at(self.text, mention.end + 1, mention.end + 12)
            if place is not None and place[0] is not None:
                row.region, row.region_name = place[0], place[0].name

    def _recover(self, group: list[Mention], ahead: Before, raw: str, name: str, opening: Opening, clause: Clause) -> None:
        share = ahead.in_segment("s")
        assert share is not None
        left = ahead.name_end - len(raw)
        subject = self.names.clean(self.text[left : share.start]) if share.start > left else ""
        row = self._row(group[0], subject or self.subject or self.context.topic, None)
        row.kind = "share"
        self.values.fill(row, group[0])
        self._bounds(row, ahead)
        row.relative_to = self.text[share.end : group[0].start].strip("的 ")
        row.by(share.rule)
        self.rows.append(row)

    # -- movements ---------------------------------------------------------------------------

    def _contribution(
        self, group: list[Mention], ahead: Before, raw: str, name: str, opening: Opening, clause: Clause
    ) -> None:
        force = ahead.in_segment("l")
        assert force is not None
        left = ahead.name_end - len(raw)
        subject = self.names.clean(self.text[left : force.start]) if force.start > left else ""
        words = self.text[force.end : group[0].start]
        toward = ""
        if subject.startswith("对") or "对" in subject:
            before_to, _, toward = subject.rpartition("对")
            subject = self.names.clean(before_to)
        sign = growth.direction([m for m in ahead.segment if m.start >= force.start])
        for mention in group:
            row = self._row(mention, subject or self.subject or self.context.topic, None)
            row.kind = "contribution"
            self.values.fill(row, mention)
            self._bounds(row, ahead)
            if sign < 0 and row.value is not None:
                row.value = -row.value
            row.relative_to = toward.strip("的") or growth.toward(words)
            row.by(force.rule)
            if not subject:
                row.flag("indicator_inherited")
            self.rows.append(row)

    def _growth(self, group: list[Mention], ahead: Before, raw: str, name: str, opening: Opening, clause: Clause) -> None:
        moves = [growth.read(mention, ahead, self.context, self.text) for mention in group]
        each = self._each(ahead)
        name = "" if growth.is_rate_word(name) else name
        targets = self._targets(name, len(group), ahead, raw, each, opening)
        if len(moves) == 1 and len(targets) > 1:
            moves = moves * len(targets)
        for number, move in enumerate(moves):
            target = targets[number] if number < len(targets) else None
            if isinstance(target, Draft) and not target.has_movement():
                growth.apply(target, move)
                target.text_end = move.mention.end
                continue
            own = target if isinstance(target, str) and target else self.subject or self.context.topic
            self._growth_row(move, own, ahead, inherited=not (isinstance(target, str) and target))
        if moves[0].basis in ("yoy", "pop") and not moves[0].assumed:
            self.context.basis = moves[0].basis

    def _targets(
        self, name: str, count: int, ahead: Before, raw: str, each: Mention | None, opening: Opening
    ) -> list[Draft | str]:
        """What a growth belongs to: rows already made, or names of its own."""
        left = self.names.clean(self._left_of(raw, ahead.segment[0], ahead, each)) if each is not None else name
        if each is not None and left:
            if count == 1:
                parts: list[str] = self.names.all_items(left)
                if len(parts) > 1:
                    return [*parts]
            parts = self.names.items(left, count)
            tail = self.names.clean(self.text[each.end : ahead.name_end]) if ahead.name_end > each.end else ""
            if parts and count > 1 and all(self.names.dependent(p) for p in parts):
                open_rows = self._open_rows(count)
                if open_rows:
                    return [*open_rows]
            return [part + tail for part in parts] if parts else [left] * count
        if name and not self.names.needs_owner(name):
            same = self._same_row(name)
            if same is not None and count == 1 and not same.has_movement():
                return [same]
            return [name] * count
        if name:
            same = self._same_row(self._named(name, opening))
            return [same or self._named(name, opening)] * count
        listed, head = self.listed
        if listed and (parts := self.names.items(listed, count) if count > 1 else [listed]):
            return [part if part.endswith(head) else part + head for part in parts]
        rows = self._open_rows(count) if count > 1 or each is not None else self._last_row()
        return [*rows]

    def _same_row(self, name: str) -> Draft | None:
        """The row of this sentence that bears a name."""
        for row in reversed(self.rows):
            if row.indicator == name and row.kind in ("level", "share", "ratio"):
                return row
        return None

    def _open_rows(self, count: int) -> list[Draft]:
        """The last `count` rows with a figure, none of which has a growth yet."""
        rows = [row for row in self.rows if row.value is not None and row.kind in ("level", "share")][-count:]
        if len(rows) == count and not any(row.has_movement() for row in rows):
            return rows
        return []

    def _last_row(self) -> list[Draft]:
        if self.rows and self.rows[-1].region is not (self.context.region or self.context.home):
            return []
        for row in reversed(self.rows):
            if row.kind in ("rank", "share", "contribution") and row.indicator == self.rows[-1].indicator:
                continue
            if row.kind in ("level", "ratio") or row.kind == "growth" and row.growth_rate is None and row.change is not None:
                return [row] if not row.has_movement() else []
            return []
        return []

    def _growth_row(self, move: growth.Movement, name: str, ahead: Before, *, inherited: bool) -> None:
        row = self._row(move.mention, name, ahead if not growth.period_is_base(ahead) else None)
        row.kind = "growth"
        growth.apply(row, move)
        row.rules.reverse()
        if inherited:
            row.flag("indicator_inherited")
        self.rows.append(row)
        if name and not inherited:
            self.subject = self.context.subject = name

    def _flat(self, mention: Mention, ahead: Before, raw: str) -> None:
        """持平: a growth of nought."""
        if any(m.code == "g" for m in ahead.segment) or ahead.in_segment("g"):
            return
        move = growth.flat(mention, ahead, self.context, self.text)
        name = self.names.clean(raw)
        targets = self._targets("" if growth.is_rate_word(name) else name, 1, ahead, raw, None, Opening(0))
        target = targets[0] if targets else None
        if isinstance(target, Draft) and not target.has_movement():
            growth.apply(target, move)
            return
        own = target if isinstance(target, str) else self.subject
        if own:
            self._growth_row(move, own, ahead, inherited=not target)

    def _change(self, group: list[Mention], ahead: Before, raw: str, name: str, opening: Opening, clause: Clause) -> None:
        noun = ahead.in_segment("g")
        if noun is not None:
            name = self.names.clean(self.text[ahead.name_end - len(raw) : noun.start]) if noun.start >= ahead.name_end - len(raw) else name
        if growth.is_rate_word(name):
            name = ""
        names: list[str] = []
        each = self._each(ahead)
        if len(group) > 1 and name:
            left = self.names.clean(self._left_of(raw, group[0], ahead, each)) if each else name
            names = self.names.items(left, len(group))
        for number, mention in enumerate(group):
            move = growth.change(mention, ahead, self.context, self.text, self.values)
            own = names[number] if names else name
            row = self._change_target(own, group, number, opening, mention)
            if row is not None and row.change is None:
                growth.apply(row, move)
                row.text_end = mention.end
                self.subject = row.indicator
                continue
            own = self._named(own, opening) if own else self.names.rate_name(self.subject or self.context.topic, move.change_unit)
            if own:
                self._growth_row(move, own, ahead, inherited=not name)

    def _change_target(self, name: str, group: list[Mention], number: int, opening: Opening, mention: Mention) -> Draft | None:
        rows = self.rows
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        points = quantity.unit in POINT_UNITS
        composition = [row for row in rows if row.part]
        if composition and name:
            return growth.part_of(composition, name, number, len(group))
        if name:
            for row in reversed(rows):
                if row.indicator == name and (points or row.value is not None):
                    return row
            if not (points and self.names.needs_owner(name)):
                return None
        if not rows or rows[-1].region is not (self.context.region or self.context.home):
            return None
        if len(group) > 1 and not name:
            return rows[-1] if number == 0 else None
        last = rows[-1]
        if points:
            return last if last.kind != "rank" else None
        return last if last.kind == "level" and last.value is not None else None

    def _points(self, group: list[Mention], ahead: Before, raw: str, name: str, opening: Opening, clause: Clause) -> None:
        """Percentage points without a movement: only a name that says so makes a level of them."""

    # -- ranks and compositions --------------------------------------------------------------

    def _rank(self, group: list[Mention], ahead: Before, raw: str, begin: int) -> None:
        verb = next((m for m in ahead.segment if m.code == "r"), None)
        after_rank = bool(self.rows) and self.rows[-1].kind == "rank" and self.rows[-1].end >= begin - 1
        if verb is None and not after_rank and not growth.ranked(self.text[begin : group[0].start]):
            return
        if verb is not None:
            name = self.names.clean(self.text[begin : verb.start]) if verb.start > begin else ""
            among = self.text[verb.end : group[0].start]
        elif not after_rank:
            name, among = growth.split_rank(self.text[begin : group[0].start])
            name = self.names.clean(name)
        else:
            name, among = "", self.text[begin : group[0].start]
        among = growth.among(among)
        each = ahead.in_segment("D")
        listed = self._ranked_names(name, group, each)
        for mention, own in listed:
            row = self._row(mention, own, None)
            row.kind = "rank"
            self.values.fill_rank(row, mention)
            row.relative_to = among
            if verb is not None:
                row.by(verb.rule)
            if not name:
                row.flag("indicator_inherited")
            self.rows.append(row)
        if name:
            self.subject = listed[-1][1]

    def _ranked_names(self, name: str, group: list[Mention], each: Mention | None) -> list[tuple[Mention, str]]:
        if not name:
            rows = self._open_rows(len(group)) if each is not None and len(group) > 1 else []
            owners = [row.indicator for row in rows] or [self.subject or self.context.topic] * len(group)
            return list(zip(group, owners, strict=True))
        if len(group) > 1:
            parts = self.names.items(name, len(group)) or [name] * len(group)
            return list(zip(group, parts, strict=True))
        parts = self.names.all_items(name)
        if len(parts) > 1:
            return [(group[0], part) for part in parts]
        return [(group[0], self._named(name, Opening(0)))]

    def _composition(self, mention: Mention, raw: str, ahead: Before) -> None:
        name = self.names.clean(raw)
        if not name:
            return
        parts = mention.data
        assert isinstance(parts, list)
        numbers = [Decimal(part) for part in parts]
        if len(numbers) == 2 and abs(sum(numbers) - 100) > 2:
            row = self._row(mention, self._named(name, Opening(0)), ahead)
            self.values.fill_ratio(row, mention, numbers, parts)
            self.rows.append(row)
            return
        if abs(sum(numbers) - 100) > 2:
            return
        labels = growth.composition_names(name, len(numbers), self.names)
        position = mention.start
        for index, (part, label) in enumerate(zip(parts, labels, strict=True)):
            row = self._row(Mention("N", position, position + len(part), mention.rule), label, ahead)
            self.values.fill_share(row, part)
            row.part = index + 1
            self.rows.append(row)
            position += len(part) + 1
        self.subject = name
