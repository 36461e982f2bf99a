"""Writing rows in each format beside the bare library that writes the same cells, in one run.

    python tests/benchmarks/bench_export.py [ROWS]            # 20,000: seconds of both and their ratio
    python tests/benchmarks/bench_export.py memory [ROWS]     # 1,000,000: peak memory of the streaming writers

The bare library is given cells that are ready for it, in memory; the writer makes them of the facts.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from timing import best  # noqa: E402

from generated_facts import plain_facts  # noqa: E402
from policyfacts.export import WriteOptions, write_file  # noqa: E402
from policyfacts.facts import COLUMN_NAMES, Fact  # noqa: E402

Cells = list[tuple[Any, ...]]
STREAMING = ("csv", "tsv", "jsonl", "parquet", "sqlite", "duckdb", "sdmx-csv")
NUMBERS = (15, 16, 20, 21, 25)


def bare_csv(cells: Cells, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(cells)


def bare_jsonl(cells: Cells, path: Path) -> None:
    with path.open("w", encoding="utf-8") as handle:
        for row in cells:
            handle.write(json.dumps(dict(zip(COLUMN_NAMES, row, strict=True)), ensure_ascii=False) + "\n")


def bare_xlsx(cells: Cells, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("facts")
    for row in cells:
        sheet.append(row)
    book.save(path)


def bare_parquet(cells: Cells, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = [pa.array(column) for column in zip(*cells, strict=True)]
    pq.write_table(pa.Table.from_arrays(columns, names=list(COLUMN_NAMES)), path, compression="zstd")


def bare_sqlite(cells: Cells, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        names = ", ".join(f'"{name}"' for name in COLUMN_NAMES)
        connection.execute(f"CREATE TABLE facts ({names})")
        connection.executemany(f"INSERT INTO facts VALUES ({', '.join('?' * len(COLUMN_NAMES))})", cells)
        connection.commit()


def bare_duckdb(cells: Cells, path: Path) -> None:
    import duckdb
    import pandas as pd

    with duckdb.connect(str(path)) as connection:
        connection.register("frame", pd.DataFrame(cells, columns=list(COLUMN_NAMES)))
        connection.execute("CREATE TABLE facts AS SELECT * FROM frame")


def bare_dta(cells: Cells, path: Path) -> None:
    import pandas as pd

    frame = pd.DataFrame(cells, columns=[f"{name}_" for name in COLUMN_NAMES])
    frame = frame.astype({name: float for name, cell in frame.iloc[0].items() if not isinstance(cell, str)})
    frame.to_stata(path, version=118, write_index=False, convert_strl=["text_", "sentence_"])


BARE: dict[str, Callable[[Cells, Path], None]] = {
    "csv": bare_csv,
    "tsv": bare_csv,
    "jsonl": bare_jsonl,
    "xlsx": bare_xlsx,
    "parquet": bare_parquet,
    "sqlite": bare_sqlite,
    "duckdb": bare_duckdb,
    "dta": bare_dta,
    "sdmx-csv": bare_csv,
}


def bare_cells(facts: Sequence[Fact]) -> Cells:
    """Cells that every library takes: text, int and float."""
    rows = []
    for fact in facts:
        row = list(fact.as_dict().values())
        for place in NUMBERS:
            row[place] = None if row[place] is None else float(row[place])  # type: ignore[arg-type]
        rows.append(tuple(row))
    return rows


def fresh(write: Callable[[Path], None], folder: Path, format: str) -> Callable[[], None]:
    """Work that begins without a file each time."""

    def work() -> None:
        path = folder / f"facts.{format}"
        path.unlink(missing_ok=True)
        write(path)

    return work


def speed(rows: int) -> None:
    """Print the table of seconds."""
    facts = list(plain_facts(rows))
    cells = bare_cells(facts)
    lines = [f"{rows:,} rows", f"{'format':10} {'seconds':>8} {'bare':>8} {'ratio':>6}"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for format, bare in BARE.items():
            runs = 1 if format == "xlsx" else 3  # it takes as long as all others
            ours = best(fresh(lambda path, f=format: write_file(facts, path, f, WriteOptions()), folder, format), runs)  # type: ignore[misc]
            floor = best(fresh(lambda path, b=bare: b(cells, path), folder, format), runs)  # type: ignore[misc]
            lines.append(f"{format:10} {ours:8.3f} {floor:8.3f} {ours / floor:6.1f}")
    print("\n".join(lines))  # noqa: T201


def memory(rows: int) -> None:
    """Print the peak memory of each streaming writer, each in a process of its own."""
    for format in STREAMING:
        command = [sys.executable, __file__, "child", format, str(rows)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        print(f"{format:10} {rows:,} rows {done.stdout.strip()}")  # noqa: T201


def child(format: str, rows: int) -> None:
    """Write rows as they are made; print the peak memory of this process."""
    import resource  # which Windows has not

    with tempfile.TemporaryDirectory() as folder:
        write_file(plain_facts(rows), Path(folder) / "facts", format, WriteOptions())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{peak / (1 << 20 if sys.platform == 'darwin' else 1 << 10):7.0f} MB")  # noqa: T201


def main(arguments: Sequence[str]) -> None:
    """Do what the arguments say."""
    if arguments[:1] == ["child"]:
        child(arguments[1], int(arguments[2]))
    elif arguments[:1] == ["memory"]:
        memory(int(arguments[1]) if arguments[1:] else 1_000_000)
    else:
        speed(int(arguments[0]) if arguments else 20_000)


if __name__ == "__main__":
    main(sys.argv[1:])
