import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from policyfacts.command import Request, run_extract
from policyfacts.document import Problem, UsageError
from policyfacts.export import WriteOptions, format_of, write_stream
from policyfacts.export.problems import check_problems_path, write_problems

PROBLEMS = [Problem("甲.txt", "binary", "甲.txt: binary data"), Problem("乙.txt", "empty", "empty", "note", 3)]


@pytest.mark.parametrize(
    ("name", "path", "format"),
    [
        (None, "a.csv", "csv"),
        (None, "a.XLSX", "xlsx"),
        (None, "a.ndjson", "jsonl"),
        ("jsonl", "a.txt", "jsonl"),
        (None, "a.sdmx.csv", "sdmx-csv"),
        (None, "a.db", "sqlite"),
        (None, "a.b.parquet", "parquet"),
    ],  # fmt: skip
)
def test_the_format_is_named_or_taken_from_the_suffix(name: str | None, path: str, format: str) -> None:
    assert format_of(name, Path(path)) == format


def test_an_unknown_format_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="did you mean csv"):
        format_of("csvv", None)
    with pytest.raises(UsageError, match=r"a\.ods.*\.csv"):
        format_of(None, Path("a.ods"))


def test_a_workbook_is_no_stream() -> None:
    with pytest.raises(UsageError, match="-o"):
        write_stream([], io.BytesIO(), "xlsx", WriteOptions())


def test_problems_are_written_as_json_lines_or_csv(tmp_path: Path) -> None:
    write_problems(PROBLEMS, tmp_path / "p.jsonl")
    lines = (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["page"] for line in lines] == [None, 3]
    write_problems(PROBLEMS, tmp_path / "p.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "p.csv").read_text(encoding="utf-8"))))
    assert [(row["doc"], row["severity"], row["page"]) for row in rows] == [
        ("甲.txt", "failed", ""),
        ("乙.txt", "note", "3"),
    ]
    with pytest.raises(UsageError, match="jsonl"):
        check_problems_path(tmp_path / "p.xlsx")


@pytest.mark.parametrize(
    ("format", "library"), [("parquet", "pyarrow"), ("parquet", "pyarrow.parquet"), ("duckdb", "duckdb")]
)
def test_a_library_that_is_missing_is_told_before_a_document_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, library: str
) -> None:
    for name in ("arrow", "parquet", "duckdb_file"):
        monkeypatch.delitem(sys.modules, f"policyfacts.export.{name}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / "a.txt").write_text("2021年，芜湖市茶叶产量32.5万吨。", encoding="utf-8")
    monkeypatch.setattr("policyfacts.command.run", lambda *_, **__: pytest.fail("a document was read"))
    with pytest.raises(UsageError, match=rf"{format} needs the package {library}; .*'policyfacts\[{format}\]'"):
        run_extract(Request([str(tmp_path / "a.txt")], output=tmp_path / f"a.{format}"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_help_imports_no_library_that_writes() -> None:
    script = (
        "import sys, policyfacts.export\nfrom typer.testing import CliRunner\nfrom policyfacts.cli import app\n"
        "assert CliRunner().invoke(app, ['extract', '--help']).exit_code == 0\n"
        "print({'pandas', 'numpy', 'pyarrow', 'duckdb', 'sqlite3', 'openpyxl'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
