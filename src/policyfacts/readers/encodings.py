"""Bytes to text: the encoding is recognised by content, and nothing is lost in silence.

The ladder: a byte order mark; UTF-16 and UTF-32 without one; UTF-8; GB18030 (which holds GBK and
GB2312) or Big5, whichever reads as Chinese; at last what charset-normalizer proposes.  A UTF-8
text with a few wrong bytes stays UTF-8.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from policyfacts.document import Severity, UsageError
from policyfacts.readers.errors import ReadError

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP container (docx, xlsx, zip …)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (doc, xls, ppt, wps)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "utf_8_sig": "utf-8", "big5": "big5hkscs"}
_SAMPLE = 1 << 16
_NULLS = 0.001  # the share of NULs up to which a text is still taken for one
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_PLAUSIBLE = re.compile(r"[\t\n\r\x20-\x7e·—-…　-〿一-鿿！-￥]")
_FREQUENT = frozenset(
    "的一是在不了有和人中大上年月日第十二三四五六七八九零百千到全市省县区家工业农生产经济发展建设项目政府"
    "这為为個个國国長长億亿萬万増增農業产產縣區經濟發設項"
)


@dataclass(frozen=True, slots=True)
class Note:
    """What is worth knowing about the decoding; becomes a Problem of the document."""

    kind: str
    message: str
    severity: Severity = "partial"


def decode(data: bytes, encoding: str | None = None) -> tuple[str, list[Note]]:
    """The text of ``data`` and what went wrong; ``encoding`` overrules recognition.

    The text has no byte order mark and ``\\n`` as its only line end; nothing else is changed.
    Raises ReadError (kind ``binary``) for data that is no text, UsageError for an unknown encoding.
    """
    _refuse_signature(data)
    if encoding:
        codec = check_encoding(encoding)
        text, notes = _decode_as(_marked(data, codec), codec)
    else:
        mark, codec = _recognise(data)
        text, notes = _decode_as(data[mark:], codec)
    text = text.removeprefix("\ufeff")
    _refuse_control(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, notes


def check_encoding(encoding: str) -> str:
    """The codec for a name that a user gave; UsageError for one that Python does not know."""
    try:
        name = codecs.lookup(encoding.strip()).name
        "".encode(name)  # refuses codecs that are not for text (hex, zlib)
    except (LookupError, ValueError) as error:
        raise UsageError(
            f"unknown encoding {encoding!r}; use utf-8, gb18030, utf-16, big5, or leave it out to have it recognised"
        ) from error
    return _SUPERSETS.get(name.replace("-", "_"), name)


def _marked(data: bytes, codec: str) -> bytes:
    """The data with its mark kept for ``utf-16`` and ``utf-32``, which read the byte order from it."""
    if codec in {"utf-16", "utf-32"} and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        guessed = _without_mark(data)
        if guessed is not None and guessed.endswith("be"):
            return (codecs.BOM_UTF16_BE if codec == "utf-16" else codecs.BOM_UTF32_BE) + data
    return data


def _recognise(data: bytes) -> tuple[int, str]:
    """How many bytes the byte order mark takes, and the codec."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return len(mark), codec
    if b"\0" in data[:_SAMPLE]:
        wide = _without_mark(data)
        if wide is not None:
            return 0, wide
        if data.count(b"\0") > _NULLS * len(data):
            raise _binary("it holds NUL bytes")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)  # half a character at the end is still UTF-8
    except UnicodeDecodeError:
        return 0, _not_utf8(data)
    return 0, "utf-8"


def _without_mark(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: the byte order in which nearly all characters are usual ones."""
    sample = data[:_SAMPLE]
    for codec in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = sample.decode(codec, "replace").rstrip("\ufffd")
        if text and len(_PLAUSIBLE.findall(text)) >= 0.9 * len(text):
            return codec
    return None


def _not_utf8(data: bytes) -> str:
    """The codec of data that is not clean UTF-8."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - bad - len(text.encode("ascii", "ignore"))
    if bad * 4 <= good:
        return "utf-8"
    ascii_share = len(data[:_SAMPLE].decode("ascii", "ignore")) / len(data[:_SAMPLE])
    if ascii_share < 0.75 and (wide := _without_mark(data)):
        return wide
    chinese = max(("gb18030", "big5hkscs"), key=lambda codec: _commonness(data, codec))
    damage, commonness = _damage(data, chinese), _commonness(data, chinese)
    if damage <= 0.2 and (commonness >= 0.05 or (damage <= 0.02 and len(data) < 200)):
        return chinese
    proposed = _proposed(data)
    if proposed is not None:
        return proposed
    if _damage(data, "gb18030") > 0.2 and bad > good:
        raise _binary("it reads as no known encoding")
    return "gb18030" if good < bad else "utf-8"


def _commonness(data: bytes, codec: str) -> float:
    """The share of very frequent characters among those that are not ASCII, less the wrong bytes."""
    text = data[:_SAMPLE].decode(codec, "replace")
    wide = [char for char in text if char > "\x7f"]
    if not wide:
        return 0.0
    return sum((char in _FREQUENT) - (char == "\ufffd") for char in wide) / len(wide)


def _damage(data: bytes, codec: str) -> float:
    """The share of wrong bytes among the characters that are not ASCII."""
    text = data[:_SAMPLE].decode(codec, "replace")
    wide = len(text) - len(text.encode("ascii", "ignore"))
    return text.rstrip("\ufffd").count("\ufffd") / wide if wide else 0.0


def _proposed(data: bytes) -> str | None:
    """What charset-normalizer says, where its proposal decodes everything."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    try:
        data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return best.encoding


def _decode_as(data: bytes, codec: str) -> tuple[str, list[Note]]:
    """Decode strictly, else without half a character at the end, else with U+FFFD for wrong bytes."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return _replaced(data, codec)
    cut = decoder.getstate()[0]
    if not cut:
        return text, []
    message = f"the file ends inside a character ({len(cut)} byte(s) cut off); the text before it was read"
    return text, [Note("truncated", message)]


def _replaced(data: bytes, codec: str) -> tuple[str, list[Note]]:
    text = data.decode(codec, "replace")
    count = text.count("\ufffd")
    if count > 10 and count > 0.2 * len(text):
        raise _binary(f"most of it is not {codec}")
    message = (
        f"{count} place(s) are not valid {codec} and were read as U+FFFD; give --encoding if it is another encoding"
    )
    return text, [Note("encoding", message)]


def _refuse_signature(data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise _binary(f"it is {what}, not text; save it as text, or give it the suffix of its type")


def _refuse_control(text: str) -> None:
    sample = text[: 1 << 20]
    nulls = text.count("\0")
    if nulls > _NULLS * len(text) or len(_CONTROL.findall(sample)) > 0.01 * len(sample):
        raise _binary("it holds NUL bytes or control characters")


def _binary(why: str) -> ReadError:
    return ReadError(f"binary data, not text: {why}", kind="binary")
