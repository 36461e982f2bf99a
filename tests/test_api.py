import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

import policyfacts
import policyfacts.api as api
from policyfacts.coverage import Coverage
from policyfacts.document import Document, DocumentError, UsageError
from policyfacts.facts import COLUMN_NAMES, Fact


def fake(document: Document, coverage: Coverage | None = None) -> list[Fact]:
    """A fact for each digit, with its offsets."""
    text = document.text
    return [Fact(figure=sign, start=at, end=at + 1) for at, sign in enumerate(text) if sign.isdigit()]


@pytest.fixture(autouse=True)
def _extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "extract_document", fake)
    monkeypatch.setattr("policyfacts.batch.extract_document", fake)


def test_importing_the_package_is_cheap() -> None:
    code = (
        "import sys, policyfacts\n"
        "policyfacts.Fact, policyfacts.COLUMNS, policyfacts.UsageError\n"
        "heavy = {'pandas', 'numpy', 'openpyxl', 'pydantic', 'typer', 'rich', 'policyfacts.extract'}\n"
        "print(', '.join(sorted(heavy & set(sys.modules))), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "\n")


def test_importing_the_package_alone_imports_none_of_its_modules() -> None:
    code = (
        "import sys, policyfacts\n"
        "sys.exit(str([name for name in sys.modules if name.startswith('policyfacts.')]"
        " + [name for name in ('typing', 'dataclasses', 're', 'decimal') if name in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}\n{code}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.strip() == "[]"


def test_extraction_needs_neither_pandas_nor_openpyxl() -> None:
    code = (
        "import sys, policyfacts\n"
        "policyfacts.extract('出口5亿元')\n"
        "sys.exit('pandas' in sys.modules or 'openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_extract_stays_the_function_when_the_module_of_that_name_is_imported() -> None:
    code = (
        "import policyfacts, policyfacts.extract\n"
        "from policyfacts.extract import extract_document\n"
        "policyfacts.extract('5')"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_everything_public_is_there() -> None:
    for name in policyfacts.__all__:
        assert getattr(policyfacts, name) is not None
    assert set(policyfacts.__all__) <= set(dir(policyfacts))
    with pytest.raises(AttributeError):
        _ = policyfacts.nothing


def test_extract_gives_facts_as_a_sequence() -> None:
    facts = policyfacts.extract("1 2", name="甲")
    assert [fact.figure for fact in facts] == ["1", "2"]
    assert (len(facts), facts[0].doc, facts[-1].figure) == (2, "甲", "2")
    assert isinstance(facts[:1], policyfacts.Facts)
    assert facts == policyfacts.extract("1 2", name="甲")
    assert facts[1:] != facts
    assert "2 rows" in repr(facts)


@pytest.mark.parametrize("text", ["1\n2", "\ufeff1\r\n2\r\n\r\n34\r5", "\r\n1", "一\r\r\n2"])
def test_offsets_count_in_the_text_as_given(text: str) -> None:
    facts = policyfacts.extract(text)
    assert facts
    assert all(text[fact.start : fact.end] == fact.figure for fact in facts)


def test_a_frame_has_fixed_types_whatever_it_holds() -> None:
    full, empty = policyfacts.extract("1 2").to_frame(), policyfacts.Facts().to_frame()
    assert tuple(full.columns) == tuple(empty.columns) == COLUMN_NAMES
    assert list(full.dtypes) == list(empty.dtypes)
    assert {str(kind) for kind in full.dtypes} == {"string", "Int64", "Float64"}
    assert (str(full["year"].dtype), str(full["value"].dtype), str(full["period_end"].dtype)) == (
        "Int64",
        "Float64",
        "string",
    )
    assert full["year"].isna().all()
    assert len(full) == 2


def test_a_frame_holds_the_values() -> None:
    facts = policyfacts.Facts([Fact(doc="甲", year=2020, value=Decimal("0.19")), Fact()])
    frame = facts.to_frame("doc,year,value")
    assert frame.loc[0].tolist() == ["甲", 2020, 0.19]
    assert frame.loc[1, "doc"] == ""
    assert frame.loc[1, "value"] is pd.NA


def test_a_notebook_shows_a_table_that_is_escaped() -> None:
    html = policyfacts.Facts([Fact(doc="<b>", indicator="a&b")] * 30)._repr_html_()
    assert "&lt;b&gt;" in html
    assert "a&amp;b" in html
    assert html.count("<tr>") == 21
    assert "30 rows" in html


def test_write_takes_the_format_from_the_suffix(tmp_path: Path) -> None:
    facts = policyfacts.extract("12")
    facts.write(tmp_path / "a.csv", columns="figure")
    assert (tmp_path / "a.csv").read_bytes() == b"figure\n1\n2\n"
    facts.write(tmp_path / "a.dat", "jsonl", columns=["figure"], labels="zh")
    assert (tmp_path / "a.dat").read_text(encoding="utf-8") == '{"数字": "1"}\n{"数字": "2"}\n'
    facts.write(tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").stat().st_size > 1000
    with pytest.raises(UsageError, match="suffix"):
        facts.write(tmp_path / "a.dat")


def test_read_gives_the_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("出口\r\n".encode("gbk"))
    document = policyfacts.read(tmp_path / "a.txt", published="2024-05", region="宁波市")
    assert (document.text, document.published, document.region) == ("出口\n", date(2024, 5, 31), "宁波市")
    with pytest.raises(DocumentError, match="gone"):
        policyfacts.read(tmp_path / "gone.txt")


def test_a_folder_gives_facts_and_problems(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01")
    (tmp_path / "c.mp3").write_bytes(b"x")
    facts = policyfacts.extract_folder(tmp_path)
    assert [fact.doc for fact in facts] == ["a.txt", "a.txt"]
    assert [(problem.doc, problem.severity) for problem in facts.problems] == [
        ("b.txt", "failed"),
        ("c.mp3", "skipped"),
    ]
    assert [(row.doc, row.rows) for row in facts.documents] == [("a.txt", 2), ("b.txt", 0)]
    assert len(policyfacts.extract_folder([tmp_path / "a.txt", str(tmp_path)], exclude=["b.*"])) == 2


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024-05-13", date(2024, 5, 13)), ("2024-2", date(2024, 2, 29)), ("2024", date(2024, 12, 31)), (None, None)],
)
def test_dates_of_publication(text: str | None, day: date | None) -> None:
    assert api.parse_published(text) == day


@pytest.mark.parametrize("text", ["yesterday", "2024-13", "2024-02-30", "13.5.2024", ""])
def test_wrong_dates_of_publication(text: str) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        api.parse_published(text)
