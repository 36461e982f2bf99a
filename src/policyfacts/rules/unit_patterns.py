"""The pieces of the patterns that find units: what stands between them, and what must hold behind a spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What stands between the parts of a compound: a slash; 每 behind a unit of money, mass, length or energy (elsewhere
# `50亩每亩` would be one unit), and before a time only where a clause ends (`500元每年增加` is no unit); a dot behind
# what is multiplied in practice (`元/人·月`).
SEPARATOR = (
    r"(?:[/／]"
    r"|(?<=[元角分克斤吨米时里卡焦])每(?![年月日天周季](?![，。；、,;）)\s]|\Z))"
    r"|(?<=[人户吨床年月天次米亩头])[·•・])"
)
NO_DENOMINATOR = {"temperature", "pressure", "concentration", "index", "rank", "share", "ratio", "rate"}
SIGNS = "/／每·•・"
SPLIT = re.compile(f"([{SIGNS}])")
ROUND_NUMBER = "(?:1000|100|500|50|10|1)"
META = re.compile(r"[^\w|，。；、—－]|\|\||^\||\|$")  # what makes a pattern more than words with | between them


def _alternatives(pattern: str) -> str:
    """Gather the single characters of `A|B|CD` in a class, which `re` compiles and runs faster."""
    if META.search(pattern):
        return pattern
    parts = pattern.split("|")
    single = "".join(part for part in parts if len(part) == 1)
    longer = [part for part in parts if len(part) > 1]
    return "|".join([f"[{single}]", *longer] if single else longer)


def guard(spelling: str, not_before: str, not_after: str = "") -> str:
    """Give what must hold behind a spelling, as lookarounds."""
    behind = f"(?!{_alternatives(not_before)})" if not_before else ""
    if spelling[-1].isascii() and spelling[-1].isalpha():
        behind += "(?![A-Za-z0-9²³])"
    if not_after:
        behind += f"(?<!(?:{not_after}){re.escape(spelling)})"
    return behind


def unit_begun(multiplier: str, units: Iterable[str]) -> str:
    """Keep a multiplier from the beginning of a unit: 千 of 千瓦时, 百 of 百分点."""
    size = len(multiplier)
    rests = {unit[size:] for unit in units if len(unit) > size and unit.startswith(multiplier)}
    shortest = sorted(rest for rest in rests if not any(rest[:end] in rests for end in range(1, len(rest))))
    return f"(?!{'|'.join(map(re.escape, shortest))})" if shortest else ""
