"""Numbers with their units; what holds of all numbers stands in test_properties.py."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policyfacts.rules.load import default_rules
from policyfacts.scan.lexer import Lexer
from policyfacts.scan.mentions import Mention, Quantity

RULES = default_rules()
LEXER = Lexer(RULES)


def numbers(text: str) -> list[Mention]:
    return [mention for mention in LEXER.scan(text, 0, len(text)) if mention.code in "NM"]


def read(text: str) -> tuple[str, Quantity]:
    """The words and the data of the one quantity in a text."""
    (found,) = numbers(text)
    assert isinstance(found.data, Quantity)
    return text[found.start : found.end], found.data


def values(quantity: Quantity) -> tuple[Decimal, Decimal | None, str]:
    low, base = RULES.units.value(quantity.figure, quantity.multiplier, quantity.unit)
    if not quantity.figure_max:
        return low, None, base
    return low, RULES.units.value(quantity.figure_max, quantity.multiplier_max, quantity.unit)[0], base


@pytest.mark.parametrize(
    ("before", "words", "figure", "value", "base"),
    [
        ("出口", "47.5亿元", "47.5", "4750000000", "元"),
        ("投资", "1，280万美元", "1280", "12800000", "美元"),
        ("发电", "6.4亿千瓦时", "6.4", "640000000", "千瓦时"),
        ("用电", "3千千瓦时", "3", "3000", "千瓦时"),
        ("价格", "85元/公斤", "85", "85", "元/公斤"),
        ("租金", "19元/平方米·月", "19", "19", "元/平方米·月"),
        ("密度", "73人/平方公里", "73", "73", "人/平方公里"),
        ("提高", "0.7个百分点", "0.7", "0.7", "百分点"),
        ("出生率", "6.5‰", "6.5", "6.5", "‰"),
        ("投资", "三百四十亿元", "340", "34000000000", "元"),
        ("造林", "一点八万亩", "1.8", "12000000", "平方米"),
        ("新增", "廿三家", "23", "23", "家"),
        ("占", "百分之三点五", "3.5", "3.5", "%"),
        ("占", "七成", "7", "70", "%"),
        ("產糧", "30萬噸", "30", "300000", "吨"),
        ("投資", "三億元", "3", "300000000", "元"),
    ],
)
def test_a_figure_in_its_base_unit(before: str, words: str, figure: str, value: str, base: str) -> None:
    found, quantity = read(f"{before}{words}，比上年")
    assert (found, quantity.figure, quantity.bound) == (words, figure, "")
    assert values(quantity) == (Decimal(value), None, base)


@pytest.mark.parametrize(
    ("text", "low", "high", "base"),
    [
        ("4-6家", "4", "6", "家"),
        ("4—6万家", "40000", "60000", "家"),
        ("4万至6万人", "40000", "60000", "人"),
        ("9000万-1.2亿元", "90000000", "120000000", "元"),
        ("4%～6%", "4", "6", "%"),
        ("0.4-0.6个百分点", "0.4", "0.6", "百分点"),
        ("400-600元/月", "400", "600", "元/月"),
    ],
)
def test_a_range_shares_its_unit_and_its_multiplier(text: str, low: str, high: str, base: str) -> None:
    words, quantity = read(text)
    assert (words, quantity.bound) == (text, "range")
    assert values(quantity) == (Decimal(low), Decimal(high), base)


@pytest.mark.parametrize(
    ("text", "figure", "bound"),
    [
        ("45家以上", "45", "ge"),
        ("45家左右", "45", "approx"),
        ("450余家", "450", "gt"),
        ("4.5万多家", "4.5", "gt"),
        ("九成以上", "9", "ge"),
        ("半数以上", "50", "ge"),
        ("百分之六十左右", "60", "approx"),
    ],
)
def test_words_that_bound_a_figure_belong_to_it(text: str, figure: str, bound: str) -> None:
    words, quantity = read(text)
    assert (words, quantity.figure, quantity.bound) == (text, figure, bound)


@pytest.mark.parametrize(
    ("text", "unit"), [("45万学生", "学生"), ("4500多万优秀学生", "学生"), ("45个学生", "个"), ("450强企业", "")]
)
def test_a_noun_counts_only_behind_a_multiplier(text: str, unit: str) -> None:
    quantity = read(text)[1]
    assert quantity.unit == unit
    assert quantity.natural == (unit == "学生")


@pytest.mark.parametrize(
    ("text", "parts"), [("2.5:1", ["2.5", "1"]), ("3：2", ["3", "2"]), ("4.5:38.5：57", ["4.5", "38.5", "57"])]
)
def test_a_ratio(text: str, parts: list[str]) -> None:
    ((code, data),) = [(mention.code, mention.data) for mention in numbers(text)]
    assert (code, data) == ("M", parts)


@pytest.mark.parametrize("text", ["9:30", "21：45"])
def test_a_time_of_day_is_no_ratio(text: str) -> None:
    assert all(mention.code != "M" for mention in numbers(text))


@pytest.mark.parametrize(
    "text", ["亿元以上项目", "千亿级平台", "G45公里", "A3.5", "一系列", "百花齐放", "《45条措施》"]
)
def test_no_quantity(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(("text", "value"), [("突破千亿元。", "100000000000"), ("超过万亿元大关", "1000000000000")])
def test_a_round_number_that_is_reached_is_a_figure(text: str, value: str) -> None:
    assert values(read(text)[1])[0] == Decimal(value)
