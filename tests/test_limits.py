"""What is beyond a limit is a problem that names the limit and the option."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

import policyfacts
from policyfacts.batch import ReadOptions, Source, process
from policyfacts.cli import app
from policyfacts.document import UsageError
from policyfacts.limits import Limits, in_words, limited, limits, size_of
from policyfacts.readers import mail

TEXT = "2024年宁波市出口5亿元。"


def packed(members: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("words", "size"), [("200MB", 200_000_000), ("1.5 gb", 1_500_000_000), ("800kb", 800_000), ("42", 42), ("7B", 7)]
)
def test_sizes_are_read(words: str, size: int) -> None:
    assert size_of(words) == size


@pytest.mark.parametrize("words", ["", "MB", "-1", "0", "many", "1e30GB", "nan", "5TB"])
def test_what_is_no_size_is_wrong_use(words: str) -> None:
    with pytest.raises(UsageError, match="200MB"):
        size_of(words)


@pytest.mark.parametrize("words", ["500 MB", "2 GB", "1.5 KB", "12 B"])
def test_sizes_are_said_as_they_are_written(words: str) -> None:
    assert in_words(size_of(words)) == words


def test_limits_hold_inside_of_their_block() -> None:
    with limited(Limits(cells=1)), limited(Limits(cells=2)):
        assert limits().cells == 2
    assert limits() == Limits()


def test_a_file_that_is_too_large_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    size = (tmp_path / "a.txt").stat().st_size
    source = Source(tmp_path / "a.txt", "a.txt")
    (fits,) = process(source, ReadOptions(limits=Limits(file_size=size)))
    (large,) = process(source, ReadOptions(limits=Limits(file_size=size - 1)))
    assert fits.facts and not large.facts
    assert large.problems[0].kind == "limit" and "--max-file-size" in large.problems[0].message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_read_up_to_the_limit(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")

    def fill() -> None:
        with (tmp_path / "a.txt").open("wb") as pipe:
            pipe.write(b"1" * 1500)

    filling = threading.Thread(target=fill)
    filling.start()
    (result,) = process(Source(tmp_path / "a.txt", "a.txt"), ReadOptions(limits=Limits(file_size=1000)))
    filling.join()
    assert [problem.kind for problem in result.problems] == ["limit"]


def test_a_document_that_unpacks_to_too_much_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({f"{number}.txt": TEXT * 10 for number in range(9)}))
    facts = policyfacts.extract_folder(tmp_path, limits=policyfacts.Limits(expanded=300))
    assert 0 < len({fact.doc for fact in facts}) < 9
    limit = [problem for problem in facts.problems if problem.kind == "limit"]
    assert limit and all("--max-expanded" in problem.message for problem in limit)


def test_limits_of_one_file_are_the_callers(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("甲,1\n乙,2\n", encoding="utf-8")
    (problem,) = policyfacts.read(tmp_path / "a.csv", limits=Limits(cells=3)).problems
    assert (problem.kind, problem.severity) == ("limit", "partial") and "--max-cells" in problem.message
    assert not policyfacts.read(tmp_path / "a.csv").problems


def test_a_mail_of_many_parts_says_what_was_left_out() -> None:
    part = "--b\nContent-Type: text/plain\n\nx\n"
    head = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    with limited(Limits(mail_parts=4)):
        (document,) = mail.read(f"{head}{part * 9}--b--".encode(), name="a.eml")
    assert document.text.count("x") == 3
    assert "behind the first 4 parts" in document.problems[0].message


@pytest.mark.parametrize(
    ("option", "value", "name", "data"),
    [
        ("--max-file-size", "10B", "a.txt", TEXT.encode()),
        ("--max-expanded", "1B", "a.zip", packed({"a.txt": TEXT})),
        ("--max-cells", "1", "a.csv", "甲,1\n乙,2\n".encode()),
    ],
)
def test_options_of_the_command(tmp_path: Path, option: str, value: str, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert CliRunner().invoke(app, ["extract", str(tmp_path), "--format", "csv"]).exit_code == 0
    told = CliRunner().invoke(app, ["extract", str(tmp_path), "--format", "csv", option, value])
    assert told.exit_code == 1 and option in told.output


def test_a_wrong_size_is_wrong_use(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["extract", str(tmp_path), "--max-file-size", "big"])
    assert told.exit_code == 2 and "200MB" in told.output
