"""Figures to values: the number, its multiplier and unit, in the base unit, exactly."""

from __future__ import annotations

import re
from decimal import Decimal

from policyfacts.link.draft import Draft
from policyfacts.rules.units import UnitTable
from policyfacts.scan import numerals
from policyfacts.scan.mentions import Cue, Mention, Quantity

_HUNDRED = Decimal(100)
# Kinds of unit that measure one thing of their own; behind the others a noun says what was counted.
_MEASURED = frozenset(("money", "mass", "area", "length", "volume", "energy", "power", "traffic", "pressure", "concentration", "data"))
_CHINESE_COUNTERS = frozenset(  # of small counts in Chinese numerals, only these measure
    ["个", "家", "项", "条", "件", "所", "座", "处", "栋", "艘", "架", "辆", "台", "套", "位", "种", "户", "户次", "单", "笔", "份", "部", "起", "宗", "册", "亩", "头", "只", "株", "间", "支", "例"]
)
_SKIPPED = frozenset(("time", "temperature"))
_TIMED = re.compile(r"(?:平均|寿命|小时数|周期|存煤|天数|日数|时间|时长|年限|住院日|工期|周期|年龄|时限)[^，。；]{0,8}$")
_IMPLIED = re.compile(r"(人次|人数|人口|户数|家数|件数|就业|企业数量|企业数|主体总量)[^，。；、]{0,4}$")
_IMPLIED_UNIT = {
    "人次": "人次", "人数": "人", "人口": "人", "户数": "户", "家数": "家", "件数": "件", "就业": "人", "企业数量": "家",
    "企业数": "家", "主体总量": "户",
}  # fmt: skip
_NO_COUNT = frozenset(("届", "级", "期", "层", "版", "角", "端口", "章", "节", "页", "折", "度", "周", "点", "集", "代"))
_NOT_COUNTED = ("强", "号", "期", "届", "版", "G", "S", "K", "D", "后", "年", "月", "日", "岁", "级", "型")
_INDEX_TAIL = re.compile(
    r"(?:由|从)?(?:上年|去年|上年同期|(?:19|20)[0-9]{2}年)?的?(?:为|是|达到|达|至|：|:|均|分别|由|从|[0-9.]+)*"
    r"(?:缩小到|缩小至|下降到|降至|降到|提高到|上升到|升至|扩大到)?(?:(?:19|20)[0-9]{2}年的?)?$"
)
_ADDRESS = frozenset(("幢", "栋", "层", "楼", "单元"))  # 3幢502室
_PART_OF_NAME = ("号", "第", "#", "№")
_NAMED_BY_INDEX = (
    "指数", "系数", "评分", "得分", "PMI", "比值", "商数", "综合得分", "收入比", "之比", "基尼系数", "消费比", "比例",
)  # fmt: skip


class Values:
    """Fills the figures of drafts with the units of a rule set."""

    def __init__(self, units: UnitTable) -> None:
        self.units = units

    def countable(self, mention: Mention, text: str, raw: str) -> bool:
        """Whether a number measures something: it has a unit, or the name before it is an index."""
        quantity = mention.data
        if not isinstance(quantity, Quantity):
            return True
        if quantity.unit in _ADDRESS and text[mention.end : mention.end + 1].isdigit() or text[mention.start - 1 : mention.start] in _PART_OF_NAME:
            return False
        if not quantity.unit and quantity.multiplier and (implied := _IMPLIED.search(raw)):
            quantity.unit = _IMPLIED_UNIT[implied[1]]  # 出院人次为7077.2万
            quantity.implied = True
        if not quantity.unit:
            name = _INDEX_TAIL.sub("", raw)
            return name.endswith(_NAMED_BY_INDEX) and not text.startswith(_NOT_COUNTED, mention.end)
        unit = self.kind(quantity)
        if quantity.unit in _NO_COUNT:
            return False
        if unit in _SKIPPED:
            return unit == "time" and _TIMED.search(raw) is not None and not text.startswith(("以上", "以下"), mention.end)
        if quantity.chinese:
            return self._chinese_counts(quantity, mention, text, unit)
        return not (quantity.natural and not quantity.multiplier and quantity.figure in ("0", "1"))

    def _chinese_counts(self, quantity: Quantity, mention: Mention, text: str, unit: str) -> bool:
        """Whether Chinese numerals measure: not 一个, not a count in a name (“四个全面”, 两大)."""
        if unit == "money":
            return Decimal(quantity.figure) >= 100 or bool(quantity.multiplier)
        if unit in _MEASURED or quantity.unit in ("%", "成", "倍", "番", "个百分点", "百分点"):
            return True
        if quantity.natural:
            return Decimal(quantity.figure) >= 100
        if text[mention.start - 1 : mention.start] in ("“", "第", "每", "各", "这", "那", "某", "同", "\"", "‘"):
            return False
        if quantity.unit not in _CHINESE_COUNTERS and unit not in ("people",):
            return False
        if quantity.figure in ("1", "0"):
            return False
        followed = bool(text[mention.end : mention.end + 2].strip("，。；、”"))
        return Decimal(quantity.figure) >= 20 or unit == "people" or followed

    def kind(self, quantity: Quantity) -> str:
        """The kind of a quantity's unit (money, people, counter, …)."""
        if not quantity.unit:
            return "index"
        unit = self.units.natural(_noun(quantity)) if quantity.natural else self.units.unit(quantity.unit)
        return unit.kind

    def counts(self, quantity: Quantity) -> bool:
        """Whether the unit is a measure word (`4台`, `1467位`)."""
        return not quantity.natural and self.kind(quantity) in ("counter", "people")

    def is_money(self, quantity: Quantity) -> bool:
        """Whether the unit is one of money."""
        return self.kind(quantity) == "money"

    def takes_noun(self, quantity: Quantity) -> bool:
        """Whether what is measured may follow the figure (`94个项目`, `200亿元补贴`)."""
        return self.kind(quantity) not in ("rate", "share", "ratio", "rank")

    def is_measured(self, base_unit: str) -> bool:
        """Whether a base unit measures rather than counts."""
        try:
            return self.units.unit(base_unit).kind in _MEASURED or base_unit == "人次"
        except ValueError:
            return False

    def value(self, quantity: Quantity, *, upper: bool = False) -> tuple[Decimal, str]:
        """The value of a quantity (or of its upper end) and its base unit."""
        figure = quantity.figure_max if upper else quantity.figure
        multiplier = quantity.multiplier_max if upper else quantity.multiplier
        if quantity.natural:
            value = Decimal(figure) * (self.units.multiplier(multiplier) if multiplier else 1)
            return value, self.units.natural(_noun(quantity)).base
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

    def fill_rank(self, row: Draft, mention: Mention) -> None:
        """Give a row the rank of a mention (第九 → 9 位)."""
        data = mention.data
        assert isinstance(data, Cue)
        figure = numerals.plain(data.value)
        row.figure, row.unit, row.base_unit, row.value = figure, "位", "位", Decimal(figure)

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


def rate_of(quantity: Quantity, *, doubled: bool, upper: bool = False) -> Decimal:
    """A growth rate in per cent: `20.7%`, `2.6倍` → 260 (增长到2.6倍 → 160), 翻`两番` → 300, `三成` → 30."""
    figure = Decimal(quantity.figure_max if upper else quantity.figure)
    if quantity.unit == "倍":
        return (figure - 1) * _HUNDRED if doubled else figure * _HUNDRED
    if quantity.unit == "番":
        return (Decimal(2) ** figure - 1) * _HUNDRED
    if quantity.unit == "成":
        return figure * 10
    return figure


def _noun(quantity: Quantity) -> str:
    return quantity.unit
