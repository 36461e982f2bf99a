"""Figures to values: the number, its multiplier and unit, in the base unit, exactly."""

from __future__ import annotations

from decimal import Decimal

from policyfacts.link.draft import Draft
from policyfacts.rules.load import RuleSet
from policyfacts.scan import numerals
from policyfacts.scan.mentions import Cue, Mention, Quantity

_HUNDRED = Decimal(100)
_MOST_DOUBLINGS = Decimal(30)  # no text means more; the power of a misread figure would not fit
# Kinds of unit that measure one thing of their own; behind the others a noun says what was counted.
_MEASURED = frozenset(
    ("money", "mass", "area", "length", "volume", "energy", "power", "traffic", "pressure", "concentration", "data")
)
_SKIPPED = frozenset(("time", "temperature"))
_RATED = frozenset(("power", "voltage", "pressure"))


class Values:
    """Reads and fills figures with the units of a rule set."""

    def __init__(self, rules: RuleSet) -> None:
        grammar, words = rules.grammar, rules.words
        self.units = rules.units
        self._point_units = words["point_unit"]
        self._rate_units = words["rate_unit"] - self._point_units
        self._fraction_units = words["fraction_unit"]
        self._rating_units = words["rating_unit"]
        self._address_units = words["address_unit"]
        self._no_count_units = words["no_count_unit"]
        self._small_counters = words["small_counter"]
        self._implied_unit = words.map("implied_unit")
        self._implied = grammar["value.implied"]
        self._index_moved = grammar["value.index_moved"]
        self._provinces, self._sampled = grammar["value.all_provinces"], grammar["value.sampled"]
        self._size, self._size_class = grammar["value.size_class"], grammar["value.class_of_size"]
        self._milestone = grammar["value.milestone"]
        self._term_list = grammar["value.term_list"]
        self._timed_list = grammar["value.timed_list"]
        self._timed = grammar["value.timed"]
        self._warmth = grammar["value.warmth"]
        self._not_counted = grammar["value.not_counted"]
        self._numbered = grammar["value.numbered"]
        self._index_tail = grammar["value.index_tail"]
        self._index_name = grammar["value.index_name"]
        self._part_of_name = grammar["value.part_of_name"]
        self._exchanged = grammar["value.exchanged"]
        self._rated_before = grammar["value.rated_before"]
        self._determiner = grammar["value.determiner"]
        self._threshold = grammar["value.threshold_behind"]

    def is_points(self, quantity: Quantity) -> bool:
        """Whether the unit is percentage points."""
        return quantity.unit in self._point_units

    def points(self, mention: Mention) -> bool:
        """Whether a mention is a number of percentage points."""
        return isinstance(mention.data, Quantity) and self.is_points(mention.data)

    def is_rate(self, quantity: Quantity) -> bool:
        """Whether the unit is one in which growth is stated."""
        return quantity.unit in self._rate_units

    def is_rating(self, quantity: Quantity) -> bool:
        """Whether the figure may rate what follows it (`66万千瓦机组`, `10千伏线路`)."""
        return self.kind(quantity) in _RATED or quantity.unit in self._rating_units

    def is_size(self, quantity: Quantity) -> bool:
        """Whether the unit is one of voltages and of sizes, which always rate what follows them."""
        return self.kind(quantity) == "voltage" or quantity.unit in self._rating_units

    def countable(self, mention: Mention, text: str, raw: str, end: int) -> bool:
        """Whether a number measures something: it has a unit, or the name before it is an index; else notes its use."""
        quantity = mention.data
        if not isinstance(quantity, Quantity):
            return True
        if quantity.unit in self._address_units and text[mention.end : mention.end + 1].isdigit():
            mention.use = "name"  # 3幢502室
            return False
        if (
            self._part_of_name.fullmatch(text[mention.start - 1 : mention.start])
            or "速" in raw[-4:]
            and (self._rated_before.search(raw))
        ):
            mention.use = "name"
            return False
        if quantity.figure in ("1", "100") and self._exchanged.match(text, mention.end, end):
            mention.use = "name"  # 1美元兑6.1元人民币
            return False
        if not quantity.unit and quantity.multiplier and (implied := self._implied.search(raw)):
            quantity.unit = self._implied_unit[implied[1]]  # 出院人次为7077.2万
            quantity.implied = True
        if quantity.unit == "度" and quantity.multiplier:
            quantity.unit = "千瓦时"  # 345亿度
        points = quantity.unit in ("点", "个点")
        moved = points or not quantity.unit or self.kind(quantity) == "time"
        if moved and self._index_moved.search(text, max(0, mention.start - 60), mention.start):
            quantity.unit = "" if points else quantity.unit
            return True  # 指数为1568.4点，环比上涨42.6点
        if quantity.unit == "点" and ("." in quantity.figure or self._index_name.search(self._index_tail.sub("", raw))):
            quantity.unit = ""
            return True
        if not quantity.unit:
            if self._not_counted.match(text, mention.end, end) or self._numbered.search(raw):
                mention.use = "name"
                return False
            return self._index_name.search(self._index_tail.sub("", raw)) is not None
        unit = self.kind(quantity)
        if self._named(quantity, mention, text):
            mention.use = "name"
            return False
        if quantity.unit in self._no_count_units or self._milestone.match(text, mention.end, end):
            mention.use = "name"
            return False
        if unit in _SKIPPED:
            before = self._term_list if "年" in quantity.unit else self._timed_list
            named = self._timed.search(raw) or before.search(text, max(0, mention.start - 220), mention.start)
            timed = unit == "time" and (named is not None or self._hours(quantity)) and not raw.endswith("连续")
            if unit == "temperature" and self._warmth.search(text, max(0, mention.start - 40), mention.start):
                return True
            if timed and not self._threshold.match(text, mention.end, end):
                return True
            mention.use = "duration"
            return False
        if quantity.chinese and not self._chinese_counts(quantity, mention, text, unit):
            mention.use = "name"
            return False
        return quantity.chinese or not (quantity.natural and not quantity.multiplier and quantity.figure in ("0", "1"))

    def _hours(self, quantity: Quantity) -> bool:
        """Whether a number is of so many hours or minutes that they measure what was done (飞行58.4万小时)."""
        return quantity.multiplier != "" and quantity.unit in ("小时", "分钟", "课时")

    def _named(self, quantity: Quantity, mention: Mention, text: str) -> bool:
        """Whether a number is part of a clock time, an idiom or the name of a rule (3点45分, 三番五次, 八项规定)."""
        before = text[max(0, mention.start - 4) : mention.start]
        if quantity.unit in ("位", "名") and before.endswith(("前", "后", "末")):
            return True  # 位居前三位
        if quantity.unit == "分" and before.endswith("点") or quantity.unit == "番" and "翻" not in before:
            return True
        if quantity.chinese and text.startswith("制", mention.end) and not text.startswith("制造", mention.end):
            return True  # 十一人制
        if text.startswith(("方面", "台阶", "字"), mention.end) and quantity.unit == "个":
            return True  # 抓好六个方面工作, 跨越两个台阶
        if self._covers(quantity, mention, text):
            return True
        return quantity.chinese and text.startswith(("规定", "原则", "检视"), mention.end)

    def _covers(self, quantity: Quantity, mention: Mention, text: str) -> bool:
        """Whether a number says what a survey or a class of enterprises covers (31个省份中, 1%人口抽样)."""
        behind = mention.end
        if quantity.figure in ("30", "31", "32") and text.startswith("省", behind):
            return self._provinces.match(text, behind) is not None
        if quantity.unit in ("%", "‰"):
            return self._sampled.match(text, behind) is not None
        if quantity.bound not in ("ge", "gt", "le", "lt") or quantity.unit != "元":
            return False
        before = self._size.search(text, max(0, mention.start - 12), mention.start)
        return before is not None and self._size_class.match(text, behind) is not None

    def _chinese_counts(self, quantity: Quantity, mention: Mention, text: str, unit: str) -> bool:
        """Whether Chinese numerals measure: not 一个, not a count in a name (“四个全面”, 两大)."""
        if unit == "money":
            return Decimal(quantity.figure) >= 100 or bool(quantity.multiplier)
        if unit in _MEASURED or quantity.unit in self._fraction_units:
            return True
        if quantity.natural:
            return bool(quantity.multiplier) or Decimal(quantity.figure) >= 100
        if self._determiner.fullmatch(text[mention.start - 1 : mention.start]):
            return False
        if quantity.unit not in self._small_counters and unit != "people":
            return False
        if quantity.figure in ("1", "0"):
            return False
        followed = bool(text[mention.end : mention.end + 2].strip("，。；、”"))
        return Decimal(quantity.figure) >= 20 or unit == "people" or followed

    def kind(self, quantity: Quantity) -> str:
        """The kind of a quantity's unit (money, people, counter, …)."""
        if not quantity.unit:
            return "index"
        unit = self.units.natural(quantity.unit) if quantity.natural else self.units.unit(quantity.unit)
        return unit.kind

    def counts(self, quantity: Quantity) -> bool:
        """Whether the unit is a measure word (`4台`, `1467位`)."""
        return not quantity.natural and self.kind(quantity) in ("counter", "people")

    def is_length(self, mention: Mention) -> bool:
        """Whether a number is a length or an area."""
        quantity = mention.data
        return isinstance(quantity, Quantity) and quantity.unit in ("米", "公里", "千米", "平方米", "公顷")

    def is_money(self, quantity: Quantity) -> bool:
        """Whether the unit is one of money."""
        return self.kind(quantity) == "money"

    def takes_noun(self, quantity: Quantity) -> bool:
        """Whether what is measured may follow the figure (`94个项目`, `200亿元补贴`)."""
        return self.kind(quantity) not in ("rate", "share", "ratio", "rank")

    def is_measured(self, base_unit: str) -> bool:
        """Whether a base unit measures rather than counts."""
        try:
            return self.units.unit(base_unit).kind in _MEASURED or base_unit in ("人次", "小时", "天")
        except ValueError:
            return False

    def value(self, quantity: Quantity, *, upper: bool = False) -> tuple[Decimal, str]:
        """The value of a quantity (or of its upper end) and its base unit."""
        figure = quantity.figure_max if upper else quantity.figure
        multiplier = quantity.multiplier_max if upper else quantity.multiplier
        if quantity.natural:
            value = self.units.value(figure, multiplier, "个")[0]
            return value, self.units.natural(quantity.unit).base
        if not quantity.unit:
            return Decimal(figure) * (self.units.multiplier(multiplier) if multiplier else 1), ""
        return self.units.value(figure, multiplier, quantity.unit)

    def fill(self, row: Draft, mention: Mention) -> None:
        """Give a row the figure of a mention."""
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        row.figure, row.figure_max = quantity.figure, quantity.figure_max
        row.unit = quantity.multiplier + ("" if quantity.natural or quantity.implied else quantity.unit)
        row.value, row.base_unit = self.value(quantity)
        if quantity.figure_max:
            row.value_max, _ = self.value(quantity, upper=True)
        if quantity.bound:
            row.comparator = quantity.bound
        row.start, row.end = mention.start, mention.end
        mention.use = "fact"

    def fill_rank(self, row: Draft, mention: Mention) -> None:
        """Give a row the rank of a mention (第九 → 9 位)."""
        data = mention.data
        assert isinstance(data, Cue)
        figure = numerals.plain(data.value)
        row.figure, row.unit, row.base_unit, row.value = figure, "位", "位", Decimal(figure)
        mention.use = "fact"

    def fill_share(self, row: Draft, part: str) -> None:
        """Give a row one part of a composition, in per cent."""
        row.kind, row.figure, row.value, row.base_unit = "share", part, Decimal(part), "%"

    def fill_ratio(self, row: Draft, mention: Mention, numbers: list[Decimal], parts: list[str]) -> None:
        """Give a row a ratio of two (`1.9:1` → 1.9)."""
        row.kind = "ratio"
        row.figure = parts[0] if numbers[1] == 1 else ":".join(parts)
        row.value = numbers[0] / numbers[1] if numbers[1] else None
        if row.value is not None and numbers[1] == 1:
            row.value = numbers[0]
        row.start, row.end = mention.start, mention.end
        mention.use = "fact"


def rate_of(quantity: Quantity, *, doubled: bool, upper: bool = False) -> Decimal:
    """A growth rate in per cent: `20.7%`, `2.6倍` → 260 (增长到2.6倍 → 160), 翻`两番` → 300, `三成` → 30."""
    figure = Decimal(quantity.figure_max if upper else quantity.figure)
    if quantity.unit == "倍":
        return (figure - 1) * _HUNDRED if doubled else figure * _HUNDRED
    if quantity.unit == "番":
        figure = min(figure, _MOST_DOUBLINGS)
        return (Decimal(2) ** figure - 1) * _HUNDRED
    if quantity.unit == "成":
        return figure * 10
    return figure
