"""Numbers with their units: `1876.9亿元`, `2-3家`, `3700多万学生`, `近八成`, `1.9:1`, `第九位`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from policyfacts.rules.load import RuleSet
from policyfacts.scan import numeral_signs, numerals
from policyfacts.scan.mentions import Mention, Quantity

_SPACED = r"[0-9]{1,3}(?: [0-9]{3}){1,5}(?=\.?[0-9]*[万亿元吨]|[个人家户件座处辆台套所公]| ?km)"  # 3 000万, 1 026个
_ARABIC = rf"(?:{_SPACED}|[0-9]{{1,3}}(?:[,，][0-9]{{3}}(?![0-9]))+|[0-9]+)(?:\.[0-9]+)?"
_WHOLE = re.compile(r"[〇零一二两三四五六七八九十百千万亿半廿]{1,24}")
_DECIMALS = re.compile(r"点[〇零一二三四五六七八九]{1,24}")
_POINTS = re.compile(r"个?百分点")
_NO_NOUN_BEYOND = frozenset("，。；、：“”（(0123456789\n")  # no noun behind one of them is counted
_NO_NOUN_OF_CHINESE = frozenset("，。；、（(0123456789\n的")
_MINUS = "-−负"
_LOW = (  # 1亿2000万, 1亿3千多万, 1万6千
    r"(?:(?<=亿)(?P<low>[0-9]{1,4}(?:\.[0-9]+)?)(?P<low_m>千多?万|百多?万|多?万)"
    r"|(?<=万)(?P<rest>[1-9])(?P<rest_m>千|百(?!分)))?"
)
_ONE_BY_ONE = frozenset("个家名户项所人座处条起件宗")  # units of what comes in whole numbers
_TO = "-—–~～至到―"  # between the figures of a range
_SCALE = "一二三四五六七八九十"  # 五万分之一 is the scale of a map
_BEFORE_LATIN = re.compile(r" (?=[A-Za-zμµ])")  # the space before a unit in Latin letters
_PLACES = Decimal("0.0001")
_FAR = 4  # a level is so many times a step towards it
_HALF_BOUNDS = {"过": "gt", "近": "approx"}
_LARGE = re.compile(r"^(?P<head>[^万亿]+(?=[万亿]+$)|[^亿]+[^万亿](?=亿$))(?P<m>[万亿]+)$")
_DIGIT_NUMERAL = re.compile(r"[一二两三四五六七八九半]|^十$|十[^万亿]*$")


@dataclass(slots=True)
class _Counted:
    """A Chinese numeral and what stands behind it, as it is written."""

    figure: str
    more: str
    multiplier: str
    noun: str | None
    end: int
    unit: str = ""
    behind: str = ""


class QuantityScanner:
    """Reads a quantity at a digit or a Chinese numeral; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        grammar = rules.grammar
        self._multipliers, self._written = rules.units.multipliers, rules.units.written
        self._more, self._no_noun = grammar["quantity.more"], grammar["quantity.no_noun"]
        self._milestone = grammar["quantity.milestone"]
        self._bounds = rules.words.map("bound_behind")
        self._behind = grammar["quantity.behind"]
        self._minus = grammar["quantity.minus"]
        self._half = grammar["quantity.half"]
        self._half_named = grammar["quantity.half_named"]
        self._exceeded = grammar["quantity.exceeded"]
        self._idiom = grammar["quantity.idiom"]
        self._exceeded_end = grammar["quantity.exceeded_end"]
        self._moves, self._town = grammar["quantity.moves"], grammar["quantity.town"]
        self._onward = rules.grammar["quantity.onward"]
        multiplier, behind = self._written.multiplier_pattern, f"(?P<behind>{self._behind.pattern})?"
        self._arabic = re.compile(
            rf"(?P<n>{_ARABIC})(?P<m>{multiplier})?{_LOW}(?P<more>{self._more.pattern})?(?P<m2>{multiplier})?"
        )
        self._goes_on = re.compile(f"{self._more.pattern}|{multiplier}")
        self._upper = re.compile(rf"[{_TO}]+(?P<n>{_ARABIC})(?P<m>{multiplier})?[多余]?")
        self._percent = re.compile(
            rf"(?P<p>{numeral_signs.PERCENT})(?:[{_TO}]+(?P<p2>{numeral_signs.PERCENT}))?{behind}"
        )
        self._fraction = re.compile(
            rf"(?P<whole>[二三四五六七八九十])分之(?P<parts>[一二三四五六七八九])(?![一二三四五六七八九十]){behind}"
        )
        self._slashed = re.compile(rf"(?P<parts>[1-9])/(?P<whole>[2-9]|10)(?![0-9/]){behind}(?=的[\u4e00-\u9fff])")
        self._ratio = re.compile(r"(?P<parts>[0-9]+(?:\.[0-9]+)?(?: ?[:：] ?[0-9]+(?:\.[0-9]+)?)+)(?![0-9:：])")

    def ratio(self, text: str, position: int, end: int) -> Mention | None:
        """`1.9:1`, `3.9：59.5：36.6`."""
        found = self._ratio.match(text, position, end)
        if not found or text.startswith("年", found.end(), end):
            return None  # 表1：2023年
        parts = re.split(r" ?[:：] ?", found["parts"])
        clock = len(parts) == 2 and "." not in found["parts"] and len(parts[1]) == 2
        if clock and int(parts[0]) < 24 and int(parts[1]) < 60 and "比" not in text[max(0, position - 6) : position]:
            return None  # a time of day
        return Mention("M", found.start(), found.end(), "quantity.ratio", parts)

    def arabic(self, text: str, position: int, end: int, start: int = 0) -> Mention | None:
        """A quantity that begins with an Arabic digit, with a unit or without; a minus before it behind ``start``."""
        if text.startswith("/", position + 1) and (slashed := self._slashed.match(text, position, end)):
            return self._fraction_mention(slashed)
        found = self._arabic.match(text, position, end)
        mention = self._arabic_mention(found, text, end) if found else None
        if mention is not None and text[position - 1 : position] == "\n" and _is_item(mention):
            return self.arabic(text, text.index(".", position) + 1, end, position)  # 2.3个部门: the second item
        if mention is not None and position > start and text[position - 1] in _MINUS:
            self._negate(mention, text)
        return mention

    def _negate(self, mention: Mention, text: str) -> None:
        """Take a minus before the figure (`为-2.1‰`, `为负0.8‰`), where it joins no two numbers or names."""
        quantity, sign = mention.data, mention.start - 1
        if isinstance(quantity, Quantity) and self._minus.search(text[max(0, sign - 2) : sign + 1]):
            quantity.figure, mention.start = f"-{quantity.figure}", sign

    def chinese(self, text: str, position: int, end: int) -> Mention | None:
        """A quantity in Chinese numerals; only with a unit, a noun that counts, or a share of ten."""
        half = self._half.match(text, position, end)
        if half and self._is_share(text, half):
            behind = self._behind.match(text, half.end(), end)
            bound = self._bounds.get(behind[0], "") if behind else _HALF_BOUNDS.get(text[position - 1 : position], "")
            share = Quantity("50", unit="%", chinese=True, bound=bound)
            return Mention("N", position, behind.end() if behind else half.end(), "quantity.half", share)
        if self._idiom.match(text, position, end):
            return None
        if "分之" in text[position : position + 6]:
            fraction = self._fraction.match(text, position, end)
            if fraction:
                return self._fraction_mention(fraction)
            percent = self._percent.match(text, position, end)
            if percent and not (position and text[position - 1] in _SCALE):
                return self._percent_mention(percent)
        if position and text[position - 1] in "数几第":
            return None  # 数十家 is no figure, nor is 第六次
        found = self._counted(text, position, end)
        if found is None or not _chinese_figure(found.figure):
            return None
        if not _DIGIT_NUMERAL.search(found.figure) and not found.more:
            exceeded = self._exceeded.search(text[max(0, position - 2) : position])
            ends = found.end == end or self._exceeded_end.match(text, found.end, end) is not None
            if exceeded and found.noun and exceeded[0] != "上":  # 近千万家庭; 上亿市场主体 is no figure
                ends = ends or text.startswith(found.noun, found.end)
            if not exceeded or not ends:
                return None  # 亿元以上项目, 千亿级平台: a class, no figure
        return self._chinese_mention(found, position)

    def _counted(self, text: str, position: int, end: int) -> _Counted | None:
        """The longest Chinese numeral at a position that counts something, or passes a milestone."""
        whole = _WHOLE.match(text, position, end)
        if whole is None:
            return None
        stops: Iterable[int] = range(whole.end(), position, -1)
        if text.startswith("点", whole.end()) and (decimals := _DECIMALS.match(text, whole.end(), end)):
            stops = chain(range(decimals.end(), whole.end() + 1, -1), stops)
        for stop in stops:
            for begin, at in self._inner(text, stop, end) if self._goes_on.match(text, stop, end) else ((stop, stop),):
                unit_end = self._written.unit_end(text, at, end)
                noun = self._written.noun(text, at, end, _NO_NOUN_OF_CHINESE) if unit_end < 0 else None
                if unit_end < 0 and noun is None and not self._milestone.match(text, at, end):
                    continue
                found = _Counted(text[position:stop], text[stop:begin], text[begin:at], noun=noun, end=at)
                if unit_end >= 0:
                    found.unit, found.end = text[at:unit_end], unit_end
                if behind := self._behind.match(text, found.end, end):
                    found.behind, found.end = behind[0], behind.end()
                return found
        return None

    def _inner(self, text: str, stop: int, end: int) -> Iterator[tuple[int, int]]:
        """Where 多 and a multiplier end that may stand behind a numeral (十多万人), the longest first."""
        more = self._more.match(text, stop, end)
        for begin in (more.end(), stop) if more else (stop,):
            for at in (*self._written.multipliers.ends(text, begin, end), begin):
                yield begin, at

    def _is_share(self, text: str, half: re.Match[str]) -> bool:
        """Whether a half is a share: 半数, or one that is said to be reached or that a share is of."""
        begin = half.start()
        return half[0] == "半数" or self._half_named.search(text[max(0, begin - 20) : begin]) is not None

    def _fraction_mention(self, found: re.Match[str]) -> Mention:
        """`三分之二`, `2/3` as its share of a hundred."""
        parts, whole = (Decimal(n) if n.isdigit() else numerals.parse(n) for n in (found["parts"], found["whole"]))
        share = (parts * 100 / whole).quantize(_PLACES).normalize()
        quantity = Quantity(f"{share:f}", unit="%", bound=self._bounds.get(found["behind"] or "", ""), chinese=True)
        return Mention("N", found.start(), found.end(), "quantity.fraction", quantity)

    def _percent_mention(self, found: re.Match[str]) -> Mention | None:
        """`百分之二十` as 20 %."""
        try:
            figure = numerals.parse_percent(found["p"])
            upper = numerals.parse_percent(found["p2"]) if found["p2"] else None
        except numerals.NumeralError:
            return None
        quantity = Quantity(f"{figure:f}", unit="%", bound=self._bounds.get(found["behind"] or "", ""), chinese=True)
        if upper is not None:
            quantity.figure_max, quantity.bound = f"{upper:f}", "range"
        return Mention("N", found.start(), found.end(), "quantity.percent", quantity)

    def _arabic_mention(self, found: re.Match[str], text: str, end: int) -> Mention | None:
        n, m, low, low_m, rest, rest_m, more, m2 = found.groups()
        multiplier = (m or "") + (m2 or "")
        if multiplier not in self._multipliers:
            return None  # 万千元 is nothing
        figure = _arabic_figure(n)
        if low:
            below = low_m.replace("多", "")
            more = more or ("多" if below != low_m else "")
            figure = _with_rest(figure, low, below, 10**8)
        elif rest:
            figure = _with_rest(figure, rest, rest_m, 10**4)
        stop = found.end()
        if _BEFORE_LATIN.match(text, stop, end) and self._written.unit_end(text, stop + 1, end) >= 0:
            stop += 1  # 779 m3
        unit_end = self._written.unit_end(text, stop, end)
        upper, lower_end = self._range(text, stop, unit_end, end)
        if upper is not None:
            stop, lower_unit = upper.end(), text[stop:lower_end]
            unit_end = self._written.unit_end(text, stop, end)
            upper_unit = text[stop:unit_end] if unit_end >= 0 else ""
            if self._steps(text, found, upper, lower_unit, upper_unit) or self._onward.match(text, lower_end, end):
                upper, stop, end = None, found.end(), lower_end  # 上升2个百分点到91%, 5万元到2022年: no range
                unit_end = self._written.unit_end(text, stop, end)
        counts = unit_end < 0 and (multiplier or more) and not self._no_noun.match(text, stop, end)
        noun = self._written.noun(text, stop, end, _NO_NOUN_BEYOND) if counts else None
        unit, stop = (text[stop:unit_end], unit_end) if unit_end >= 0 else ("", stop)
        behind = self._behind.match(text, stop, end)
        quantity = self._quantity(figure, multiplier, unit, noun, more or "", behind[0] if behind else "")
        if not quantity.unit and (town := self._town.match(text, stop, end)):
            quantity.unit, quantity.natural = town[0], True  # 辖2镇7乡
        if upper is not None:
            quantity.figure_max, quantity.multiplier_max = _arabic_figure(upper["n"]), upper["m"] or ""
            quantity.bound = "range"
            if not multiplier and not lower_unit:
                quantity.multiplier = quantity.multiplier_max
        rule = "quantity.arabic" if upper is None else "quantity.range"
        return Mention("N", found.start(), behind.end() if behind else stop, rule, quantity)

    def _steps(self, text: str, step: re.Match[str], level: re.Match[str], first: str, unit: str) -> bool:
        """Whether of two figures the first says how far something moved, and the second where to (跌2元至31元)."""
        if first.endswith("点") or first in ("%", "％", "倍"):
            return unit[-2:] != first[-2:]
        begin = step.start()
        if not first or first != unit.partition("/")[0] or not self._moves.search(text[max(0, begin - 4) : begin]):
            return False
        alike = (step["m"] or "") == (level["m"] or "")
        return alike and Decimal(_arabic_figure(level["n"])) > _FAR * Decimal(_arabic_figure(step["n"]))

    def _range(self, text: str, stop: int, unit_end: int, end: int) -> tuple[re.Match[str] | None, int]:
        """The upper figure of a range (`2-3家`, `2个百分点至3个百分点`), and where the unit of the lower one ends."""
        points = _POINTS.match(text, stop, end) if text[stop : stop + 1] in ("个", "百") else None
        for begin in (points.end() if points else -1, unit_end, stop):
            if 0 <= begin < end and text[begin] in _TO and (upper := self._upper.match(text, begin, end)) is not None:
                return upper, begin
        return None, stop

    def _chinese_mention(self, found: _Counted, position: int) -> Mention | None:
        n, multiplier = found.figure, found.multiplier
        large = _LARGE.search(n)
        if large and _chinese_figure(large["head"]):
            multiplier, n = large["m"] + multiplier, large["head"]
        if multiplier not in self._multipliers:
            return None  # 三亿千瓦时 is read elsewhere
        quantity = self._quantity(_chinese_figure(n), multiplier, found.unit, found.noun, found.more, found.behind)
        quantity.chinese = True
        return Mention("N", position, found.end, "quantity.chinese", quantity)

    def _quantity(self, figure: str, multiplier: str, unit: str, noun: str | None, more: str, behind: str) -> Quantity:
        if not unit and not multiplier and not more:
            noun = None  # 500强企业: a noun alone makes no count of a bare number
        bound = self._bounds.get(behind or more, "")
        return Quantity(figure, "", multiplier, "", unit or noun or "", bound, False, not unit and bool(noun))


def _is_item(mention: Mention) -> bool:
    """Whether a figure with decimals counts what has none: at the begin of a line, an item number with it."""
    quantity = mention.data
    whole = isinstance(quantity, Quantity) and quantity.unit in _ONE_BY_ONE and not quantity.multiplier
    return whole and isinstance(quantity, Quantity) and "." in quantity.figure and not quantity.figure_max


def _with_rest(figure: str, rest: str, multiplier: str, whole: int) -> str:
    """A figure in units of ``whole`` with what stands behind them (`1亿2000万` → 1.2)."""
    below = numerals.parse(rest) * numerals.parse(multiplier) / whole
    return f"{(Decimal(figure) + below).normalize():f}"


def _arabic_figure(text: str) -> str:
    """A figure without what separates its thousands."""
    return text.replace(" ", "").replace(",", "").replace("，", "")


@lru_cache(maxsize=4096)
def _chinese_figure(text: str) -> str:
    """The figure of Chinese numerals (`五千五百七十五万` → `55750000`), empty where it is none."""
    try:
        return numerals.plain(text)
    except numerals.NumeralError:
        return ""
