from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from pptx import Presentation
from pptx.util import Inches

from policyfacts.document import Document
from policyfacts.readers import pptx
from policyfacts.readers.errors import ReadError

PLACE = (Inches(1), Inches(2), Inches(5), Inches(2))


def saved(deck: object) -> bytes:
    target = io.BytesIO()
    deck.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


def read(data: bytes) -> Document:
    (document,) = pptx.read(data, name="汇报.pptx")
    return document


@pytest.fixture(scope="module")
def deck() -> bytes:
    made = Presentation()
    first = made.slides.add_slide(made.slide_layouts[1])
    first.placeholders[1].text = "生产总值500亿元，增长5.1%。\n出口20亿元。"
    first.shapes.title.text = "上半年\v经济运行"
    first.notes_slide.notes_text_frame.text = "讲稿"
    second = made.slides.add_slide(made.slide_layouts[5])
    second.shapes.title.text = "产量"
    table = second.shapes.add_table(2, 3, *PLACE).table
    for row, words in enumerate((["产品", "产量", ""], ["钢材", "5", "6"])):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    table.cell(0, 1).merge(table.cell(0, 2))
    group = second.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(6), Inches(3), Inches(1)).text_frame.text = "注：初步数。"
    return saved(made)


def test_slides_are_pages_of_headings_and_paragraphs(deck: bytes) -> None:
    document = read(deck)
    found = [(block.kind, document.text[block.start : block.end]) for block in document.blocks]
    assert found[:3] == [
        ("heading", "上半年 经济运行"),
        ("paragraph", "生产总值500亿元，增长5.1%。"),
        ("paragraph", "出口20亿元。"),
    ]
    assert "讲稿" not in document.text
    assert document.page(document.text.index("产量")) == 2


def test_tables_keep_their_merged_cells_and_groups_their_texts(deck: bytes) -> None:
    document = read(deck)
    (table,) = (block.table for block in document.blocks if block.table)
    assert [[cell.text for cell in row] for row in table.rows] == [["产品", "产量", "产量"], ["钢材", "5", "6"]]
    assert document.text.endswith("注：初步数。\n")


def changed(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, change(name, source.read(name)))
    return target.getvalue()


def test_a_hidden_slide_is_left_out(deck: bytes) -> None:
    def hide(name: str, content: bytes) -> bytes:
        return content.replace(b"<p:sld ", b'<p:sld show="0" ') if name.endswith("slides/slide1.xml") else content

    document = read(changed(deck, hide))
    assert "500" not in document.text and len(document.pages) == 2


def test_damaged_presentations_are_said_to_be_damaged(deck: bytes) -> None:
    broken = changed(deck, lambda name, content: b"<p" if name == "ppt/presentation.xml" else content)
    for data in (broken, deck[: len(deck) // 2]):
        with pytest.raises(ReadError) as raised:
            read(data)
        assert raised.value.kind == "damaged"


def test_entities_are_refused(deck: bytes) -> None:
    hostile = changed(
        deck, lambda name, content: b"<!DOCTYPE x []><x/>" if name.endswith("slides/slide1.xml") else content
    )
    with pytest.raises(ReadError, match="entities"):
        read(hostile)
