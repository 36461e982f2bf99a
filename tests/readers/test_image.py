import io
from typing import Any

import pytest
from PIL import Image

from policyfacts.readers import pdf_scan
from policyfacts.readers.errors import ReadError
from policyfacts.readers.image import read


class Result:
    """What the reader of pictures gives."""

    def __init__(self, *lines: tuple[str, float, float]) -> None:
        self.boxes = [[[40, top], [560, top], [560, top + 20], [40, top + 20]] for _, top, _ in lines] or None
        self.txts = [text for text, _, _ in lines] or None
        self.scores = [score for _, _, score in lines]


def picture(format: str, pages: int = 1) -> bytes:
    buffer = io.BytesIO()
    more: dict[str, Any] = {"save_all": True, "append_images": [Image.new("L", (600, 800), 200)] * (pages - 1)}
    Image.new("L", (600, 800), 200).save(buffer, format, **(more if pages > 1 else {}))
    return buffer.getvalue()


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    seen: list[tuple[int, ...]] = []

    def read_picture(array: Any) -> Result:
        seen.append(array.shape)
        return Result(("第二行增长3。5%。", 340, 0.9), ("出口1，234亿元", 300, 0.9), ("污点", 500, 0.2))

    monkeypatch.setattr(pdf_scan, "can_scan", lambda: True)
    monkeypatch.setattr(pdf_scan, "_engine", lambda: read_picture)
    return seen


@pytest.mark.parametrize("format", ["PNG", "JPEG", "BMP", "GIF", "TIFF"])
def test_pictures_are_read_from_the_top_down(engine: list[tuple[int, ...]], format: str) -> None:
    (found,) = read(picture(format), name="a")
    assert found.text.split("\n")[:2] == ["出口1,234亿元", "第二行增长3.5%。"]
    assert (found.pages, engine) == ((0,), [(800, 600, 3)])


def test_a_picture_of_several_pages(engine: list[tuple[int, ...]]) -> None:
    (found,) = read(picture("TIFF", 3), name="a.tiff")
    assert len(found.pages) == len(engine) == 3


@pytest.mark.parametrize("size", [6, 60])
def test_a_damaged_picture(engine: list[tuple[int, ...]], size: int) -> None:
    with pytest.raises(ReadError, match="damaged or cut off") as caught:
        read(picture("PNG")[:size], name="a.png")
    assert caught.value.kind == "damaged"


def test_a_picture_without_what_reads_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_scan, "can_scan", lambda: False)
    with pytest.raises(ReadError, match=r"pip install 'policyfacts\[ocr\]'") as caught:
        read(picture("PNG"), name="a.png")
    assert caught.value.kind == "scanned"


def test_a_picture_without_text_is_an_empty_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_scan, "can_scan", lambda: True)
    monkeypatch.setattr(pdf_scan, "_engine", lambda: lambda array: Result())
    assert read(picture("PNG"), name="a.png")[0].text == ""
