"""The lexicon of standard indicators."""

from __future__ import annotations

import re

import pytest

import policyfacts
from policyfacts.document import UsageError
from policyfacts.rules.indicators import IndicatorTable
from policyfacts.rules.load import default_rules
from policyfacts.rules.schema import Indicator, IndicatorFile

LEXICON = default_rules().indicators
UNITS = default_rules().units


def indicator(name: str, *aliases: str, units: tuple[str, ...] = ()) -> Indicator:
    return Indicator(name=name, en=name, aliases=aliases, units=units, kind="flow", group="test")


def table(*indicators: Indicator, before: tuple[str, ...] = (), behind: tuple[str, ...] = ()) -> IndicatorTable:
    file = IndicatorFile(topic="t", about="t", before=before, behind=behind, indicator=indicators)
    return IndicatorTable(file, UNITS)


def test_a_name_stands_for_itself_and_its_aliases_for_it() -> None:
    lexicon = table(indicator("茶叶产量", "茶产量", "干毛茶产量"))
    assert [lexicon.standard(name) for name in ("茶叶产量", "茶产量", "干毛茶产量")] == ["茶叶产量"] * 3
    assert lexicon.standard("绿茶产量") == lexicon.standard("名优茶叶产量") == lexicon.standard("") == ""


def test_brackets_quotation_marks_case_and_spaces_do_not_count() -> None:
    lexicon = table(indicator("R&D经费", "“茶二代”人数"))
    assert lexicon.standard("r&d 经费（全社会）") == "R&D经费"
    assert lexicon.standard("茶二代人数") == "R&D经费"


def test_words_before_and_behind_that_change_nothing_are_left_out() -> None:
    lexicon = table(
        indicator("茶叶销售额"), indicator("茶叶产", "茶园"), before=("全年", "累计"), behind=("总量", "量")
    )
    assert lexicon.standard("全年累计茶叶销售额") == "茶叶销售额"
    assert lexicon.standard("茶叶产量") == "茶叶产"
    assert lexicon.standard("全年") == lexicon.standard("量") == ""


def test_a_level_in_a_unit_of_another_kind_is_another_indicator() -> None:
    lexicon = table(indicator("茶叶出口", units=("亿元", "万美元")), indicator("茶叶指数"))
    assert lexicon.standard("茶叶出口", "元") == lexicon.standard("茶叶出口", "美元") == "茶叶出口"
    assert lexicon.standard("茶叶出口", "吨") == ""
    assert lexicon.standard("茶叶出口") == "茶叶出口"
    assert lexicon.standard("茶叶指数", "%") == "茶叶指数"


def test_a_name_stands_for_one_indicator() -> None:
    with pytest.raises(UsageError, match="茶产量 stands for 茶叶产量 and for 绿茶产量"):
        table(indicator("茶叶产量", "茶产量"), indicator("绿茶产量", "茶产量"))


def test_without_a_lexicon_no_name_is_standard() -> None:
    assert IndicatorTable(None, UNITS).standard("地区生产总值") == ""


def test_the_lexicon_is_large_and_its_names_are_whole() -> None:
    assert len(LEXICON.indicators) >= 300
    names = [item.name for item in LEXICON.indicators]
    assert len(set(names)) == len(names)
    english = [item.en for item in LEXICON.indicators]
    assert len(set(english)) == len(english)
    assert not [name for name in english if re.search("[\u4e00-\u9fff]", name)]
    assert all(LEXICON.standard(item.name) == item.name for item in LEXICON.indicators)
    assert all(LEXICON.standard(alias) == item.name for item in LEXICON.indicators for alias in item.aliases)


def test_the_units_of_the_lexicon_are_units() -> None:
    split = re.compile(f"(?:{UNITS.written.multiplier_pattern})?(?:{UNITS.written.pattern})")
    assert not [(item.name, unit) for item in LEXICON.indicators for unit in item.units if not split.fullmatch(unit)]


@pytest.mark.parametrize(
    ("written", "standard"),
    [
        ("GDP", "地区生产总值"),
        ("社零", "社会消费品零售总额"),
        ("规上工业增加值", "规模以上工业增加值"),
        ("外贸进出口总值", "货物进出口总额"),
        ("全体居民人均可支配收入", "居民人均可支配收入"),
        ("高技术产业增加值占比", ""),
    ],
)
def test_common_ways_to_write_an_indicator(written: str, standard: str) -> None:
    assert LEXICON.standard(written) == standard


def test_rows_have_the_standard_name_and_are_read_without_one() -> None:
    known, unknown = policyfacts.extract("2021年遵义市社零总额400亿元，辣椒火锅底料销售额3亿元。")
    assert (known.indicator, known.indicator_std) == ("社零总额", "社会消费品零售总额")
    assert (unknown.indicator, unknown.indicator_std) == ("辣椒火锅底料销售额", "")
