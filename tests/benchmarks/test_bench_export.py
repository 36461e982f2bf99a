"""The benchmark runs; no time and no size is asserted here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent / "bench_export.py"


@pytest.mark.parametrize(("arguments", "lines"), [(("20",), 11), (("memory", "20"), 7)])
def test_the_benchmark_runs_on_a_few_rows(arguments: tuple[str, ...], lines: int) -> None:
    if "memory" in arguments:
        pytest.importorskip("resource")
    command = [sys.executable, str(SCRIPT), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == lines
