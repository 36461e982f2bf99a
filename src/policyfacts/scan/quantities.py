"""Numbers with their units: `1876.9亿元`, `2-3家`, `3700多万学生`, `近八成`, `1.9:1`, `第九位`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from policyfacts.rules.load import RuleSet
from policyfacts.scan import numeral_signs, numerals
from policyfacts.scan.mentions import Mention, Quantity

_SPACED = r"[0-9]{1,3}(?: [0-9]{3})+(?=\.?[0-9]*[万亿元吨])"  # 3 000万
_ARABIC = rf"(?:{_SPACED}|[0-9]{{1,3}}(?:[,，][0-9]{{3}}(?![0-9]))+|[0-9]+)(?:\.[0-9]+)?"
_CHINESE = r"[〇零一二两三四五六七八九十百千万亿半廿]{1,24}(?:点[〇零一二三四五六七八九]{1,24})?"
_MINUS = "-−负"
_LOW = (  # 1亿2000万, 1亿3千多万, 1万6千
    r"(?:(?<=亿)(?P<low>[0-9]{1,4}(?:\.[0-9]+)?)(?P<low_m>千多?万|百多?万|多?万)"
    r"|(?<=万)(?P<rest>[1-9])(?P<rest_m>千|百(?!分)))?"
)
_TO = r"[-—–~～至到―]+"
_SCALE = "一二三四五六七八九十"  # 五万分之一 is the scale of a map
_PLACES = Decimal("0.0001")
_HALF_BOUNDS = {"过": "gt", "近": "approx"}
_LARGE = re.compile(r"^(?P<head>[^万亿]+(?=[万亿]+$)|[^亿]+[^万亿](?=亿$))(?P<m>[万亿]+)$")
_DIGIT_NUMERAL = re.compile(r"[一二两三四五六七八九半]|^十$|十[^万亿]*$")


class QuantityScanner:
    """Reads a quantity at a digit or a Chinese numeral; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        grammar, units = rules.grammar, rules.units
        self._multipliers = units.multipliers
        multiplier, unit, natural = units.multiplier_pattern, units.pattern, units.natural_pattern
        more, no_noun = grammar["quantity.more"].pattern, grammar["quantity.no_noun"].pattern
        milestone = grammar["quantity.milestone"].pattern
        self._bounds = rules.words.map("bound_behind")
        self._behind = grammar["quantity.behind"]
        self._minus = grammar["quantity.minus"]
        self._half = grammar["quantity.half"]
        self._half_named = grammar["quantity.half_named"]
        self._exceeded = grammar["quantity.exceeded"]
        self._idiom = grammar["quantity.idiom"]
        self._exceeded_end = grammar["quantity.exceeded_end"]
        behind = f"(?P<behind>{self._behind.pattern})?"
        self._arabic = re.compile(
            rf"(?P<n>{_ARABIC})(?P<m>{multiplier})?{_LOW}(?P<more>{more})?(?P<m2>{multiplier})?"
            rf"(?:(?P<u1>个?百分点|{unit})?(?:{_TO})(?P<n2>{_ARABIC})(?P<m3>{multiplier})?(?P<more2>[多余])?)?"
            rf"(?:(?P<unit>{unit})|(?=(?!{no_noun})(?:[^，。；、：“”0-9\n]{{0,6}}?)(?P<natural>{natural})))?"
            rf"{behind}"
        )
        self._chinese = re.compile(
            rf"(?P<n>{_CHINESE})(?P<more>{more})?(?P<m2>{multiplier})?"
            rf"(?:(?P<unit>{unit})|(?=(?:[^，。；、0-9\n的]{{0,6}}?)(?P<natural>{natural}))|(?={milestone}))"
            rf"{behind}"
        )
        self._percent = re.compile(rf"(?P<p>{numeral_signs.PERCENT})(?:{_TO}(?P<p2>{numeral_signs.PERCENT}))?{behind}")
        self._fraction = re.compile(
            rf"(?P<whole>[二三四五六七八九十])分之(?P<parts>[一二三四五六七八九])(?![一二三四五六七八九十]){behind}"
        )
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
        found = self._arabic.match(text, position, end)
        if found and (u1 := found["u1"]) and u1.endswith("百分点") and not (found["unit"] or "").endswith("百分点"):
            found = self._arabic.match(text, position, found.end("u1"))  # 上升2个百分点到91%: no range
        mention = self._arabic_mention(found) if found else None
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
        found = self._chinese.match(text, position, end)
        if not found or not _chinese_figure(found["n"]) or position and text[position - 1] in "数几第":
            return None  # 数十家 is no figure, nor is 第六次
        if not _DIGIT_NUMERAL.search(found["n"]) and not found["more"]:
            exceeded = self._exceeded.search(text[max(0, position - 2) : position])
            if not exceeded or found.end() < end and not self._exceeded_end.match(text, found.end(), end):
                return None  # 亿元以上项目, 千亿级平台: a class, no figure
        return self._chinese_mention(found)

    def _is_share(self, text: str, half: re.Match[str]) -> bool:
        """Whether a half is a share: 半数, or one that is said to be reached or that a share is of."""
        begin = half.start()
        return half[0] == "半数" or self._half_named.search(text[max(0, begin - 20) : begin]) is not None

    def _fraction_mention(self, found: re.Match[str]) -> Mention:
        """`三分之二` as its share of a hundred."""
        parts, whole = numerals.parse(found["parts"]), numerals.parse(found["whole"])
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

    def _arabic_mention(self, found: re.Match[str]) -> Mention | None:
        n, m, low, low_m, rest, rest_m, more, m2, u1, n2, m3, _, unit, natural, behind = found.groups()
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
        quantity = self._quantity(figure, multiplier, unit, natural, more, behind)
        if n2:
            quantity.figure_max, quantity.multiplier_max, quantity.bound = _arabic_figure(n2), m3 or "", "range"
            if not multiplier and not u1:
                quantity.multiplier = quantity.multiplier_max
        return Mention("N", found.start(), found.end(), "quantity.range" if n2 else "quantity.arabic", quantity)

    def _chinese_mention(self, found: re.Match[str]) -> Mention | None:
        n, more, m2, unit, natural, behind = found.groups()
        multiplier = m2 or ""
        large = _LARGE.search(n)
        if large and _chinese_figure(large["head"]):
            multiplier, n = large["m"] + multiplier, large["head"]
        if multiplier not in self._multipliers:
            return None  # 三亿千瓦时 is read elsewhere
        quantity = self._quantity(_chinese_figure(n), multiplier, unit, natural, more, behind)
        quantity.chinese = True
        return Mention("N", found.start(), found.end(), "quantity.chinese", quantity)

    def _quantity(
        self, figure: str, multiplier: str, unit: str | None, natural: str | None, more: str | None, behind: str | None
    ) -> Quantity:
        if not unit and not multiplier and not more:
            natural = None  # 500强企业: a noun alone makes no count of a bare number
        bound = self._bounds.get(behind or more or "", "")
        return Quantity(figure, "", multiplier, "", unit or natural or "", bound, False, not unit and bool(natural))


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
