import subprocess
import sys

import pandas as pd
import pytest

import policyfacts
from policyfacts.dataframes import register_accessor
from policyfacts.document import UsageError

register_accessor()
TEXTS = pd.DataFrame(
    {
        "text": ["去年，全市粮食产量86.4万吨，增长1.5%；茶叶产量3万吨。", None, "天气晴。", "全市粮食产量90万吨。"],
        "day": ["2024-02-01", "", "", None],
        "place": ["柳州市", "", "", "桂林市"],
    },
    index=pd.Index(["a", "b", "c", "d"], name="id"),
)


def test_facts_of_a_column_stand_under_the_index_of_their_texts() -> None:
    frame = TEXTS.policyfacts.extract("text", published="day", region="place", name="place")
    assert frame.index.tolist() == ["a", "a", "d"] and frame.index.name == "id"
    assert frame["region"].tolist() == ["柳州市", "柳州市", "桂林市"]
    assert frame["year"].tolist() == [2023, 2023, pd.NA]
    assert frame["doc"].tolist() == ["柳州市", "柳州市", "桂林市"]
    assert TEXTS.join(frame[["indicator", "value"]]).loc["a", "value"].tolist() == [864000.0, 30000.0]


def test_one_value_for_all_rows_and_an_index_with_duplicates() -> None:
    texts = TEXTS.set_axis([7, 7, 8, 7])
    frame = texts.policyfacts.extract("text", published="2024-02-01", region="柳州市", columns="region,year")
    assert frame.index.tolist() == [7, 7, 7]
    assert list(frame) == ["region", "year"] and frame["region"].unique().tolist() == ["柳州市"]


def test_an_unknown_column_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="texts.*text, day, place"):
        TEXTS.policyfacts.extract("texts")


def test_a_frame_of_facts_has_a_panel_and_an_audit() -> None:
    facts = policyfacts.extract("2023年柳州市粮食产量86.4万吨，茶叶产量3万吨。", name="甲")
    frame = facts.to_frame()
    assert frame.policyfacts.facts() == facts
    assert frame.policyfacts.panel(units="万吨").to_frame()["粮食产量（万吨）"].tolist() == [86.4]
    assert len(frame.policyfacts.audit()) == 0
    with pytest.raises(UsageError, match="indicator, value"):
        TEXTS.policyfacts.facts()


@pytest.mark.parametrize(
    "script",
    [
        "import pandas, policyfacts; pandas.DataFrame().policyfacts",
        "import policyfacts, pandas; policyfacts.Facts().to_frame().policyfacts",
        "import sys, policyfacts; policyfacts.extract('粮食产量3万吨'); assert 'pandas' not in sys.modules",
    ],
)
def test_when_the_accessor_is_there(script: str) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True)
