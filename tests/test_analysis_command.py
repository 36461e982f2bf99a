import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from analysis.made import level
from policyfacts.cli import app
from policyfacts.frame import Facts

FACTS = Facts(
    [
        level("284635000000", figure="2846.35", rate="4.2", text="甲说2846.35亿元"),
        level("284935000000", doc="乙.txt", figure="2849.35", text="乙说2849.35亿元"),
        level("40", "粮食产量", 2022, base_unit="吨"),
        level(None, year=2024, rate="5", status="target", growth_comparator="approx", sentence="增长5%左右。"),
    ]
)


@pytest.fixture
def facts(tmp_path: Path) -> str:
    FACTS.write(tmp_path / "facts.csv")
    return str(tmp_path / "facts.csv")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_panel_in_a_pipe(facts: str) -> None:
    result = run("panel", facts, "--unit", "亿元")
    assert result.exit_code == 0
    assert rows(result.stdout) == [
        {
            "region": "柳州市",
            "region_code": "450200",
            "period": "2022",
            "year": "2022",
            "地区生产总值（亿元）": "",
            "粮食产量（吨）": "40",
        },
        {
            "region": "柳州市",
            "region_code": "450200",
            "period": "2023",
            "year": "2023",
            "地区生产总值（亿元）": "2849.35",
            "粮食产量（吨）": "",
        },
    ]
    assert "2 rows, 2 indicators, 2 observations" in result.stderr
    assert "1 of another status" in result.stderr
    assert "disagree on 1 observation; --conflicts FILE" in result.stderr


def test_growth_targets_from_facts_to_stata(facts: str, tmp_path: Path) -> None:
    output = str(tmp_path / "targets.dta")
    options = ["--measure", "growth_rate", "--status", "target", "--indicator", "地区生产总值", "--long"]
    assert run("panel", facts, *options, "-o", output, "-q").stderr == ""
    frame = pd.read_stata(output)
    assert frame[["region", "year", "value", "comparator", "sentence"]].to_dict("records") == [
        {"region": "柳州市", "year": 2024, "value": 5.0, "comparator": "approx", "sentence": "增长5%左右。"}
    ]


def test_a_workbook_lists_conflicts(facts: str, tmp_path: Path) -> None:
    result = run("panel", facts, "-o", str(tmp_path / "p.xlsx"), "--labels", "zh")
    assert "listed with the choice made" in result.stderr
    book = load_workbook(tmp_path / "p.xlsx")
    assert book.sheetnames == ["面板", "不一致", "指标"]
    assert [cell.value for cell in book["不一致"]["F"]] == ["采用", "yes", None]


def test_conflicts_in_a_file_of_their_own(facts: str, tmp_path: Path) -> None:
    run("panel", facts, "-o", str(tmp_path / "p.csv"), "--conflicts", str(tmp_path / "c.csv"))
    found = rows((tmp_path / "c.csv").read_text(encoding="utf-8"))
    assert [(row["doc"], row["shown"], row["reason"]) for row in found] == [
        ("乙.txt", "yes", "last"),
        ("甲.txt", "", ""),
    ]


def test_an_audit_in_a_pipe_and_as_a_workbook(facts: str, tmp_path: Path) -> None:
    result = run("audit", facts)
    (row,) = rows(result.stdout)
    assert (row["check"], row["stated"], row["implied"]) == ("two_values", "284935000000", "284635000000")
    assert (row["doc"], row["text"]) == ("乙.txt", "乙说2849.35亿元")
    assert (row["other_doc"], row["other_text"]) == ("甲.txt", "甲说2846.35亿元")
    assert "4 facts, 1 contradiction: 1 two_values" in result.stderr
    run("audit", facts, "-o", str(tmp_path / "a.xlsx"))
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == ["findings", "sources"]


def test_an_indicator_by_its_alias_and_json_lines_in_a_pipe(facts: str) -> None:
    result = run("panel", facts, "--indicator", "GDP", "--format", "jsonl")
    assert [json.loads(line)["地区生产总值（元）"] for line in result.stdout.splitlines()] == [284935000000]
    assert json.loads(run("audit", facts, "--format", "jsonl").stdout)["check"] == "two_values"


def test_several_files_of_facts(facts: str, tmp_path: Path) -> None:
    Facts([level("9", region="桂林市", region_code="450300")]).write(tmp_path / "more.jsonl")
    assert len(rows(run("panel", facts, str(tmp_path / "more.jsonl")).stdout)) == 3


def test_a_file_read_in_part_is_told_and_the_exit_code_says_so(facts: str) -> None:
    path = Path(facts)
    path.write_text(path.read_text(encoding="utf-8") + "cut off\n", encoding="utf-8")
    for command in ("panel", "audit"):
        result = run(command, facts)
        assert result.exit_code == 1 and "facts.csv: line 6" in result.stderr
        assert rows(result.stdout)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "p.docx"], "suffix names no format"),
        (["-o", "missing/p.csv"], "does not exist"),
        (["--excel"], "--excel is for"),
        (["--unit", "亿圆圆"], "did you mean"),
        (["--freq", "W"], "--freq"),
        (["--indicator", "地区生产总"], "did you mean 地区生产总值"),
        (["--format", "jsonl", "-o", "p.csv"], "--format says"),
        (["--conflicts", "c.pdf"], "suffix names no format"),
    ],
)
def test_wrong_use_of_panel(facts: str, arguments: list[str], message: str) -> None:
    result = run("panel", facts, *arguments)
    assert result.exit_code == 2 and message in result.stderr


def test_no_facts_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for path in (tmp_path / "x.csv", tmp_path / "no.csv"):
        result = run("audit", str(path))
        assert result.exit_code == 2 and str(path) in result.stderr
