"""The benchmark runs; no time is asserted here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent / "bench_workbook.py"


def test_the_benchmark_runs_on_a_few_rows() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "50", "100"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("openpyxl, write-only")
    assert lines[1].startswith("xlsx, the sheet facts") and lines[1].endswith(" x")
    assert lines[-1].startswith("memory: ")
