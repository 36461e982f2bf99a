"""The shape of a mention rule, as it stands in a pattern file."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field, model_validator

from policyfacts.facts import COLUMN_NAMES


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
    words: list[str] = []
    anchors: list[str] = []
    pattern: str = ""
    not_before: str = ""
    not_after: str = ""
    gives: dict[str, str] = {}
    examples: list[Example] = Field(min_length=1)
    counter_examples: list[CounterExample] = []

    @model_validator(mode="after")
    def _one_form(self) -> MentionRule:
        if bool(self.words) == bool(self.pattern) or bool(self.pattern) != bool(self.anchors):
            raise ValueError("give either `words`, or `anchors` with a `pattern`")
        return self


class RuleFile(BaseModel):
    """One file of mention rules about one topic; ``fragments`` are shared pieces of patterns."""

    model_config = ConfigDict(extra="forbid")

    topic: str
    about: str = Field(min_length=1)
    fragments: dict[str, str] = {}
    rule: list[MentionRule] = Field(min_length=1)


class WordList(BaseModel):
    """A named list of words that linking looks up (heads of indicators, light verbs)."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)*$")
    title: str = Field(min_length=1)
    words: list[str] = Field(min_length=1)


class WordFile(BaseModel):
    """A file of word lists."""

    model_config = ConfigDict(extra="forbid")

    topic: str
    about: str = Field(min_length=1)
    list: list[WordList]


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


class SentenceFile(BaseModel):
    """A file of sentences about one topic of linking."""

    model_config = ConfigDict(extra="forbid")

    topic: str
    about: str = Field(min_length=1)
    sentence: list[Sentence] = Field(min_length=1)
