"""Fills the `{name}` references in patterns: with fragments of their file, with words of their own, with word lists."""

from __future__ import annotations

import re
from collections.abc import Callable

from policyfacts.document import UsageError

_REFERENCE = re.compile(r"\{([a-z_]+(?:\.[a-z0-9_]+)*)\}")


def fill(pattern: str, piece: Callable[[str], str], where: str) -> str:
    """A pattern with every reference replaced by its piece, and the references inside the pieces too."""
    return _fill(pattern, piece, where, ())


def _fill(pattern: str, piece: Callable[[str], str], where: str, above: tuple[str, ...]) -> str:
    def replace(found: re.Match[str]) -> str:
        name = found[1]
        if name in above:
            raise UsageError(f"{where}: the fragment {name} refers to itself")
        return _fill(piece(name), piece, where, (*above, name))

    return _REFERENCE.sub(replace, pattern)


def compiled(pattern: str, where: str) -> re.Pattern[str]:
    """A regular expression compiled; a text that is none is refused."""
    try:
        return re.compile(pattern)
    except re.error as error:
        raise UsageError(f"{where}: {error}") from error
