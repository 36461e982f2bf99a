import io
import json
from decimal import Decimal

from policyfacts.export import WriteOptions, write_stream
from policyfacts.facts import COLUMN_NAMES, Fact


def written(*facts: Fact, options: WriteOptions | None = None) -> str:
    stream = io.BytesIO()
    write_stream(facts, stream, "jsonl", options or WriteOptions())
    return stream.getvalue().decode("utf-8")


def test_numbers_are_exact_and_empty_cells_null_or_empty_text() -> None:
    line = written(Fact(doc="甲.txt", value=Decimal("35609.3") * 10**8, growth_rate=Decimal("0.190"), year=2020))
    assert '"value": 3560930000000,' in line
    assert '"growth_rate": 0.19,' in line
    assert '"doc": "甲.txt"' in line
    row = json.loads(line)
    assert tuple(row) == COLUMN_NAMES
    assert (row["year"], row["page"], row["unit"], row["change"]) == (2020, None, "", None)


def test_long_numbers_keep_all_digits() -> None:
    line = written(Fact(value=Decimal("123456789012345678901.123456789")), options=WriteOptions(("value",)))
    assert line == '{"value": 123456789012345678901.123456789}\n'


def test_each_fact_is_one_line_whatever_its_text_holds() -> None:
    text = 'a"b\\c\n\u2028\x85\t'
    lines = written(Fact(text=text), Fact(text=text), options=WriteOptions(("text",)))
    assert [json.loads(line) for line in lines.splitlines()] == [{"text": text}] * 2


def test_labels_rename_the_keys() -> None:
    assert written(Fact(doc="a"), options=WriteOptions(("doc", "year"), "zh")) == '{"文件": "a", "年份": null}\n'


def test_what_is_no_number_is_null() -> None:
    assert written(Fact(value=Decimal("NaN")), options=WriteOptions(("value",))) == '{"value": null}\n'
