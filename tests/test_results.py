from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from analysis.made import level
from policyfacts.frame import Facts

FACTS = Facts(
    [
        level("284635000000", rate="4.2", figure="2846.35", unit="亿元", text="甲说2846.35亿元"),
        level("284935000000", doc="乙.txt", figure="2849.35", unit="亿元", text="乙说2849.35亿元"),
        level("50", "粮食产量", base_unit="吨"),
        level("40", "粮食产量", 2022, base_unit="吨"),
        level(None, year=2024, rate="5", status="target", growth_comparator="approx", sentence="增长5%左右。"),
    ]
)


def test_a_panel_as_a_data_frame() -> None:
    frame = FACTS.panel(units=["亿元"]).to_frame()
    assert list(frame) == ["region", "region_code", "period", "year", "粮食产量（吨）", "地区生产总值（亿元）"]
    assert frame["year"].tolist() == [2022, 2023]
    assert frame["粮食产量（吨）"].tolist() == [40.0, 50.0]
    assert frame["地区生产总值（亿元）"].isna().tolist() == [True, False]
    assert frame.dtypes["地区生产总值（亿元）"] == "Float64"


def test_a_panel_without_facts_has_its_columns() -> None:
    frame = Facts().panel().to_frame(long=True)
    assert len(frame) == 0 and frame.dtypes["value"] == "Float64" and "sentence" in frame


def test_growth_targets_with_their_tone_and_sentence() -> None:
    frame = FACTS.panel(measure="growth_rate", status="target", indicators="地区生产总值").to_frame(long=True)
    (row,) = frame.to_dict("records")
    assert (row["region"], row["year"], row["value"], row["comparator"]) == ("柳州市", 2024, 5.0, "approx")
    assert (row["indicator"], row["unit"], row["sentence"]) == ("地区生产总值增速", "%", "增长5%左右。")


def test_conflicts_list_the_choice_first() -> None:
    frame = FACTS.panel(units="亿元").conflicts()
    assert frame["value"].tolist() == [2849.35, 2846.35]
    assert frame["shown"].tolist() == ["yes", ""]
    assert frame["reason"].tolist() == ["last", ""]
    assert frame["doc"].tolist() == ["乙.txt", "甲.txt"]


def test_an_audit_as_a_data_frame() -> None:
    result = FACTS.audit()
    (row,) = result.to_frame().to_dict("records")
    assert (row["check"], row["stated"], row["implied"]) == ("two_values", 284935000000.0, 284635000000.0)
    assert (row["text"], row["other_doc"], row["other_text"]) == ("乙说2849.35亿元", "甲.txt", "甲说2846.35亿元")
    assert len(result) == 1 and result[0].check == "two_values" and len(result[:0]) == 0
    assert [len(table.rows) for table in result.tables()] == [1, 2]


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_panels_as_separated_values(tmp_path: Path, suffix: str) -> None:
    FACTS.panel().write(tmp_path / f"p{suffix}", excel=True, labels="zh")
    frame = pd.read_csv(tmp_path / f"p{suffix}", sep="\t" if suffix == ".tsv" else ",")
    assert list(frame)[:4] == ["地区", "地区代码", "时期", "年份"]
    assert frame["粮食产量（吨）"].tolist() == [40, 50]
    assert (tmp_path / f"p{suffix}").read_bytes().startswith(b"\xef\xbb\xbf")


def test_panels_as_json_lines(tmp_path: Path) -> None:
    FACTS.panel().write(tmp_path / "p.jsonl", long=True)
    frame = pd.read_json(tmp_path / "p.jsonl", lines=True)
    assert frame["indicator"].tolist() == ["粮食产量", "粮食产量", "地区生产总值"]


def test_panels_as_workbooks(tmp_path: Path) -> None:
    FACTS.panel().write(tmp_path / "p.xlsx")
    book = load_workbook(tmp_path / "p.xlsx")
    assert book.sheetnames == ["panel", "conflicts", "series"]
    assert [cell.value for cell in book["panel"][3]][3:] == [2023, 50, 284935000000]
    FACTS.audit().write(tmp_path / "a.xlsx", labels="zh")
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == ["核对结果", "来源"]


def test_panels_for_stata(tmp_path: Path) -> None:
    FACTS.panel(units="亿元").write(tmp_path / "p.dta")
    with pd.io.stata.StataReader(tmp_path / "p.dta") as reader:
        frame, labels = reader.read(), reader.variable_labels()
    assert labels["region"] == "地区" and labels["地区生产总值_亿元"] == "地区生产总值（亿元）"
    assert frame["粮食产量_吨"].tolist() == [40.0, 50.0]
    assert frame["year"].tolist() == [2022, 2023]
