"""Text of pictures of pages, read by rapidocr where it is installed (the extra ``ocr``)."""

from __future__ import annotations

import functools
import importlib.util
import re
from typing import Any

from policyfacts.readers.pdf_pieces import Piece

INSTALL = "pip install 'policyfacts[ocr]'"
_SCALE = 2.0
_MOST_PIXELS = 20_000_000
_LEAST_SCORE = 0.5
_COMMA_IN_FIGURE = re.compile(r"(?<=[0-9０-９])，(?=[0-9０-９]{3}(?![0-9０-９]))")
_POINT_IN_FIGURE = re.compile(r"(?<=[0-9０-９])[．。](?=[0-9０-９])")


def can_scan() -> bool:
    """Whether what reads pictures is installed."""
    return importlib.util.find_spec("rapidocr") is not None and importlib.util.find_spec("onnxruntime") is not None


def scanned_page(page: Any) -> list[Piece]:
    """The pieces of text in the picture of a page of pypdfium2."""
    width, height = page.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale)
    try:
        return scanned(bitmap.to_numpy(), scale)
    finally:
        bitmap.close()


def scanned(picture: Any, scale: float = 1.0) -> list[Piece]:
    """The pieces of text in a picture (rows of points of three colours), measured in points over the scale."""
    result = _engine()(picture)
    if result.boxes is None or result.txts is None:
        return []
    pieces: list[Piece] = []
    for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        if text.strip() and score >= _LEAST_SCORE:
            xs, ys = [float(x) / scale for x, _ in corners], [float(y) / scale for _, y in corners]
            pieces.append(Piece(_folded(text.strip()), min(xs), min(ys), max(xs), max(ys)))
    return pieces


def _folded(text: str) -> str:
    """The commas and points in figures as they are written, where they were taken for those of a sentence."""
    return _POINT_IN_FIGURE.sub(".", _COMMA_IN_FIGURE.sub(",", text))


@functools.lru_cache(maxsize=1)
def _engine() -> Any:
    """The reader of pictures, which loads its models once; it says nothing but errors."""
    import logging

    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "error"})
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return engine
