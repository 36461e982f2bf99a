import csv
import io
from decimal import Decimal

from policyfacts.export import WriteOptions, write_stream
from policyfacts.facts import COLUMN_NAMES, Fact

FACT = Fact(
    doc="甲,乙.txt",
    indicator="=1+1",
    figure="35609.3",
    value=Decimal("3560930000000.0"),
    growth_rate=Decimal("-3.2"),
    year=2020,
    sentence='一"二"\n三',
)


def written(*facts: Fact, options: WriteOptions | None = None) -> bytes:
    stream = io.BytesIO()
    write_stream(facts, stream, "csv", options or WriteOptions())
    return stream.getvalue()


def test_rows_come_back_from_a_csv_reader() -> None:
    data = written(FACT)
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    assert tuple(row) == COLUMN_NAMES
    assert (row["value"], row["growth_rate"], row["year"]) == ("3560930000000", "-3.2", "2020")
    assert (row["value_max"], row["page"], row["unit"]) == ("", "", "")
    assert (row["doc"], row["indicator"], row["sentence"]) == ("甲,乙.txt", "=1+1", '一"二"\n三')


def test_columns_labels_and_the_mark_for_excel() -> None:
    options = WriteOptions(("value", "doc"), "zh", excel=True)
    assert written(FACT, options=options) == '\ufeff数值,文件\n3560930000000,"甲,乙.txt"\n'.encode()


def test_no_facts_leave_the_headings() -> None:
    assert written(options=WriteOptions(("doc", "year"))) == b"doc,year\n"


def test_half_a_surrogate_pair_does_not_stop_the_writer() -> None:
    assert written(Fact(doc="a\ud800"), options=WriteOptions(("doc",))) == b"doc\na?\n"


def test_every_kind_of_line_end_in_a_cell_is_quoted() -> None:
    fact = Fact(doc="a\rb", region="c\r\nd", indicator="e\nf")
    data = written(fact, options=WriteOptions(("doc", "region", "indicator")))
    assert data == b'doc,region,indicator\n"a\rb","c\r\nd","e\nf"\n'
    assert list(csv.reader(io.StringIO(data.decode(), newline="")))[1] == ["a\rb", "c\r\nd", "e\nf"]
