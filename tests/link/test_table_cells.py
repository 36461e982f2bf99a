"""Labels, units and numbers of the cells of a table."""

from __future__ import annotations

import pytest

from policyfacts.link.table_cells import TableCells
from policyfacts.link.tools import Tools
from policyfacts.rules.load import default_rules

CELLS = TableCells(Tools.of(default_rules()))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("茶叶产量（万吨）", ("茶叶产量", "万吨", False)),
        ("　#红茶产量（万吨）", ("红茶产量", "万吨", True)),
        ("其中：红茶", ("红茶", "", True)),
        ("茶叶（鲜）", ("茶叶（鲜）", "", False)),
    ],
)
def test_the_label_of_a_row(text: str, label: tuple[str, str, bool]) -> None:
    assert CELLS.label(text) == label


@pytest.mark.parametrize(
    ("name", "parent", "full"),
    [
        ("茶叶", "", "茶叶"),
        ("产量", "茶叶种植面积", "茶叶产量"),
        ("红茶", "茶叶产量", "红茶产量"),
        ("红茶产量", "茶叶产量", "红茶产量"),
        ("茶叶产量", "茶叶产量", "茶叶产量"),
    ],
)
def test_a_part_takes_from_the_row_above(name: str, parent: str, full: str) -> None:
    assert CELLS.full_name(name, parent) == full


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("万吨", ("万", "吨")),
        ("亿千瓦时", ("亿", "千瓦时")),
        ("亿 元", ("亿", "元")),
        ("％", ("", "%")),
        ("茶叶", None),
    ],
)
def test_a_unit_as_written(text: str, unit: tuple[str, str] | None) -> None:
    assert CELLS.unit(text) == unit
    assert CELLS.is_unit(text) is (unit is not None)


@pytest.mark.parametrize(
    ("text", "figure", "bound", "cumulative"),
    [
        ("1,234.5", "1234.5", "", False),
        ("-3.2", "-3.2", "", False),
        ("−3.2", "-3.2", "", False),
        ("[60]", "60", "", True),
        ("8.5%左右", "8.5", "approx", False),
        ("90%以上", "90", "ge", False),
    ],
)
def test_the_number_of_a_cell(text: str, figure: str, bound: str, cumulative: bool) -> None:
    found = CELLS.number(text)
    assert found is not None
    assert (CELLS.figure(found), CELLS.bound(found), CELLS.is_cumulative(text)) == (figure, bound, cumulative)


@pytest.mark.parametrize(
    ("text", "expected"), [("1.9:1", True), ("3.2", True), ("60亩", True), ("60号", False), ("—", False)]
)
def test_a_cell_is_a_figure(text: str, expected: bool) -> None:
    assert CELLS.is_figure(text) is expected


@pytest.mark.parametrize(
    ("text", "named"), [("茶叶", True), ("…", False), ("***", False), ("", False), ("万吨", False)]
)
def test_what_may_name_a_row(text: str, named: bool) -> None:
    assert CELLS.may_name(text) is named
