"""Pictures of pages: scans and photographs, read by the same OCR as the scanned pages of a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from policyfacts.document import Document, Problem
from policyfacts.limits import limits
from policyfacts.readers import pdf_scan
from policyfacts.readers.builder import DocumentBuilder
from policyfacts.readers.errors import ReadError
from policyfacts.readers.pdf_flow import items_of, write
from policyfacts.readers.pdf_pages import Page, reading_order


def read(data: bytes, *, name: str, encoding: str | None = None) -> list[Document]:
    """The document in the bytes of a picture; a picture of several pages, as TIFF has them, has as many."""
    if not pdf_scan.can_scan():
        raise ReadError(f"it is a picture; to have its text read: {pdf_scan.INSTALL}", kind="scanned")
    builder = DocumentBuilder()
    pages: list[Page] = []
    try:
        for picture in _pictures(data):
            height, width = picture.shape[:2]
            pages.append(Page(len(pages), float(width), float(height), pdf_scan.scanned(picture)))
    except ReadError:
        raise
    except Exception as error:  # whatever a hostile picture makes the libraries say
        if not pages:
            message = "the picture is damaged or cut off, or of an unknown kind; copy it again, or save it as PNG"
            raise ReadError(message, kind="damaged") from error
        message = "the picture is damaged or cut off; the pages before were read"
        builder.problems.append(Problem(name, "damaged", message, "partial", page=len(pages) + 1))
    return [write(items_of(reading_order(pages)), builder, name, len(pages))]


def _pictures(data: bytes) -> Iterator[Any]:
    """The pages of a picture as rows of points of three colours."""
    import numpy
    from PIL import Image, ImageOps, ImageSequence

    with Image.open(io.BytesIO(data)) as picture:
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if frame.width * frame.height > limits().pixels:
                raise ReadError("the picture is too large to be read; save it smaller", kind="size")
            if number < limits().frames:
                upright = ImageOps.exif_transpose(frame).convert("RGBA")
                page = Image.new("RGB", upright.size, "white")  # what is transparent is paper
                page.paste(upright, mask=upright.getchannel("A"))
                yield numpy.asarray(page)[:, :, ::-1]
