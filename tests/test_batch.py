import importlib
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pytest

import policyfacts.batch as batch
from policyfacts.batch import ReadOptions, Result, Source, discover, process, run
from policyfacts.coverage import Coverage
from policyfacts.document import Document, UsageError
from policyfacts.facts import Fact


def fake(document: Document, coverage: Coverage | None = None) -> list[Fact]:
    if "boom" in document.text:
        raise ValueError("boom")
    return [Fact(figure=word) for word in document.text.split() if word.isdigit()]


@pytest.fixture(autouse=True)
def _extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "extract_document", fake)


def flat(files: Iterable[list[Result]]) -> list[Result]:
    return list(chain.from_iterable(files))


def sources(folder: Path, **texts: str) -> list[Source]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return discover([folder]).sources


def test_results_come_in_order_with_their_names(tmp_path: Path) -> None:
    results = flat(run(sources(tmp_path, b="1 2", a="3"), jobs=1))
    assert [(result.doc, len(result.facts), result.characters) for result in results] == [
        ("a.txt", 1, 1),
        ("b.txt", 2, 3),
    ]
    assert {fact.doc for result in results for fact in result.facts} == {"a.txt", "b.txt"}
    assert not any(result.problems for result in results)


def test_a_document_that_fails_is_a_problem_and_the_run_goes_on(tmp_path: Path) -> None:
    results = flat(run(sources(tmp_path, a="boom", b="1"), jobs=1))
    assert [problem.kind for problem in results[0].problems] == ["internal"]
    assert "a.txt" in results[0].problems[0].message
    assert len(results[1].facts) == 1


def test_a_wrong_pattern_file_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(document: Document, coverage: Coverage | None = None) -> list[Fact]:
        raise UsageError("patterns/x.toml: wrong")

    monkeypatch.setattr(batch, "extract_document", faulty)
    with pytest.raises(UsageError, match=r"x\.toml"):
        flat(run(sources(tmp_path, a="1"), jobs=1))


def test_empty_documents_and_such_without_facts_are_noted(tmp_path: Path) -> None:
    results = flat(run(sources(tmp_path, empty="", none="nothing", some="1"), jobs=1))
    assert [[(p.kind, p.severity) for p in result.problems] for result in results] == [
        [("empty", "note")],
        [("no_facts", "note")],
        [],
    ]


def test_a_file_that_went_away_is_a_problem(tmp_path: Path) -> None:
    (result,) = process(Source(tmp_path / "gone.txt", "gone.txt"), ReadOptions())
    assert [(problem.kind, problem.severity) for problem in result.problems] == [("unreadable", "failed")]


def test_part_of_a_document_is_kept(tmp_path: Path) -> None:
    (tmp_path / "cut.txt").write_bytes("12 万".encode()[:-1])
    (result,) = process(Source(tmp_path / "cut.txt", "cut.txt"), ReadOptions())
    assert [problem.severity for problem in result.problems] == ["partial"]
    assert [fact.figure for fact in result.facts] == ["12"]


def test_a_wrong_encoding_name_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        flat(run([], ReadOptions(encoding="utf-9")))


def test_little_work_stays_in_this_process(tmp_path: Path) -> None:
    few = sources(tmp_path, a="1", b="2")
    assert not batch._is_worth_processes(few)


@pytest.fixture
def _parallel(monkeypatch: pytest.MonkeyPatch, _extraction: None) -> None:
    """Two files are work enough; the workers import the real extraction, so this process takes it too."""
    monkeypatch.undo()
    monkeypatch.setattr(batch, "PARALLEL_FILES", 1)
    monkeypatch.setattr(batch, "PARALLEL_BYTES", 1)


@pytest.mark.usefixtures("_parallel")
def test_worker_processes_give_the_same_results_in_order(tmp_path: Path) -> None:
    found = sources(tmp_path, **{f"d{number:02}": f"2024年全市出口{number}亿元，同比增长5%。" for number in range(12)})
    (tmp_path / "d05.txt").write_bytes(b"\x00\x01\x02")
    alone = flat(run(found, jobs=1))
    together = flat(run(found, jobs=2))
    assert together == alone
    assert [result.doc for result in together] == [f"d{number:02}.txt" for number in range(12)]
    assert [problem.kind for problem in together[5].problems] == ["binary"]


DYING = """
import os, time
from policyfacts.batch import Result

def dying(source, options):
    text = source.path.read_text(encoding="utf-8")
    if text == "die":
        os._exit(3)
    if text == "sleep":
        time.sleep(60)
    return [Result(source.name)]
"""


@pytest.mark.usefixtures("_parallel")
def test_a_worker_that_dies_costs_only_its_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modules = tmp_path / "modules"
    modules.mkdir()
    (modules / "dying_worker.py").write_text(DYING, encoding="utf-8")
    monkeypatch.syspath_prepend(modules)
    monkeypatch.setattr(batch, "process", importlib.import_module("dying_worker").dying)
    found = sources(tmp_path / "modules", a="1", b="die", c="3", d="4", e="sleep")
    results = flat(run(found, jobs=2, timeout=2))
    problems = [[problem.kind for problem in result.problems] for result in results]
    assert problems == [[], ["crashed"], [], [], ["timeout"]]
    assert "--timeout" in results[4].problems[0].message and "e.txt" in results[4].problems[0].message
