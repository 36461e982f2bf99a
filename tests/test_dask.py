import sys
from typing import Any

import pandas as pd
import pytest

import policyfacts
from policyfacts.document import UsageError

bags: Any = pytest.importorskip("dask.bag", reason="needs dask")
frames: Any = pytest.importorskip("dask.dataframe", reason="needs dask[dataframe]")

TEXTS = [
    "2024年宁波对东盟进出口额达1876.9亿元，同比增长20.7%",
    "没有数",
    "2023年柳州市地区生产总值2846.35亿元，进出口1亿元。",
    None,
]
FRAME = pd.DataFrame({"text": TEXTS, "file": ["x", "y", "z", "w"]}, index=pd.Index([10, 20, 30, 40], name="id"))


def computed(frame: Any) -> pd.DataFrame:
    found: pd.DataFrame = frame.compute(scheduler="synchronous")
    return found


@pytest.mark.parametrize("partitions", [1, 3])
def test_a_frame_gives_what_pandas_gives(partitions: int) -> None:
    lazy = policyfacts.dask.extract(frames.from_pandas(FRAME, npartitions=partitions), "text", name="file")
    whole = FRAME.policyfacts.extract("text", name="file")
    pd.testing.assert_frame_equal(computed(lazy), whole)
    assert list(lazy.dtypes) == list(whole.dtypes)
    assert list(whole.index) == [10, 30, 30] and lazy.index.name == "id"


def test_a_bag_of_texts_or_of_names_and_texts() -> None:
    texts = policyfacts.dask.extract(bags.from_sequence(TEXTS, npartitions=2), name="n", columns="doc,value")
    assert computed(texts).to_dict("list") == {"doc": ["n"] * 3, "value": [187690000000.0, 284635000000.0, 100000000.0]}
    pairs = policyfacts.dask.extract(bags.from_sequence(list(zip("abcd", TEXTS, strict=True)), npartitions=2))
    assert list(computed(pairs)["doc"]) == ["a", "c", "c"]
    assert list(pairs.dtypes) == list(computed(pairs).dtypes)


def test_nothing_is_read_before_it_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyfacts.accessor.extract", lambda *_, **__: pytest.fail("a text was read"))
    policyfacts.dask.extract(bags.from_sequence(TEXTS))
    policyfacts.dask.extract(frames.from_pandas(FRAME, npartitions=2), "text")


def test_wrong_use() -> None:
    frame = frames.from_pandas(FRAME, npartitions=1)
    with pytest.raises(UsageError, match="needs the column"):
        policyfacts.dask.extract(frame)
    with pytest.raises(UsageError, match="no column 'nix'"):
        policyfacts.dask.extract(frame, "nix")
    with pytest.raises(UsageError, match="neither a Dask bag"):
        policyfacts.dask.extract(FRAME, "text")


def test_without_the_library_the_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask.bag", None)
    with pytest.raises(UsageError, match=r"policyfacts\[dask\]"):
        policyfacts.dask.extract(None)
