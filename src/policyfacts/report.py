"""What the command says on standard error: problems, progress, the summary."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from policyfacts.analysis.panel import Panel
from policyfacts.coverage import USES, Passage
from policyfacts.document import Problem
from policyfacts.export import DocumentRow

_AROUND = 60  # characters of a sentence that a report shows on either side of a number
NAMED = 5  # documents that a remark names before it only counts
_SKIPPED = {
    "type": "of a type that cannot be read",
    "hidden": "hidden",
    "temporary": "lock file(s) of an office program",
    "output": "the run's own output",
    "excluded": "left out by --include / --exclude",
}
_LEFT_OUT = {
    "status": "of another status",
    "measure": "without such a number",
    "region": "without region",
    "period": "of another frequency or without period",
    "indicator": "of other indicators",
}


def say(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def show_problem(problem: Problem) -> None:
    """A problem, with the name of its document in front unless the message names it."""
    named = problem.doc in problem.message
    say(f"problem: {problem.message}" if named else f"problem: {problem.doc}: {problem.message}")


@contextmanager
def progress(total: int, *, shown: bool) -> Iterator[Iterator[None]]:
    """A progress bar on standard error; ``next`` of what is given moves it by one document."""
    if not shown:
        yield iter(())
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("documents"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("documents", total=total)

        def steps() -> Iterator[None]:
            while True:
                bar.advance(task)
                yield

        yield steps()


def summary(
    documents: Sequence[DocumentRow], problems: Sequence[Problem], skipped: Mapping[str, int], unchanged: int = 0
) -> str:
    """The run in one line, and a line for each kind of remark."""
    failed = sum(problem.severity in {"failed", "partial"} for problem in problems)
    rows = sum(document.rows for document in documents)
    parts = [_count(len(documents), "document"), _count(rows, "row"), _count(failed, "problem")]
    if unchanged:
        parts.append(f"{unchanged:,} unchanged")
    if skipped:
        reasons = ", ".join(f"{number} {_SKIPPED.get(kind, kind)}" for kind, number in sorted(skipped.items()))
        parts.append(f"{sum(skipped.values())} skipped ({reasons})")
    remarks = [
        _remark(problems, "empty", "empty"),
        _remark(problems, "no_facts", "without facts"),
    ]
    return "\n".join([", ".join(parts), *filter(None, remarks)])


def panel_summary(panel: Panel, *, listed: bool) -> str:
    """A panel in one line, what has no place in it, and how many numbers documents disagree on."""
    size = f"{_count(len(panel.rows), 'row')}, {_count(len(panel.series), 'indicator')}, "
    lines = [size + _count(len(panel.cells), "observation")]
    if panel.left_out:
        reasons = ", ".join(f"{number:,} {_LEFT_OUT[reason]}" for reason, number in panel.left_out.most_common())
        lines.append(f"{panel.left_out.total():,} facts left out: {reasons}")
    if panel.conflicts:
        where = "they are listed with the choice made" if listed else "--conflicts FILE, or -o FILE.xlsx, lists them"
        lines.append(f"documents disagree on {_count(len(panel.conflicts), 'observation')}; {where}")
    return "\n".join(lines)


def audit_summary(facts: int, findings: Mapping[str, int]) -> str:
    """What an audit found, check by check."""
    found = ", ".join(f"{number:,} {check}" for check, number in findings.items())
    total = sum(findings.values())
    return f"{_count(facts, 'fact')}, {_count(total, 'contradiction')}" + (f": {found}" if found else "")


def coverage_report(document: DocumentRow) -> str:
    """What became of the numbers of a document, in a line, and a line for each sentence that was passed over."""
    coverage = document.coverage
    if coverage is None:
        return f"{document.doc}: not read"
    uses = ", ".join(f"{coverage.counts[use]:,} {words}" for use, words in USES.items() if coverage.counts[use])
    head = f"{document.doc}: {_count(document.rows, 'row')}; {_count(coverage.numbers, 'number')}"
    if coverage.numbers:
        head += f", {coverage.explained:.1%} explained: {uses}"
    return "\n".join([head, *map(_passage, coverage.passed_over)])


def _passage(passage: Passage) -> str:
    """The numbers, and as much of the sentence as shows the first of them."""
    sentence, first = passage.sentence.replace("\n", " "), passage.numbers[0]
    at = max(sentence.find(first), 0)
    begin, end = max(at - _AROUND, 0), min(at + len(first) + _AROUND, len(sentence))
    shown = ("…" if begin else "") + sentence[begin:end] + ("…" if end < len(sentence) else "")
    return f"  {', '.join(passage.numbers)} | {shown}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _remark(problems: Sequence[Problem], kind: str, words: str) -> str:
    names = [problem.doc for problem in problems if problem.kind == kind]
    if not names:
        return ""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{words}: {', '.join(names[:NAMED])}{more}"
