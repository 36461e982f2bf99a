"""A clause without a figure: what it speaks of, which the figures of the clauses behind it may be of."""

from __future__ import annotations

import re

from policyfacts.link.clauses import Clause
from policyfacts.link.state import Opening, State
from policyfacts.rules.divisions import Region
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Cue

_LONGEST_END = 24  # characters of what is said of a topic at its end
_WANTS = "出确求了"  # how a clause ends that says what a plan wants
_NAMES = re.compile("[是为有包].")  # told faster than by the pattern of lists


def moved_by(clause: Clause, opening: Opening) -> bool:
    """Whether a verb of movement stands in a clause, which ends its topic."""
    return any(m.code in "ud" and m.start > opening.body for m in clause.mentions)


class Topics:
    """Reads clauses without a figure; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        grammar = rules.grammar
        self._listed, self._decreed = grammar["opening.listed"], grammar["opening.decreed"]
        self._reasons, self._told_apart = tuple(rules.words["reason"]), tuple(rules.words["told_apart"])
        self._rising, self._falling = rules.words["rising_rate"], rules.words["falling_rate"]
        self._predicates = tuple(rules.words["predicate"])
        self._aspect = grammar["opening.aspect"]
        self._partner, self._share_moves = grammar["opening.partner"], grammar["opening.share_moves"]
        self._rates_follow = grammar["opening.rates_follow"]
        self._rate_told, self._ranked_list = grammar["opening.rate_told"], grammar["opening.ranked_list"]
        self._singled = grammar["opening.singled_out"]
        self._ranking = grammar["opening.ranking"]
        self._reported = grammar["opening.reported"]
        self._goods, self._classes = grammar["opening.goods"], grammar["opening.classes"]
        self._mainly = grammar["share.mainly"]
        self._by_place = grammar["opening.by_place"]
        self._divided = grammar["opening.divided"]
        self._urging = grammar["opening.urging"]
        self._viewed = grammar["opening.viewed"]
        self._at_prices = grammar["growth.at_prices"]
        self._acts, self._turned = grammar["opening.acts"], grammar["opening.turned"]
        self._viewpoint = grammar["opening.viewpoint"]
        self._thriving = grammar["opening.thriving"]
        self._bounded, self._compared_tail = grammar["opening.bounded"], grammar["opening.compared_tail"]

    def close(self, state: State, clause: Clause, opening: Opening) -> None:
        """A clause without a figure: what it speaks of may own the names that follow."""
        if clause.depth:
            return
        for mention in clause.mentions:
            if mention.code in "te":
                state.note_status(mention)
        if state.text[clause.end - 1] in _WANTS and self._decreed.search(state.text, clause.start, clause.end):
            state.status = state.context.status = "target"  # 《行动计划》提出，…
            state.context.measures = True
        words = state.text[opening.body : clause.end]
        if words:
            state.empty.append(words)
        else:
            state.scene = state.whole_topic = ""
            return
        if not (self._sets_view(state, clause, words) or self._lists(state, clause, opening, words)):
            self._enter(state, clause, opening, words)

    def _sets_view(self, state: State, clause: Clause, words: str) -> bool:
        """Whether a clause says from which side figures are told (分行业看, 从贸易伙伴看), and is read as such."""
        if self._divided.search(words):  # 分行业看
            state.in_parts = state.viewed = True
            state.context.return_to_lead()
            state.context.by_quarter = words.startswith(("分季度", "分月", "按季度", "从季度"))
            state.by_place = self._by_place.search(words) is not None
            state.parent = state.context.undivided or state.context.subject
            return True
        if self._sets_scene(state, clause, words):
            return True
        if self._viewed.search(words):
            self._view(state, clause)
            return True
        if viewpoint := self._viewpoint.fullmatch(words):
            state.empty, state.viewed = [], True
            state.whole_topic = viewpoint["measure"] or state.whole_topic  # 从产品产量看，钢材增长5%
            return True  # 从贸易伙伴看
        return False

    def _lists(self, state: State, clause: Clause, opening: Opening, words: str) -> bool:
        """Whether a clause lists or ranks what the figures behind it are of, or reports without naming a topic."""
        items, head = state.listed
        if items and not clause.mentions and any(map(self._listed.search, filter(_NAMES.search, state.empty[:-1]))):
            state.listed = (f"{items}、{words}", head)
            return True  # 增长较快的领域是甲，乙，丙，分别增长…
        if words.startswith(self._told_apart) and len(state.empty) > 1:
            words = state.empty[-2] + words  # 增长最快的3个领域，分别是甲、乙和丙，分别增长…
        listed = self._listed.search(words) if _NAMES.search(words) else None
        if listed and listed["ranked"] and (places := self._places_in(state, clause, listed["ranked"].strip())):
            state.regions, state.places_listed, state.told_sign = places, True, 1
            state.subject = state.names.clean(listed["of"])
            return True  # 用电量增速居前三位的是甲市、乙市，分别为15%、12%
        if listed:
            head = listed["head"] or state.places.without(state.names.clean(listed["of"] or ""))
            state.listed = ((listed["items"] or listed["ranked"]).strip(), head)
            return True
        singled = self._singled.match(words) if "的" in words else None
        if singled is not None and self._singles_out(state, clause, opening, singled):
            return True  # 人口增长较多的5个省依次为
        return self._only_reports(state, clause, opening, words)

    def _only_reports(self, state: State, clause: Clause, opening: Opening, words: str) -> bool:
        """Whether a clause without a figure names no topic: it ranks, gives reasons or says how something moved."""
        if self._ranking.search(words):
            return True  # 位居前三位的地区是
        if aspect := self._aspect.fullmatch(words):
            state.view = aspect["of"]
            return True
        if words[0] == "主" and words.startswith(self._reasons) and moved_by(clause, opening):
            return True  # 主要是出让收入减少；支出…
        if self._reported.search(words) or any(m.code == "g" and m.start <= opening.body for m in clause.mentions):
            return True  # 增速比去年同期明显收窄
        if len(state.regions) > 1 and any(m.code in "ud" and m.start == opening.body for m in clause.mentions):
            return True  # 甲省、乙省增产较多
        if "主" in words and (mainly := self._mainly.fullmatch(words)):
            whole = mainly["whole"] or mainly["of"] or ""
            state.whole_topic = state.names.clean(whole) or state.whole_topic
            state.subject = mainly["part"] or mainly["members"]
            return True  # 务工人员以省内流动为主，占85%; 主要为甲和乙，分别占60%和30%
        return False

    def _enter(self, state: State, clause: Clause, opening: Opening, words: str) -> None:
        """Make what a clause speaks of the scene and the topic of those behind it."""
        topic, thrives = self._named(state, clause, opening)
        if topic.endswith("方面"):
            state.subject = topic = topic[:-2]  # 财政方面，收入…
        whole = moved_by(clause, opening) or state.names.head_of(topic.removesuffix("中")) or "、" in topic
        state.scene = topic if whole else state.names.to_verb(topic)
        moved = next((m for m in clause.mentions if m.code in "ud"), None)
        if words.endswith("中") or not any(m.code == "r" for m in clause.mentions):  # 甲业、乙业企业数位居前两位
            within = topic.removesuffix("中") if words.endswith("中") else ""
            state.whole_topic = self._classes.sub("", within)
            state.by_class = state.whole_topic != within  # 在工业行业大类中: of what all of 工业 has
        if clause.mark == ":" and self._goods.fullmatch(topic):
            state.whole_topic = topic  # 主要产品产量：原煤5万吨，水泥3万吨
        if thrives and state.rows and (opening.of_which or whole or topic.endswith("业")) and len(topic) > 2:
            head = state.names.head_of(state.parent) if opening.of_which and topic.endswith("业") else ""
            state.subject = topic + head  # 工业增加值增长5%，其中汽车业增势较好，增长9%
            for row in state.rows:
                row.closed = True
            return
        if (
            len(topic) < 2
            or topic.startswith(self._predicates)
            or topic.endswith(("下", "后", "之际"))
            or state.names.is_opener(topic)
            or self._at_prices.fullmatch(topic)
            or state.has_topic
            and moved is None
        ):
            return
        whole = moved is not None or state.names.head_of(topic) != ""  # 工业投资
        state.context.topic = topic if whole else state.names.cut_tail(state.names.to_verb(topic))[-24:]
        state.has_topic = True
        state.topic_acts = self._acts.search(words) is not None
        if moved is not None:
            state.subject = state.names.moved(state.names.short(topic), state.text[moved.start : moved.end])

    def _named(self, state: State, clause: Clause, opening: Opening) -> tuple[str, bool]:
        """(what a clause speaks of, whether it is said to thrive)."""
        stop = next((m.start for m in clause.mentions if m.code in "vucdtsrf" and m.start > opening.body), clause.end)
        if self._bounded.match(state.text, stop, clause.end):
            stop = clause.end  # 空气质量指数小于100的天数比例分别为
        said = state.text[self._behind_period(state, clause, opening, stop) : stop]
        grown = self._thriving.search(said, max(2, len(said) - _LONGEST_END))
        said = said if grown is None else said[: grown.start()]
        thrives = grown is not None
        if state.text.startswith(("（", "("), clause.end):
            said = self._compared_tail.sub("", said)
        topic = self._urging.sub("", state.names.clean(said))
        topic = self._turned.sub("", topic)  # 跨境电商成为外贸|增长新引擎
        return topic, thrives

    def _behind_period(self, state: State, clause: Clause, opening: Opening, stop: int) -> int:
        """Where a topic begins whose measure stands behind its period (`各市|1—7月|投资增速前三名：`)."""
        inside = [m for m in clause.mentions if m.code == "T" and opening.body < m.start and m.end < stop]
        if clause.mark != ":" or len(inside) != 1 or any(m.code in "kbi" for m in clause.mentions):
            return opening.body
        return (
            inside[0].end if state.names.head_of(state.names.clean(state.text[inside[0].end : stop])) else opening.body
        )

    def _singles_out(self, state: State, clause: Clause, opening: Opening, found: re.Match[str]) -> bool:
        """`产量居前三位的是甲市、乙市、丙市，分别为…`: the places share out what follows of the measure named."""
        regions = state.places.joined(state.text, opening.body + found.end(), clause.end)
        if len(regions) > 1:
            state.regions, state.places_listed = regions, True
        if found["kind"] or len(regions) > 1 or found["what"] and clause.mark == ":":
            what = state.names.clean(found["what"]) if found["what"] else ""
            if state.relations.is_rate_word(what) or not what:
                state.told_sign = 1 if what in self._rising else state.told_sign
                what = state.names.measure_moved(state.owner) or state.owner.partition("实现")[0]
            state.subject = what or state.subject  # 6个市人口增加，增加较多的依次为甲市、乙市
        return len(regions) > 1 or bool(found["kind"]) and self._ranking.search(found[0]) is None

    def _sets_scene(self, state: State, clause: Clause, words: str) -> bool:
        """Whether a clause says of what the rates or the shares behind it are, and is read as such."""
        rates = self._rates_follow.match(state.text, clause.end, state.end) is not None
        told = self._rate_told.fullmatch(words) or self._ranked_list.fullmatch(words) if rates else None
        if told is not None and not self._places_in(state, clause, told["items"]):
            state.listed = (state.names.clean(told["items"]), told["head"] or "")
            state.told_sign = -1 if told["noun"] in self._falling else 1
            self._view(state, clause)
            return True
        shared = "第" in words and state.text.startswith("占", clause.end + 1)
        if shared and (partner := self._partner.fullmatch(words)) is not None:
            named = f"对{partner['who'].removeprefix('其中')}"
            row = next((row for row in reversed(state.rows) if named in row.indicator), None)
            trade = {"贸易伙伴": "进出口", "出口市场": "出口", "进口来源地": "进口"}[partner["what"]]
            state.subject = row.indicator if row is not None else named + trade
            return True
        if "占" in words and (moving := self._share_moves.fullmatch(words)) is not None:
            state.subject, state.moving_share = state.names.clean(moving["name"]), moving["whole"]
            return True
        return False

    def _places_in(self, state: State, clause: Clause, items: str) -> list[Region]:
        """The places that are listed by their growth (增速居前三位的是甲市、乙市), or nothing."""
        begin = state.text.find(items, clause.start, clause.end)
        places = state.places.joined(state.text, begin, begin + len(items)) if begin >= 0 else []
        return places if len(places) > 1 else []

    def _view(self, state: State, clause: Clause) -> None:
        """`从环比看`, `与2010年相比`: what the movements that follow are measured against."""
        for index, mention in enumerate(clause.mentions):
            if mention.code == "b" and isinstance(mention.data, Cue):
                state.context.basis = mention.data.value
            elif mention.code == "T" and index and clause.mentions[index - 1].code == "k":
                state.compared = state.context.against = mention
