from __future__ import annotations

import time

import pytest

from policyfacts.document import Document
from policyfacts.readers import rtf
from policyfacts.readers.errors import ReadError


def read(body: str | bytes, head: bytes = b"\\ansi\\ansicpg936") -> Document:
    body = body.encode("ascii") if isinstance(body, str) else body
    (document,) = rtf.read(b"{\\rtf1" + head + b" " + body + b"}", name="文.rtf")
    return document


def escaped(text: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gb18030"))


def test_paragraphs_are_lines() -> None:
    document = read(escaped("一、总体情况") + r"\par " + escaped("出口增长") + r"5.1%\par")
    assert document.text == "一、总体情况\n出口增长5.1%\n"
    assert document.name == "文.rtf" and not document.blocks


def test_unicode_characters_beyond_the_first_plane_too() -> None:
    assert read(r"\uc1\u20986?\u21475? 5 \u-10179?\u-8704?").text == "出口 5 \U0001f600\n"


@pytest.mark.parametrize("head", [b"", b"\\ansi\\ansicpg936"])
def test_chinese_is_the_code_page_where_none_is_named_or_bytes_stand_as_they_are(head: bytes) -> None:
    assert read(escaped("出口"), head).text == "出口\n"
    assert read("出口".encode("gb18030"), head).text == "出口\n"


def test_tables_are_lines_of_cells() -> None:
    row = r"\trowd\cellx100\cellx200 {}\cell {}\cell\row "
    assert read(row.format("GDP", "2023") + row.format("A", "5")).text == "GDP\t2023\nA\t5\n"


def test_pictures_are_left_out_fast() -> None:
    begin = time.perf_counter()
    assert read(r"A{\pict " + "0f" * 2_000_000 + "}B").text == "AB\n"
    assert time.perf_counter() - begin < 2


def test_the_font_tells_the_code_page_and_a_link_is_its_words() -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fnil\fcharset134 " + escaped("宋体") + ";}}"
    link = r'{\field{\*\fldinst{HYPERLINK "http://example.cn/"}}{\fldrslt{\f1 ' + escaped("公报") + "}}}"
    assert read(fonts + r"\f1 " + escaped("出口") + link, b"\\ansi\\ansicpg1252\\deff0").text == "出口公报\n"


@pytest.mark.parametrize(
    "part", [r'{\field{\*\fldinst{HYPERLINK "', r"{\fonttbl{\f0 ", r"{\fonttbl\f0\fcharset1", r"{\pict{\x ", r"\u1"]
)
def test_hostile_repetitions_take_no_time(part: str) -> None:
    begin = time.perf_counter()
    read(part * 5000)
    assert time.perf_counter() - begin < 2


def test_what_is_no_rtf_inside_is_damage() -> None:
    with pytest.raises(ReadError) as raised:
        read(r"\u99999999? ")
    assert raised.value.kind == "damaged"


def test_brackets_without_end_do_no_harm() -> None:
    assert read("{" * 10_000).text.strip() == ""
