"""Parquet, for pandas, R, DuckDB and whatever reads columns; needs the extra ``parquet``.

The types are those of :mod:`policyfacts.export.arrow`.  The metadata of each column has its labels and its meaning in
English and Chinese (``label_en``, ``label_zh``, ``meaning_en``, ``meaning_zh``).  Rows are written in groups, so that
memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from policyfacts.export.arrow import TYPES, record_batch
from policyfacts.export.batches import batches
from policyfacts.export.dictionary import dictionary
from policyfacts.export.options import WriteOptions
from policyfacts.facts import Fact


def write(facts: Iterable[Fact], stream: BinaryIO, options: WriteOptions) -> None:
    """Write the file, one row group a batch."""
    schema = _schema(options)
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for batch in batches(facts):
            writer.write_batch(record_batch(batch, options, schema))


def _schema(options: WriteOptions) -> pa.Schema:
    english, chinese = (dictionary(labels, options.selected) for labels in ("en", "zh"))
    fields = [
        pa.field(
            heading,
            TYPES[column.type],
            metadata={"label_en": en[1], "meaning_en": en[3], "label_zh": zh[1], "meaning_zh": zh[3]},
        )
        for heading, column, en, zh in zip(options.headings, options.selected, english, chinese, strict=True)
    ]
    return pa.schema(fields, metadata={"creator": "policyfacts"})
