from __future__ import annotations

import csv
from datetime import date

import pytest

from policyfacts.document import Document
from policyfacts.limits import Limits, limited
from policyfacts.readers import separated

SENTENCE = "上半年全市生产总值500亿元，同比增长5.1%，比一季度提高0.2个百分点。"
REPORT = "\n".join(["一、总体情况", *[SENTENCE] * 8])


def read(text: str, encoding: str = "utf-8") -> list[Document]:
    return separated.read(text.encode(encoding), name="表.csv")


def only(text: str, encoding: str = "utf-8") -> Document:
    (document,) = read(text, encoding)
    return document


def test_rows_of_figures_are_one_table_with_its_caption() -> None:
    document = only("表1 产量,,\n单位：万吨,,\n产品,1月,2月\n钢材,5,6\n注：数据为初步数。,,\n", "gb18030")
    assert [block.kind for block in document.blocks] == ["caption", "caption", "table", "footnote"]
    assert document.text == "表1 产量\n单位：万吨\n产品\t1月\t2月\n钢材\t5\t6\n注：数据为初步数。\n"


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_seen_from_the_records(delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in (["产品", "产量"], ["钢材", "5.2"], ["水泥", "6.1"]))
    assert only(text).text == "产品\t产量\n钢材\t5.2\n水泥\t6.1\n"


def test_quoted_cells_keep_their_commas_and_lines() -> None:
    assert only('产品,"产量\n（万吨）"\n钢材,"1,234"\n').text == "产品\t产量 （万吨）\n钢材\t1,234\n"


def test_a_quotation_mark_that_is_never_closed_loses_nothing() -> None:
    assert only('产品,产量\n"钢材,5\n水泥,6\n煤,7\n').text == '产品\t产量\n"钢材\t5\n水泥\t6\n煤\t7\n'


def test_a_row_with_a_long_text_is_a_document() -> None:
    header = "province,year,title,publish_date,full_text"
    document = only(f'{header}\n甲省,2026,甲省工作报告,2026-02-07,"{REPORT}"\n')
    assert document == Document(REPORT, name="表.csv", title="甲省工作报告", published=date(2026, 2, 7), region="甲省")


def test_several_documents_carry_the_numbers_of_their_rows() -> None:
    rows = "".join(f'{region},2024年5月13日,"{REPORT}"\n' for region in ("甲市", "乙市"))
    documents = read(f"地区,日期,正文\n{rows}")
    assert [(found.name, found.region) for found in documents] == [("表.csv#1", "甲市"), ("表.csv#2", "乙市")]
    assert documents[1].published == date(2024, 5, 13)


def test_documents_without_a_header() -> None:
    assert only(f'1,"{REPORT}"\n').text == REPORT


def test_a_document_that_is_cut_off_stays_a_document() -> None:
    document = only(f'title,text\n工作报告,"{REPORT}\n{REPORT}')
    assert document.title == "工作报告" and document.text.startswith(REPORT)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-05-13 09:00", date(2024, 5, 13)),
        ("2024/5/3", date(2024, 5, 3)),
        ("20240513", date(2024, 5, 13)),
        ("2024年5月", None),
        ("2024-13-40", None),
        ("", None),
    ],
)
def test_days(words: str, day: date | None) -> None:
    assert separated._day(words) == day


def test_large_cells_are_read_and_the_limit_of_others_is_kept() -> None:
    before = csv.field_size_limit()
    text = SENTENCE * 5000
    assert only(f"text,n\n{text},1\n").text == text
    assert csv.field_size_limit() == before


def test_cells_beyond_the_limit_are_a_problem() -> None:
    with limited(Limits(cells=3)):
        document = only("甲,1\n乙,2\n丙,3\n")
    assert document.text == "甲\t1\n"
    assert [problem.kind for problem in document.problems] == ["limit"]


def test_an_empty_file_is_an_empty_document() -> None:
    assert only("").text == ""
