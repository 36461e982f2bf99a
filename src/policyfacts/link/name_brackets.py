"""Brackets and quotation marks in names."""

from __future__ import annotations

import re

_QUOTED = {"“": "”", "（": "）", "(": ")", "《": "》"}
_QUOTES = re.compile("[“”（）()《》]")
_LAST_BRACKET = re.compile(r"[（(][^（()）]*[）)]$")


def balanced(name: str) -> str:
    """A name without a bracket or quotation mark that has lost its partner."""
    if not _QUOTES.search(name):
        return name
    for opening, closing in _QUOTED.items():
        if name.count(opening) > name.count(closing):
            if name.rfind(opening) > name.rfind(closing):
                position = name.rfind(opening)
                name = name[position + 1 :] if position < 2 else name + closing
        elif name.count(closing) > name.count(opening):
            position = name.find(closing)
            name = name[position + 1 :] if position < len(name) - 2 and position < 12 else opening + name
    return name


def unbracketed(name: str) -> str:
    """A name without the bracket at its end (外债余额（含特别提款权）)."""
    return _LAST_BRACKET.sub("", name)
