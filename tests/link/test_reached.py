"""Levels that several growths lead to, each in the row of its growth."""

from policyfacts import extract


def test_each_level_joins_its_growth() -> None:
    facts = extract("2023年，宁波市出口、进口分别增长5%、8%，分别达到3亿元、4亿元。")
    assert [(f.indicator, f.value, f.growth_rate) for f in facts] == [("出口", 3e8, 5), ("进口", 4e8, 8)]


def test_levels_of_different_units_join_none_twice() -> None:
    facts = extract("2023年，宁波市出口、进口分别增长5%、8%，分别达到3亿元、4万吨。")
    spans = [(f.start, f.end) for f in facts]
    assert len(spans) == len(set(spans))
