"""What became of the numbers of a document: which are facts, which are something else, which were passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

USES = {
    "fact": "in facts",
    "period": "in dates and periods",
    "name": "in names and ordinals",
    "duration": "lengths of time",
    "comparison": "distances to other figures",
    "unexplained": "unexplained",
}
"""What a number may be, and the words for it in a report.

A *name* is a title, a quotation, a name with digits, the threshold of a class, the number of an item; a *comparison*
says how far one figure lies from another (`高于全国2个百分点`).
"""


class Number(NamedTuple):
    """A number as written, and what it is (a key of :data:`USES`)."""

    words: str
    use: str


class Passage(NamedTuple):
    """A sentence, or a row of a table, and those of its numbers that nothing explained."""

    sentence: str
    numbers: tuple[str, ...]


@dataclass(slots=True)
class Coverage:
    """How many numbers of a document are what (by the keys of :data:`USES`), and where some are unexplained."""

    counts: Counter[str] = field(default_factory=Counter)
    passed_over: list[Passage] = field(default_factory=list)

    @property
    def numbers(self) -> int:
        """How many numbers the document has."""
        return self.counts.total()

    @property
    def explained(self) -> float:
        """The share of its numbers, from 0 to 1, that are facts or known to be something else; 1 without numbers."""
        return 1 - self.counts["unexplained"] / self.numbers if self.numbers else 1.0

    def note(self, sentence: str, numbers: Iterable[Number]) -> None:
        """Add the numbers of a sentence."""
        passed = []
        for number in numbers:
            self.counts[number.use] += 1
            if number.use == "unexplained":
                passed.append(number.words)
        if passed:
            self.passed_over.append(Passage(sentence, tuple(passed)))
