"""Headings of two lines without the width of their cells."""

from __future__ import annotations

import pytest

from policyfacts.heading_spans import Columns, columns_under, places_of_words


@pytest.mark.parametrize(
    ("tops", "below", "width", "columns"),
    [
        (2, ["产量", "增长", "去年", "产量", "增长"], 5, [(0, 0), (0, 1), (0, 2), (1, 3), (1, 4)]),
        (2, ["产量", "增长", "产量", "增长"], 4, [(0, 0), (0, 1), (1, 2), (1, 3)]),
        (2, ["环比", "同比", "同比"], 3, [(0, 0), (0, 1), (1, 2)]),
        (2, ["煤炭", "石油"], 3, [(0, None), (1, 0), (1, 1)]),
        (3, ["合计", "男", "合计", "男"], 5, [(0, 0), (0, 1), (1, 2), (1, 3), (2, None)]),
        (2, ["产量", "增长", "位次"], 3, []),
        (3, ["产量", "增长"], 2, []),
        (3, ["总量", "增长", "增长", "总量", "增长"], 5, [(0, 0), (0, 1), (1, 2), (2, 3), (2, 4)]),
        (3, ["总量", "增长", "总量", "增长", "比重"], 5, [(0, 0), (0, 1), (1, 2), (1, 3), (2, 4)]),
        (2, ["万亩", "增长", "万吨", "增长"], 4, [(0, 0), (0, 1), (1, 2), (1, 3)]),
        (
            3,
            ["总量", "位次", "增速", "位次", "增速", "位次", "增速", "位次"],
            8,
            [(0, 0), (0, 1), (0, 2), (0, 3), (1, 4), (1, 5), (2, 6), (2, 7)],
        ),
    ],
)
def test_what_stands_over_each_column(tops: int, below: list[str], width: int, columns: Columns) -> None:
    assert columns_under(tops, below, width) == columns


@pytest.mark.parametrize(
    ("figures", "first"),
    [(["900", "80", "19.5", "70", "15.1"], (0, None)), (["80", "19.5", "70", "15.1", "3"], (0, 0))],
)
def test_figures_tell_on_which_side_a_word_reaches_down(figures: list[str], first: tuple[int, int | None]) -> None:
    assert columns_under(3, ["人数", "比重", "人数", "比重"], 5, figures)[0] == first


ROWS = [["小麦", "9", "1", "5"], ["玉米", "8", "2", "4"]]


@pytest.mark.parametrize(
    ("head", "placed"),
    [
        ([["产品", "本月", "累计", ""], ["产量", "产量", "增长", ""]], [[0, 1, 2, 2], [None, 0, 1, 2]]),
        ([["产品", "本月", "累计", ""], ["产量", "增长", "", ""]], [[0, 1, 2, 2], [None, None, 0, 1]]),
        ([["本月", "累计", "", ""], ["产量", "产量", "增长", ""]], [[None, 0, 1, 1], [None, 0, 1, 2]]),
        ([["", "本月", "累计", ""], ["产量", "产量", "增长", ""]], [[None, 1, 2, 2], [None, 0, 1, 2]]),
        ([["本月", "累计", "增长", ""]], [[None, 0, 1, 2]]),
        ([["产品", "本月", "", ""], ["", "产量", "产量", "增长"]], None),  # its empty cells stand where they belong
        ([["产品", "本月", "累计", "增长"]], None),
    ],
)
def test_words_of_a_heading_that_lacks_cells(head: list[list[str]], placed: list[list[int | None]] | None) -> None:
    found = places_of_words([*head, *ROWS], [False] * len(head) + [True, True])
    assert (found and [list(row) for row in found[: len(head)]]) == placed
