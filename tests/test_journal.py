import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policyfacts.batch import ReadOptions, Result, discover
from policyfacts.coverage import Coverage, Passage
from policyfacts.document import UsageError
from policyfacts.journal import Journal, journal_path

OPTIONS = ReadOptions(digest=True, report=True)


def folder(tmp_path: Path, count: int = 5) -> Path:
    docs = tmp_path / "docs"
    docs.mkdir(exist_ok=True)
    for number in range(count):
        text = f"2024年宁波市出口{number + 1}.50亿元，同比增长5%。另有{number}事。\n"
        (docs / f"d{number}.txt").write_text(text, encoding="utf-8")
    return docs


def results(journal: Journal, docs: Path) -> list[list[Result]]:
    return list(journal.runs(discover([docs]).sources, OPTIONS, jobs=1))


def test_what_is_done_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = folder(tmp_path)
    (docs / "d3.txt").write_bytes(b"\x00\x01")
    journal = Journal(tmp_path / "j", OPTIONS, "1")
    first = results(journal, docs)
    journal.close()
    again = Journal(tmp_path / "j", OPTIONS, "1")
    assert len(again) == 5
    monkeypatch.setattr("policyfacts.batch.process", lambda *_: pytest.fail("a document was read"))
    assert results(again, docs) == first
    assert isinstance(first[0][0].coverage, Coverage) and first[0][0].facts[0].value is not None
    assert [problem.kind for problem in first[3][0].problems] == ["binary"]
    again.remove()
    assert not (tmp_path / "j").exists()


def test_passages_come_back(tmp_path: Path) -> None:
    docs = folder(tmp_path, 1)
    coverage = Coverage()
    coverage.counts["unexplained"] = 1
    coverage.passed_over.append(Passage("另有3事", ("3",)))
    journal = Journal(tmp_path / "j", OPTIONS, "1")
    journal._write(json.dumps({"source": "d0.txt", "digest": "", "results": []}).encode())
    journal.close()
    assert len(Journal(tmp_path / "j", OPTIONS, "1")) == 1
    assert results(Journal(tmp_path / "j", OPTIONS, "1"), docs)[0][0].doc == "d0.txt"  # without a digest it is read


def test_changed_files_and_a_line_cut_off_are_read_again(tmp_path: Path) -> None:
    docs = folder(tmp_path)
    journal = Journal(tmp_path / "j", OPTIONS, "1")
    results(journal, docs)
    journal.close()
    data = (tmp_path / "j").read_bytes()
    (tmp_path / "j").write_bytes(data[:-20])
    (docs / "d1.txt").write_text("2024年宁波市进口9亿元。", encoding="utf-8")
    again = Journal(tmp_path / "j", OPTIONS, "1")
    assert len(again) == 4
    found = results(again, docs)
    assert [result.facts[0].indicator for (result,) in found] == ["出口", "进口", "出口", "出口", "出口"]
    again.close()
    assert len(Journal(tmp_path / "j", OPTIONS, "1")) == 5


@pytest.mark.parametrize(("options", "version"), [(ReadOptions(region="宁波市", digest=True), "1"), (OPTIONS, "2")])
def test_another_kind_of_run_begins_anew(tmp_path: Path, options: ReadOptions, version: str) -> None:
    docs = folder(tmp_path)
    journal = Journal(tmp_path / "j", OPTIONS, "1")
    results(journal, docs)
    journal.close()
    assert len(Journal(tmp_path / "j", options, version)) == 0


def test_a_journal_that_cannot_be_written_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="journal"):
        Journal(tmp_path / "missing" / "j", OPTIONS, "1")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs signals that kill")
def test_a_run_that_was_killed_ends_with_the_same_bytes(tmp_path: Path) -> None:
    docs, output = folder(tmp_path, 600), tmp_path / "facts.csv"
    command = [sys.executable, "-m", "policyfacts", "extract", str(docs), "--resume", "-o", str(output)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as run:
        deadline = time.monotonic() + 60
        while _lines(journal_path(output)) < 50 and run.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        run.kill()
    done = _lines(journal_path(output)) - 1
    assert 0 < done < 600 and not output.exists()
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "going on with an earlier run" in ended.stderr
    whole = tmp_path / "whole.csv"
    subprocess.run([*command[:-1], str(whole)], env=environment, capture_output=True, check=True)
    assert output.read_bytes() == whole.read_bytes()
    assert not journal_path(output).exists()


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0
