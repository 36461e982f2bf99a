"""Numbers with their units: `1876.9亿元`, `2-3家`, `3700多万学生`, `近八成`, `1.9:1`, `第九位`."""

from __future__ import annotations

import re
from functools import lru_cache

from policyfacts.rules.units import UnitTable
from policyfacts.scan import numerals
from policyfacts.scan.mentions import Mention, Quantity

_ARABIC = r"[0-9]+(?:[,，][0-9]{3}(?![0-9]))*(?:\.[0-9]+)?"
_CHINESE = r"[〇零一二两三四五六七八九十百千万亿半廿]+(?:点[〇零一二三四五六七八九]+)?"
_TO = r"[-—–~～至到―]+"
_BEHIND = r"以上|以下|及以下|以内|之内|之间|左右|上下|及以上|以外|之多|多|余"
_LARGE = re.compile(r"(?<=^)(?P<head>[^万亿]+)(?P<m>[万亿]+)$")
_DIGIT_NUMERAL = re.compile(r"[一二两三四五六七八九半]|^十$|十[^万亿]*$")

_BOUNDS = {
    "多": "gt", "余": "gt", "来": "approx", "之多": "eq", "以上": "ge", "及以上": "ge", "以下": "le", "及以下": "le", "以内": "le",
    "之内": "le", "左右": "approx", "上下": "approx", "几": "gt",
}  # fmt: skip


class QuantityScanner:
    """Reads a quantity at a digit or a Chinese numeral; one per set of units."""

    def __init__(self, units: UnitTable) -> None:
        multiplier, unit, natural = units.multiplier_pattern, units.pattern, units.natural_pattern
        self.units = units
        self._arabic = re.compile(
            rf"(?P<n>{_ARABIC})(?P<m>{multiplier})?(?P<more>[多余来几])?(?P<m2>{multiplier})?"
            rf"(?:(?P<u1>个?百分点|{unit})?(?:{_TO})(?P<n2>{_ARABIC})(?P<m3>{multiplier})?(?P<more2>[多余])?)?"
            rf"(?:(?P<unit>{unit})|(?=(?![吨]?级|千伏|微米|吨)(?:[^，。；、：“”0-9\n]{{0,4}}?)(?P<natural>{natural})))?"
            rf"(?P<behind>{_BEHIND})?"
        )
        self._chinese = re.compile(
            rf"(?P<n>{_CHINESE})(?P<more>[多余来几])?(?P<m2>{multiplier})?"
            rf"(?:(?P<unit>{unit})|(?=(?:[^，。；、0-9\n的]{{0,6}}?)(?P<natural>{natural})))"
            rf"(?P<behind>{_BEHIND})?"
        )
        self._percent = re.compile(rf"(?P<p>{numerals.PERCENT})(?P<behind>{_BEHIND})?")
        self._behind = re.compile(_BEHIND)
        self._ratio = re.compile(r"(?P<parts>[0-9]+(?:\.[0-9]+)?(?:[:：][0-9]+(?:\.[0-9]+)?)+)(?![0-9:：])")

    def ratio(self, text: str, position: int, end: int) -> Mention | None:
        """`1.9:1`, `3.9：59.5：36.6`."""
        found = self._ratio.match(text, position, end)
        if not found:
            return None
        parts = re.split(r"[:：]", found["parts"])
        if len(parts) == 2 and ("." not in found["parts"]) and len(parts[1]) == 2 and int(parts[0]) < 24:
            return None  # a time of day
        return Mention("M", found.start(), found.end(), "quantity.ratio", parts)

    def arabic(self, text: str, position: int, end: int) -> Mention | None:
        """A quantity that begins with an Arabic digit, with a unit or without."""
        found = self._arabic.match(text, position, end)
        return _mention(found, False) if found else None

    def chinese(self, text: str, position: int, end: int) -> Mention | None:
        """A quantity in Chinese numerals; only with a unit, a noun that counts, or a share of ten."""
        if text.startswith("半数", position):
            behind = self._behind.match(text, position + 2, end)
            half = Quantity("50", unit="%", chinese=True, bound=_BOUNDS.get(behind[0], "") if behind else "")
            return Mention("N", position, behind.end() if behind else position + 2, "quantity.half", half)
        percent = self._percent.match(text, position, end)
        if percent:
            return _percent(percent)
        found = self._chinese.match(text, position, end)
        if not found or not _chinese_figure(found["n"]):
            return None
        if not _DIGIT_NUMERAL.search(found["n"]) and not found["more"]:
            exceeded = text[max(0, position - 2) : position].endswith(_EXCEEDED)
            if not exceeded or found.end() < end and text[found.end()] not in "，。；、）大台":
                return None  # 亿元以上项目, 千亿级平台: a class, no figure
        return _mention(found, True)


_EXCEEDED = ("突破", "超过", "超", "逾", "近", "破", "过")


def _percent(found: re.Match[str]) -> Mention | None:
    """`百分之二十` as 20 %."""
    try:
        figure = numerals.parse_percent(found["p"])
    except numerals.NumeralError:
        return None
    quantity = Quantity(f"{figure:f}", unit="%", bound=_BOUNDS.get(found["behind"] or "", ""), chinese=True)
    return Mention("N", found.start(), found.end(), "quantity.percent", quantity)


def _mention(found: re.Match[str], chinese: bool) -> Mention:
    groups = found.groupdict()
    large = _LARGE.search(groups["n"]) if chinese else None
    if large and _chinese_figure(large["head"]):
        groups["m"], groups["n"] = large["m"], large["head"]
    figure = _chinese_figure(groups["n"]) if chinese else numerals.plain(groups["n"])
    upper = groups.get("n2") or ""
    multiplier = (groups.get("m") or "") + (groups.get("m2") or "")
    unit = groups["unit"] or ""
    if not unit and not multiplier and not groups.get("more"):
        groups["natural"] = ""  # 500强企业: a noun alone makes no count of a bare number
    quantity = Quantity(
        figure=figure,
        figure_max=numerals.plain(upper) if upper else "",
        multiplier=multiplier,
        unit=unit or (groups["natural"] or ""),
        bound=_BOUNDS.get(groups["behind"] or groups["more"] or "", ""),
        chinese=chinese,
        natural=not unit and bool(groups["natural"]),
    )
    if upper:
        quantity.multiplier_max = groups.get("m3") or ""
        if not quantity.multiplier and not groups.get("u1"):
            quantity.multiplier = quantity.multiplier_max
        quantity.bound = "range"
    rule = "quantity.chinese" if chinese else "quantity.range" if upper else "quantity.arabic"
    return Mention("N", found.start(), found.end(), rule, quantity)


@lru_cache(maxsize=4096)
def _chinese_figure(text: str) -> str:
    """The figure of Chinese numerals (`五千五百七十五万` → `55750000`), empty where it is none."""
    try:
        return numerals.plain(text)
    except numerals.NumeralError:
        return ""
