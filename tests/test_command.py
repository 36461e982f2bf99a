"""What `extract` does with its options; the command itself stands in test_cli.py."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from policyfacts.command import Request, run_extract
from policyfacts.document import UsageError
from policyfacts.facts import COLUMN_NAMES

TEXT = "2021年，芜湖市茶叶产量32.5万吨。\n"


@pytest.fixture
def path(tmp_path: Path) -> str:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return str(tmp_path / "a.txt")


def on_terminal(request: Request, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What a run says on standard output where that is a terminal."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "160")
    assert run_extract(request) is False
    out, err = capsys.readouterr()
    assert err == "1 document, 1 row, 0 problems\n"
    return out


def test_a_terminal_shows_a_table_with_the_core_columns(
    path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = on_terminal(Request([path]), monkeypatch, capsys)
    assert "325,000" in out and "茶叶产量" in out
    assert "period_start" not in out


def test_a_file_or_a_named_format_is_no_table_on_a_terminal(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "a.jsonl"
    assert on_terminal(Request([path], output=output), monkeypatch, capsys) == ""
    assert tuple(json.loads(output.read_text(encoding="utf-8"))) == COLUMN_NAMES
    out = on_terminal(Request([path], format="csv", columns="doc,value"), monkeypatch, capsys)
    assert out.splitlines() == ["doc,value", "a.txt,325000"]


@pytest.mark.parametrize(
    ("data", "severity", "failed"),
    [(TEXT.encode(), None, False), ("无。".encode(), "note", False), (b"\x00\x01\x02", "failed", True)],
)
def test_it_tells_whether_a_document_failed(tmp_path: Path, data: bytes, severity: str | None, failed: bool) -> None:
    (tmp_path / "in.txt").write_bytes(data)
    problems = tmp_path / "problems.csv"
    request = Request([str(tmp_path / "in.txt")], output=tmp_path / "out.csv", problems=problems, quiet=True)
    assert run_extract(request) is failed
    with problems.open(encoding="utf-8-sig", newline="") as handle:
        assert [row["severity"] for row in csv.DictReader(handle)] == ([severity] if severity else [])


@pytest.mark.parametrize(
    "change",
    [
        {"format": "xlsx"},
        {"excel": True},
        {"columns": "valeu"},
        {"published": "soon"},
        {"encoding": "utf-9"},
        {"resume": True},
        {"update": True},
        {"include": ("b*",), "format": "ods"},
    ],
)
def test_wrong_use_is_told_before_a_document_is_read(
    path: str, monkeypatch: pytest.MonkeyPatch, change: dict[str, object]
) -> None:
    def read(*arguments: object) -> None:
        pytest.fail("a document was read")

    monkeypatch.setattr("policyfacts.command.run", read)
    with pytest.raises(UsageError):
        run_extract(Request([path], **change))  # type: ignore[arg-type]
