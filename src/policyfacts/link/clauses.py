"""A sentence cut into clauses: at commas, semicolons, colons and brackets that hold figures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyfacts.scan.mentions import Mention

_CUTS = ",;:"
FIGURES = "NOMf"  # a quantity, an ordinal, a ratio, 持平
_FIGURES = frozenset(FIGURES)


@dataclass(slots=True)
class Clause:
    """A stretch between two cuts; ``depth`` counts the brackets around it."""

    start: int
    end: int
    mentions: list[Mention]
    depth: int = 0
    mark: str = ""  # the sign that ends it
    has_figure: bool = False  # a figure, a rank, a ratio or 持平 stands in it

    def keep(self, mentions: list[Mention]) -> None:
        """Leave these mentions only."""
        self.mentions = mentions
        self.has_figure = holds_figure(mentions)


def holds_figure(mentions: list[Mention]) -> bool:
    """Whether a figure is among some mentions."""
    return not _FIGURES.isdisjoint([mention.code for mention in mentions])


def clauses(text: str, mentions: list[Mention], start: int, end: int) -> list[Clause]:
    """The clauses of a sentence, in order; a bracket without a figure stays inside its clause."""
    brackets = _figure_brackets(text, mentions)
    result: list[Clause] = []
    current = Clause(start, end, [])
    depth = 0
    for mention in mentions:
        code = mention.code
        if code in _CUTS or id(mention) in brackets:
            current.end, current.mark = mention.start, code
            result.append(current)
            depth += 1 if code == "(" else -1 if code == ")" else 0
            current = Clause(mention.end, end, [], max(depth, 0))
        elif code not in "()":
            current.mentions.append(mention)
            if code in FIGURES:
                current.has_figure = True
    result.append(current)
    return [clause for clause in result if clause.end > clause.start]


_NO_FIGURE = re.compile(
    r".{0,10}为100(?:%|％)?(?:[，,].{0,16})?|下同|[一二三四五ⅠⅡⅢⅣⅤ](?:(?:、|和|～|至)[一二三四五ⅠⅡⅢⅣⅤ]){0,4}类.{0,6}|"
    r"[^，、（）]{0,8}(?:[ΦφØ∅][0-9].{0,24}|[0-9]{1,5}(?:mm|大卡|千卡|#)(?:，.{1,12})?|含量[0-9.]{1,5}[%％])|[内外][二三]元|"
    r"(?:不?含|包括|指|即)?(?:不满|未满|年满|满)?[0-9]{1,2}(?:岁|周岁|年).{0,8}|(?:此|该)指标.{0,40}"
)


def _compared(mentions: list[Mention], index: int, opening: Mention, closing: Mention) -> bool:
    """Whether a bracket holds nothing but the figure of what something right before and behind it is compared with."""
    before, inside = mentions[index - 1], mentions[index + 1]
    behind = mentions[index + 3] if len(mentions) > index + 3 else None
    if inside.code != "N" or opening.end != inside.start or closing.start != inside.end or before.end != opening.start:
        return False
    if behind is None or behind.code not in "udcf":
        return False
    return before.code == "b" or before.code == "T" and index > 1 and mentions[index - 2].code == "k"


def _figure_brackets(text: str, mentions: list[Mention]) -> set[int]:
    """The brackets (both signs) that hold a figure; what else stands in brackets is no mention."""
    kept: set[int] = set()
    opened: list[tuple[int, Mention]] = []
    drop: set[int] = set()
    for index, mention in enumerate(mentions):
        if mention.code == "(":
            opened.append((index, mention))
        elif mention.code == ")" and opened:
            first, opening = opened.pop()
            inside = mentions[first + 1 : index]
            figures = any(inner.code in FIGURES for inner in inside)
            if first and len(inside) == 1 and figures and _compared(mentions, first, opening, mention):
                continue  # 比上年（42.7%）下降1.8个百分点
            if figures and not _NO_FIGURE.fullmatch(text, opening.end, mention.start):
                kept |= {id(opening), id(mention)}
            else:
                drop |= {id(inner) for inner in inside}
    if drop:
        mentions[:] = [mention for mention in mentions if id(mention) not in drop]
    return kept
