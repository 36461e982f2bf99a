from pathlib import Path

import pytest

from policyfacts.export import charts_sheet, panel_sheet
from policyfacts.export.panel_sheet import year_columns
from policyfacts.rules.load import default_rules
from policyfacts.rules.shown_units import shown_units
from workbooks import cells, fact, workbook


def test_a_row_is_an_indicator_of_a_region_a_column_a_year(tmp_path: Path) -> None:
    facts = [
        fact(2022, "100000", region="柳州市", indicator="居民收入"),
        fact(2024, "1569630000000"),
        fact(2022, "1545000000000"),
        fact(2024, "4.2", indicator="失业率", base_unit="%"),
        fact(2024, "9000000", indicator="常住人口", base_unit="人"),
        fact(2024, "5", indicator="没有标准名称的指标", indicator_std=""),
        fact(2024, "7", status="target"),
    ]
    sheet = workbook(tmp_path / "a.xlsx", *facts)["panel"]
    assert cells(sheet) == [
        ["Region", "Region code", "Indicator", "Unit", "2022", "2023", "2024", "Stated otherwise (coloured years)"],
        ["宁波市", "330200", "地区生产总值", "亿元", 15450, None, 15696.3, None],
        ["宁波市", "330200", "失业率", "%", None, None, 4.2, None],
        ["宁波市", "330200", "常住人口", "万人", None, None, 900, None],
        ["柳州市", "450200", "居民收入", "元", 100000, None, None, None],
    ]
    assert sheet.freeze_panes == "E2"
    assert [sheet[cell].number_format for cell in ("E2", "G2", "G3")] == ["#,##0.0", "#,##0.0", '0.0"%"']
    assert list(sheet.tables) == ["panel"]


def test_where_documents_disagree_the_cell_is_coloured_and_the_rest_is_said(tmp_path: Path) -> None:
    facts = [fact(2024, "1569630000000"), fact(2024, "1500000000000", doc="b.txt"), fact(2023, "1400000000000")]
    sheet = workbook(tmp_path / "a.xlsx", *facts, labels="zh")["面板"]
    assert sheet["F2"].value == 15696.3
    assert sheet["F2"].fill.fgColor.rgb == "FFFFE699"
    assert sheet["E2"].fill.fgColor.rgb == "00000000"
    assert (sheet["G1"].value, sheet["G2"].value) == ("其他说法（着色的年份）", "2024: 15000 (b.txt)")


def test_the_panel_has_the_units_asked_for(tmp_path: Path) -> None:
    units = shown_units(["万元"], default_rules().units)
    sheet = workbook(tmp_path / "a.xlsx", fact(2024, "1569630000000"), units=units)["panel"]
    assert cells(sheet)[1][3:5] == ["万元", 156963000]


def test_the_panel_keeps_the_unit_that_all_documents_write(tmp_path: Path) -> None:
    area = {"indicator": "粮食播种面积", "base_unit": "平方米", "unit": "万亩"}
    facts = [fact(2023, "1385333333.3333", figure="207.8", **area), fact(2024, "1400000000", figure="210", **area)]
    sheet = workbook(tmp_path / "a.xlsx", *facts)["panel"]
    assert cells(sheet)[1][3:6] == ["万亩", 207.8, 210]
    metres = fact(2024, "1400000000", figure="14", **area | {"unit": "亿平方米"})
    mixed = workbook(tmp_path / "b.xlsx", facts[0], metres)
    assert cells(mixed["panel"])[1][3] == "亿平方米"


def test_years_of_a_short_gap_have_columns() -> None:
    assert year_columns([2015, 2018, 1978]) == (1978, 2015, 2016, 2017, 2018)
    assert year_columns([]) == ()


def test_the_panel_keeps_so_many_facts_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panel_sheet, "MAX_FACTS", 2)
    monkeypatch.setattr(charts_sheet, "MAX_FACTS", 2)
    book = workbook(tmp_path / "a.xlsx", *[fact(year, "1") for year in range(2020, 2025)])
    assert cells(book["panel"])[0][4:-1] == ["2020", "2021"]
    assert "first 2 facts" in str(cells(book["charts"])[2][0])
    assert "3 more are left out" in str(cells(book["charts"])[2][0])
