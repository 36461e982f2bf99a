from pathlib import Path
from typing import Any

import pytest

from policyfacts.export import charts_sheet
from workbooks import cells, fact, workbook


def lines(chart: Any) -> list[tuple[str, str, str]]:
    return [(line.tx.strRef.f, line.cat.strRef.f, line.val.numRef.f) for line in chart.series]


def text(title: Any) -> str:
    return "".join(run.t for paragraph in title.tx.rich.p for run in paragraph.r or ())


def test_an_indicator_of_three_years_has_a_chart_with_a_line_for_each_region(tmp_path: Path) -> None:
    facts = [
        fact(year, f"{year}00000000", region=region) for year in (2021, 2022, 2024) for region in ("宁波市", "柳州市")
    ]
    facts += [fact(2024, "1", region="全国"), fact(2020, "4", indicator="失业率", base_unit="%")]
    book = workbook(tmp_path / "a.xlsx", *facts, labels="zh")
    (chart,) = book["图表"]._charts
    assert text(chart.title) == "地区生产总值（亿元）"
    assert (text(chart.x_axis.title), text(chart.y_axis.title)) == ("年份", "亿元")
    years = "'面板'!$F$1:$I$1"
    assert lines(chart) == [
        ("'面板'!$A$3", years, "'面板'!$F$3:$I$3"),
        ("'面板'!$A$5", years, "'面板'!$F$5:$I$5"),
    ]
    assert [row[0] for row in cells(book["面板"])] == ["地区", "全国", "宁波市", "宁波市", "柳州市"]
    assert "共 1 个" in str(cells(book["图表"])[1][0])


def test_two_years_are_no_chart(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", fact(2021, "1"), fact(2022, "2"))
    assert book["charts"]._charts == []
    assert cells(book["charts"])[1] == ["No indicator has three or more years."]


def test_lines_are_drawn_to_scale(tmp_path: Path) -> None:
    """Years before a long gap are left out, as the columns beside it stand together."""
    years = (1949, 1978, 2000, 2001, 2003)
    (chart,) = workbook(tmp_path / "a.xlsx", *[fact(year, "1") for year in years])["charts"]._charts
    assert lines(chart) == [("'panel'!$A$2", "'panel'!$G$1:$J$1", "'panel'!$G$2:$J$2")]


def test_charts_and_lines_have_limits_that_the_sheet_states(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts_sheet, "MAX_CHARTS", 5)
    monkeypatch.setattr(charts_sheet, "MAX_LINES", 2)
    facts = [
        fact(year, "1", indicator=f"指标{number}", region=f"第{region}区")
        for number in range(7)
        for region in range(3)
        for year in range(2020, 2023 + (region == 1))
    ]
    book = workbook(tmp_path / "a.xlsx", *facts)
    charts = book["charts"]._charts
    assert len(charts) == 5
    assert {len(chart.series) for chart in charts} == {2}
    assert all("$A$9" in str(lines(chart)) or "$E$" in str(lines(chart)) for chart in charts)
    assert "5 of 7" in str(cells(book["charts"])[1][0])
    assert "at most 2 regions" in str(cells(book["charts"])[1][0])
