"""The numbers that Word writes before headings and list items (第一章, 一、, 1.), which are in no text of the file."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from policyfacts.readers.safe_zip import SafeZip

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = ("word/numbering.xml", "word/styles.xml")
_PROPERTIES = re.compile(rb"(?<=<w:pPr>)((?:(?!<w:pPr\b|</w:pPr>).){1,20000})</w:pPr>", re.DOTALL)
_NUMBER = re.compile(rb'<w:numPr>(?:<w:ilvl w:val="([0-9])"/>)?<w:numId w:val="([0-9]{1,9})"/>')
_STYLE = re.compile(rb'<w:pStyle w:val="([^"]{1,200})"/>')
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "ideographDigital")
)
_DECIMAL = frozenset(("decimal", "decimalFullWidth", "decimalZero"))


@dataclass(slots=True)
class _Level:
    """A level of a list: how it counts, from where, and what it writes (第%1章)."""

    kind: str = "decimal"
    start: int = 1
    text: str = ""


@dataclass(slots=True)
class _Lists:
    """The lists of a document: the levels of each number, those that share a count, the numbers of styles."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[int, str]] = field(default_factory=dict)


def with_numbers(document: bytes, parts: SafeZip) -> bytes:
    """The main part of a document with the numbers of its paragraphs written before their words."""
    if any(part not in parts for part in _PARTS) or b"<w:pPr>" not in document:
        return document
    lists = _lists(parts)
    if not lists.levels:
        return document
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * 10)

    def numbered(found: re.Match[bytes]) -> bytes:
        label = _label(found[1], lists, counts)
        return found[0] + b"<w:r><w:t>%s</w:t></w:r>" % escape(label).encode() if label else found[0]

    return _PROPERTIES.sub(numbered, document)


def _lists(parts: SafeZip) -> _Lists:
    lists = _Lists()
    numbering = parts.xml(_PARTS[0])
    abstract = {
        element.get(f"{_WORD}abstractNumId", ""): {
            int(level.get(f"{_WORD}ilvl", "0") or 0): _Level(
                _value(level, "numFmt") or "decimal", int(_value(level, "start") or 1), _value(level, "lvlText")
            )
            for level in element.iter(f"{_WORD}lvl")
        }
        for element in numbering.iter(f"{_WORD}abstractNum")
    }
    for element in numbering.iter(f"{_WORD}num"):
        number, shared = element.get(f"{_WORD}numId", ""), _value(element, "abstractNumId")
        lists.levels[number] = abstract.get(shared, {})
        lists.shared[number] = number if element.find(f".//{_WORD}startOverride") is not None else shared
    for style in parts.xml(_PARTS[1]).iter(f"{_WORD}style"):
        numbers = style.find(f".//{_WORD}numPr")
        if numbers is not None and (number := _value(numbers, "numId")):
            lists.styles[style.get(f"{_WORD}styleId", "")] = int(_value(numbers, "ilvl") or 0), number
    return lists


def _value(element: ET.Element, name: str) -> str:
    child = element.find(f"{_WORD}{name}")
    return child.get(f"{_WORD}val", "") if child is not None else ""


def _label(properties: bytes, lists: _Lists, counts: dict[str, list[int]]) -> str:
    """What Word writes before the words of a paragraph; empty where it is in no list, or has a bullet."""
    own, style = _NUMBER.search(properties), _STYLE.search(properties)
    if own is not None:
        level, number = int(own[1] or 0), own[2].decode()
    elif style is not None:
        level, number = lists.styles.get(style[1].decode("utf-8", "replace"), (0, ""))
    else:
        return ""
    levels = lists.levels.get(number, {})
    if level not in levels:
        return ""
    count = counts[lists.shared[number]]
    count[level] = count[level] + 1 if count[level] else levels[level].start
    count[level + 1 :] = [0] * (len(count) - level - 1)
    text = levels[level].text
    if levels[level].kind == "bullet" or not _PLACE.search(text):
        return ""
    label = _PLACE.sub(lambda place: _counted(int(place[1]) - 1, levels, count), text)
    return f"{label} " if label[-1:].isascii() and label[-1:] not in ")]" else label


def _counted(level: int, levels: dict[int, _Level], count: list[int]) -> str:
    """The number of a level as it is written."""
    kind, number = levels.get(level, _Level()).kind, max(count[level], 1)
    if kind in _CHINESE:
        return _chinese(number)
    if kind in _DECIMAL:
        return str(number)
    if "Circle" in kind and number <= len(_CIRCLES):
        return _CIRCLES[number - 1]
    return chr(ord("a") + (number - 1) % 26) if "etter" in kind else str(number)


def _chinese(number: int) -> str:
    """一 to 九十九, as lists count; beyond that in digits."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones or not tens else "")
