import io
import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import policyfacts
from policyfacts.document import UsageError
from policyfacts.facts import Fact
from policyfacts.facts_file import read_facts
from policyfacts.frame import Facts

FACTS = Facts(
    [
        Fact(
            doc="甲.txt",
            page=3,
            region="柳州市",
            region_code="450200",
            indicator="地区生产总值",
            period="2023",
            year=2023,
            period_start="2023-01-01",
            period_end="2023-12-31",
            figure="2846.35",
            unit="亿元",
            value=Decimal("284635000000"),
            base_unit="元",
            comparator="eq",
            growth_rate=Decimal("4.2"),
            growth_basis="yoy",
            text='“甲”,"乙"\n丙',
            start=126,
        ),
        Fact(doc="乙.txt", indicator="=1+1", kind="growth", status="target", growth_rate=Decimal("-0.05")),
    ]
)


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".xlsx", ".parquet", ".sqlite", ".duckdb"])
def test_what_was_written_is_read_back(tmp_path: Path, suffix: str) -> None:
    FACTS.write(tmp_path / f"f{suffix}")
    assert read_facts(tmp_path / f"f{suffix}") == (list(FACTS), [])


@pytest.mark.parametrize("labels", ["en", "zh"])
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".xlsx"])
def test_headings_may_be_labels(tmp_path: Path, labels: str, suffix: str) -> None:
    FACTS.write(tmp_path / f"f{suffix}", labels=labels)  # type: ignore[arg-type]
    assert read_facts(tmp_path / f"f{suffix}") == (list(FACTS), [])


def test_the_format_is_seen_from_the_content(tmp_path: Path) -> None:
    FACTS.write(tmp_path / "f.csv", excel=True)
    (tmp_path / "f.csv").rename(tmp_path / "f.xlsx")
    assert read_facts(tmp_path / "f.xlsx")[0] == list(FACTS)


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    FACTS.write(tmp_path / "f.csv")
    data = io.TextIOWrapper(io.BytesIO((tmp_path / "f.csv").read_bytes()))
    monkeypatch.setattr(sys, "stdin", data)
    assert read_facts(Path("-"))[0] == list(FACTS)


def test_columns_of_an_older_version_stay_empty_and_are_told(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("indicator,value,note\n茶叶产量,5,x\n", encoding="utf-8")
    facts, problems = read_facts(tmp_path / "f.csv")
    assert facts == [Fact(indicator="茶叶产量", value=Decimal(5))]
    assert [(problem.kind, problem.severity) for problem in problems] == [("missing_columns", "note")]
    assert "region_code" in problems[0].message


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("f.csv", "indicator,value\na,1\nb,x\nc,3\n", "line 3", "value is no number: 'x'"),
        ("f.csv", "indicator,value\na,1\nb\nc,3\n", "line 3", "1 cells under 2 headings"),
        ("f.csv", "indicator,value\na,1\nb,nan\nc,3\n", "line 3", "no number"),
        ("f.csv", 'indicator,value\n"a\nx",1\nb,1,2\nc,3\n', "line 4", "3 cells"),
        (
            "f.jsonl",
            '{"indicator": "a", "value": 1}\n{"indicator": "b", "val\n{"indicator": "c", "value": 3}\n',
            "line 2",
            "JSON",
        ),
    ],
)
def test_a_broken_row_is_told_with_its_line_and_the_others_are_read(
    tmp_path: Path, name: str, text: str, line: str, words: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    facts, problems = read_facts(tmp_path / name)
    broken = [problem for problem in problems if problem.kind == "broken_row"]
    assert [fact.value for fact in facts] == [Decimal(1), Decimal(3)]
    assert len(broken) == 1 and broken[0].severity == "partial"
    assert name in broken[0].message and line in broken[0].message and words in broken[0].message


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("f.csv", b"", "empty"),
        ("f.csv", b"doc,text\na,b\n", "no column indicator, value"),
        ("f.jsonl", json.dumps({"doc": 1}).encode(), "no column"),
        ("f.xlsx", b"PK\x03\x04 broken", "no readable workbook"),
        ("f.dta", b"<stata_dta><header>", "Stata"),
        ("f.csv", b"STRUCTURE,STRUCTURE_ID\nx,y\n", "SDMX"),
        ("f.sqlite", b"SQLite format 3\x00 broken", "no database of facts"),
    ],
)
def test_a_file_without_facts_is_wrong_use(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UsageError, match=words):
        read_facts(tmp_path / name)


def test_a_missing_file_and_several_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no\.csv"):
        read_facts(tmp_path / "no.csv")
    FACTS.write(tmp_path / "a.csv")
    FACTS.write(tmp_path / "b.jsonl")
    assert len(policyfacts.read_facts(tmp_path / "a.csv", tmp_path / "b.jsonl")) == 4
