import csv
import io
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from policyfacts.command import Request, run_extract
from policyfacts.export import WriteOptions, write_stream
from policyfacts.facts import COLUMN_NAMES, Fact

FACT = Fact(doc="甲\t乙.txt", indicator='一"二"\n三', value=Decimal("3560930000000.0"), year=2020)


def written(*facts: Fact, options: WriteOptions | None = None) -> bytes:
    stream = io.BytesIO()
    write_stream(facts, stream, "tsv", options or WriteOptions())
    return stream.getvalue()


def test_rows_come_back_from_the_readers_of_tabs() -> None:
    data = written(FACT)
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), dialect="excel-tab")
    assert tuple(row) == COLUMN_NAMES
    assert (row["doc"], row["indicator"], row["value"]) == (FACT.doc, FACT.indicator, "3560930000000")
    frame = pd.read_csv(io.BytesIO(data), sep="\t", keep_default_na=False)
    assert (frame.doc[0], frame.indicator[0], frame.value[0]) == (FACT.doc, FACT.indicator, 3560930000000)


@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_the_command_writes_it_with_a_mark_for_excel(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "a.txt").write_text("2021年，芜湖市茶叶产量32.5万吨。", encoding="utf-8")
    output = tmp_path / f"a.{suffix}"
    run_extract(Request([str(tmp_path / "a.txt")], output=output, excel=True, columns="doc,value", quiet=True))
    comma = {"csv": b",", "tsv": b"\t"}[suffix]
    assert output.read_bytes() == b"\xef\xbb\xbfdoc" + comma + b"value\na.txt" + comma + b"325000\n"
