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


def test_a_paragraph_goes_on_with_what_ministries_issued() -> None:
    told = (
        "宁波市对外贸易简报\n\n近日，商务部、公安部等三部门发布《关于扩大二手车出口业务的通知》，新增14个地区。\n\n"
        "据了解，开展业务的企业超过200家。\n\n全市出口增长7.5%。"
    )
    facts = extract(told)
    assert [fact.region for fact in facts][-2:] == ["全国", "宁波市"]
