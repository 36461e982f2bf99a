"""Ranks and compositions: 位列全国第九, 三次产业比例为x∶y∶z, 比例1.9:1."""

from __future__ import annotations

import re
from decimal import Decimal

from policyfacts.link.draft import Draft
from policyfacts.link.moved_rows import open_rows
from policyfacts.link.naming import Naming
from policyfacts.link.state import Segment, State
from policyfacts.link.tools import Tools
from policyfacts.rules.divisions import Region
from policyfacts.scan.mentions import Mention, PeriodMention
from policyfacts.scan.periods import whole_year

_YEAR = re.compile(r"^[0-9]{4}年度?")


class Ranks:
    """Makes rows of ranks and of the parts of compositions; one per rule set."""

    def __init__(self, tools: Tools, naming: Naming) -> None:
        self._naming = naming
        grammar = tools.rules.grammar
        self._course, self._in_group = grammar["rank.course"], grammar["rank.in_group"]
        self._over_span = grammar["rank.over_span"]
        self._entered = grammar["rank.entered"]
        self._contest, self._measure_counted = grammar["rank.contest"], grammar["rank.measure_counted"]
        self._group_alone = grammar["rank.group_alone"]
        self._compares = grammar["composition.compares"]
        self._measured = grammar["rank.measured_group"]
        self._summaries = tools.rules.words["summary"]

    def rank(self, state: State, segment: Segment) -> None:
        """Ranks, of one name or of each name of a list."""
        first, begin = segment.group[0], segment.begin
        verb = next((m for m in segment.ahead.segment if m.code == "r"), None)
        after_rank = bool(state.rows) and state.rows[-1].kind == "rank" and state.rows[-1].end >= begin - 1
        course = self._course.search(state.text[begin : first.start]) if segment.ahead.in_segment("i") else None
        if course is not None:  # 产量由2018年的全国第9位升至…
            name, among = state.names.clean(state.text[begin : begin + course.start()]), course["group"]
            inside = None
            if verb is not None and verb.end == begin + course.start():  # 产量在全省排位由…
                inside = self._in_group.search(state.clean_left(segment, verb))
            if inside is not None and inside.start() > 1 and not among.strip("的"):
                name, among = state.clean_left(segment, verb)[: inside.start()], " " + inside["group"]
        elif verb is not None:
            each = segment.ahead.in_segment("D")
            mark = each if each is not None and each.end == verb.start else verb  # 产量、单产均|居
            name, among = state.clean_left(segment, mark), state.text[verb.end : first.start]
            inside = self._in_group.search(name) if len(among) < 2 else None
            if inside is not None and (inside.start() > 1 or inside.end() == len(name) and not inside.start()):
                name, among = name[: inside.start()], " " + inside["group"]
            elif len(among) < 2 and (alone := self._group_alone.fullmatch(name)):
                name, among = "", " " + alone["group"]
        elif state.relations.ranked(state.text[begin : first.start]):
            words, among = state.relations.split_rank(state.text[begin : first.start])
            name = state.names.clean(words)
        elif after_rank:
            name, among = "", state.text[begin : first.start]
        else:
            return
        among = among[1:] if among.startswith(" ") else state.relations.among(among)
        among = self._without_time(state, segment, among)
        if measured := self._measured.fullmatch(among):
            among, name = measured["group"], name + measured["name"]
        if not among and not name and after_rank:
            among = state.rows[-1].relative_to
        if verb is not None and not name and _measured_by(state, verb, among):
            among = ""
        name, place = _place_behind(state, state.names.done_then(name))
        if contest := self._contest.fullmatch(name or _YEAR.sub("", among)):
            name, among = contest["name"], (among if name else "") or contest["group"] or ""
        if not (name or among) and state.empty and (entered := self._entered.search(state.empty[-1])):
            name, among = entered["name"], entered["group"] or ""  # 跻身全国县域经济百强县，排名第47位
        listed = self._ranked(state, segment, name)
        if not name and len(segment.group) == 1 and state.members and state.text.startswith(("均", "双双"), begin):
            listed = [(segment.group[0], member) for member in state.members]  # 水电、风电装机均超3亿千瓦，均居世界第一
        for mention, own in listed:
            row = state.row(mention, own or among, None)
            among_whom = state.text.startswith(("在", among or "在"), segment.clause.start)
            if place is None and among_whom and state.places.above_home(row.region):
                place = state.places.home  # 在全市考核中排名第一, in the report of a district
            if place is not None:
                row.place(place)
            row.kind = "rank"
            self._date(state, segment, row)
            state.values.fill_rank(row, mention)
            row.relative_to = among
            if verb is not None:
                row.by(verb.rule)
            if not name:
                row.flag("indicator_inherited")
            state.rows.append(row)
        if name:
            state.subject = listed[-1][1]

    def reached(self, state: State, segment: Segment) -> bool:
        """`由第28位提升到22位`: a rank without 第 that the one before has risen to."""
        last = state.rows[-1] if state.rows else None
        if last is None or last.kind != "rank" or segment.name or segment.ahead.last("o") is None:
            return False
        row = state.row(segment.group[0], last.indicator, None)
        row.kind, row.relative_to, row.figure, row.unit, row.base_unit = "rank", last.relative_to, "", "位", "位"
        row.figure, row.value = segment.quantity.figure, state.values.value(segment.quantity)[0]
        row.start, row.end, segment.group[0].use = segment.group[0].start, segment.group[0].end, "fact"
        self._date(state, segment, row)
        state.rows.append(row)
        return True

    def _without_time(self, state: State, segment: Segment, among: str) -> str:
        """Among whom, without a period before it (升至2023年的第2位)."""
        for mention in segment.ahead.segment:
            if mention.code == "T":
                among = among.removeprefix(state.text[mention.start : mention.end]).lstrip("的")
        return among

    def _date(self, state: State, segment: Segment, row: Draft) -> None:
        """The period named for a rank, or that of the outset or the end of its course."""
        codes = "".join(m.code for m in segment.ahead.segment)
        named = next((m.data for m in segment.ahead.segment if m.code == "T" and m.start >= segment.begin), None)
        if isinstance(named, PeriodMention) and ("i" in codes or row.period is None or self._rose(state, segment)):
            row.period = state.context.resolve(named)
        elif "i" in codes:
            row.period = state.dating.begins(state)
        elif row.period is not None and row.period.spans_years and not self._over_span.search(row.indicator):
            row.period = whole_year(row.period.year)

    def _rose(self, state: State, segment: Segment) -> bool:
        """Whether a rank is one that something has come to."""
        return any(m.code == "r" and state.text[m.end - 1] in "至到" for m in segment.ahead.segment)

    def _ranked(self, state: State, segment: Segment, name: str) -> list[tuple[Mention, str]]:
        """Each rank with its name."""
        group = segment.group
        if not name:
            each = segment.ahead.in_segment("D") is not None
            if each and len(group) == 1:
                both = _side_by_side(state)
                return [(group[0], row.indicator) for row in both] or [(group[0], state.owner + state.view)]
            rows = open_rows(state, len(group)) if each else []
            owners = [row.indicator for row in rows] or [state.owner] * len(group)
            owners = [self._ranked_measure(owner) for owner in owners]
            return [(mention, owner + state.view) for mention, owner in zip(group, owners, strict=True)]
        if len(group) > 1:
            each_name = state.lists.items(name, len(group)) or [name] * len(group)
            owned = [self._naming.owners.owned(state, own, segment.opening) for own in each_name]
            return list(zip(group, owned, strict=True))
        if name in self._summaries and state.owner:
            return [(group[0], state.owner)]
        parts = state.lists.all_items(name)
        if parts != [name]:
            return [(group[0], part) for part in parts]
        return [(group[0], self._naming.owners.owned(state, name, segment.opening))]

    def _ranked_measure(self, owner: str) -> str:
        """The measure of places that were counted by it, which one of them ranks by (水质进入前十的市…，甲市第一)."""
        found = self._measure_counted.fullmatch(owner)
        return found["measure"] if found is not None else owner

    def composition(self, state: State, segment: Segment) -> None:
        """Parts that make a hundred are shares; any other ratio of two is a ratio."""
        names = state.lists.items(
            state.names.clean(state.left_of(segment, state.each(segment.ahead))), len(segment.group)
        )
        for number, mention in enumerate(segment.group):
            self._one_composition(state, segment, mention, names[number] if names else "")

    def _one_composition(self, state: State, segment: Segment, mention: Mention, listed: str) -> None:
        parts = mention.data
        assert isinstance(parts, list)
        name = (
            listed
            or state.names.clean(segment.raw)
            or (state.subject if state.rows and (state.rows[-1].part or state.rows[-1].kind == "ratio") else "")
            or (state.context.topic if state.has_topic and state.context.topic.endswith(("结构", "比例")) else "")
        )
        if not name:
            return
        numbers = [Decimal(part) for part in parts]
        whole = abs(sum(numbers, Decimal(0)) - 100) <= 2
        if len(numbers) == 2 and not self._compares.search(name):
            return  # 以25:21获胜, 1:500地形图
        if len(numbers) == 2 and not whole:
            row = state.row(mention, self._naming.owners.owned(state, name, segment.opening), segment.ahead)
            state.values.fill_ratio(row, mention, numbers, parts)
            state.rows.append(row)
            state.remember(row)
        elif whole:
            _parts(state, segment, mention, name, parts)


def _place_behind(state: State, name: str) -> tuple[str, Region | None]:
    """`卫生满意度测评某州|连续两年全国第一`: what ranks, and the place at the end of its name that holds the rank."""
    for begin in range(max(len(name) - 8, 3), len(name) - 1):
        place = state.places.at(name, begin, len(name))
        if place is not None and place[0] is not None and place[2] == len(name):
            return name[:begin], place[0]
    return name, None


def _side_by_side(state: State) -> list[Draft]:
    """The last figures that 、 joins (`A18家、B46家，均居全国首位`)."""
    rows = [row for row in state.rows[state.part_begins :] if row.kind in ("level", "growth") and not row.closed]
    joined = rows[-1:]
    for row in reversed(rows[:-1]):
        between = state.text[row.end : joined[0].start]
        alike = between.startswith("，") and "，" not in between[1:] and row.base_unit == joined[0].base_unit
        if "、" not in between and not alike or "，" in between[1:]:
            break
        joined.insert(0, row)
    return joined if len(joined) > 1 else []


def _parts(state: State, segment: Segment, mention: Mention, name: str, parts: list[str]) -> None:
    position, mention.use = mention.start, "fact"
    for index, label in enumerate(state.relations.composition_names(name, len(parts))):
        part = parts[index]
        position = max(state.text.find(part, position), position)  # 3.6 : 48 : 48.4
        row = state.row(Mention("N", position, position + len(part), mention.rule), label, segment.ahead)
        state.values.fill_share(row, part)
        row.part = index + 1
        state.rows.append(row)
        position += len(part) + 1
    state.subject = name


def _measured_by(state: State, verb: Mention, among: str) -> bool:
    """Whether a rank names the measure of the figure right before it (某港以2亿吨|位居吞吐量榜首), which is told."""
    last = state.rows[-1] if state.rows else None
    if last is None or last.kind != "level" or last.end != verb.start or not state.names.head_of(among):
        return False
    if not state.names.head_of(last.indicator):
        last.indicator += among
        state.subject = last.indicator
    return True
