"""What is fuzzed: extraction from text, each reader, the loader of pattern files; and what must hold whatever comes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fuzz import seeds
from policyfacts.document import Document, DocumentError, UsageError
from policyfacts.extract import extract_document
from policyfacts.facts import Fact
from policyfacts.layout import _SPACE
from policyfacts.readers import read_bytes
from policyfacts.rules import accounts, load
from policyfacts.rules.units import UnitTable

_SUFFIXES = {"text": ".txt", "html": ".html", "mail": ".eml", "csv": ".csv"}
_PLAIN = str.maketrans("０１２３４５６７８９．", "0123456789.", ",，")
_NUMERAL = re.compile("[〇零○一二两三四五六七八九十百千万亿廿半成首榜平倍番几]")
_MAGIC = {"pdf": b"%PDF-1.7\n", "rtf": b"{\\rtf1", "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}


@dataclass(frozen=True)
class Target:
    """A function that must return whatever bytes it is given, and inputs to begin with."""

    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]


def check_facts(document: Document, facts: list[Fact]) -> None:
    """What holds for every document: offsets in bounds, the figure in its span."""
    for fact in facts:
        assert fact.start is not None and fact.end is not None
        assert 0 <= fact.start < fact.end <= len(document.text), (fact.start, fact.end, len(document.text))
        assert fact.indicator and (not fact.figure or _holds(document.text[fact.start : fact.end], fact.figure)), fact
        assert fact.value is None or fact.value.is_finite()


def _holds(span: str, figure: str) -> bool:
    """Whether a figure stands in its span: its digits, or numerals that it was made of."""
    folded = "".join(_SPACE.sub("", span).split()).translate(_PLAIN)
    return figure.lstrip("-") in folded or bool(_NUMERAL.search(folded))


def check_document(document: Document) -> None:
    """What holds for every document that a reader gives."""
    size, position = len(document.text), 0
    document.text.encode("utf-8")  # no halves of characters
    assert "\r" not in document.text
    for block in document.blocks:
        assert position <= block.start <= block.end <= size
        position = block.end
        for row in block.table.rows if block.table is not None else ():
            for cell in row:
                assert 0 <= cell.start <= cell.end <= size
                assert document.text[cell.start : cell.end] == cell.text.lstrip()
    assert list(document.pages) == sorted(document.pages) and all(0 <= page <= size for page in document.pages)
    check_facts(document, extract_document(document))


def text(data: bytes) -> None:
    """Extraction from any text: it gives the same facts twice."""
    document = Document(data.decode("utf-8", "replace").replace("\r", "\n"))
    found = extract_document(document)
    check_facts(document, found)
    assert extract_document(document) == found


def reader(format: str) -> Callable[[bytes], None]:
    """The reader of a format that is read as it is."""
    suffix, magic = _SUFFIXES.get(format, ""), _MAGIC.get(format, b"")

    def run(data: bytes) -> None:
        read(data if data.startswith(magic) else magic + data, suffix)

    return run


def read(data: bytes, suffix: str = "") -> None:
    """Read the documents in a file; errors that are meant for its user are fine."""
    try:
        documents = read_bytes(data, name="document", suffix=suffix)
    except DocumentError as error:
        assert str(error)
        return
    for document in documents:
        check_document(document)


def container(format: str) -> Callable[[bytes], None]:
    """The reader of a zip of parts: the first byte says which part is replaced by the rest, unless that is a zip."""

    @lru_cache
    def parts() -> dict[str, bytes]:
        return seeds.unpacked(seeds.container(format))

    def run(data: bytes) -> None:
        if data.startswith(b"PK") or not data:
            read(data)
            return
        names = list(parts())
        read(seeds.packed(parts() | {names[data[0] % len(names)]: data[1:]}))

    return run


def container_seeds(format: str) -> Callable[[], list[bytes]]:
    """The whole file, and each of its parts behind its number."""

    def made() -> list[bytes]:
        whole = seeds.container(format)
        return [whole, *(bytes([n]) + part for n, part in enumerate(seeds.unpacked(whole).values()) if part)]

    return made


def patterns(data: bytes) -> None:
    """The loader of pattern files: the first byte says which kind of file the rest is."""
    kinds: dict[str, Callable[[Path], object]] = {
        "mentions/a.toml": load._mentions,
        "grammar/a.toml": lambda folder: load._grammar(folder, load._words(folder)),
        "words/a.toml": load._words,
        "sentences/a.toml": load.load_sentences,
        "accounts.toml": accounts.load_accounts,
        "units.toml": UnitTable.load,
        "indicators.toml": lambda folder: load._indicators(folder, _units()),
    }
    name = list(kinds)[data[0] % len(kinds)] if data else "accounts.toml"
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data[1:])
        try:
            kinds[name](Path(made))
        except UsageError as error:
            assert "a.toml" in str(error) or name in str(error) or str(made) in str(error)


@lru_cache
def _units() -> UnitTable:
    return load.default_rules().units


def _pattern_seeds() -> list[bytes]:
    files = [*seeds.pattern_files()]
    return [bytes([number]) + path.read_bytes()[:3000] for number, path in enumerate(files)]


READ_AS_THEY_ARE = ("text", "html", "mail", "pdf", "rtf", "xls", "csv")
CONTAINERS = ("docx", "xlsx", "pptx", "ofd", "ods", "zip")
TARGETS = {
    "extract": Target(text, lambda: [seeds.TEXT.encode(), seeds.FORMATS[".md"](seeds.PARTS)]),
    **{name: Target(reader(name), lambda name=name: seeds.plain(name)) for name in READ_AS_THEY_ARE},
    **{name: Target(container(name), container_seeds(name)) for name in CONTAINERS},
    "patterns": Target(patterns, _pattern_seeds),
}
