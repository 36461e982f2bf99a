"""The benchmark runs; no time is asserted here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent / "bench_extract.py"


def test_the_benchmark_runs_on_a_small_text() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "2000"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("  1x") and "x the floor" in lines[0]
    assert lines[1].startswith(" 20x") and "x the floor" in lines[1]
    assert [line.split()[0] for line in lines[-2:]] == ["jionlp", "recognizers-text-suite"]
