"""Speed of `policyfacts.extract`, as a multiple of a floor measured in the same run.

Run as a script: `python tests/benchmarks/bench_extract.py [CHARACTERS]`.  The text is that of the samples, joined and
repeated.  The floor is one pass of `re` that finds numbers with their units and reads nothing else.  Beside it, where
they are installed, `jionlp` looks for sums of money and for times, and `recognizers-text-suite` (with `emoji<2`) for
amounts of money and dimensions, sentence by sentence.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable
from pathlib import Path

from timing import best

import policyfacts

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
CHARACTERS = 500_000
TIMES = 20

_MULTIPLIER = "万亿|千亿|百亿|千万|百万|亿|万|千|百"
_UNIT = (
    "个百分点|百分点|立方米|平方米|平方公里|千瓦时|千瓦|吨标准煤|标箱|人次|美元|欧元|港元|公顷|公里|公斤|小时|分钟|"
    "元|吨|亩|米|克|人|名|户|家|个|项|件|份|条|辆|台|套|所|座|次|倍|成|番|位|岁|年|月|日|%|％|‰"
)
FLOOR = re.compile(
    rf"(?:[约近超逾达为]|超过|突破|增长|下降|提高|减少)?"
    rf"[0-9]+(?:[,，][0-9]{{3}})*(?:\.[0-9]+)?(?:[-—~～至][0-9]+(?:\.[0-9]+)?)?(?:{_MULTIPLIER})?[多余]?(?:{_UNIT})"
)


def sample_text() -> str:
    """The texts of the samples, one behind the other."""
    paths = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".md") and path.name != "README.md")
    return "\n".join(policyfacts.read(path).text for path in paths)


def repeated(text: str, characters: int) -> str:
    """The text over and over, cut at that many characters."""
    return "\n".join([text] * (characters // len(text) + 1))[:characters]


def floor(text: str) -> int:
    """The numbers with units that one pass finds."""
    return sum(1 for _ in FLOOR.finditer(text))


def measure(characters: int = CHARACTERS) -> list[str]:
    """What there is to print, line by line."""
    small = repeated(sample_text(), characters // TIMES)
    large = "\n".join([small] * TIMES)
    policyfacts.extract(small[:1000])  # rules are loaded and compiled once
    lines = []
    seconds: dict[str, float] = {}
    for name, text in (("1x", small), (f"{TIMES}x", large)):
        base = best(lambda text=text: floor(text))
        seconds[name] = best(lambda text=text: policyfacts.extract(text))
        lines.append(
            f"{name:>4}  {len(text):>9,} characters  {len(text) / seconds[name] / 1e6:6.2f} M characters/s  "
            f"{seconds[name] / base:6.1f} x the floor ({len(text) / base / 1e6:.1f} M characters/s)"
        )
    lines.append(f"{TIMES} times the text takes {seconds[f'{TIMES}x'] / seconds['1x']:.1f} times as long")
    lines += beside(small, seconds["1x"])
    return lines


def beside(text: str, seconds: float) -> list[str]:
    """What libraries take that find a part of what a fact is, where they are installed, beside ours for whole facts."""
    sentences = [line for line in text.splitlines() if line.strip()]
    lines = []
    for name, make in (
        ("jionlp (money + time)", _jionlp),
        ("recognizers-text-suite (numbers with units)", _recognizers),
    ):
        try:
            find = make()
        except ImportError:
            lines.append(f"{name}: not installed")
            continue
        logging.disable(logging.CRITICAL)  # jionlp reports each number that is no time
        find("2020年1元")
        theirs = best(lambda find=find: [find(sentence) for sentence in sentences], 1)  # type: ignore[misc]
        logging.disable(logging.NOTSET)
        speed = len(text) / theirs / 1e6
        lines.append(f"{name}: {speed:.3f} M characters/s, {theirs / seconds:.1f} times as long as policyfacts")
    return lines


def _jionlp() -> Callable[[str], object]:
    import jionlp

    return lambda sentence: (jionlp.ner.extract_money(sentence), jionlp.ner.extract_time(sentence))


def _recognizers() -> Callable[[str], object]:
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_text import Culture

    culture = Culture.Chinese
    return lambda sentence: (recognize_currency(sentence, culture), recognize_dimension(sentence, culture))


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else CHARACTERS
    print("\n".join(measure(size)))  # noqa: T201
