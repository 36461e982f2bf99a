import warnings
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from pandas.io.stata import StataReader

from policyfacts.export import WriteOptions, write_file
from policyfacts.facts import CODES, COLUMNS, Fact

FACT = Fact(doc="甲.txt", kind="share", year=2024, value=Decimal("0.1"), period_start="1500-01-01", end=12)


def written(path: Path, *facts: Fact, options: WriteOptions | None = None) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # pandas warns of names it changed, types it widened
        write_file(facts, path, "dta", options or WriteOptions())
    return path


def test_variables_have_labels_in_chinese_unless_english_is_asked_for(tmp_path: Path) -> None:
    with StataReader(written(tmp_path / "a.dta", FACT)) as reader:
        labels = reader.variable_labels()
        assert list(labels.values()) == [column.label_zh for column in COLUMNS]
        assert labels["end_"] == "终点"
    with StataReader(written(tmp_path / "b.dta", FACT, options=WriteOptions(("doc", "end"), "en"))) as reader:
        assert reader.variable_labels() == {"doc": "Document", "end_": "End"}


def test_words_are_numbers_with_value_labels(tmp_path: Path) -> None:
    facts = [FACT, Fact(kind="growth", comparator="approx"), Fact(kind="new")]
    with StataReader(written(tmp_path / "a.dta", *facts)) as reader:
        numbers = reader.read(convert_categoricals=False, convert_dates=False)
        assert set(reader.value_labels()) == set(CODES)
        assert list(reader.value_labels()["kind"].items())[:2] == [(1, "level"), (2, "share")]
    assert numbers.kind.tolist() == [2, 6, 7]
    assert pd.isna(numbers.comparator[0]) and numbers.comparator[1] == 6
    frame = pd.read_stata(tmp_path / "a.dta")
    assert frame.kind.tolist() == ["share", "growth", "new"]


def test_values_dates_and_missing_cells(tmp_path: Path) -> None:
    frame = pd.read_stata(written(tmp_path / "a.dta", FACT, Fact()))
    assert (frame.value[0], frame.year[0], frame.end_[0]) == (0.1, 2024, 12)
    assert str(frame.period_start[0])[:10] == "1500-01-01"
    assert all(pd.isna(frame[name][1]) for name in ("value", "year", "end_", "period_start"))
    assert frame.doc.tolist() == ["甲.txt", ""]


@pytest.mark.parametrize("text", ["长" * 681, "长" * 682, "x" * 2045, "x" * 2046, "长" * 40_000])
def test_text_of_any_length_is_whole(tmp_path: Path, text: str) -> None:
    frame = pd.read_stata(written(tmp_path / "a.dta", Fact(region=text, sentence=text), FACT))
    assert frame.region.tolist() == [text, ""]
    assert frame.sentence.tolist() == [text, ""]


def test_what_stata_cannot_hold_is_counted(tmp_path: Path) -> None:
    options = WriteOptions()
    fact = Fact(region="a\0b\ud800", sentence="\0", value=Decimal("123456789012345678.5"))
    frame = pd.read_stata(written(tmp_path / "a.dta", fact, options=options))
    assert (frame.region[0], frame.sentence[0]) == ("a?b?", "?")
    assert options.losses.counts == {"characters": 3, "rounded": 1}


def test_no_facts_make_a_data_set(tmp_path: Path) -> None:
    assert pd.read_stata(written(tmp_path / "a.dta")).shape == (0, 35)
