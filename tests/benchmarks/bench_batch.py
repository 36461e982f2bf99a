"""A folder of documents on one process and on two: seconds, their ratio, and the peak memory of all processes.

    python tests/benchmarks/bench_batch.py [DOCUMENTS] [CHARACTERS]

The documents are made of the samples, each cut at another place.  Memory is the sum of the resident sets of the
command and its workers, looked at twenty times a second (Linux; elsewhere it is left out).
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from subprocess import DEVNULL, Popen

from bench_extract import repeated, sample_text

DOCUMENTS, CHARACTERS = 2_000, 20_000
_PAUSE = 0.05
_PROC = Path("/proc")


def write_documents(folder: Path, documents: int, characters: int) -> None:
    """So many documents, each beginning at another place of the samples."""
    text = sample_text()
    endless = repeated(text, characters + len(text))
    for number in range(documents):
        begin = number * 997 % len(text)
        (folder / f"{number:06}.txt").write_text(endless[begin : begin + characters], encoding="utf-8")


def run(folder: Path, output: Path, jobs: int) -> tuple[float, int]:
    """Seconds and peak bytes of one run of the command."""
    command = [
        sys.executable,
        "-m",
        "policyfacts",
        "extract",
        str(folder),
        "-o",
        str(output),
        "--jobs",
        str(jobs),
        "-q",
    ]
    start, peak = time.perf_counter(), 0
    with Popen(command, stderr=DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, _resident(process.pid))
            time.sleep(_PAUSE)
    return time.perf_counter() - start, peak


def _resident(root: int) -> int:
    """The resident bytes of a process and all below it; nought where that cannot be seen."""
    sizes, parents = {}, {}
    for entry in _PROC.glob("[0-9]*") if _PROC.is_dir() else ():
        try:
            fields = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            parents[int(entry.name)] = int(fields[1])
            sizes[int(entry.name)] = int(fields[21]) * 4096
        except (OSError, ValueError, IndexError):
            continue
    family = {root}
    for pid in sorted(parents):
        if parents[pid] in family:
            family.add(pid)
    return sum(sizes.get(pid, 0) for pid in family)


def measure(documents: int = DOCUMENTS, characters: int = CHARACTERS) -> list[str]:
    """What there is to print, line by line."""
    lines, seconds = [], {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "documents"
        folder.mkdir()
        write_documents(folder, documents, characters)
        for jobs in (1, 2):
            seconds[jobs], peak = run(folder, Path(name) / f"{jobs}.csv", jobs)
            speed = documents * characters / seconds[jobs] / 1e6
            lines.append(
                f"{jobs} jobs  {seconds[jobs]:8.1f} s  {speed:6.2f} M characters/s  {peak / 1e6:5.0f} MB at most"
            )
        same = (Path(name) / "1.csv").read_bytes() == (Path(name) / "2.csv").read_bytes()
    lines.append(
        f"two processes are {seconds[1] / seconds[2]:.2f} times as fast; {'the same' if same else 'OTHER'} bytes"
    )
    return lines


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:3]]
    print("\n".join(measure(*sizes)))  # noqa: T201
