import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import policyfacts.cluster as cluster
from policyfacts.batch import ReadOptions, discover, run
from policyfacts.cluster import Cluster
from policyfacts.document import UsageError
from policyfacts.workers import Outcome
from work_items import unseen_unless_carried, work

pytest.importorskip("distributed", reason="needs dask[distributed]")


def made(
    address: str,
    work: Callable[[Any], Any] = work,
    timeout: float | None = None,
    carry: Callable[[Any], Any] = lambda item: (item, 0),
    tell: Callable[[str], None] = lambda message: None,
) -> Cluster[Any, Any]:
    return Cluster(address, work, timeout=timeout, share=lambda item: item, carry=carry, tell=tell)


def outcomes(address: str, items: list[Any], **options: Any) -> list[Outcome[Any]]:
    return list(made(address, **options).outcomes(items))


def test_what_is_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 0.5)
    with pytest.raises(UsageError, match="no Dask scheduler answers there.*dask scheduler"):
        outcomes("tcp://127.0.0.1:9", [1])
    with pytest.raises(UsageError, match="tcp://scheduler:8786"):
        outcomes("scheduler", [1])


def test_without_the_library_the_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"policyfacts\[dask\]"):
        outcomes("tcp://127.0.0.1:9", [1])


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    import dask
    from distributed import LocalCluster

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1, "distributed.comm.retry.count": 1}),
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as started,
    ):
        yield started.scheduler_address


def pids(address: str) -> list[int]:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return list(client.run(os.getpid).values())


@pytest.mark.slow
def test_values_come_in_order(address: str) -> None:
    found = outcomes(address, [("sleep", 0.5), *range(200)])
    assert [outcome.value for outcome in found] == ["sleep", *range(200)]
    assert outcomes(address, []) == []


@pytest.mark.slow
def test_what_kills_workers_costs_itself_alone(address: str, tmp_path: Path) -> None:
    found = outcomes(address, [1, "die", 2, ("die once", str(tmp_path / "mark")), *range(20)])
    assert [outcome.value for outcome in found] == [1, None, 2, "die once", *range(20)]
    assert [outcome.died for outcome in found] == [False, True] + [False] * 22


@pytest.mark.slow
def test_what_takes_too_long_is_given_up(address: str) -> None:
    found = outcomes(address, [1, "spin", 2], timeout=1.0)
    assert [(outcome.value, outcome.timed_out) for outcome in found] == [(1, False), (None, True), (2, False)]


@pytest.mark.slow
def test_what_does_not_heed_the_limit_ends_its_worker(address: str) -> None:
    found = outcomes(address, [1, ("sleep", 600), 2], timeout=0.5)  # one long sleep is no Python in between
    assert [outcome.value for outcome in found] == [1, None, 2]
    assert found[1].died


@pytest.mark.slow
def test_wrong_use_and_other_versions_end_the_run(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="wrong"):
        outcomes(address, [1, ("raise", UsageError("wrong")), 2])
    assert str(outcomes(address, [("raise", ValueError("boom"))])[0].error) == "boom"
    monkeypatch.setattr(cluster, "_version", lambda: "9.9 0123456789")
    with pytest.raises(
        UsageError, match=r"worker tcp://.* has policyfacts .* this machine has 9\.9 \(patterns 01234567\)"
    ):
        outcomes(address, [1])


@pytest.mark.slow
def test_what_workers_do_not_see_is_carried(address: str) -> None:
    told: list[str] = []
    found = outcomes(
        address,
        list(range(50)),
        work=unseen_unless_carried,
        carry=lambda item: (("held", item), 30_000_000),
        tell=told.append,
    )
    assert [outcome.value for outcome in found] == list(range(50))
    assert len(told) == 1 and "sent to the workers" in told[0]


@pytest.mark.slow
def test_files_are_carried_with_the_same_results(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = discover([documents(tmp_path, 5)]).sources
    (tmp_path / "docs" / "d1.txt").unlink()  # a file that went away meanwhile
    alone = list(run(found, ReadOptions(digest=True), jobs=1))
    told: list[str] = []
    assert list(run(found, ReadOptions(digest=True), scheduler=address, tell=told.append)) == alone
    assert told == []
    monkeypatch.setattr("policyfacts.carried.Path.absolute", lambda path: path.with_name("elsewhere"))
    assert list(run(found, ReadOptions(digest=True), scheduler=address, tell=told.append)) == alone
    assert len(told) == 1


def documents(folder: Path, count: int) -> Path:
    docs = folder / "docs"
    docs.mkdir()
    for number in range(count):
        text = f"2024年宁波市出口{number + 1}.50亿元，同比增长5%。另有{number}事。\n" * 20
        (docs / f"d{number}.txt").write_text(text, encoding="utf-8")
    return docs


def command(docs: Path, output: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "policyfacts", "extract", str(docs), "-o", str(output), *options]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs signals that kill")
def test_a_worker_killed_in_the_middle_costs_no_row(address: str, tmp_path: Path) -> None:
    docs = documents(tmp_path, 600)
    (docs / "d7.txt").write_bytes(b"\x00\x01")
    local, remote = tmp_path / "local.csv", tmp_path / "remote.csv"
    problems = ["--problems", str(tmp_path / "local.jsonl")]
    assert subprocess.run(command(docs, local, "--jobs", "1", *problems), check=False).returncode == 1
    problems = ["--problems", str(tmp_path / "remote.jsonl"), "--resume"]
    running = subprocess.Popen(command(docs, remote, "--scheduler", address, *problems))
    killing = threading.Thread(target=kill_when, args=(tmp_path / "remote.csv.partial", pids(address)[0]))
    killing.start()
    assert running.wait(120) == 1
    killing.join(1)
    assert not killing.is_alive()
    assert remote.read_bytes() == local.read_bytes()
    assert (tmp_path / "remote.jsonl").read_bytes() == (tmp_path / "local.jsonl").read_bytes()


def kill_when(journal: Path, pid: int) -> None:
    """Kill a worker as soon as the run has begun to give results."""
    while not (journal.exists() and journal.read_bytes().count(b"\n") > 20):
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
