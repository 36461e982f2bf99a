"""Extraction for those who have their texts in Dask already: ``policyfacts.dask.extract``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from policyfacts.accessor import PolicyFactsAccessor
from policyfacts.document import UsageError

if TYPE_CHECKING:
    from dask.bag import Bag
    from dask.dataframe import DataFrame

__all__ = ["extract"]


def extract(
    texts: Bag | DataFrame,
    column: str | None = None,
    *,
    published: str | date | None = None,
    region: str = "",
    name: str = "",
    columns: str = "all",
) -> DataFrame:
    """The facts of many texts, one row a fact, as a Dask data frame; nothing is read before that is computed.

    ``texts`` is a Dask data frame, of which ``column`` holds the texts and each fact keeps the index of its row, or a
    bag of texts or of pairs of a name and a text, whose facts are numbered in each partition.  ``published``,
    ``region`` and ``name`` (for the column ``doc``) are each a column of the frame, else the same value for all.  The
    columns and their types are those of :meth:`policyfacts.Facts.to_frame`.

    Raises UsageError for what is neither, an unknown column, or where Dask is not installed.
    """
    bags, frames = _dask()
    known = {"published": published, "region": region, "columns": columns}
    if isinstance(texts, frames.DataFrame):
        if column is None:
            raise UsageError("a data frame needs the column of the texts: extract(frame, 'text')")
        options = {"column": column, "name": name, **known}
        meta = _of_frame(texts._meta, **options)
        found: DataFrame = texts.map_partitions(_of_frame, **options, meta=meta)
    elif isinstance(texts, bags.Bag):
        parts = texts.map_partitions(_of_items, name=name, **known).to_delayed()
        found = frames.from_delayed(parts, meta=_of_items([], name=name, **known), verify_meta=False)
    else:
        raise UsageError(f"a {type(texts).__name__} is neither a Dask bag nor a Dask data frame")
    return found


def _dask() -> tuple[Any, Any]:
    try:
        import dask.bag
        import dask.dataframe
    except ImportError as error:
        raise UsageError(f"this needs Dask ({error}); install it with: pip install 'policyfacts[dask]'") from error
    return dask.bag, dask.dataframe


def _of_frame(frame: pd.DataFrame, **options: Any) -> pd.DataFrame:
    return PolicyFactsAccessor(frame).extract(**options)


def _of_items(items: Iterable[Any], *, name: str, **known: Any) -> pd.DataFrame:
    """The facts of texts, or of pairs of a name and a text."""
    pairs = [item if isinstance(item, tuple | list) else (name, item) for item in items]
    frame = pd.DataFrame({"name": [pair[0] for pair in pairs], "text": [pair[1] for pair in pairs]}, dtype=object)
    return PolicyFactsAccessor(frame).extract("text", name="name", **known).reset_index(drop=True)
