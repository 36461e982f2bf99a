"""The benchmark runs; no time is asserted here."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_batch import measure  # noqa: E402


def test_the_benchmark_runs_on_a_few_documents() -> None:
    lines = measure(4, 500)
    assert len(lines) == 3 and lines[0].startswith("1 jobs") and "the same bytes" in lines[2]
