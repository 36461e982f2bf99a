"""What befalls a run from outside: signals, full disks, folders that go away, damaged files among many."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from policyfacts.journal import journal_path

posix = pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs POSIX signals")
WORKERS = ("--jobs", "2", "--timeout", "600")  # with a timeout the processes are started for little work, too
SENTENCE = "2024年宁波市出口{}亿元，同比增长5%。\n"


def folder(path: Path, count: int, repeat: int = 1) -> Path:
    path.mkdir()
    for number in range(count):
        (path / f"d{number:05}.txt").write_text(SENTENCE.format(number + 1) * repeat, encoding="utf-8")
    return path


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "policyfacts", "extract", *map(str, arguments)]


def run(*arguments: str | Path, code: int = 0) -> str:
    """Run the command to its end; what it said."""
    ended = subprocess.run(command(*arguments), capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stderr


@contextmanager
def started(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """A run in a session of its own, ended with all its processes behind the block."""
    running = subprocess.Popen(
        command(*arguments), stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def wait_for(condition: Callable[[], object]) -> None:
    """Wait until something is so, for as long as a slow machine may take."""
    end = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def children(process: int) -> list[int]:
    """The processes that a process has started and that live (Linux)."""
    found = Path(f"/proc/{process}/task/{process}/children")
    return [int(number) for number in found.read_text().split()] if found.exists() else []


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@posix
@pytest.mark.slow
@pytest.mark.parametrize("resume", [False, True])
def test_an_interrupt_leaves_no_output_and_no_processes_and_says_how_to_go_on(tmp_path: Path, resume: bool) -> None:
    docs, output = folder(tmp_path / "docs", 400, 20), tmp_path / "facts.csv"
    options = [*WORKERS, "-o", output, "--problems", tmp_path / "problems.csv"]
    options += ["--resume"] if resume else []
    with started(docs, *options) as running:
        wait_for(lambda: len(children(running.pid)) >= 2 or not Path("/proc").exists())
        wait_for(lambda: lines(journal_path(output)) > 20) if resume else time.sleep(3)
        workers = children(running.pid)
        os.killpg(running.pid, signal.SIGINT)
        assert running.stderr is not None
        said = running.stderr.read()
        assert running.wait() == 130
    assert "interrupted" in said and "--resume" in said + " ".join(map(str, options))
    assert "Traceback" not in said and "KeyboardInterrupt" not in said
    left = {path.name for path in tmp_path.iterdir()}
    assert left == ({"docs", journal_path(output).name} if resume else {"docs"})
    wait_for(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    if resume:
        assert "the same command goes on" in said
        assert "going on with an earlier run" in run(docs, *options)
        assert len(rows(output)) == 8_000


@posix
@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_workers_that_are_killed_cost_nothing(tmp_path: Path) -> None:
    docs, output = folder(tmp_path / "docs", 400, 20), tmp_path / "facts.csv"
    with started(docs, *WORKERS, "--resume", "-o", output) as running:
        for done in (20, 120):
            wait_for(lambda done=done: lines(journal_path(output)) > done)  # type: ignore[misc]
            os.kill(children(running.pid)[-1], signal.SIGKILL)
        assert running.wait() == 0
    assert [row["doc"] for row in rows(output)[::20]] == sorted(path.name for path in docs.iterdir())


@posix
@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_workers_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    docs, output = folder(tmp_path / "docs", 400, 20), tmp_path / "facts.csv"
    with started(docs, *WORKERS, "--resume", "-o", output) as running:
        wait_for(lambda: lines(journal_path(output)) > 20)
        workers = children(running.pid)
        running.kill()
        running.wait()
        wait_for(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    assert len(workers) >= 2 and not output.exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["facts.csv", "facts.xlsx", "facts.sqlite", "facts.parquet"])
def test_an_output_folder_that_goes_away_is_told(tmp_path: Path, name: str) -> None:
    docs, out = folder(tmp_path / "docs", 400, 50), tmp_path / "out"
    out.mkdir()
    with started(docs, "--jobs", "1", "-o", out / name, "--resume") as running:
        wait_for(lambda: lines(journal_path(out / name)) > 5)
        shutil.rmtree(out)
        assert running.stderr is not None
        said = running.stderr.read()
        assert running.wait() == 2
    assert "Traceback" not in said and name in said and "kept in" not in said
    assert not out.exists()


@contextmanager
def small_disk(path: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of so many kilobytes, where this user may mount one."""
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(path)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("file systems cannot be mounted here")
    try:
        yield path
    finally:
        subprocess.run(["umount", str(path)], check=False)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["facts.csv", "facts.jsonl", "facts.xlsx", "facts.sqlite", "facts.parquet"])
def test_a_disk_that_fills_up_is_told_and_what_was_there_stays(tmp_path: Path, name: str) -> None:
    docs = folder(tmp_path / "docs", 100, 50)
    with small_disk(tmp_path / "disk", kilobytes=16) as disk:
        (disk / "other.txt").write_text("kept", encoding="utf-8")
        said = run(docs, "--jobs", "1", "-o", disk / name, code=2)
        assert "disk is full" in said and name in said
        assert [path.name for path in disk.iterdir()] == ["other.txt"]


@pytest.mark.slow
def test_a_journal_that_fills_the_disk_is_told_and_gone_on_with(tmp_path: Path) -> None:
    docs = folder(tmp_path / "docs", 100, 50)
    with small_disk(tmp_path / "disk", kilobytes=2000) as disk:
        said = run(docs, "--jobs", "1", "-o", disk / "facts.csv", "--resume", code=2)
        assert "disk is full" in said and "the same command goes on" in said
        subprocess.run(["mount", "-o", "remount,size=60m", str(disk)], check=True)
        assert "going on" in run(docs, "--jobs", "1", "-o", disk / "facts.csv", "--resume")
        assert len(rows(disk / "facts.csv")) == 5_000


@pytest.mark.slow
def test_every_damaged_file_among_many_is_a_problem_and_nothing_else_is_lost(tmp_path: Path) -> None:
    docs, output, problems = folder(tmp_path / "docs", 10_000), tmp_path / "facts.csv", tmp_path / "problems.csv"
    broken = [
        b"PK\x03\x04cut",
        b"%PDF-1.7 cut",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x00\x01\x02\xff" * 9,
        b"\x1f\x8b\x08",
    ]
    damaged = sorted(docs.iterdir())[5::10]
    for number, path in enumerate(damaged):
        path.write_bytes(broken[number % len(broken)])
    run(docs, *WORKERS, "-o", output, "--problems", problems, "-q", code=1)
    assert [row["doc"] for row in rows(problems)] == [path.name for path in damaged]
    assert {(row["severity"], row["kind"]) for row in rows(problems)} <= {("failed", "damaged"), ("failed", "binary")}
    assert [row["doc"] for row in rows(output)] == sorted(
        {path.name for path in docs.iterdir()} - {p.name for p in damaged}
    )


PROSE = "坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念，着力推动高质量发展。"


@pytest.mark.slow
def test_a_document_of_200_megabytes_is_read(tmp_path: Path) -> None:
    paragraph = PROSE * 30 + SENTENCE.format(5)
    count = 200_000_000 // len(paragraph.encode())
    with (tmp_path / "a.txt").open("w", encoding="utf-8") as stream:
        stream.writelines(paragraph for _ in range(count))
    run(tmp_path / "a.txt", "-o", tmp_path / "facts.csv")
    assert len(rows(tmp_path / "facts.csv")) == count


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv"])
def test_a_line_of_50_megabytes_is_read(tmp_path: Path, name: str) -> None:
    sentence = PROSE * 30 + SENTENCE.format(5).strip()
    count = 50_000_000 // len(sentence.encode())
    (tmp_path / name).write_text(sentence * count, encoding="utf-8")
    run(tmp_path / name, "-o", tmp_path / "facts.csv")
    assert len(rows(tmp_path / "facts.csv")) == count


@pytest.mark.slow
def test_a_folder_of_100000_files_is_read_in_order(tmp_path: Path) -> None:
    docs = folder(tmp_path / "docs", 100_000)
    run(docs, "--jobs", "2", "-o", tmp_path / "facts.csv")
    assert [row["doc"] for row in rows(tmp_path / "facts.csv")] == [f"d{number:05}.txt" for number in range(100_000)]
