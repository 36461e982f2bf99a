"""Which numbers of a clause are figures: thresholds, ratings, sums of a list and the like are words."""

from __future__ import annotations

from policyfacts.link.class_bounds import ClassBounds
from policyfacts.link.clauses import Clause
from policyfacts.link.tools import Tools
from policyfacts.scan import numerals
from policyfacts.scan.mentions import Cue, Mention, Quantity

_TOLD = 120  # characters before casualties in which it is said of when or of how many accidents they are


class Figures:
    """Leaves the figures among the numbers of a clause; one per rule set."""

    def __init__(self, tools: Tools) -> None:
        grammar = tools.rules.grammar
        self._values = tools.values
        self._relations = tools.relations
        self._classes = ClassBounds(tools)
        self._list_joint = grammar["figure.list_joint"]
        self._casualties, self._harm_counted = grammar["figure.casualties"], grammar["figure.harm_counted"]
        self._would_be, self._if_so = grammar["figure.would_be"], grammar["figure.if_so"]
        self._project = grammar["figure.project"]
        self._per_workers = grammar["figure.per_workers"]
        self._listed_places, self._places_again = grammar["figure.listed_places"], grammar["place.again"]
        self._sums_up = grammar["figure.sums_up"]
        self._sums_up_insured = grammar["figure.sums_up_insured"]
        self._capacity = grammar["figure.capacity"]
        self._per_year = grammar["figure.per_year"]
        self._first, self._first_place = grammar["figure.first"], grammar["figure.first_place"]
        self._whole_of = grammar["figure.whole_of"]
        self._class_people = grammar["figure.class_people"]
        self._summed, self._per_volume = grammar["figure.summed"], grammar["figure.per_volume"]
        self._told = grammar["figure.told"]
        self._summing = tools.rules.words["summing_counter"]
        self._names = tools.names
        self._bounded, self._condition = grammar["grant.bounded"], grammar["grant.condition"]
        self._open_range, self._step = grammar["grant.open_range"], grammar["grant.step"]
        self._criteria, self._rated_class = grammar["grant.criteria"], grammar["grant.rated_class"]

    def share_units(self, text: str, mentions: list[Mention]) -> None:
        """A bare number in a list takes the unit of the list's end (`提高0.9、5.9个百分点`)."""
        later: Mention | None = None
        for mention in reversed(mentions):
            if mention.code == "N":
                quantity = mention.data
                assert isinstance(quantity, Quantity)
                if quantity.figure == "0" and not quantity.unit:
                    _share_none(mentions, mention)
                if "每" in text[mention.start - 4 : mention.start] and self._values.kind(quantity) == "mass":
                    per = self._per_volume.search(text, mention.start - 4, mention.start)
                    quantity.unit += f"/{per[1]}" if per is not None else ""  # 浓度每立方米29微克
                if later is not None and isinstance(later.data, Quantity):
                    wanted = later.data
                    listed = self._list_joint.fullmatch(text, mention.end, later.start)
                    if listed and (not quantity.unit or quantity.unit == "个" and self._values.is_points(wanted)):
                        quantity.unit, quantity.natural = wanted.unit, wanted.natural
                        quantity.multiplier = quantity.multiplier or wanted.multiplier
                later = mention
            elif mention.code not in "&ud":
                later = None

    def drop_names(self, text: str, clause: Clause, end: int) -> None:
        """Numbers that measure nothing, thresholds of a class, numbers inside a ranked group: they are words."""
        mentions = clause.mentions
        kept: list[Mention] = []
        for index, mention in enumerate(mentions):
            if mention.code == "N":
                raw = text[max(clause.start, mention.start - 56) : mention.start]
                if not self._values.countable(mention, text, raw, end):
                    continue
                rest = mentions[index + 1 :]
                if (
                    self._befell(text, mention, end)
                    or self._supposed(text, mention, end)
                    or self._attribute(text, kept, mention, rest, end)
                    or self._classes.threshold(text, kept, mention, rest)
                    or self._condition_of_grant(text, mention, end)
                    or self._first_of(text, mention, end)
                    or self._one_in(text, mention)
                    or _inside_rank(text, kept, mention, rest)
                    or self._of_owner(text, mention, rest)
                    or self._summed_up(text, mention, rest)
                    or self._of_share(text, kept, mention, rest)
                    or self._listed_places.match(text, mention.end, end)
                    or self._classes.had_by_share(text, mention)
                    or self._classes.alone(text, mention, clause.start, end)
                    or self._per_workers.match(text, mention.end, end)
                ):
                    mention.use = "name"
                    continue
            elif mention.code == "f" and text.startswith("的", mention.end) and any(m.code == "N" for m in mentions):
                continue  # 持平的3个
            elif mention.code == "O" and not self._ranks(text, kept, mention, clause.start):
                mention.use = "name"
                continue
            kept.append(mention)
        clause.keep(kept)

    def _supposed(self, text: str, mention: Mention, end: int) -> bool:
        """`高出一倍就是4000亿元`: a sum that is only done to show how much it would be."""
        if self._would_be.match(text, mention.end, end):
            return True
        return self._if_so.search(text, max(0, mention.start - 12), mention.start) is not None

    def _attribute(self, text: str, kept: list[Mention], mention: Mention, rest: list[Mention], end: int) -> bool:
        """`4台66万千瓦机组`, `10千伏线路703公里`: a rating belongs to the noun behind it."""
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        sized = kept[-1] if kept and kept[-1].code == "N" and kept[-1].end == mention.start else None
        bounded = (
            quantity.bound in ("ge", "le")
            and text.startswith("的", mention.end)
            and not self._values.is_money(quantity)
        )
        if sized is not None and bounded and isinstance(sized.data, Quantity) and self._values.counts(sized.data):
            return True  # 建成1处1000平方米以上的服务中心
        if not quantity.unit or mention.end >= len(text) or text[mention.end] in "，。；、）)的和":
            return False
        if text[mention.start - 1 : mention.start] in ("由", "从"):
            return False  # 装机由120万千瓦发展到351万千瓦
        last = kept[-1] if kept else None
        if last is not None and last.code == "N" and last.end == mention.start and isinstance(last.data, Quantity):
            people = self._values.value(quantity)[1] == "人"
            apart = people or self._values.is_money(quantity)  # 由1200户4800名群众减至…; 资金6项9亿元
            return self._values.counts(last.data) and not apart
        following = next((m for m in rest if m.code in "N,;&"), None)
        if self._class_people.match(text, mention.end, end) or self._built(text, mention, quantity, end):
            return True
        if not self._values.is_rating(quantity):
            return False
        if self._values.is_size(quantity):
            return True
        return following is not None and following.code == "N" and following.start > mention.end

    def _built(self, text: str, mention: Mention, quantity: Quantity, end: int) -> bool:
        """Whether a quantity is the capacity of what is built (`20万吨级泊位`, `年产3万辆汽车项目`)."""
        kind = self._values.kind(quantity)
        if kind != "counter" and self._project.match(text, mention.end, end):
            return True  # 4台机组 are counted
        if kind not in ("mass", "power") and not self._per_year.search(text, max(0, mention.start - 6), mention.start):
            return False
        return self._capacity.match(text, mention.end, end) is not None

    def _ranks(self, text: str, kept: list[Mention], mention: Mention, start: int) -> bool:
        """Whether an ordinal is a rank: a verb, another rank or the group it ranks in stands before it."""
        if not isinstance(mention.data, Cue) or not numerals.is_plain(mention.data.value):
            return False
        if any(m.code in "rO" for m in kept):
            return True
        return self._relations.ranked(text[start : mention.start])

    def _first_of(self, text: str, mention: Mention, end: int) -> bool:
        """Whether a number says how many come first, or of what a place is first (`成为首个专利超300万件的国家`)."""
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        if text.endswith("首个", 0, mention.start):
            return True  # 首个|1000万辆
        superlative = text.endswith("的", 0, mention.start) and text.startswith("最", mention.start - 3)
        if superlative and self._values.counts(quantity):
            return True  # 平均工资最高的|三个行业
        if not text.startswith("的", mention.end) or not self._first_place.match(text, mention.end, end):
            return False
        return self._first.search(text, max(0, mention.start - 30), mention.start) is not None

    def _one_in(self, text: str, mention: Mention) -> bool:
        """`每3辆车就有1辆是…`: two numbers that only say how common something is."""
        before, behind = text[max(0, mention.start - 16) : mention.start], text[mention.end : mention.end + 8]
        return "每" in before[-6:] and "就有" in behind or before.endswith("就有") and "每" in before

    def _befell(self, text: str, mention: Mention, end: int) -> bool:
        """`昨日某厂爆炸，3人死亡`, `297名代表出席`: news, unless a bulletin counts what came of accidents."""
        found = self._casualties.match(text, mention.end - 1, end)
        if found is None or found["present"]:
            return found is not None
        begin = max(text.rfind("。", 0, mention.start), mention.start - _TOLD)
        return self._harm_counted.search(text, max(begin, 0), mention.start) is None

    def _condition_of_grant(self, text: str, mention: Mention, end: int) -> bool:
        """`设备投资1000万元以上的，按8%给予补助`: the number says who is entitled, and measures nothing."""
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        if self._rated_class.match(text, mention.end, end):
            return True  # 适用3%征收率的销售额
        if "每" in (before := text[max(0, mention.start - 4) : mention.start]) and self._step.search(before):
            return True  # 每增加1000万元再奖励5万元
        condition = self._condition.match(text, mention.end, end) or self._criteria.match(text, mention.end, end)
        if condition is None:
            return False
        bounded = quantity.bound or quantity.figure_max or self._open_range.match(text, mention.end, end)
        return bool(bounded) or self._bounded.search(text, max(0, mention.start - 60), mention.start) is not None

    def _of_owner(self, text: str, mention: Mention, rest: list[Mention]) -> bool:
        """`三项保险基金总收入为4亿元`: Chinese numerals before the name of what is measured belong to that name."""
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        if quantity.chinese and self._places_again.match(text, mention.start):
            return True  # 四个地区收入分别为…
        if not quantity.chinese or quantity.unit not in self._summing:
            return False
        if self._summed.match(text, mention.end):
            return True  # 两项合计1154亿元
        following = next((m for m in rest if m.code not in "v"), None)
        if following is None or following.code != "N" or "，" in text[mention.end : following.start]:
            return False
        return self._names.head_of(self._names.cut_tail(text[mention.end : following.start])) != ""

    def _of_share(self, text: str, kept: list[Mention], mention: Mention, rest: list[Mention]) -> bool:
        """`占公路总里程484.65万公里的3.5%`: the number is that of the whole."""
        following = next((m for m in rest if m.code not in "zv"), None)
        if (
            following is None
            or following.code != "N"
            or self._whole_of.fullmatch(text, mention.end, following.start) is None
        ):
            return False
        shared = isinstance(following.data, Quantity) and following.data.unit == "%"
        return shared and any(m.code == "s" for m in kept)

    def _summed_up(self, text: str, mention: Mention, rest: list[Mention]) -> bool:
        """`A、B等六项指标均位列第一`, `A、B等6个税种增长`: the number sums up a list."""
        listed = "、" in text[max(0, mention.start - 8) : mention.start]
        if listed and self._sums_up_insured.match(text, mention.start, mention.end + 8):
            return True  # 养老、失业、工伤|三项社会保险参保人数
        told = isinstance(mention.data, Quantity) and mention.data.chinese
        if told and self._told.search(text, max(0, mention.start - 4), mention.start):
            return True  # 扣除上述三个行业
        if not self._sums_up.fullmatch(text[mention.start - 1 : mention.start]):
            return False
        following = next((m for m in rest if m.code in "NODud,;"), None)
        if following is None or following.code not in "ODud":
            return False
        figure = next((m for m in rest[rest.index(following) :] if m.code in "NO,;"), None)
        return following.code in "OD" or figure is None or figure.code in ",;"


def _inside_rank(text: str, kept: list[Mention], mention: Mention, rest: list[Mention]) -> bool:
    """`位列全国36个城市第九`, `在14个市州中排名第6`: the number is part of the group that is ranked."""
    ordinal = next((m for m in rest if m.code in "O&N"), None)
    if ordinal is None or ordinal.code != "O":
        return False
    verb = next((m for m in reversed(kept) if m.code in "rNO&"), None)
    if verb is not None and verb.code == "r":
        return True
    follows = rest[0]
    return follows.code == "r" and text.endswith("中", mention.end, follows.start)


def _share_none(mentions: list[Mention], mention: Mention) -> None:
    """A bare nought takes the unit of what has come down to it (`由12起降为0`)."""
    before = mentions[: mentions.index(mention)]
    if len(before) < 2 or before[-1].code != "o" or before[-2].code != "N":
        return
    start = before[-2].data
    if isinstance(start, Quantity) and isinstance(mention.data, Quantity):
        mention.data.unit, mention.data.natural = start.unit, start.natural
