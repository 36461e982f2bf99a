"""Headings of two lines without the width of their cells."""

from __future__ import annotations

import pytest

from policyfacts.heading_spans import Columns, columns_under


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
    ],
)
def test_what_stands_over_each_column(tops: int, below: list[str], width: int, columns: Columns) -> None:
    assert columns_under(tops, below, width) == columns
