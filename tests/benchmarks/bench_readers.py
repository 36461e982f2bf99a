"""Reading files of each format beside the bare library that does the parsing, in one run.

    python tests/benchmarks/bench_readers.py

Prints, for each format, the seconds of both and their ratio; the files are made of the samples, written many times.
A web page stands there twice: beside its parsed text, for which the library looks at no element, and, as `walked`,
beside a look at the name or text of each node, without which no reader can tell paragraphs and tables.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from timing import best  # noqa: E402

import policyfacts  # noqa: E402
from policyfacts.readers import read_bytes  # noqa: E402
from rendering import as_docx, as_html, as_pdf, as_xlsx, parts  # noqa: E402


def bare_html(data: bytes) -> object:
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(data.decode()).body
    return body.text() if body is not None else ""


def bare_html_walked(data: bytes) -> object:
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(data.decode()).body
    nodes = body.traverse(include_text=True) if body is not None else ()
    return [node.text_content if node.tag == "-text" else node.tag for node in nodes]


def bare_docx(data: bytes) -> object:
    import mammoth  # type: ignore[import-untyped]

    return mammoth.convert_to_html(io.BytesIO(data))


def bare_xlsx(data: bytes) -> object:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def bare_pdf(data: bytes) -> object:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in document]


def main() -> None:
    """Print the table."""
    document = [
        part for name in ("bulletin.txt", "table.txt") for part in parts(policyfacts.read(ROOT / "samples" / name))
    ]
    prose = [part for part in document if part.kind != "table"]
    files = {
        ".html": (as_html(document * 40), bare_html),
        ".html (walked)": (as_html(document * 40), bare_html_walked),
        ".docx": (as_docx(document * 10), bare_docx),
        ".xlsx": (as_xlsx(document * 40), bare_xlsx),
        ".pdf": (as_pdf(prose * 30), bare_pdf),
        ".pdf (tables)": (as_pdf(document * 10), bare_pdf),
    }
    lines = [f"{'format':14} {'bytes':>9} {'seconds':>8} {'bare':>8} {'ratio':>6}"]
    for name, (data, bare) in files.items():
        ours = best(lambda data=data, name=name: read_bytes(data, name="a", suffix=name.split()[0]))  # type: ignore[misc]
        floor = best(lambda data=data, bare=bare: bare(data))  # type: ignore[misc]
        lines.append(f"{name:14} {len(data):9} {ours:8.3f} {floor:8.3f} {ours / floor:6.1f}")
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    main()
