"""What is said on standard error."""

from __future__ import annotations

import pytest

from policyfacts.coverage import Coverage, Number
from policyfacts.document import Problem, Severity
from policyfacts.export import DocumentRow
from policyfacts.report import NAMED, coverage_report, progress, say, show_problem, summary


def problems(kind: str, severity: Severity, count: int) -> list[Problem]:
    return [Problem(f"{number}.txt", kind, "x", severity) for number in range(count)]


@pytest.mark.parametrize(
    ("rows", "skipped", "wanted"),
    [
        ([], {}, "0 documents, 0 rows, 0 problems"),
        ([1], {}, "1 document, 1 row, 0 problems"),
        ([1200, 34], {}, "2 documents, 1,234 rows, 0 problems"),
        (
            [0],
            {"type": 2, "hidden": 1},
            "1 document, 0 rows, 0 problems, 3 skipped (1 hidden, 2 of a type that cannot be read)",
        ),
        ([0], {"unheard-of": 1}, "1 document, 0 rows, 0 problems, 1 skipped (1 unheard-of)"),
    ],
)
def test_the_run_in_one_line(rows: list[int], skipped: dict[str, int], wanted: str) -> None:
    assert summary([DocumentRow(f"{count}.txt", count) for count in rows], [], skipped) == wanted


@pytest.mark.parametrize(("severity", "counted"), [("failed", 1), ("partial", 1), ("skipped", 0), ("note", 0)])
def test_what_counts_as_a_problem(severity: Severity, counted: int) -> None:
    line = summary([], problems("x", severity, 1), {})
    assert line.endswith("1 problem" if counted else "0 problems")


@pytest.mark.parametrize(("kind", "words"), [("empty", "empty"), ("no_facts", "without facts")])
def test_remarks_name_some_documents_and_count_the_rest(kind: str, words: str) -> None:
    few = summary([], problems(kind, "note", NAMED), {}).split("\n")[1]
    many = summary([], problems(kind, "note", NAMED + 2), {}).split("\n")[1]
    assert few == f"{words}: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt"
    assert many == f"{few} and 2 more"


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("binary data", "problem: in/a.txt: binary data\n"),
        ("in/a.txt: binary data", "problem: in/a.txt: binary data\n"),
    ],
)
def test_a_problem_names_its_document_once(capsys: pytest.CaptureFixture[str], message: str, line: str) -> None:
    show_problem(Problem("in/a.txt", "binary", message))
    assert capsys.readouterr() == ("", line)


def test_lines_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    say("出口")
    assert capsys.readouterr() == ("", "出口\n")


@pytest.mark.parametrize("shown", [True, False])
def test_progress_leaves_standard_output_alone_and_may_be_moved_too_far(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, shown: bool
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # as on a terminal
    monkeypatch.setenv("TERM", "xterm")
    with progress(2, shown=shown) as advance:
        for _ in range(4):
            next(advance, None)
    out, err = capsys.readouterr()
    assert out == ""
    assert ("documents" in err) == shown


def test_the_report_of_a_document_counts_its_numbers_and_shows_what_was_passed_over() -> None:
    coverage = Coverage()
    coverage.note("甲句", [Number("3", "fact"), Number("2020", "period"), Number("4", "fact")])
    coverage.note("长" * 100 + "第17册" + "句" * 100, [Number("17", "unexplained")])
    lines = coverage_report(DocumentRow("a.txt", 2, coverage=coverage)).split("\n")
    assert lines[0] == "a.txt: 2 rows; 4 numbers, 75.0% explained: 2 in facts, 1 in dates and periods, 1 unexplained"
    assert lines[1].startswith("  17 | …长长") and "第17册" in lines[1] and lines[1].endswith("句句…")
    assert len(lines) == 2


def test_the_report_of_a_document_that_was_not_read() -> None:
    assert coverage_report(DocumentRow("a.txt", 0)) == "a.txt: not read"


def test_the_report_of_a_document_without_numbers() -> None:
    assert coverage_report(DocumentRow("a.txt", 0, coverage=Coverage())) == "a.txt: 0 rows; 0 numbers"
