"""What captions and headers of a table say, and which cell names a row."""

from __future__ import annotations

from decimal import Decimal

import pytest

import policyfacts
from policyfacts.document import Cell, Table
from policyfacts.link.table_cells import TableCells
from policyfacts.link.tools import Tools
from policyfacts.rules.load import default_rules

CELLS = TableCells(Tools.of(default_rules()))


@pytest.mark.parametrize(
    ("caption", "units"),
    [
        ("表2 茶叶产量\n单位：万吨", ["万吨"]),
        ("表2（单位: 亿元）", ["亿元"]),
        ("表2 茶叶产量", []),
        ("单位：万人、亿元", ["万人", "亿元"]),
    ],
)
def test_the_units_of_a_caption(caption: str, units: list[str]) -> None:
    assert CELLS.caption_units(Table((), caption=caption)) == units


@pytest.mark.parametrize(
    ("header", "kinds"),
    [
        ("比上年增长（%）", "growth"),
        ("同比增减", "growth"),
        ("年均增速", "growth"),
        ("比上年增减量", "change"),
        ("比年初增加额", "change"),
        ("占全市比重（%）", "share"),
        ("2030年目标", "target"),
        ("计量单位", "unit"),
        ("单位面积产量", ""),
        ("2022年", ""),
    ],
)
def test_what_a_column_holds(header: str, kinds: str) -> None:
    checks = {
        "growth": CELLS.is_growth,
        "change": CELLS.is_change,
        "share": CELLS.is_share,
        "target": CELLS.is_target,
        "unit": CELLS.is_unit_header,
    }
    assert [kind for kind, holds in checks.items() if holds(header)] == ([kinds] if kinds else [])


@pytest.mark.parametrize(
    ("header", "basis"), [("年均增长（%）", "annual_avg"), ("环比增长（%）", "pop"), ("增长（%）", "yoy")]
)
def test_the_basis_of_a_column_of_growth(header: str, basis: str) -> None:
    assert CELLS.basis(header) == basis


@pytest.mark.parametrize(("header", "base"), [("比上年增加额", "yoy"), ("比年初增加额", "")])
def test_what_a_column_of_changes_compares_with(header: str, base: str) -> None:
    assert CELLS.change_base(header) == base


@pytest.mark.parametrize(
    ("headers", "cells", "shift", "column"),
    [
        (["指标", "单位", "2022年"], ["茶叶产量", "万吨", "3.2"], 0, 0),
        (["类别", "指标", "2022年"], ["农业", "茶叶产量", "3.2"], 0, 1),
        (["类别", "指标", "2022年"], ["茶叶产量", "3.2"], 1, 0),
        (["序号", "指标", "2022年"], ["1", "茶叶产量", "3.2"], 0, 1),
        (["2021年", "2022年"], ["3.1", "3.2"], 0, None),
    ],
)
def test_the_cell_that_names_the_row(headers: list[str], cells: list[str], shift: int, column: int | None) -> None:
    row = tuple(Cell(text, 0, len(text)) for text in cells)
    assert CELLS.name_column(headers, row, shift) == column


def test_the_accounts_of_a_company() -> None:
    text = (
        "单位：人民币千元\n\n| 项目 | 2022年 | 2021年 | 本年比上年增减 | 2020年 |\n| --- | --- | --- | --- | --- |\n"
        "| 利润总额 | 3263 | 2664 | 22.49% | 1886 |\n| 拨备覆盖率（%） | 307.7 | 362.1 | 下降54.4个百分点 | 256.4 |\n"
    )
    found = list(policyfacts.extract(text))
    assert [(fact.indicator, fact.period, fact.unit, fact.growth_rate, fact.change) for fact in found] == [
        ("利润总额", "2022", "千元", Decimal("22.49"), None),
        ("利润总额", "2021", "千元", None, None),
        ("利润总额", "2020", "千元", None, None),
        ("拨备覆盖率", "2022", "%", None, Decimal("-54.4")),
        ("拨备覆盖率", "2021", "%", None, None),
        ("拨备覆盖率", "2020", "%", None, None),
    ]


def test_the_items_of_an_account_have_names_of_their_own() -> None:
    text = "合并现金流量表\n单位：元\n\n| 项目 | 本期发生额 |\n| --- | --- |\n| 支付的各项税费 | 71.5 |\n"
    assert [fact.indicator for fact in policyfacts.extract(text)] == ["支付的各项税费"]
