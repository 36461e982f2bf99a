"""No text takes more than linear time: fragments of the patterns' own examples and hostile ones, repeated to 100 kB.

`re` counts no steps, so times of one process are compared: twice the text may take 3.2 times as long, best of three.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from math import log2

import pytest

from policyfacts.document import Block, Cell, Document, DocumentError, Table
from policyfacts.extract import extract_document
from policyfacts.readers import read_bytes
from policyfacts.rules.load import default_rules, load_sentences
from policyfacts.rules.locate import patterns_folder
from policyfacts.rules.schema import GrammarPattern, MentionRule

pytestmark = pytest.mark.slow
SIZES = (16, 32, 64, 128, 256, 1024, 4096, 16384, 102400)
MOST = 3.2  # times as long for twice the text
SHORT = 0.02  # seconds: shorter times say nothing
HOSTILE = (
    *("1", "1.", "1.1", "1,1", "（", "）", "、", "亿", "百分之", "一", "1年", "2024年", "%", "-", "—", " ", "\n", "的"),
    *("上年", "其中", "《", "“", "<a", "和", "达到", "为", "由1", "至1", "同比", "A", "*", "|", "\t", "第一", "[1]"),
    *("万", "０", "：", "；", "分别", "占", "增长", "1%、", "元", "省市", "1月至", "增长1%和"),
)  # fmt: skip


def seconds(call: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    call(text)
    return time.process_time() - begun


def too_slow(call: Callable[[str], object], fragment: str, most: int = SIZES[-1]) -> str:
    """Where the time of a call grows faster than its text; nothing where it does not."""
    before, small, sizes = 0.0, "", [size for size in SIZES if size <= most]
    for last, size in zip([sizes[0], *sizes], sizes, strict=False):
        text = (fragment * (size // len(fragment) + 1))[:size]
        allowed = MOST ** max(log2(size / last), 1)
        took = seconds(call, text)
        if took > SHORT and small and took > allowed * before:
            took = min(took, *(seconds(call, text) for _ in range(2)))
            before = max(before, *(seconds(call, small) for _ in range(3)), SHORT / allowed)
            if took > allowed * before:
                return f"{fragment!r} repeated: {last} characters take {before:.4f}, {size} take {took:.4f}"
        before, small = took, text
    return ""


def fragments(examples: Iterable[str]) -> Iterator[str]:
    """Examples, their halves, and what is hostile."""
    for example in examples:
        yield from (part for part in (example, example[: len(example) // 2], example[len(example) // 2 :]) if part)
    yield from HOSTILE


def check(call: Callable[[str], object], pieces: Iterable[str], most: int = SIZES[-1]) -> None:
    faults = [fault for piece in dict.fromkeys(pieces) if (fault := too_slow(call, piece, most))]
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def everywhere(pattern: re.Pattern[str]) -> Callable[[str], object]:
    return lambda text: sum(1 for _ in pattern.finditer(text))


@pytest.mark.parametrize("record", list(default_rules().grammar), ids=lambda record: record.id)
def test_patterns_of_the_grammar(record: GrammarPattern) -> None:
    pattern = default_rules().grammar[record.id]
    call = {"anywhere": everywhere(pattern), "start": pattern.match, "whole": pattern.fullmatch}[record.where]
    examples = [example if isinstance(example, str) else example.text for example in record.examples]
    check(call, fragments(examples + record.counter_examples))


@pytest.mark.parametrize("rule", [rule for rule in default_rules().mentions if rule.pattern], ids=lambda rule: rule.id)
def test_patterns_of_mentions(rule: MentionRule) -> None:
    examples = [example.text for example in (*rule.examples, *rule.counter_examples)]
    pattern = re.compile(rule.pattern)
    digits = {"digit": "0123456789", "numeral": "一二三十百万亿"}
    anchors = re.compile("|".join(f"[{digits[anchor]}]" if anchor in digits else anchor for anchor in rule.anchors))

    def where_anchors_stand(text: str) -> int:
        return sum(pattern.match(text, anchor.start()) is not None for anchor in anchors.finditer(text))

    check(where_anchors_stand, fragments(examples))


def in_a_table(text: str) -> object:
    cells = (Cell(text, 0, len(text)), Cell("1", len(text) + 1, len(text) + 2))
    table = Table((cells, cells), caption=text)
    whole = f"{text}\t1"
    return extract_document(Document(whole, blocks=(Block("table", 0, len(whole), table),)))


def as_a_heading(text: str) -> object:
    return extract_document(Document(text + "\n5亿元", blocks=(Block("heading", 0, len(text)),), title=text))


def by_reader(suffix: str, form: str = "{}") -> Callable[[str], object]:
    """What a reader makes of a text in a form, and what is extracted from that."""

    def read(text: str) -> None:
        with suppress(DocumentError):
            for document in read_bytes(form.replace("{}", text).encode("utf-8"), name="a", suffix=suffix):
                extract_document(document)

    return read


FORMS: dict[str, Callable[[str], object]] = {
    "text": lambda text: extract_document(Document(text)),
    "lines": lambda text: extract_document(Document(re.sub("(.{30})", r"\1\n", text))),
    "table": in_a_table,
    "heading": as_a_heading,
    "page": by_reader(
        ".html", "<html><title>{}</title><h1>{}</h1><p>{}</p><table><tr><td>{}</td><td>1</td></tr></table>"
    ),
    "markup": by_reader(".html", "<html>{}"),
    "csv": by_reader(".csv", "指标,值\n{},1\n"),
    "rtf": by_reader("", "{\\rtf1 {}}"),
    "mail": by_reader(".eml", "MIME-Version: 1.0\nSubject: {}\n\n{}"),
}
MARKUP = (
    "<td>",
    "<b ",
    "<p>",
    "</p",
    "display:",
    "\\f1",
    "\\'b3",
    "<t:a>",
    "&#",
    "A: b\n",
    "<!--",
    '="',
    "<b><i>",
    ",",
    "{",
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("piece", (*HOSTILE, *MARKUP))
def test_extraction_of_hostile_text(form: str, piece: str) -> None:
    check(FORMS[form], [piece])


@pytest.mark.parametrize("name", [path.name for path in sorted((patterns_folder() / "sentences").glob("*.toml"))])
def test_extraction_of_the_sentences(name: str) -> None:
    for sentence in load_sentences(patterns_folder())[name].sentence[::5]:
        for piece in (sentence.text, sentence.text[: len(sentence.text) // 2]):
            check(FORMS["text"], [piece], most=16384)
