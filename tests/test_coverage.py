from collections import Counter

import policyfacts
from policyfacts.coverage import USES, Coverage, Number
from policyfacts.document import Document
from policyfacts.extract import extract_document


def coverage(text):
    found = Coverage()
    extract_document(Document(text), coverage=found)
    return found


def test_without_numbers_everything_is_explained():
    assert Coverage().explained == 1
    assert Coverage().numbers == 0


def test_counts_numbers_by_use_and_keeps_the_sentence_of_those_passed_over():
    found = Coverage()
    found.note("甲句", [Number("3", "fact"), Number("2020", "period")])
    found.note("乙句", [Number("7", "unexplained"), Number("8", "fact"), Number("9", "unexplained")])
    assert found.counts == {"fact": 2, "period": 1, "unexplained": 2}
    assert found.explained == 0.6
    assert found.passed_over == [("乙句", ("7", "9"))]


def test_every_use_of_a_document_has_a_word_for_it():
    text = "2021年遵义市茶叶产量3万吨，同比增长4%，增速高于全省2个百分点，历时8天。《规划2035》提出，A3区块甲17乙。"
    found = coverage(text)
    assert found.counts == {"period": 1, "fact": 2, "comparison": 1, "duration": 1, "name": 2, "unexplained": 1}
    assert set(found.counts) == set(USES)
    assert found.passed_over == [("《规划2035》提出，A3区块甲17乙。", ("17",))]


def test_the_day_and_the_clock_of_a_web_page_are_dates():
    found = coverage("2022-07-21 15:56，正文：遵义市茶叶产量3万吨。")
    assert found.counts == {"period": 5, "fact": 1}


def test_numbers_of_items_boxes_and_classes_are_names():
    found = coverage("专栏3 茶叶提升\n\n（二）超过5亿元的项目4个。\n\n三是建成茶园12个。")
    assert found.counts == {"name": 2, "fact": 2}  # 3 and 5; the items' own numbers are layout


def test_cells_of_a_table_are_facts_or_passed_over():
    found = coverage("指标\t2020年\t备注\n茶叶产量（万吨）\t3\t第5页\n\t9\t8\n")
    assert found.counts["fact"] == 1
    assert [passage.numbers for passage in found.passed_over] == [("9", "8")]


def test_chinese_numerals_count_where_they_measure():
    assert coverage("遵义市有茶农五千五百户，一家一户都受益，一个茶园变了样。").counts == Counter(fact=1, name=3)


def test_the_api_reports_where_it_is_asked():
    text = "2021年遵义市茶叶产量3万吨。"
    assert policyfacts.extract(text).documents[0].coverage is None
    assert policyfacts.extract(text, report=True).documents[0].coverage.counts == {"period": 1, "fact": 1}
