import csv
import errno
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

import policyfacts.batch as batch
from policyfacts.cli import app
from policyfacts.coverage import Coverage
from policyfacts.document import Document
from policyfacts.facts import COLUMN_NAMES, CORE_COLUMNS, Fact

TEXT = "2024年宁波对东盟进出口额达1876.9亿元，同比增长20.7%。\n"


def fake(document: Document, coverage: Coverage | None = None) -> list[Fact]:
    """A fact for each figure, with what the caller knows of the document."""
    found = re.finditer(r"\d+(?:\.\d+)?", document.text)
    published = str(document.published or "")
    return [
        Fact(figure=m[0], region=document.region, period_end=published, start=m.start(), end=m.end()) for m in found
    ]


@pytest.fixture(autouse=True)
def _extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "extract_document", fake)


def run(*arguments: object, data: bytes = b"") -> Result:
    return CliRunner().invoke(app, ["extract", *map(str, arguments)], input=data)


def real(*arguments: object, data: bytes = b"", **options: object) -> "subprocess.CompletedProcess[bytes]":
    """The command in a process of its own, with the real extraction."""
    command = [sys.executable, "-m", "policyfacts", *map(str, arguments)]
    return subprocess.run(command, input=data, capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "docs"
    path.mkdir()
    (path / "b.txt").write_text(TEXT, encoding="utf-8")
    (path / "a.txt").write_bytes(TEXT.encode("gb18030"))
    return path


# what comes out


def test_a_folder_to_csv_on_standard_output(folder: Path) -> None:
    result = run(folder)
    assert result.exit_code == 0
    assert not result.stdout.startswith("\ufeff")
    assert [row["doc"] for row in rows(result.stdout)] == ["a.txt"] * 3 + ["b.txt"] * 3
    assert tuple(rows(result.stdout)[0]) == COLUMN_NAMES
    assert result.stderr == "2 documents, 6 rows, 0 problems\n"


def test_quiet_says_nothing(folder: Path) -> None:
    assert run(folder, "--quiet").stderr == ""


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_the_same_bytes_each_time(folder: Path, tmp_path: Path, suffix: str) -> None:
    one, two = tmp_path / f"1.{suffix}", tmp_path / f"2.{suffix}"
    assert run(folder, "-o", one).exit_code == run(folder, "-o", two).exit_code == 0
    assert one.read_bytes() == two.read_bytes()
    assert not one.read_bytes().startswith(b"\xef\xbb\xbf")


def test_formats_and_their_options(folder: Path, tmp_path: Path) -> None:
    assert json.loads(run(folder, "--format", "jsonl").stdout.splitlines()[0])["figure"] == "2024"
    assert run(folder, "-o", tmp_path / "a.csv", "--excel", "--labels", "zh", "--columns", "doc,figure").exit_code == 0
    assert (tmp_path / "a.csv").read_bytes().startswith("\ufeff文件,数字\na.txt,2024\n".encode())
    assert run(folder, "-o", tmp_path / "a.xlsx").exit_code == 0
    documents = load_workbook(tmp_path / "a.xlsx")["documents"]
    assert [cell.value for cell in documents[2]] == ["a.txt", 3, 0, None, len(TEXT)]


def test_the_report_goes_to_standard_error_and_leaves_the_rows_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT + "\n\n见甲17乙。\n", encoding="utf-8")
    plain, told = real("extract", tmp_path), real("extract", tmp_path, "--report", "--quiet")
    assert told.stdout == plain.stdout
    lines = told.stderr.decode().splitlines()
    assert lines[0] == "a.txt: 1 row; 4 numbers, 75.0% explained: 2 in facts, 1 in dates and periods, 1 unexplained"
    assert lines[1:] == ["  17 | 见甲17乙。"]


def test_core_columns(folder: Path) -> None:
    assert tuple(rows(run(folder, "--columns", "core").stdout)[0]) == CORE_COLUMNS


def test_standard_input_with_what_is_known_of_it() -> None:
    result = run("-", "--published", "2024-05", "--region", "宁波市", data=TEXT.encode("utf-16"))
    found = rows(result.stdout)
    assert [row["figure"] for row in found] == ["2024", "1876.9", "20.7"]
    assert {(row["doc"], row["region"], row["period_end"]) for row in found} == {("-", "宁波市", "2024-05-31")}


def test_include_and_exclude(folder: Path) -> None:
    assert {row["doc"] for row in rows(run(folder, "--include", "a*").stdout)} == {"a.txt"}
    assert {row["doc"] for row in rows(run(folder, "--exclude", "a*", "--exclude", "c*").stdout)} == {"b.txt"}


def test_version_and_help() -> None:
    assert re.fullmatch(r"policyfacts \d+\.\d+.*\n", CliRunner().invoke(app, ["--version"]).stdout)
    assert "extract" in CliRunner().invoke(app, ["-h"]).stdout
    assert "--published" in CliRunner().invoke(app, ["extract", "-h"]).stdout


# typer itself takes pydantic once it parses a command's own options
HEAVY = ("pydantic", "pandas", "numpy", "openpyxl", "policyfacts.extract", "policyfacts.rules.load", "policyfacts.scan")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["extract", "--help"]])
def test_help_is_cheap(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom policyfacts.cli import main\n"
        f"sys.argv[1:] = {arguments!r}\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"names = {HEAVY[len(arguments) > 1 :]}\n"
        "print([name for name in names if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "[]\n")


def test_neither_dask_nor_fsspec_is_loaded_where_nothing_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2024年宁波市出口1.5亿元。", encoding="utf-8")
    code = (
        "import sys\nfrom policyfacts.cli import main\n"
        f"sys.argv[1:] = ['extract', {str(tmp_path)!r}, '-q', '-o', {str(tmp_path / 'f.csv')!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'dask', 'distributed', 'fsspec'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "[]\n")


# wrong use: exit code 2, and nothing written


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere: no such file or folder"),
        (["a.txt", "--scheduler", "tcp://127.0.0.1:9", "--jobs", "2"], "leave it out with --scheduler"),
        ([".", "-o", "missing/out.csv"], "the folder missing does not exist"),
        ([".", "-o", "."], "is a folder"),
        ([".", "-o", "out.ods"], "names no format"),
        ([".", "--columns", "doc,indicater"], "did you mean 'indicator'"),
        ([".", "--format", "xlsx"], "-o FILE.xlsx"),
        ([".", "--format", "pdf"], "pdf"),
        ([".", "--published", "soon"], "YYYY-MM-DD"),
        ([".", "--encoding", "utf-9"], "unknown encoding"),
        ([".", "--region", "宁坡市"], "did you mean"),
        ([".", "--excel"], "--excel"),
        ([".", "-o", "x.csv", "--problems", "x.csv"], "name two"),
        ([".", "--problems", "missing/p.csv"], "the folder missing does not exist"),
        ([".", "--problems", "p.xlsx"], ".jsonl"),
        (["a.txt", "-o", "a.txt", "--format", "csv"], "overwrite"),
        ([], "PATH"),
        (["--wrong"], "--wrong"),
    ],
)
def test_wrong_use(folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str) -> None:
    monkeypatch.chdir(folder)
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt"]


def test_a_full_disk_leaves_the_old_file(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    output = tmp_path / "out" / "facts.csv"
    output.parent.mkdir()
    output.write_text("old", encoding="utf-8")
    monkeypatch.setattr("policyfacts.export.atomic._sync", full)
    result = run(folder, "-o", output)
    assert result.exit_code == 2
    assert "facts.csv: the disk is full" in result.stderr
    assert output.read_text(encoding="utf-8") == "old"
    assert list(output.parent.iterdir()) == [output]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [("-o", "/dev/full", "--format", "csv"), ("-o", "/dev/full", "--format", "xlsx")])
def test_a_full_device(folder: Path, arguments: tuple[str, ...]) -> None:
    done = real("extract", folder, *arguments)
    assert done.returncode == 2
    assert b"disk is full" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_standard_output(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "policyfacts", "extract", str(folder)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"standard output: the disk is full" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


# documents that fail: exit code 1, the rest is there


def test_binary_data_and_half_a_character(folder: Path, tmp_path: Path) -> None:
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02\x03" * 10)
    (folder / "cut.txt").write_bytes((TEXT + "末").encode()[:-1])
    problems = tmp_path / "p.jsonl"
    result = run(folder, "--problems", problems)
    assert result.exit_code == 1
    assert [row["doc"] for row in rows(result.stdout)] == ["a.txt"] * 3 + ["b.txt"] * 3 + ["cut.txt"] * 3
    assert re.search(r"problem: .*binary\.txt: binary data", result.stderr)
    assert "cut.txt" in result.stderr
    assert "4 documents, 9 rows, 2 problems" in result.stderr
    noted = [json.loads(line) for line in problems.read_text(encoding="utf-8").splitlines()]
    assert [(item["doc"], item["kind"]) for item in noted] == [("binary.txt", "binary"), ("cut.txt", "truncated")]


def test_quiet_still_names_what_failed(folder: Path) -> None:
    (folder / "binary.txt").write_bytes(b"\x00\x01")
    assert "binary.txt" in run(folder, "--quiet").stderr


def test_a_file_of_another_type_is_skipped_in_a_folder_and_a_problem_when_named(folder: Path) -> None:
    (folder / "picture.mp3").write_bytes(b"x")
    (folder / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    result = run(folder)
    assert result.exit_code == 0
    assert "2 skipped (1 hidden, 1 of a type that cannot be read)" in result.stderr
    result = run(folder / "picture.mp3", folder / "a.txt")
    assert result.exit_code == 1
    assert re.search(r"picture\.mp3.*\.md.*\.txt", result.stderr)
    assert len(rows(result.stdout)) == 3


def test_a_document_that_breaks_the_program_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: Document, coverage: Coverage | None = None) -> list[Fact]:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(batch, "extract_document", broken)
    result = run(folder / "a.txt")
    assert result.exit_code == 1
    assert "a.txt: unexpected RuntimeError: unforeseen" in result.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    result = run(folder)
    assert result.exit_code == 1
    assert "a.txt: no permission to read it" in result.stderr
    assert len(rows(result.stdout)) == 3


def test_a_file_that_cannot_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    result = run(folder / "a.txt")
    assert result.exit_code == 1
    assert "a.txt: no permission to read it" in result.stderr


# nothing wrong, but said


def test_empty_documents_and_such_without_facts_are_said(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "prose.md").write_text("没有数字。", encoding="utf-8")
    result = run(tmp_path)
    assert result.exit_code == 0
    assert "2 documents, 0 rows, 0 problems" in result.stderr
    assert "empty: empty.txt" in result.stderr
    assert "without facts: prose.md" in result.stderr
    assert rows(result.stdout) == []


def test_a_folder_that_contains_itself(folder: Path) -> None:
    try:
        (folder / "loop").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    result = run(folder)
    assert (result.exit_code, len(rows(result.stdout))) == (0, 6)


def test_the_runs_own_output_is_not_read(folder: Path) -> None:
    for _ in range(2):
        output, problems = folder / "out.txt", folder / "problems.txt"
        result = run(folder, "-o", output, "--format", "csv", "--problems", problems)
        assert result.exit_code == 0
        assert len(rows(output.read_text(encoding="utf-8"))) == 6
    assert "2 skipped (2 the run's own output)" in result.stderr


# in a process of its own


def test_standard_streams_are_utf8_whatever_the_locale_says(tmp_path: Path) -> None:
    path = tmp_path / "公报.txt"
    path.write_bytes(b"\x00\x01\x02\x03")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "1"}
    done = real("extract", path, "--labels", "zh", env=environment)
    assert done.returncode == 1
    assert done.stdout.decode("utf-8").startswith("文件,")
    assert "公报.txt" in done.stderr.decode("utf-8")


def test_a_reader_that_has_enough_ends_the_run_quietly(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(TEXT * 300, encoding="utf-8")
    command = [sys.executable, "-m", "policyfacts", "extract", str(tmp_path), "--format", "csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"doc,")
        process.stdout.close()
        errors = process.stderr.read()
    assert process.returncode == 0
    assert b"Traceback" not in errors
    assert b"Exception ignored" not in errors


def test_an_interrupt_ends_with_130(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(document: Document, coverage: Coverage | None = None) -> list[Fact]:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "extract_document", interrupted)
    output = folder / "out.csv"
    assert run(folder, "-o", output).exit_code == 130
    assert not output.exists()


def test_update_reads_only_what_has_changed(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "facts.sqlite"
    first = run(folder, "-o", output)
    assert "unchanged" not in first.stderr
    before = documents_in(output)
    assert f"{len(before)} unchanged" in run(folder, "-o", output, "--update").stderr
    assert documents_in(output) == before
    changed = folder / "changed.txt"
    changed.write_text("7 8 9", encoding="utf-8")
    again = run(folder, "-o", output, "--update")
    assert "1 document, 3 rows" in again.stderr and documents_in(output) == {**before, "changed.txt": 3}


def documents_in(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as database:
        return dict(database.execute("SELECT doc, rows FROM documents"))


def test_jobs_and_a_time_limit(folder: Path) -> None:
    assert run(folder, "--jobs", "1", "-q").exit_code == run(folder, "-q").exit_code
    assert run(folder, "--jobs", "0").exit_code == 2
    assert run(folder, "--timeout", "0").exit_code == 2
