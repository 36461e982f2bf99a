"""A picture of a page, read for real where the extra `ocr` is installed (in figures, for no Chinese font may be)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import policyfacts

pytest.importorskip("rapidocr", reason="needs the extra ocr")
pytest.importorskip("onnxruntime", reason="needs the extra ocr")

LINES = ["GDP 356.8", "CPI 102.5", "PMI 49.3"]


def picture() -> bytes:
    """A page with a few lines, as a scanner would give it."""
    import pypdfium2
    from reportlab.pdfgen.canvas import Canvas

    page = io.BytesIO()
    canvas = Canvas(page, pagesize=(400, 300))
    canvas.setFont("Helvetica", 24)
    for number, line in enumerate(LINES):
        canvas.drawString(40, 220 - 50 * number, line)
    canvas.save()
    stream = io.BytesIO()
    pypdfium2.PdfDocument(page.getvalue())[0].render(scale=2.5).to_pil().save(stream, "PNG")
    return stream.getvalue()


def test_a_picture_is_read(tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(picture())
    document = policyfacts.read(path)
    words = "".join(document.text.split())
    assert [line for line in LINES if line.replace(" ", "") not in words] == []
    assert document.pages == (0,)
