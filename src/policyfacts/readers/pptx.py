"""PowerPoint presentations (.pptx): each slide is a page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from policyfacts.document import Document, Problem
from policyfacts.readers.builder import DocumentBuilder, Span
from policyfacts.readers.errors import ReadError
from policyfacts.readers.safe_zip import SafeZip, damaged

if TYPE_CHECKING:
    from pptx.table import Table

_UNREAD = ("ppt/media/", "ppt/embeddings/", "ppt/fonts/", "docProps/thumbnail")


def read(data: bytes, *, name: str, encoding: str | None = None) -> list[Document]:
    """The document in a presentation: titles as headings, texts as paragraphs, tables; no notes of the speaker."""
    from pptx import Presentation

    packed = SafeZip(data).repacked(lambda _, content: content, drop=_UNREAD)
    builder = DocumentBuilder()
    try:
        slides = list(Presentation(io.BytesIO(packed)).slides)
    except Exception as error:  # python-pptx raises many kinds on what is broken
        raise damaged(error) from error
    for number, slide in enumerate(slides, 1):
        builder.page()
        try:
            if slide.element.get("show") != "0":
                _add_slide(builder, slide)
        except Exception as error:  # as above, of one slide; the others are still read
            message = f"slide {number} is damaged ({error}); save it again in the program that made it"
            builder.problems.append(Problem(name, "damaged", message, "partial", page=number))
    if slides and len(builder.problems) == len(slides):
        raise ReadError("none of its slides can be read; save it again in the program that made it", kind="damaged")
    return [builder.document(name)]


def _add_slide(builder: DocumentBuilder, slide: Any) -> None:
    """The title first, then the shapes from top to bottom, as they are read."""
    title = slide.shapes.title
    if title is not None:
        builder.block("heading", " ".join(title.text_frame.text.split()))
    for shape in _shapes(sorted(slide.shapes, key=lambda shape: (shape.top or 0, shape.left or 0))):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                builder.block("paragraph", paragraph.text)
        elif getattr(shape, "has_table", False):
            builder.table(_rows(shape.table))


def _shapes(shapes: Iterable[Any]) -> Iterator[Any]:
    """The shapes, and those in groups of them."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _rows(table: Table) -> Iterator[list[Span]]:
    for row in table.rows:
        yield [
            Span(cell.text, cell.span_width, cell.span_height) if cell.is_merge_origin else Span(cell.text)
            for cell in row.cells
            if not cell.is_spanned
        ]
