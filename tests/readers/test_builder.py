from __future__ import annotations

from collections.abc import Sequence

import pytest

from policyfacts.document import Document
from policyfacts.limits import Limits, limited
from policyfacts.readers.builder import DocumentBuilder, Span


def built(*rows: Sequence[str | Span]) -> Document:
    document = DocumentBuilder()
    document.block("paragraph", "前言。")
    document.table(rows)
    return document.document("t")


def cells(document: Document) -> list[list[str]]:
    """The cells of the table, each seen to stand in the text where it says."""
    table = document.blocks[-1].table
    assert table is not None
    for cell in (cell for row in table.rows for cell in row):
        assert document.text[cell.start : cell.end] == cell.text.lstrip()
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("row", "words", "line"),
    [
        (["出口", "5", "6"], ["出口", "5", "6"], "出口\t5\t6"),
        (["", "5", ""], ["", "5", ""], " \t5\t "),
        (["　　汽车 ", "  5", " "], ["　　汽车", "  5", ""], "汽车\t5\t "),
        (["出口\t（亿元）", "5\n", "a\r\nb"], ["出口 （亿元）", "5", "a b"], "出口 （亿元）\t5\ta b"),
        ([""], [""], " "),
        ([], [], ""),
    ],
)
def test_a_row_is_a_line_and_its_cells_keep_their_indents(row: list[str], words: list[str], line: str) -> None:
    for given in (row, [Span(cell) for cell in row]):
        document = built(["指标", "值"], given, ["进口", "3"])
        assert document.text == f"前言。\n指标\t值\n{line}\n进口\t3\n"
        assert cells(document) == [["指标", "值"], words, ["进口", "3"]]


def test_cells_reach_over_rows_and_columns_among_plain_rows() -> None:
    document = built([Span("指标", rows=2), Span("2023年", columns=2)], ["总量", "增长"], ["出口", "5", "6"])
    assert cells(document) == [["指标", "2023年", "2023年"], ["指标", "总量", "增长"], ["出口", "5", "6"]]
    assert document.text == "前言。\n指标\t2023年\n总量\t增长\n出口\t5\t6\n"


def test_cells_beyond_the_limits_are_left_out_and_told() -> None:
    with limited(Limits(columns=2, cells=5)):
        document = built(["甲", "1", "2"], ["乙", "3"], ["丙", "4"], ["丁"])
    assert cells(document) == [["甲", "1"], ["乙", "3"], ["丙"]]
    (problem,) = document.problems
    assert (problem.kind, problem.severity) == ("limit", "partial") and "--max-cells" in problem.message


def test_the_limit_of_cells_holds_for_all_tables_of_a_document() -> None:
    with limited(Limits(cells=3)):
        builder = DocumentBuilder()
        for word in "甲乙丙丁":
            builder.table([[word]])
        document = builder.document("a")
    assert document.text.split() == ["甲", "乙", "丙"] and document.problems


def test_columns_beyond_the_limit_are_told() -> None:
    with limited(Limits(columns=2)):
        (problem,) = built(["甲", "1", "2"]).problems
    assert "first 2 cells" in problem.message
