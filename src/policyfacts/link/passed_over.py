"""Paragraphs that state nothing of the document: furniture of its page, titles of other documents, notes at its end."""

from __future__ import annotations

from policyfacts.layout import Paragraph
from policyfacts.rules.load import RuleSet

_LONGEST = 120  # characters of a line that is of the page, or of a heading over notes
_NUMBERS = frozenset("0123456789[【（(①②③④⑤⑥⑦⑧⑨⑩")


class PassedOver:
    """Tells such paragraphs of a text, asked for each in turn."""

    def __init__(self, rules: RuleSet, text: str) -> None:
        grammar = rules.grammar
        self._furniture, self._further = grammar["text.furniture"], grammar["text.further_reading"]
        self._notes = grammar["text.notes"]
        self._text = text
        self._among_titles = self._among_notes = False

    def __call__(self, paragraph: Paragraph) -> bool:
        """Whether the next paragraph is passed over."""
        return self._is_furniture(paragraph.start, paragraph.end) or self._is_note(paragraph)

    def _is_furniture(self, start: int, end: int) -> bool:
        """Whether a paragraph is of the page: how often it was read, what else to read."""
        if end - start > _LONGEST:
            self._among_titles = False
            return False
        self._among_titles = self._among_titles or self._further.fullmatch(self._text, start, end) is not None
        if self._among_titles and "。" not in self._text[start:end]:
            return True
        self._among_titles = False
        return self._furniture.search(self._text, start, end) is not None

    def _is_note(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph stands under a heading of notes, which the next heading ends but for numbered ones."""
        start, end = paragraph.start, paragraph.end
        if start > 0 and end - start <= _LONGEST and self._notes.fullmatch(self._text, start, end):
            self._among_notes = True
        elif self._among_notes and paragraph.heading and self._text[start] not in _NUMBERS:
            self._among_notes = False
        return self._among_notes
