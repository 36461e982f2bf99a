"""What a format could not hold, counted while a file is written, so that nothing is lost in silence."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

Loss = Literal["cut", "characters", "rounded", "dates", "facts", "columns"]

_WORDS: dict[Loss, tuple[str, str]] = {
    "cut": ("text cut", "texts cut"),
    "characters": ("character replaced or left out", "characters replaced or left out"),
    "rounded": ("number rounded", "numbers rounded"),
    "dates": ("date left out", "dates left out"),
    "facts": ("fact left out", "facts left out"),
    "columns": ("column left out", "columns left out"),
}
_HALVES = re.compile("[\ud800-\udfff]")


class LossWarning(UserWarning):
    """A file was written that does not hold all of what was given; the message counts what."""


class Losses:
    """Counts, by kind, what a writer had to change or leave out.

    ``cut`` counts texts that were cut visibly at the limit of a format, ``characters`` single characters that it
    has no place for (control characters, half surrogate pairs), ``rounded`` numbers with more digits than it
    holds, ``dates`` days outside its calendar, ``facts`` rows that it has no form for,
    ``columns`` those past the last that it has.
    """

    def __init__(self) -> None:
        self.counts: Counter[Loss] = Counter()

    def note(self, kind: Loss, n: int = 1) -> None:
        """Count ``n`` more losses of a kind."""
        if n:
            self.counts[kind] += n

    def __bool__(self) -> bool:
        return bool(self.counts)

    def __str__(self) -> str:
        """``2 texts cut, 1 character replaced or left out``; empty where nothing was lost."""
        return ", ".join(
            f"{self.counts[kind]:,} {one if self.counts[kind] == 1 else many}"
            for kind, (one, many) in _WORDS.items()
            if self.counts[kind]
        )


def utf8(text: str, losses: Losses) -> bytes:
    """The text as UTF-8; each half of a surrogate pair becomes ``?`` and is counted."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        losses.note("characters", len(_HALVES.findall(text)))
        return text.encode("utf-8", "replace")
