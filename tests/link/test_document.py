"""The walk through a document: what sentences and paragraphs inherit, and where facts stand."""

from __future__ import annotations

import pytest

import policyfacts
from policyfacts.document import Document
from policyfacts.layout import lay_out
from policyfacts.link.document import facts_of
from policyfacts.link.linker import Linker
from policyfacts.rules.load import default_rules

TITLE = "烟台市2021年茶业公报\n\n"


def test_a_linker_serves_many_documents() -> None:
    linker = Linker.of(default_rules())
    texts = ["2022年，芜湖市茶叶产量3万吨。", "2021年，烟台市茶叶产量4万吨。", "2022年，芜湖市茶叶产量3万吨。"]
    rows = [facts_of(linker, Document(text, name="公报.txt"), lay_out(Document(text))) for text in texts]
    assert [(row[0].doc, row[0].region, row[0].period) for row in rows] == [
        ("公报.txt", "芜湖市", "2022"),
        ("公报.txt", "烟台市", "2021"),
        ("公报.txt", "芜湖市", "2022"),
    ]
    assert rows[0] == rows[2]


@pytest.mark.parametrize("text", ["", "\n\n", "烟台市茶业公报", "全市茶农持续增收。", "发布时间：2022-03-08\n"])
def test_a_text_without_a_fact(text: str) -> None:
    assert len(policyfacts.extract(text)) == 0


def test_facts_stand_in_the_order_of_the_text_at_their_figures() -> None:
    text = (
        f"{TITLE}全市茶叶产量3.1万吨，增长2%。\n\n| 指标 | 2021年 |\n| --- | --- |\n"
        "| 茶场（个） | 72 |\n\n全市　苹果 产量４.5万吨。"
    )
    facts = policyfacts.extract(text)
    assert [fact.figure for fact in facts] == ["3.1", "72", "4.5"]
    assert [text[fact.start : fact.end] for fact in facts] == ["3.1万吨", "72", "４.5万吨"]
    assert [fact.table for fact in facts] == ["", "1!B2", ""]


def test_a_fact_has_its_own_sentence() -> None:
    facts = policyfacts.extract(f"{TITLE}全市茶叶产量3万吨。苹果产量4万吨！\n\n（一）梨产量5万吨。")
    assert [fact.sentence for fact in facts] == ["全市茶叶产量3万吨。", "苹果产量4万吨！", "梨产量5万吨。"]


def test_the_period_goes_from_sentence_to_sentence_within_its_paragraph() -> None:
    text = f"{TITLE}全市2019年茶叶产量3万吨。苹果产量4万吨。\n\n梨产量5万吨。"
    facts = policyfacts.extract(text)
    assert [(fact.period, "period_inherited" in fact.flags.split(";")) for fact in facts] == [
        ("2019", False),
        ("2019", True),
        ("2021", True),
    ]


@pytest.mark.parametrize(
    ("between", "region"),
    [("茶业稳步发展。", "芜湖市"), ("全市茶业稳步发展。", "烟台市"), ("烟台市茶业稳步发展。", "烟台市")],
)
def test_a_sentence_without_a_figure_may_bring_the_place_back(between: str, region: str) -> None:
    facts = policyfacts.extract(f"2022年，芜湖市茶叶产量3万吨。{between}苹果产量4万吨。", region="烟台市")
    assert [fact.region for fact in facts] == ["芜湖市", region]


def test_a_sentence_without_a_figure_sets_the_period() -> None:
    (fact,) = policyfacts.extract(f"{TITLE}2019年，全市茶业稳步发展。茶叶产量3万吨。")
    assert fact.period == "2019"


def test_a_statement_made_twice_is_flagged() -> None:
    facts = policyfacts.extract(f"{TITLE}全市茶叶产量3万吨。全市茶叶产量3万吨。全市茶叶产量4万吨。")
    assert ["repeated" in fact.flags.split(";") for fact in facts] == [False, True, False]


def test_a_document_without_place_and_period_leaves_them_open() -> None:
    (fact,) = policyfacts.extract("全市茶叶产量3万吨。")
    assert (fact.region, fact.region_code, fact.period) == ("", "", "")
    assert {"region_unresolved", "period_unresolved"} <= set(fact.flags.split(";"))


def test_the_day_of_a_census_is_its_period() -> None:
    text = "烟台市茶园普查公报\n\n本次普查以2016年7月1日零时为标准时点。\n\n全市茶园3万亩。"
    assert [fact.period for fact in policyfacts.extract(text) if fact.unit == "万亩"] == ["2016-07-01"]


@pytest.mark.parametrize(("sign", "length"), [("，", 400), ("", 2500)])
def test_a_sentence_longer_than_any_is_read_in_parts(sign: str, length: int) -> None:
    filler = (f"茶园绿意盎然{sign}" * length)[: length * 6]
    facts = policyfacts.extract(f"2022年，全市茶叶产量3万吨，{filler}。苹果产量4万吨。", region="烟台市")
    assert [(fact.indicator, fact.figure) for fact in facts] == [("茶叶产量", "3"), ("苹果产量", "4")]
    assert all(len(fact.sentence) <= 1500 for fact in facts)


def test_a_sentence_is_read_the_same_with_a_paragraph_behind_it() -> None:
    text = "2022年，一般公共预算收入30亿元，为年初预算的102%"
    alone, followed = (policyfacts.extract(words, region="烟台市") for words in (text, f"{text}\n全县茶园3万亩。"))
    assert [(fact.kind, fact.figure, fact.relative_to) for fact in followed[:2]] == [
        (fact.kind, fact.figure, fact.relative_to) for fact in alone
    ]
    assert alone[1].kind == "share"


def test_a_figure_too_large_to_double_ends_no_run() -> None:
    facts = policyfacts.extract("2022年，烟台市产值翻99999999999番，茶园3万亩。")
    assert facts[-1].figure == "3"


def test_news_of_another_country_is_of_the_year_of_publication() -> None:
    text = "2022年，我国粮食产量6.9亿吨。\n\n另据世界银行报告，强震在智利造成约3亿美元的直接损失。"
    found = list(policyfacts.extract(text, published="2023-02-28"))
    assert [(fact.region, fact.period) for fact in found] == [("全国", "2022"), ("智利", "2023")]


def test_what_else_to_read_is_of_the_page_as_long_as_no_sentence_comes() -> None:
    text = f"{TITLE}全市茶叶产量3.1万吨。\n\n相关阅读\n\n苹果产量增长5%\n\n阅读数：3102\n\n全市苹果产量4.5万吨。"
    assert [fact.figure for fact in policyfacts.extract(text)] == ["3.1", "4.5"]


def test_the_number_of_an_annex_is_no_title() -> None:
    (fact,) = policyfacts.extract("附件2\n\n烟台市2021年茶业公报\n\n全年茶叶产量3.1万吨。")
    assert (fact.region, fact.period) == ("烟台市", "2021")


def test_the_threshold_in_a_definition_is_no_fact() -> None:
    text = f"{TITLE}规模以上茶企：指年产值800万元及以上的茶叶加工企业。\n\n全市茶叶产量3.1万吨。"
    assert [fact.figure for fact in policyfacts.extract(text)] == ["3.1"]


def test_notes_state_no_facts_until_the_next_heading() -> None:
    notes = "附注：\n\n1.调查方法\n\n茶价取自全市42个乡镇、300家茶行。\n\n"
    text = f"{TITLE}全市茶叶产量3.1万吨。\n\n{notes}苹果生产情况\n\n全市苹果产量4.5万吨。"
    assert [fact.figure for fact in policyfacts.extract(text)] == ["3.1", "4.5"]


def test_months_with_their_year_date_a_text_without_a_date() -> None:
    text = "全市新设茶企\n\n上半年，全市新设茶企40家。\n\n截至2022年6月底，全市共有茶企310家。"
    assert [fact.period for fact in policyfacts.extract(text)] == ["2022-H1", "2022-06-30"]


def test_a_headline_of_several_parts_has_a_clause_for_each() -> None:
    found = list(policyfacts.extract("全市茶叶产量达3.1万吨 种茶农户2.4万户 茶企产值突破6亿元\n"))
    assert [fact.indicator for fact in found] == ["茶叶产量", "种茶农户", "茶企产值"]


def test_a_sentence_without_a_figure_names_the_place_where_no_home_is_known() -> None:
    text = "某茶业股份有限公司2023年年度报告\n\n公司经营平稳。安徽省芜湖市是主要产地。茶叶产量5万吨。"
    assert [fact.region for fact in policyfacts.extract(text)] == ["芜湖市"]


def test_places_govern_beyond_their_sentence_in_news_of_the_whole_country_alone() -> None:
    text = "2023年，芜湖市茶叶产量5万吨。茶企300家。"
    for home, second in (("全国", "芜湖市"), ("长三角", "长三角")):
        found = policyfacts.extract(text, region=home)
        assert [fact.region for fact in found] == ["芜湖市", second]
