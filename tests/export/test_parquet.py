import errno
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import policyfacts.export.batches as batches
from policyfacts.document import UsageError
from policyfacts.export import WriteOptions, write_file
from policyfacts.export.parquet import write
from policyfacts.facts import COLUMN_NAMES, Fact

FACT = Fact(doc="甲.txt", year=2024, value=Decimal("187690000000"), period_start="1500-01-01", period_end="soon")


def test_the_schema_is_that_of_the_columns(tmp_path: Path) -> None:
    options = WriteOptions()
    write_file([FACT], tmp_path / "a.parquet", "parquet", options)
    schema = pq.read_schema(tmp_path / "a.parquet")
    assert tuple(schema.names) == COLUMN_NAMES
    types = {name: schema.field(name).type for name in ("doc", "year", "value", "period_start")}
    assert types == {"doc": pa.string(), "year": pa.int64(), "value": pa.float64(), "period_start": pa.date32()}
    about = schema.field("value").metadata
    assert (about[b"label_en"], about[b"label_zh"].decode()) == (b"Value", "数值")
    assert "精确" in about[b"meaning_zh"].decode() and b"exact" in about[b"meaning_en"]
    frame = pd.read_parquet(tmp_path / "a.parquet")
    assert (frame.doc[0], frame.value[0], frame.period_start[0]) == ("甲.txt", 187690000000.0, date(1500, 1, 1))
    assert frame.period_end[0] is None
    assert options.losses.counts == {"dates": 1}


def test_labels_name_the_columns_where_asked(tmp_path: Path) -> None:
    write_file([FACT], tmp_path / "a.parquet", "parquet", WriteOptions(("doc", "year"), "zh"))
    assert pq.read_table(tmp_path / "a.parquet").to_pylist() == [{"文件": "甲.txt", "年份": 2024}]


def test_rows_come_in_groups_of_bounded_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches.batches, "__defaults__", (10, 1000))
    write_file([FACT] * 25 + [Fact(text="x" * 600)] * 3, tmp_path / "a.parquet", "parquet", WriteOptions())
    about = pq.ParquetFile(tmp_path / "a.parquet").metadata
    assert [about.row_group(group).num_rows for group in range(about.num_row_groups)] == [10, 10, 7, 1]


def test_no_facts_make_a_file_with_the_schema(tmp_path: Path) -> None:
    write_file([], tmp_path / "a.parquet", "parquet", WriteOptions())
    assert pd.read_parquet(tmp_path / "a.parquet").shape == (0, 35)


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "no space")

    with pytest.raises(OSError, match="no space"):
        write([FACT], Full(), WriteOptions())  # type: ignore[arg-type]

    def stop(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("policyfacts.export.parquet.write", lambda facts, stream, options: stop())
    with pytest.raises(UsageError, match="disk is full"):
        write_file([FACT], tmp_path / "a.parquet", "parquet", WriteOptions())
    assert list(tmp_path.iterdir()) == []
