"""The period of a paragraph in those behind it."""

from policyfacts import extract


def test_the_period_of_a_paragraph_goes_on_where_no_heading_says_when() -> None:
    text = (
        "规上工业利润由降转增\n"
        "2023年前三季度，全市规上工业利润下降9.2%。\n"
        "采矿业利润下降4.1%，制造业利润增长2.6%。\n"
        "三季度，营业收入增长1.4%。\n"
    )
    assert [fact.period for fact in extract(text)] == ["2023-01/2023-09"] * 3 + ["2023-Q3"]


def test_what_was_told_of_an_earlier_year_does_not_go_on() -> None:
    text = "2022年，全市出口310亿元。\n早在2003年，出口只有12亿元。\n民营企业增长8%。\n"
    assert [fact.year for fact in extract(text)] == [2022, 2003, 2022]
