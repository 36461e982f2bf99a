import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, validate

from policyfacts.api import Facts
from policyfacts.command import Request, run_extract
from policyfacts.document import UsageError
from policyfacts.facts import COLUMN_NAMES, COLUMNS, Fact

FACT = Fact(doc="甲.txt", year=2024, value=Decimal("187690000000"), comparator="eq", period_start="2024-01-01")


def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def assert_valid(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    report = validate("datapackage.json", type="package")
    assert report.valid, report.flatten(["title", "message"])


@pytest.mark.parametrize("options", [{}, {"labels": "zh"}, {"excel": True}, {"columns": ("doc", "value")}])
def test_it_describes_the_file_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any]
) -> None:
    Facts([FACT, Fact(doc="乙.txt")]).write(tmp_path / "事实 1.csv", datapackage=True, **options)
    assert_valid(tmp_path, monkeypatch)
    (resource,) = package(tmp_path)["resources"]
    assert (resource["path"], resource["name"]) == ("事实 1.csv", "1")
    row = Package("datapackage.json").resources[0].read_rows()[0]
    assert list(row.values())[0] == "甲.txt" and Decimal("187690000000") in row.values()


def test_fields_have_types_titles_and_words(tmp_path: Path) -> None:
    Facts([FACT]).write(tmp_path / "a.csv", datapackage=True)
    fields = package(tmp_path)["resources"][0]["schema"]["fields"]
    assert [field["name"] for field in fields] == list(COLUMN_NAMES)
    assert [field["type"] for field in fields] == [column.type.replace("text", "string") for column in COLUMNS]
    assert all(field["title"] and field["description"] for field in fields)
    assert fields[6]["constraints"]["enum"][0] == "level"


def test_a_package_that_is_there_keeps_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.csv", "b.csv", "A.CSV", "a.csv"):
        Facts([FACT]).write(tmp_path / name, datapackage=True)
    there = package(tmp_path)
    there["title"] = "mine"
    (tmp_path / "datapackage.json").write_text(json.dumps(there), encoding="utf-8")
    Facts([FACT]).write(tmp_path / "b.csv", datapackage=True, columns="core")
    found = package(tmp_path)
    assert found["title"] == "mine"
    assert [(item["name"], item["path"]) for item in found["resources"]] == [
        ("a-2", "A.CSV"),
        ("a", "a.csv"),
        ("b", "b.csv"),
    ]
    assert_valid(tmp_path, monkeypatch)


@pytest.mark.parametrize("text", ["[]", "{", '{"resources": 1}', '{"resources": [1]}', "{}"])
def test_what_is_no_package_stays_and_nothing_is_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"datapackage\.json: it is no data package"):
        Facts([FACT]).write(tmp_path / "a.csv", datapackage=True)
    assert [path.name for path in tmp_path.iterdir()] == ["datapackage.json"]


@pytest.mark.parametrize("output", ["a.tsv", "a.jsonl", None])
def test_it_is_for_csv_files(tmp_path: Path, output: str | None) -> None:
    (tmp_path / "a.txt").write_text("2021年，芜湖市茶叶产量32.5万吨。", encoding="utf-8")
    path = tmp_path / output if output else None
    with pytest.raises(UsageError, match="--datapackage describes a CSV file"):
        run_extract(Request([str(tmp_path / "a.txt")], output=path, datapackage=True))


def test_the_command_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("2021年，芜湖市茶叶产量32.5万吨。", encoding="utf-8")
    run_extract(Request([str(tmp_path / "a.txt")], output=tmp_path / "a.csv", datapackage=True, quiet=True))
    assert_valid(tmp_path, monkeypatch)
