"""Headlines of two clauses that only a space sets apart, and where the words of their rows begin."""

import policyfacts


def test_a_space_in_a_headline_parts_two_clauses() -> None:
    text = "2023年全市快递业务量突破10亿件 人均寄递120件\n正文见附件。\n"
    first, second = policyfacts.extract(text)
    assert (first.indicator, first.value) == ("快递业务量", 10**9)
    assert (second.indicator, second.value) == ("人均寄递", 120)
    assert text[second.start : second.end] == "120件"


def test_a_space_in_a_name_is_layout() -> None:
    (fact,) = policyfacts.extract("2023年全市粮食 总产量 达到120万吨。")
    assert fact.indicator == "粮食总产量"


def test_the_words_of_a_row_begin_with_its_sentence() -> None:
    (fact,) = policyfacts.extract("2023年全市快递业务量突破10亿件。")
    assert fact.text == "2023年全市快递业务量突破10亿件"
