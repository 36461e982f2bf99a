"""Absolute movements: percentage points, amounts, flows of money, places of a rank."""

from __future__ import annotations

from policyfacts.link import growth
from policyfacts.link.growth_rows import growth_row, hand_on
from policyfacts.link.level_rows import LevelRows
from policyfacts.link.moved_rows import change_target, changed_name, last_changed, moved_alike, moved_rows, twins
from policyfacts.link.naming import Naming
from policyfacts.link.state import Segment, State
from policyfacts.link.tools import Tools

_FAR_BACK = 600  # characters in which a crop is looked for whose output a place is said to have changed


class Changes:
    """Makes rows of changes, or completes rows with them; one per rule set."""

    def __init__(self, tools: Tools, naming: Naming, rows: LevelRows) -> None:
        self._growth = tools.growth
        self._naming = naming
        self._rows = rows
        self._flow_name = tools.rules.grammar["movement.flow_name"]
        self._flow_verbs = tools.rules.words["flow_verb"]
        self._sectors = tools.rules.grammar["movement.sector"]
        self._term = tools.rules.grammar["movement.term"]
        self._crop = tools.rules.grammar["movement.crop"]

    def change(self, state: State, segment: Segment) -> None:
        """Absolute movements: percentage points of the row before, amounts, money flows."""
        if self._flow(state, segment) or self._rank_moved(state, segment):
            return
        name = changed_name(state, segment)
        if not name and state.values.is_money(segment.quantity) and state.owner.endswith(("增速", "增幅")):
            name = state.owner[:-2]  # 收入60亿元，增幅居全省第一，增收6亿元
        each, count = state.each(segment.ahead), len(segment.group)
        names: list[str] = []
        if count > 1 and name:
            names = state.lists.items(state.clean_left(segment, each) if each else name, count)
        if name and not names and self._changes_of_regions(state, segment, name):
            return
        apart = sum(m.code in "bk" for m in segment.ahead.segment) < 2  # else of one row (比上月和上年同期)
        rows = moved_rows(state, count) if count > 1 and not name and apart else []
        last = last_changed(state, count) if count > 1 and not name and apart and not rows else []
        for number, mention in enumerate(segment.group):
            move = self._growth.change(
                mention, number, segment.ahead, state.context, state.text, state.comparison(segment.name)
            )
            self._growth.hand_on(move, segment.ahead, state.context)
            turn = segment.turns.get(mention.start)
            if turn is not None and move.change is not None:  # 多投产A和少投产B
                move.change = -abs(move.change) if turn.code == "d" else abs(move.change)
            if not rows and self._change_of_region(state, segment, move, number, name):
                continue
            compares = segment.ahead.in_segment("b") or segment.ahead.in_segment("k")
            own = names[number] if names else last[number] if last else name
            row = rows[number] if rows else change_target(state, segment, own, 0 if names else number, mention)
            grown = row is not None and row.growth_rate is not None  # 余额5亿元，增长7%，比年初增加2亿元
            if compares and not grown and not state.values.is_points(segment.quantity):
                hand_on(state, segment, move.change_base, assumed=False)
            if row is not None and row.change is None:
                if (
                    row.base_unit == "百分点"
                    and self._growth.narrows(state.text, segment.ahead)
                    and move.change is not None
                ):
                    move.change = -abs(move.change)  # a gap that narrows is smaller
                if row.base_unit.startswith(f"{move.change_unit}/"):
                    move.change_unit = row.base_unit
                alike = moved_alike(state, segment) if not name else []
                for moved in alike or [row, *(twin for twin in twins(state, segment, row) if twin.change is None)]:
                    growth.apply(moved, move)
                    moved.text_end = max(moved.text_end, mention.end)
                state.subject = row.indicator
                continue
            own = (
                self._naming.owners.owned(state, self._of_rate(state, own, move.change_unit), segment.opening)
                if own
                else state.names.rate_name(state.owner, move.change_unit)
            )
            if own:
                verb = segment.ahead.last("ud")
                if move.change_unit == "位" and (ranked := segment.ahead.last("r")) is not None:
                    own = state.names.without_place(own) + state.text[ranked.start : ranked.end]  # 全国排名提升4位
                if verb is not None:
                    own = state.names.moved(own, state.text[verb.start : verb.end], inherited=not name)
                if move.change_unit == "吨" and (crop := self._crop.match(own + "产量")) and crop.end() == len(own):
                    own += "产量"  # 夏粮|略减25.5亿斤
                if own == "产量":
                    own = self._crop_told(state, segment) + own
                growth_row(state, segment, move, own, inherited=not name)

    def _crop_told(self, state: State, segment: Segment) -> str:
        """The crop whose output was last told of (夏粮产量略减…，甲省|减产了5亿斤), or nothing."""
        told = list(self._crop.finditer(state.text, max(0, segment.begin - _FAR_BACK), segment.begin))
        return told[-1][0] if told else ""

    def _of_rate(self, state: State, name: str, unit: str) -> str:
        """`病床使用率提高8个百分点，其中公立医院提高10个百分点`: what moves by points is the rate of the part."""
        if unit != "百分点" or not state.in_parts or not state.parent.endswith("率") or state.names.head_of(name):
            return name
        return state.names.with_sibling(name, state.parent)

    def _change_of_region(self, state: State, segment: Segment, move: growth.Movement, number: int, name: str) -> bool:
        """`甲省、乙省增产较多，分别增产x和y`: places named together share out the changes."""
        regions, verb = state.regions, segment.ahead.last("ud")
        shared = len(regions) > 1 and len(regions) == len(segment.group) and state.each(segment.ahead) is not None
        own = name or state.owner
        others = bool(state.rows) and state.rows[-1].region not in regions and not state.places_listed
        if not shared or not own or verb is None or others:
            return False
        own = state.names.moved(own, state.text[verb.start : verb.end], inherited=not name)
        growth_row(state, segment, move, own, inherited=not name)
        state.rows[-1].place(regions[number])
        return True

    def _changes_of_regions(self, state: State, segment: Segment, name: str) -> bool:
        """`甲省、乙省粮食分别增产61亿斤和11亿斤`: places named together share out the changes."""
        regions, group, verb = state.regions, segment.group, segment.ahead.last("ud")
        if len(regions) != len(group) or len(group) < 2 or state.each(segment.ahead) is None or "、" in name:
            return False
        if verb is not None:
            name = state.names.moved(name, state.text[verb.start : verb.end])
        for number, (region, mention) in enumerate(zip(regions, group, strict=True)):
            move = self._growth.change(mention, number, segment.ahead, state.context, state.text, None)
            growth_row(state, segment, move, name, inherited=False)
            state.rows[-1].place(region)
        return True

    def _rank_moved(self, state: State, segment: Segment) -> bool:
        """`居全省第二位，比上年前移一位`: the movement of the rank right before."""
        last = state.rows[-1] if state.rows else None
        if (
            last is None
            or last.kind != "rank"
            or last.has_movement()
            or segment.quantity.unit not in ("位", "名", "个位次")
        ):
            return False
        if (
            segment.name
            and not state.relations.is_rate_word(segment.name)
            and segment.name not in ("位次", "排名", "名次")
        ):
            return False
        move = self._growth.change(
            segment.group[0], 0, segment.ahead, state.context, state.text, state.comparison(segment.name)
        )
        move.change_unit = "位"
        growth.apply(last, move)
        last.text_end = move.mention.end
        return True

    def _flow(self, state: State, segment: Segment) -> bool:
        """`人民币贷款增加1.36万亿元`: for loans and deposits an increase is the level of the flow."""
        verb = segment.ahead.last("ud")
        if verb is None or not self._flow_name.search(segment.name) or segment.ahead.in_segment("bkg"):
            return False
        words = state.text[verb.start : verb.end]
        if words not in self._flow_verbs or not state.values.is_money(segment.quantity):
            return False
        name = self._of_sector(state, segment.name) + ("减少额" if verb.code == "d" else "增加额")
        self._rows.add(state, segment.group[0], segment.ahead, name)
        return True

    def _of_sector(self, state: State, name: str) -> str:
        """短期贷款 as a part of 住户贷款 is 住户短期贷款."""
        sector = self._sectors.match(state.parent) if state.in_parts else None
        return sector[0] + name if sector and self._term.match(name) else name
