import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyfacts.document import UsageError
from policyfacts.readers.encodings import check_encoding, decode
from policyfacts.readers.errors import ReadError

TEXT = "2024年宁波对东盟进出口额达1876.9亿元，同比增长20.7%。\n其中出口1002.8亿元，增长12.1%。\n"
TRADITIONAL = "2024年臺灣地區對外貿易總額達1876.9億元，比上年增長20.7%，為近年來最高。其中出口產品增長12%。\n"


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "gb18030"),
        (b"", "gbk"),
        (b"\x84\x31\x95\x33", "gb18030"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-32-le"),
    ],
)
def test_encoding_is_recognised_by_content(mark: bytes, codec: str) -> None:
    assert decode(mark + TEXT.encode(codec)) == (TEXT, [])


def test_traditional_text_in_big5_and_in_gb18030() -> None:
    assert decode(TRADITIONAL.encode("big5"))[0] == TRADITIONAL
    assert decode(TRADITIONAL.encode("gb18030"))[0] == TRADITIONAL


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
@pytest.mark.parametrize("text", ["增长", "GDP增长5%", "同比增长百分之五", "A", ""])
def test_short_texts(text: str, codec: str) -> None:
    mark = codecs.BOM_UTF16_LE if codec == "utf-16-le" else b""
    assert decode(mark + text.encode(codec)) == (text, [])


def test_utf16_without_mark_and_without_ascii() -> None:
    text = "全市工业增加值同比增长百分之五，其中制造业增长百分之六。" * 3
    assert decode(text.encode("utf-16-le")) == (text, [])


def test_line_ends_become_one_kind_and_nothing_else_changes() -> None:
    text = "一\r\n二\r三\n四\u3000\u00a0１２\t\f末\u2028"
    assert decode(text.encode())[0] == "一\n二\n三\n四\u3000\u00a0１２\t\f末\u2028"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
def test_half_a_character_at_the_end(codec: str) -> None:
    mark = codecs.BOM_UTF16_LE if codec == "utf-16-le" else b""
    text, notes = decode(mark + (TEXT + "末").encode(codec)[:-1])
    assert text == TEXT
    assert [(note.kind, note.severity) for note in notes] == [("truncated", "partial")]


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_one_wrong_byte_does_not_change_the_encoding(codec: str) -> None:
    text, notes = decode(TEXT.encode(codec) + b"\xff" + TEXT.encode(codec))
    assert text == f"{TEXT}\ufffd{TEXT}"
    assert [(note.kind, note.severity) for note in notes] == [("encoding", "partial")]
    assert codec in notes[0].message


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"PK\x03\x04\x14\x00",
        bytes(range(256)) * 20,
        b"\x00\x01\x02\x03",
        b"abc\x00\x01\x02" * 10,
        b"\x01\x02\x03\x04" * 100,
        TEXT.encode() + b"\x00" * 50,
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data)
    assert caught.value.kind == "binary"


def test_one_control_character_in_a_long_text_is_no_binary_data() -> None:
    text = TEXT * 50 + "\x07" + TEXT * 50
    assert decode(text.encode()) == (text, [])


def test_a_named_encoding_overrules() -> None:
    assert decode("é".encode("latin-1"), "latin-1")[0] == "é"
    assert decode(TEXT.encode("gbk"), "gb2312")[0] == TEXT
    assert decode(codecs.BOM_UTF8 + TEXT.encode(), "utf-8")[0] == TEXT
    assert decode(TEXT.encode("utf-16"), "utf-16")[0] == TEXT
    assert decode(TEXT.encode("utf-16-be"), "utf-16")[0] == TEXT


@pytest.mark.parametrize("name", ["utf-9", "hex", ""])
def test_an_unknown_encoding_is_wrong_use(name: str) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        check_encoding(name)


def test_fifty_megabytes_on_one_line_are_read() -> None:
    data = (TEXT.replace("\n", "") * 700_000).encode()
    assert len(data) > 50_000_000
    text, notes = decode(data)
    assert len(text) > 10_000_000
    assert not notes


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_any_text_comes_back_from_utf8(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == (text.removeprefix("\ufeff"), [])
