"""The shapes of the records in pattern files: mention rules, grammar, word lists, sentences."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from policyfacts.facts import COLUMN_NAMES

_Text = Annotated[str, StringConstraints(min_length=1)]
_BREAK = re.compile(r"\n *")


def _on_one_line(pattern: str) -> str:
    """A pattern that is written on several lines, without the breaks and the indents of the lines."""
    return _BREAK.sub("", f"\n{pattern}") if "\n" in pattern else pattern


_Pattern = Annotated[str, AfterValidator(_on_one_line)]


class Expected(BaseModel):
    """One mention that a rule must find in its example: its words, and what it gives."""

    model_config = ConfigDict(extra="forbid")

    at: str
    period: str | None = None


class Example(BaseModel):
    """A text and the mentions of the rule in it, in order, none more."""

    model_config = ConfigDict(extra="forbid")

    text: str
    expect: list[Expected] = Field(min_length=1)
    published: str = ""


class CounterExample(BaseModel):
    """A text in which the rule must find nothing, and why."""

    model_config = ConfigDict(extra="forbid")

    text: str
    why: str = Field(min_length=1)


class MentionRule(BaseModel):
    """How one type of mention is written.

    Either ``words`` (each as written; the longest wins) or ``anchors`` with a ``pattern`` that is
    tried where an anchor stands (``digit`` and ``numeral`` stand for any digit and any Chinese
    numeral).  ``not_before`` and ``not_after`` are patterns that must not match right behind and
    right before the words.  ``gives`` is handed on with the mention.
    """

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)+$")
    title: str = Field(min_length=1)
    mention: str
    words: list[_Text] = []
    anchors: list[_Text] = []
    pattern: _Pattern = ""
    not_before: _Pattern = ""
    not_after: _Pattern = ""
    gives: dict[str, str] = {}
    examples: list[Example] = Field(min_length=1)
    counter_examples: list[CounterExample] = []

    @model_validator(mode="after")
    def _one_form(self) -> MentionRule:
        if bool(self.words) == bool(self.pattern) or bool(self.pattern) != bool(self.anchors):
            raise ValueError("give either `words`, or `anchors` with a `pattern`")
        if self.gives.get("sign", "0") not in ("-1", "0", "1"):
            raise ValueError("gives.sign is -1, 0 or 1")
        return self


class PatternFile(BaseModel):
    """What each file of patterns begins with: its topic, and what stands in it."""

    model_config = ConfigDict(extra="forbid")

    topic: str
    about: str = Field(min_length=1)


class RuleFile(PatternFile):
    """One file of mention rules about one topic; ``fragments`` are shared pieces of patterns."""

    fragments: dict[str, _Pattern] = {}
    rule: list[MentionRule] = Field(min_length=1)


class WordList(BaseModel):
    """A named list of words that linking looks up (heads of indicators, light verbs)."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)*$")
    title: str = Field(min_length=1)
    words: list[str] = Field(min_length=1)


class WordMap(BaseModel):
    """Words, each with what it stands for."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)*$")
    title: str = Field(min_length=1)
    entries: dict[str, str] = Field(min_length=1)


class WordFile(PatternFile):
    """A file of word lists and word maps."""

    list: tuple[WordList, ...] = ()
    map: tuple[WordMap, ...] = ()


class GrammarExample(BaseModel):
    """A text, and the very words that a pattern finds in it (none for a place between words)."""

    model_config = ConfigDict(extra="forbid")

    text: str
    at: str


class GrammarPattern(BaseModel):
    """A pattern that linking looks up by its id, and applies at one place of its own.

    In ``pattern``, ``{words}`` stands for any of ``words`` (the longest wins), ``{name}`` for a fragment of the file
    or for a word list.  ``where`` says how it is applied: to be found anywhere in a text, at its start, or as the whole
    of it.  A plain example is a text in which some words are found; a counter-example one in which none are.

    ``begins`` makes a pattern that is looked for often fast: the characters at which it may begin, besides the first
    ones of the words it refers to; every other place is turned down by one look.
    """

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)+$")
    title: str = Field(min_length=1)
    where: Literal["anywhere", "start", "whole"] = "anywhere"
    words: list[str] = []
    pattern: _Pattern = "{words}"
    begins: str = ""
    examples: list[str | GrammarExample] = Field(min_length=1)
    counter_examples: list[str] = []

    @model_validator(mode="after")
    def _words_are_used(self) -> GrammarPattern:
        if not self.pattern or bool(self.words) != ("{words}" in self.pattern):
            raise ValueError("give `words`, or a `pattern` without {words}, or a `pattern` with {words} and `words`")
        return self


class GrammarFile(PatternFile):
    """A file of patterns about one topic of linking; ``fragments`` are shared pieces of them."""

    fragments: dict[str, _Pattern] = {}
    pattern: list[GrammarPattern] = Field(min_length=1)


class Sentence(BaseModel):
    """A sentence and the rows that the whole pipeline must give for it, none more.

    A row names the columns that matter; a number is written as text (`"320000000"`), an empty text
    says that the cell must be empty; flags that are named must be among those given.
    ``rows = []`` makes a counter-example: no fact stands in it.  ``published`` and ``region`` are
    what the document is known to be.
    """

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1)
    published: date | None = None
    region: str = ""
    rows: list[dict[str, str]]
    why: str = ""

    @model_validator(mode="after")
    def _known_columns(self) -> Sentence:
        for row in self.rows:
            unknown = sorted(set(row) - set(COLUMN_NAMES))
            if unknown:
                raise ValueError(f"no such column: {', '.join(unknown)}; known: {', '.join(COLUMN_NAMES)}")
            if not row:
                raise ValueError("a row names at least one column")
        return self


class Indicator(BaseModel):
    """A standard indicator of official statistics.

    ``name`` and ``en`` are its names in the statistical yearbook, ``aliases`` true synonyms, ``units`` the usual
    units of its level (none of an index), ``kind`` says whether it counts over a period (flow) or at a point of time
    (stock), or is a named rate, an index, a price, an average or a count.
    """

    model_config = ConfigDict(extra="forbid")

    name: _Text
    en: _Text
    aliases: tuple[_Text, ...] = ()
    units: tuple[_Text, ...] = ()
    kind: Literal["flow", "stock", "rate", "index", "price", "average", "count"]
    group: str = Field(pattern=r"^[a-z_]+$")


class IndicatorFile(PatternFile):
    """The lexicon of indicators, and the words ``before`` and ``behind`` a name that make no other indicator of it."""

    before: tuple[_Text, ...] = ()
    behind: tuple[_Text, ...] = ()
    indicator: tuple[Indicator, ...] = Field(min_length=1)


class SentenceFile(PatternFile):
    """A file of sentences about one topic of linking."""

    sentence: list[Sentence] = Field(min_length=1)
