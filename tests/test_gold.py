"""The gold documents beside the checkout: floors of F1, and what the spans of all rows hold."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import policyfacts

TESTS = Path(__file__).resolve().parent
SAMPLES = TESTS.parent / "samples"
SHARED = TESTS.parents[1] / "shared"
SCORER = SHARED / "eval" / "score.py"
CORPUS = SHARED / "corpus"
FLOORS = tomllib.loads((TESTS / "floors.toml").read_text(encoding="utf-8"))
ONLY = {"gold": [], "gold_given": ["--only", "00[0-4]_*"]}

# What stands for a number, besides digits and Chinese numerals.
FIGURE = re.compile(r"[0-9０-９〇零一二两三四五六七八九十百千万亿半]|持平|首位|榜首|之首|半数")
LONGEST = 24  # characters, white space apart

needs_gold = pytest.mark.skipif(
    not SCORER.is_file() or not CORPUS.is_dir(), reason=f"the gold documents are not beside the checkout: no {SHARED}"
)


@pytest.fixture(scope="module")
def gold_rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rows of the corpus, in a file."""
    path = tmp_path_factory.mktemp("gold") / "facts.jsonl"
    policyfacts.extract_folder(CORPUS).write(path)
    return path


@needs_gold
@pytest.mark.parametrize("part", ONLY)
def test_gold_documents_hold_their_floors(part: str, gold_rows: Path) -> None:
    command = [sys.executable, str(SCORER), str(gold_rows), "--json", *ONLY[part]]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout)["ALL"]
    scores = {level: measured[level]["f1"] for level in ("figure", "tuple", "full")}
    print(f"[{part}]", scores)  # noqa: T201
    assert {level: score for level, score in scores.items() if score < FLOORS[part][level]} == {}


@pytest.mark.parametrize(
    "folder", [pytest.param(SAMPLES, id="samples"), pytest.param(CORPUS, id="gold", marks=needs_gold)]
)
def test_the_span_of_every_row_holds_its_figure(folder: Path) -> None:
    facts = policyfacts.extract_folder(folder, include=["*.txt", "*.md"])
    texts = {doc: policyfacts.read(folder / doc).text for doc in {fact.doc for fact in facts}}
    wrong = []
    for fact in facts:
        words = texts[fact.doc][fact.start : fact.end]
        if not FIGURE.search(words) or len("".join(words.split())) > LONGEST:
            wrong.append((fact.doc, fact.start, words))
    assert len(facts) > 100
    assert wrong == []
