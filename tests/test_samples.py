"""The facts of `samples/` against what a person reads in them (`samples/expected.jsonl`)."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import policyfacts

NUMBER = re.compile(r"[0-9０-９〇零一二两三四五六七八九十百千万亿半]|持平|[首榜]位|榜首|之首|半数")
TESTS = Path(__file__).resolve().parent
SAMPLES = TESTS.parent / "samples"
FLOORS = tomllib.loads((TESTS / "floors.toml").read_text(encoding="utf-8"))

FIGURE = ("value", "unit")
TUPLE = (*FIGURE, "indicator", "period", "rate", "basis")
FULL = (*TUPLE, "region", "kind", "relative_to", "status", "comparator", "change", "written")
LEVELS = {"figure": FIGURE, "tuple": TUPLE, "full": FULL}

Row = Mapping[str, Any]
Verdict = dict[str, bool]


def same(found: Row, wanted: Row, *names: str, default: str = "") -> bool:
    """The named cells are equal, numbers as numbers; an absent cell is the default."""
    return all(cell(found, name, default) == cell(wanted, name, default) for name in names)


def cell(row: Row, name: str, default: str) -> str | Decimal:
    value = row.get(name)
    if value is None or value == "":
        return default
    return Decimal(str(value)) if isinstance(value, (int, float, Decimal)) else str(value)


def named_alike(found: str, wanted: str) -> bool:
    """At least half of the characters of each name stand in the other."""
    shared = sum((Counter(found) & Counter(wanted)).values())
    return bool(found) and 2 * shared >= len(found) and 2 * shared >= len(wanted)


def related_alike(found: Row, wanted: Row) -> bool:
    """A whole holds the words expected of it; levels and growth have none."""
    given, expected = found.get("relative_to") or "", wanted.get("relative_to") or ""
    if wanted["kind"] in ("level", "growth"):
        return not given
    return expected in given and len(given) <= 2 * len(expected) + 8 if expected else not given


def judge(found: Row, wanted: Row) -> Verdict:
    """Each field of a row held against an expected fact."""
    has_value, has_rate, has_change = (wanted.get(name) is not None for name in ("value", "growth_rate", "change"))
    return {
        "value": same(found, wanted, "value", "value_max"),
        "unit": not has_value or same(found, wanted, "base_unit"),
        "indicator": named_alike(found["indicator"], wanted["indicator"]),
        "period": same(found, wanted, "period"),
        "rate": same(found, wanted, "growth_rate", "growth_rate_max"),
        "basis": not has_rate or same(found, wanted, "growth_basis", "growth_base"),
        "region": same(found, wanted, "region"),
        "kind": same(found, wanted, "kind"),
        "relative_to": related_alike(found, wanted),
        "status": same(found, wanted, "status", default="actual"),
        "comparator": (not has_value or same(found, wanted, "comparator", default="eq"))
        and (not has_rate or same(found, wanted, "growth_comparator", default="eq")),
        "change": same(found, wanted, "change", "change_unit", "change_base")
        if has_change
        else not found.get("change"),
        "written": same(found, wanted, "figure", "figure_max"),
    }


def pair(found: list[Row], wanted: list[Row]) -> list[tuple[Row, Row, Verdict]]:
    """Rows and expected facts of one document whose spans overlap, the best pairs first, each used once."""
    graded = []
    for n, row in enumerate(found):
        for i, fact in enumerate(wanted):
            if row["start"] < fact["end"] and fact["start"] < row["end"]:
                verdict = judge(row, fact)
                grade = [all(verdict[name] for name in fields) for fields in (FULL, TUPLE, FIGURE)]
                graded.append(((*grade, sum(verdict.values()), -n, -i), row, fact, verdict))
    graded.sort(key=lambda edge: edge[0], reverse=True)
    used: set[int] = set()
    pairs = []
    for _, row, fact, verdict in graded:
        if not {id(row), id(fact)} & used:
            used |= {id(row), id(fact)}
            pairs.append((row, fact, verdict))
    return pairs


def f1_scores(found: list[Row], wanted: list[Row]) -> dict[str, float]:
    """F1 at each level over all documents."""
    docs = {row["doc"] for row in (*found, *wanted)}
    pairs = [
        verdict
        for doc in docs
        for _, _, verdict in pair([r for r in found if r["doc"] == doc], [w for w in wanted if w["doc"] == doc])
    ]
    right = {level: sum(all(v[name] for name in fields) for v in pairs) for level, fields in LEVELS.items()}
    return {level: 2 * count / (len(found) + len(wanted)) for level, count in right.items()}


def expected() -> list[Row]:
    lines = (SAMPLES / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@pytest.fixture(scope="module")
def facts() -> list[Row]:
    found = policyfacts.extract_folder(
        SAMPLES, include=["*.txt", "*.md"], exclude=["README.md", "formats", "work_reports"]
    )
    assert not [problem for problem in found.problems if problem.severity != "skipped"]
    return [fact.as_dict() for fact in found]


def test_samples_hold_their_floors(facts: list[Row]) -> None:
    scores = f1_scores(facts, expected())
    print("[samples]", scores)  # noqa: T201
    assert {level: score for level, score in scores.items() if score < FLOORS["samples"][level]} == {}


def test_expected_facts_point_at_their_figures() -> None:
    """Every span that is expected lies in its document and is short; what is a number stands in it."""
    texts = {path.name: policyfacts.read(path).text for path in SAMPLES.iterdir() if path.suffix in (".txt", ".md")}
    for fact in expected():
        words = texts[fact["doc"]][fact["start"] : fact["end"]]
        assert 0 < len("".join(words.split())) <= 24, fact
        assert NUMBER.search(words), fact


def test_the_expected_facts_score_one_against_themselves() -> None:
    wanted = expected()
    assert f1_scores(wanted, wanted) == {"figure": 1.0, "tuple": 1.0, "full": 1.0}


def test_a_wrong_field_a_missing_and_a_false_fact_cost() -> None:
    wanted = expected()
    wrong = [{**wanted[0], "region": "别处"}, *wanted[1:]]
    assert f1_scores(wrong, wanted)["full"] < f1_scores(wrong, wanted)["tuple"] == 1.0
    assert f1_scores(wanted[1:], wanted)["figure"] < 1.0
    assert f1_scores([*wanted, wanted[0]], wanted)["figure"] < 1.0
