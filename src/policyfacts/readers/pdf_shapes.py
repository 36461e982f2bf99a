"""The lines and pictures that are drawn on a page of a PDF: rulings of tables, scanned images."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from policyfacts.readers.pdf_pieces import Frame

_THIN = 3.0  # points: a filled shape thinner than this is a line
_MOST_SHAPES = 20_000  # more are a map or a drawing
_MOST_SEGMENTS = 2_000
_DEEPEST = 4
_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]


@dataclass(slots=True)
class Shapes:
    """What is drawn: lines as (place across, from, to), and how much of the page pictures cover."""

    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)
    pictures: float = 0.0
    paths: int = 0


def page_shapes(page: Any, frame: Frame) -> Shapes:
    """The lines across and down a page of pypdfium2, and the share of the page that its largest picture takes."""
    import pypdfium2.raw as raw

    shapes = Shapes()
    whole = max(frame.width * frame.height, 1.0)
    for kind, handle, matrix in _objects(raw, page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, None, 0):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            left, low, right, high = _bounds(raw, handle, matrix)
            shapes.pictures = max(shapes.pictures, (right - left) * (high - low) / whole)
            continue
        shapes.paths += 1
        if shapes.paths <= _MOST_SHAPES and _is_drawn(raw, handle):
            for (x0, y0), (x1, y1) in _path_lines(raw, handle, matrix):
                _add(shapes, *frame.upright(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    if shapes.paths > _MOST_SHAPES:
        shapes.across, shapes.down = [], []
    return shapes


def _add(shapes: Shapes, left: float, top: float, right: float, bottom: float) -> None:
    if bottom - top < _THIN < right - left:
        shapes.across.append(((top + bottom) / 2, left, right))
    elif right - left < _THIN < bottom - top:
        shapes.down.append(((left + right) / 2, top, bottom))


def _objects(
    raw: Any, holder: Any, count: Any, get: Any, matrix: _Matrix | None, depth: int
) -> Iterator[tuple[int, Any, _Matrix | None]]:
    """The paths and images of a page, those inside of forms too, each with the matrix of its form."""
    kind_of, wanted = raw.FPDFPageObj_GetType, (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
    for number in range(count(holder)):
        handle = get(holder, number)
        kind = kind_of(handle)
        if kind in wanted:
            yield kind, handle, matrix
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _product(_matrix(raw, handle), matrix)
            yield from _objects(raw, handle, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)


def _path_lines(raw: Any, handle: Any, matrix: _Matrix | None) -> Iterator[tuple[_Point, _Point]]:
    """The straight lines of a path; a thin shape is one line."""
    left, low, right, high = _bounds(raw, handle, matrix)
    if right - left < _THIN or high - low < _THIN:
        yield (left, low), (right, high)
        return
    own = _product(_matrix(raw, handle), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    begin: _Point = (0.0, 0.0)
    last = begin
    for number in range(min(raw.FPDFPath_CountSegments(handle), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(handle, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved((x.value, y.value), own)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield point, begin
            last = begin


def _is_drawn(raw: Any, handle: Any) -> bool:
    """Whether a path is filled or stroked, not there only to cut others."""
    fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    return bool(raw.FPDFPath_GetDrawMode(handle, fill, stroke)) and bool(fill.value or stroke.value)


def _bounds(raw: Any, handle: Any, matrix: _Matrix | None) -> tuple[float, float, float, float]:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(handle, left, low, right, high)
    if matrix is None:
        return left.value, low.value, right.value, high.value
    (x0, y0), (x1, y1) = _moved((left.value, low.value), matrix), _moved((right.value, high.value), matrix)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _matrix(raw: Any, handle: Any) -> _Matrix:
    matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    raw.FPDFPageObj_GetMatrix(handle, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(first: _Matrix, then: _Matrix | None) -> _Matrix:
    """The matrix that does what the first does and then what the other does."""
    if then is None:
        return first
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(point: _Point, matrix: _Matrix) -> _Point:
    (x, y), (a, b, c, d, e, f) = point, matrix
    return a * x + c * y + e, b * x + d * y + f
