"""The layout: wrapped, justified and marked-up text becomes plain paragraphs, and offsets lead back."""

from __future__ import annotations

import pytest

from policyfacts.document import Document
from policyfacts.layout import Layout, lay_out
from policyfacts.widths import fold

WRAPPED = """云岭县全年实现工业总产值三百亿元，其中食品加
工业产值128.6亿元，同比增长7.4%；纺织业产
值45.2亿元，下降1.3%。规模以上工业企业达21
7家，比上年净增九家，从业人员近4万人，户均产值
提高。全县外贸出口额折合人民币六十二亿元，其中
机电产品占比过半，农产品出口增长较快，服务贸易
逐步回升。
"""
LONG = "云岭县全年实现工业总产值三百亿元，比上年增长百分之五，其中食品加"


def laid_out(text: str) -> Layout:
    return lay_out(Document(text))


def paragraphs(layout: Layout) -> list[str]:
    return [layout.text[part.start : part.end] for part in layout.paragraphs]


def headings(text: str) -> list[str]:
    layout = laid_out(text)
    return [layout.text[part.start : part.end] for part in layout.paragraphs if part.heading]


def test_hard_wraps_break_neither_words_nor_figures() -> None:
    assert paragraphs(laid_out(WRAPPED)) == [WRAPPED.replace("\n", "")]


@pytest.mark.parametrize(("words", "source"), [("食品加工业", "食品加\n工业"), ("217家", "21\n7家")])
def test_the_span_of_a_wrapped_word_goes_over_the_line_break(words: str, source: str) -> None:
    layout = laid_out(WRAPPED)
    start, end = layout.span(layout.text.index(words), layout.text.index(words) + len(words))
    assert WRAPPED[start:end] == source


def test_a_list_in_a_wrapped_text_keeps_its_items_apart() -> None:
    items = ["（一）新建粮库两座", "（二）改建水厂一座"]
    found = paragraphs(laid_out(WRAPPED + "\n".join(items)))
    assert found[1:] == items


def test_a_full_line_goes_on_even_where_a_sentence_ends_with_it() -> None:
    text = WRAPPED.replace("近4万人，户均产值\n提高。", "近4万人，产值略增。\n")
    assert paragraphs(laid_out(text)) == [text.replace("\n", "")]


def test_a_markdown_heading_over_a_wrapped_text_stays_apart() -> None:
    assert headings("# 云岭县二〇二一年工业经济运行通报\n" + WRAPPED) == ["云岭县二〇二一年工业经济运行通报"]


@pytest.mark.parametrize("blank", ["\n", "\n\n", "\n　\n"])
def test_a_sentence_goes_on_behind_a_blank_line(blank: str) -> None:
    assert len(paragraphs(laid_out(f"{LONG}{blank}{blank}工业产值一百二十八亿元。"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "全年出口3亿元。\n全年进口2亿元。",
        "一、农业\n\n二、工业",
        "云岭县\n全年出口3亿元。",
        f"{LONG}工业产值一百二十八亿元。（据云岭日报）\n\n全县出口开门红",
    ],
)
def test_what_is_complete_stays_apart(text: str) -> None:
    assert paragraphs(laid_out(text)) == text.split()


@pytest.mark.parametrize(
    ("source", "matched"),
    [
        ("全 县 出 口 增 长", "全县出口增长"),
        ("出口 128.6 亿元", "出口128.6亿元"),
        ("出口\u00a0128.6\u00a0亿元", "出口128.6亿元"),
        ("出口\t增长", "出口增长"),
        ("5G base  station", "5G base station"),
        ("出口１２８．６亿元，增长７％", "出口128.6亿元，增长7%"),
        ("进出口比例３∶２，Ｇ６０高速，－５", "进出口比例3：2，G60高速，-5"),
        ("# 公报", "公报"),
        ("- **出口**：30亿元", "出口：30亿元"),
        ("出口达**30**亿元，**增长**7%", "出口达30亿元，增长7%"),
        ("> 出口__30__亿元", "出口30亿元"),
        ("出口<b>30</b>亿元<br>", "出口30亿元"),
        ("产值<5亿元", "产值<5亿元"),
        ("\n \n出口30亿元  \n\n", "出口30亿元"),
    ],
)
def test_layout_inside_a_line_goes(source: str, matched: str) -> None:
    layout = laid_out(source)
    assert layout.text == matched + "\n"
    folded = fold(source)
    assert all(folded[layout.source(at)] == character for at, character in enumerate(matched))


def test_the_span_of_a_spaced_and_wide_figure_holds_it_as_written() -> None:
    source = "全 县 出 口 **１２８．６** 亿 元"
    layout = laid_out(source)
    start = layout.text.index("128.6")
    assert source[slice(*layout.span(start, start + len("128.6亿元")))] == "１２８．６** 亿 元"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# 云岭县统计公报\n\n全年出口3亿元。", ["云岭县统计公报"]),
        ("一、综合\n全年出口3亿元。\n（二）农业\n产粮3万吨。", ["一、综合", "（二）农业"]),
        ("全年出口3亿元。\n全年进口2亿元。", []),
        (LONG + "工业产值一百二十八亿元，纺织业产值四十五亿元，建材业产值十亿元", []),
    ],
)
def test_headings(text: str, wanted: list[str]) -> None:
    assert headings(text) == wanted


@pytest.mark.parametrize("text", ["", "\n", " \n\u3000\n\t"])
def test_no_words_are_no_paragraphs(text: str) -> None:
    layout = laid_out(text)
    assert (layout.text, layout.paragraphs, layout.tables) == ("", (), ())


def test_a_table_stands_between_its_paragraphs_as_an_empty_one() -> None:
    layout = laid_out("表1 出口\n| 地区 | 2021年 |\n|---|---:|\n| 云岭县 | 3.5 |\n后文。")
    assert paragraphs(layout) == ["表1出口", "", "后文。"]
    ((position, table),) = layout.tables
    assert position == layout.paragraphs[1].start
    assert table.caption == "表1出口"


FILLED = "云岭县全年实现工业总产值三百亿元，其中食品加工业产"


@pytest.mark.parametrize("indent", ["　　", "    "])
def test_an_indented_line_of_a_wrapped_text_begins_a_paragraph(indent: str) -> None:
    text = "\n".join(
        [
            indent + "全县工业出口增长一成五，各乡镇均有增长，",
            *[FILLED] * 6,
            indent + "农业另计",
            indent + FILLED,
            FILLED,
        ]
    )
    assert [part[:4] for part in paragraphs(laid_out(text))] == ["全县工业", "农业另计", "云岭县全"]


def test_a_dateline_and_a_comma_at_the_beginning_of_a_line() -> None:
    text = "\n".join(["云岭县工业经济运行情况通报及分析", "云岭县统计局　2021-04-06", *[FILLED] * 6, "、仪表业产值。"])
    assert paragraphs(laid_out(text))[:2] == ["云岭县工业经济运行情况通报及分析", "云岭县统计局2021-04-06"]
    assert paragraphs(laid_out(text))[-1].endswith("产、仪表业产值。")


@pytest.mark.parametrize(
    ("source", "matched"),
    [
        ("增加值194. 6亿元，下降3. 5%", "增加值194.6亿元，下降3.5%"),
        ("1. 3月份投产", "1. 3月份投产"),
        ("GDP CPI", "GDP CPI"),
    ],
)
def test_figures_that_a_scan_has_cut_behind_the_point(source: str, matched: str) -> None:
    assert paragraphs(laid_out(source)) == [matched]


def test_rules_over_a_table_are_no_caption_and_a_framed_row_may_hold_a_comma() -> None:
    lines = [
        "表1 茶叶产量",
        "-----------------",
        "品种　　　2020年　　　2021年",
        "绿茶　　　3　　　4",
        "红茶　　　5　　　6",
    ]
    assert laid_out("\n".join(lines)).tables[0][1].caption == "表1茶叶产量"
    framed = laid_out(
        "| 品种 | 产量 |\n| --- | --- |\n| 绿茶（一级，散装） | 3 |\n|  　红茶（二级，袋装） | 4 |"
    ).tables[0][1]
    assert [row[0].text for row in framed.rows] == ["品种", "绿茶（一级，散装）", "　红茶（二级，袋装）"]
