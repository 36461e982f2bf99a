"""One document written in many formats: what the tests of the readers and `samples/formats` are made with.

python tests/rendering.py samples/bulletin.txt samples/formats    # writes bulletin.md, .html, .docx, .pdf, .xlsx
"""

from __future__ import annotations

import html
import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import policyfacts
from policyfacts.document import Document
from policyfacts.layout import lay_out


@dataclass(frozen=True)
class Part:
    """A heading, a paragraph, or a table (whose rows then hold its cells)."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def parts(document: Document) -> list[Part]:
    """The parts of a document, as its layout gives them."""
    layout = lay_out(document)
    tables = dict(layout.tables)
    found = []
    for paragraph in layout.paragraphs:
        if paragraph.start == paragraph.end:
            rows = tables[paragraph.start].rows
            found.append(Part("table", rows=tuple(tuple(cell.text for cell in row) for row in rows)))
        else:
            kind = "heading" if paragraph.heading else "paragraph"
            found.append(Part(kind, layout.text[paragraph.start : paragraph.end]))
    return found


def as_txt(document: Sequence[Part]) -> bytes:
    """Plain text: a line a paragraph, tables with tabs."""
    blocks = [part.text or "\n".join("\t".join(row) for row in part.rows) for part in document]
    return "\n\n".join(blocks).encode() + b"\n"


def wrapped(document: Sequence[Part], columns: int = 14) -> bytes:
    """Plain text with its prose in lines of so many characters, as a newspaper prints it."""
    blocks = [
        "\n".join(part.text[at : at + columns] for at in range(0, len(part.text), columns))
        or "\n".join("\t".join(row) for row in part.rows)
        for part in document
    ]
    return "\n\n".join(blocks).encode() + b"\n"


def spread(document: Sequence[Part]) -> bytes:
    """Plain text with a space behind each character of its prose, as justified text comes out."""
    return as_txt([Part(part.kind, " ".join(part.text), part.rows) for part in document])


def as_md(document: Sequence[Part]) -> bytes:
    """Markdown with headings and tables of pipes."""
    blocks = []
    for part in document:
        if part.kind == "table":
            lines = ["| " + " | ".join(row) + " |" for row in part.rows]
            blocks.append("\n".join([lines[0], "|" + " --- |" * len(part.rows[0]), *lines[1:]]))
        else:
            blocks.append(("## " if part.kind == "heading" else "") + part.text)
    return "\n\n".join(blocks).encode() + b"\n"


def as_html(document: Sequence[Part]) -> bytes:
    """A web page with a menu, scripts, and every digit in a span of its own."""
    body = []
    for part in document:
        if part.kind == "table":
            rows = "".join("<tr>" + "".join(f"<td>{_spans(cell)}</td>" for cell in row) + "</tr>" for row in part.rows)
            body.append(f"<table>{rows}</table>")
        else:
            tag = "h2" if part.kind == "heading" else "p"
            body.append(f"<{tag}>{_spans(part.text)}</{tag}>")
    page = f"<body><nav><a href='/'>首页</a></nav><div>{''.join(body)}</div><script>var n = 2024;</script></body>"
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head>{page}</html>".encode()


def _spans(text: str) -> str:
    return "".join(f"<span>{char}</span>" if char.isdigit() else html.escape(char) for char in text)


def as_docx(document: Sequence[Part]) -> bytes:
    """A Word file."""
    import docx

    file = docx.Document()
    for part in document:
        if part.kind == "table":
            table = file.add_table(len(part.rows), max(len(row) for row in part.rows))
            for line, row in enumerate(part.rows):
                for column, cell in enumerate(row):
                    table.cell(line, column).text = cell
        elif part.kind == "heading":
            file.add_heading(part.text, 2)
        else:
            file.add_paragraph(part.text)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def as_pdf(document: Sequence[Part]) -> bytes:
    """A PDF with ruled tables and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle(
        "body", fontName="STSong-Light", fontSize=11, leading=18, wordWrap="CJK", spaceAfter=6, firstLineIndent=22
    )
    head = ParagraphStyle("head", parent=style, fontSize=14, spaceBefore=10, firstLineIndent=0)
    cell = ParagraphStyle("cell", parent=style, fontSize=9, leading=12, spaceAfter=0, firstLineIndent=0)
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "STSong-Light")]
    story: list[Flowable] = []
    for part in document:
        if part.kind == "table":
            story.append(Table([[Paragraph(html.escape(text), cell) for text in row] for row in part.rows], style=grid))
        else:
            story.append(Paragraph(html.escape(part.text), head if part.kind == "heading" else style))

    def furniture(canvas: object, template: object) -> None:
        canvas.setFont("STSong-Light", 9)  # type: ignore[attr-defined]
        canvas.drawCentredString(300, 30, f"— {template.page} —")  # type: ignore[attr-defined]

    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, invariant=1).build(story, onFirstPage=furniture, onLaterPages=furniture)
    return stream.getvalue()


def as_xlsx(document: Sequence[Part]) -> bytes:
    """A workbook: paragraphs in the first column, tables in their cells, numbers as numbers."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    line = 1
    for part in document:
        for row in part.rows or ((part.text,),):
            for column, text in enumerate(row, 1):
                sheet.cell(line, column, _number(text))
            line += 1
        line += 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _number(text: str) -> str | float:
    """A cell's text as the number that it is, where that is written back the same."""
    try:
        number = float(text)
    except ValueError:
        return text
    return number if format(number, "g") == text or repr(number) == text else text


FORMATS: dict[str, Callable[[Sequence[Part]], bytes]] = {
    ".txt": as_txt,
    ".md": as_md,
    ".html": as_html,
    ".docx": as_docx,
    ".pdf": as_pdf,
    ".xlsx": as_xlsx,
}


def main(source: str, folder: str) -> None:
    """Write a document in every format but plain text into a folder."""
    document = parts(policyfacts.read(source))
    for suffix, render in FORMATS.items():
        if suffix != ".txt":
            (Path(folder) / (Path(source).stem + suffix)).write_bytes(render(document))


if __name__ == "__main__":
    main(*sys.argv[1:])
