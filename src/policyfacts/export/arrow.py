"""Facts as Arrow record batches, which Parquet files and DuckDB take as they are.

Text is ``string``, integers ``int64``, dates ``date32`` (any year from 1 to 9999), numbers ``double``: the type that
pandas, R and DuckDB compute with, and that a data frame of this package has, too.  A decimal type would arrive in
pandas as Python objects and in R as a double all the same, and one scale for values from 1e-12 to 30 digits does not
fit into its 38.  What a double does not give back digit by digit (beyond 15 significant digits) is counted as
rounded; ``figure`` has it as written.  An empty text cell is ``""``, any other empty cell null.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa

from policyfacts.export.cells import as_date, as_float, encodable
from policyfacts.export.losses import Losses
from policyfacts.export.options import WriteOptions
from policyfacts.facts import Fact

TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
}
_CONVERT: dict[str, Callable[[Any, Losses], Any]] = {"number": as_float, "date": as_date}


def record_batch(facts: Sequence[Fact], options: WriteOptions, schema: pa.Schema) -> pa.RecordBatch:
    """The rows with the columns of a schema, which are those of the options in their order."""
    row = options.row
    by_column = zip(*map(row, facts), strict=True) if facts else [()] * len(options.selected)
    arrays = [
        _array(cells, column.type, options.losses) for cells, column in zip(by_column, options.selected, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(cells: Sequence[Any], type: str, losses: Losses) -> pa.Array[Any]:
    convert = _CONVERT.get(type)
    if convert is not None:
        cells = [convert(cell, losses) for cell in cells]
    try:
        return pa.array(cells, TYPES[type])
    except UnicodeEncodeError:
        return pa.array([encodable(cell, losses) for cell in cells], TYPES[type])
