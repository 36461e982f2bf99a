"""Which numbers only bound a class of what others count or share out (`10万平方米以上规模的展览6个`)."""

from __future__ import annotations

from policyfacts.link.tools import Tools
from policyfacts.scan.mentions import Mention, Quantity


class ClassBounds:
    """Tells the bounds of classes from figures; one per rule set."""

    def __init__(self, tools: Tools) -> None:
        grammar = tools.rules.grammar
        self._values, self._names = tools.values, tools.names
        self._exceeds = grammar["figure.exceeds"]
        self._class_of, self._class_governed = grammar["figure.class_of"], grammar["figure.class_governed"]
        self._class_bound, self._class_bound_open = grammar["figure.class_bound"], grammar["figure.class_bound_open"]
        self._class_behind, self._class_between = grammar["figure.class_bound_behind"], grammar["figure.class_between"]
        self._class_things, self._retired = grammar["figure.class_things"], grammar["figure.class_retired"]
        self._alone, self._share_has = grammar["figure.class_alone"], grammar["figure.share_has"]
        self._sized, self._places_of = grammar["figure.sized"], grammar["figure.places_of"]
        self._rated_group, self._of_people = grammar["figure.rated_group"], grammar["figure.what_they_have"]

    def threshold(self, text: str, kept: list[Mention], mention: Mention, rest: list[Mention]) -> bool:
        """`10万平方米以上规模的展览6个`: the first number names a class of what the second counts."""
        if any(self._class_of_counted(text, last, mention) for last in kept[-2:]):
            return True  # 5家营业收入超100亿元的企业
        quantity = mention.data
        if isinstance(quantity, Quantity) and quantity.bound in ("le", "ge") and self._retired.match(text, mention.end):
            return True  # 30万吨/年以下煤矿全部退出
        following = next((m for m in rest if m.code in "N&,"), None)
        if following is None or following.code != "N" or not isinstance(following.data, Quantity):
            return False
        between = text[mention.end : following.start]
        if between[:1] == "或":  # 流量1立方米/秒或功率50千瓦以上的泵站99处
            return self.threshold(text, kept, following, rest[rest.index(following) + 1 :])
        if not between or between[0] in "、，和与" or self._class_of_counted(text, mention, following):
            return False
        if self._sized.fullmatch(between) and self._values.is_length(mention) and self._values.counts(following.data):
            return True  # 400米环形跑道的田径场30个
        if self._places_of.fullmatch(between) and self._values.counts(following.data):
            return True  # 23个省份的医疗机构48家
        if following.data.unit == "%" and self._rated_group.fullmatch(between):
            return True  # 40个城市调查失业率为5%, 20户以上村组通电率达98%
        if not self._values.takes_noun(following.data):
            return False
        if self._round_sum(mention.data) and self._class_things.fullmatch(between):
            return self._values.counts(following.data)  # 10亿元项目5个
        if self._class_of.fullmatch(between) and self._bounds_class(text, mention):
            return True  # 在5万人至10万人之间的乡镇有9个
        if following.data.unit in ("户", "人") and self._have(mention) and self._of_people.fullmatch(between):
            return True  # 拥有1处住房的300户
        governed = any(m.code in "udlsv" for m in rest[: rest.index(following)])
        before = text[max(0, mention.start - 3) : mention.start]
        if before.endswith("超") and not governed:
            return True  # 投资超5亿元的项目4个
        if self._exceeds.search(before) and between.startswith("的"):
            return True
        bound = text[max(0, mention.end - 2) : mention.end]
        if governed:
            return self._class_bound_open.fullmatch(bound) is not None
        quantity = mention.data
        if isinstance(quantity, Quantity) and quantity.figure_max:
            return True  # 100—199张医院23个
        if isinstance(quantity, Quantity) and self._values.counts(quantity) and self._names.from_verb(between):
            return False  # 推动800家以上企业实施项目900个
        return self._class_bound.fullmatch(bound) is not None or self._class_behind.match(between) is not None

    def _round_sum(self, quantity: object) -> bool:
        """Whether a number is a sum of money with one digit that is not 0, by which classes are told apart."""
        money = isinstance(quantity, Quantity) and self._values.is_money(quantity)
        return money and isinstance(quantity, Quantity) and len(quantity.figure.rstrip("0")) == 1

    def _class_of_counted(self, text: str, last: Mention, mention: Mention) -> bool:
        """Whether a number bounds the class of what was just counted (`5家营业收入超100亿元的企业`)."""
        if last.code != "N" or not isinstance(last.data, Quantity) or not self._values.counts(last.data):
            return False
        bound = self._class_between.fullmatch(text, last.end, mention.start)
        return bound is not None and text.startswith("的", mention.end)

    def _have(self, mention: Mention) -> bool:
        """Whether a number counts a few things that one person or household has."""
        quantity = mention.data
        few = isinstance(quantity, Quantity) and len(quantity.figure) == 1 and not quantity.multiplier
        return few and isinstance(quantity, Quantity) and self._values.kind(quantity) == "counter"

    def had_by_share(self, text: str, mention: Mention) -> bool:
        """Whether a number is the size of what a share of places has (`42%的村有50平方米以上的超市`)."""
        quantity = mention.data
        bound = isinstance(quantity, Quantity) and quantity.bound in ("ge", "gt") and text.startswith("的", mention.end)
        return bound and self._share_has.search(text, max(0, mention.start - 14), mention.start) is not None

    def alone(self, text: str, mention: Mention, start: int, end: int) -> bool:
        """Whether a number with bounds opens a clause and is but a class, whose share follows (`10万元以下占5%`)."""
        quantity = mention.data
        if mention.start > start or not isinstance(quantity, Quantity) or quantity.unit in ("", "%"):
            return False
        bounded = quantity.bound in ("ge", "le") or quantity.figure_max
        return bool(bounded) and self._alone.match(text, mention.end, end) is not None

    def _bounds_class(self, text: str, mention: Mention) -> bool:
        """Whether a number has the bounds of a class, behind it (之间, 以下) or before it (少于)."""
        quantity = mention.data
        if isinstance(quantity, Quantity) and quantity.bound:
            return True
        return self._class_governed.search(text, max(0, mention.start - 3), mention.start) is not None
