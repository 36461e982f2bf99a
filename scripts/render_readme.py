"""Fill the tables of README.md and README.zh-CN.md that are made from the program.

Run ``python scripts/render_readme.py`` after a change of the columns, the rules or the samples.
What stands between ``<!-- columns -->`` and ``<!-- /columns -->`` is made from ``facts.COLUMNS``, the
``example`` from the example sentence, the ``result`` from the first rows of one sample.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from policyfacts import api
from policyfacts.export import Labels, WriteOptions
from policyfacts.export.csv_file import cell_text
from policyfacts.export.dictionary import HEADINGS, dictionary
from policyfacts.facts import CORE_COLUMNS, Fact

ROOT = Path(__file__).resolve().parents[1]
FILES: dict[str, Labels] = {"README.md": "en", "README.zh-CN.md": "zh"}
SENTENCE = "2024年宁波对东盟进出口额达1876.9亿元，同比增长20.7%"
SAMPLE = "bulletin.txt"
ROWS = 12


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def columns_table(labels: Labels) -> str:
    """The meaning of all columns."""
    rows = [(f"`{name}`", *rest) for name, *rest in dictionary(labels)]
    return table(HEADINGS[labels], rows)


def facts_table(facts: Iterable[Fact], labels: Labels, *, without: str = "") -> str:
    """Facts with the columns of ``core``, headed as ``--labels`` heads them."""
    names = [name for name in CORE_COLUMNS if name != without]
    rows = [[cell_text(getattr(fact, name)) for name in names] for fact in facts]
    return table(WriteOptions(tuple(names), labels).headings, rows) if rows else ""


def render(text: str, contents: dict[str, str]) -> str:
    """The text with each table between its markers; an empty table leaves what is there."""
    for name, content in contents.items():
        if content:
            pattern = rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)"
            text, count = re.subn(pattern, lambda m, new=content: f"{m[1]}{new}{m[2]}", text, flags=re.DOTALL)  # type: ignore[misc]
            if count != 1:
                raise SystemExit(f"the markers of {name!r} stand {count} times, not once")
    return text


def tables(labels: Labels) -> dict[str, str]:
    """The tables of a README by the names of their markers."""
    return {
        "columns": columns_table(labels),
        "example": facts_table(api.extract(SENTENCE), labels, without="doc"),
        "result": facts_table(api.extract_folder(ROOT / "samples", include=[SAMPLE])[:ROWS], labels),
    }


def main() -> None:
    """Write both files."""
    for name, labels in FILES.items():
        path = ROOT / name
        path.write_text(render(path.read_text(encoding="utf-8"), tables(labels)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
