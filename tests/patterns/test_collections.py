"""The examples, counter-examples and sentences of `patterns/` together: there are many, and no two are alike."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from policyfacts.rules.load import default_rules
from policyfacts.rules.locate import patterns_folder

KINDS = {"examples": "example", "counter_examples": "counter-example", "sentence": "sentence"}


def texts(record: Any) -> Iterator[tuple[str, str]]:
    """(kind, text) of each example, counter-example and sentence in a parsed file."""
    if isinstance(record, list):
        for item in record:
            yield from texts(item)
    elif isinstance(record, dict):
        for key, value in record.items():
            if key in KINDS:
                yield from ((KINDS[key], item if isinstance(item, str) else item["text"]) for item in value)
            else:
                yield from texts(value)


def masked(text: str) -> str:
    """A text with a mark for each figure and each place."""
    regions, parts, position = default_rules().regions, [], 0
    while position < len(text):
        chain = regions.chain_at(text, position, len(text), counties=True)
        parts.append("@" if chain else text[position])
        position = chain[1] if chain else position + 1
    return re.sub(r"[0-9]+(?:\.[0-9]+)?", "0", "".join(parts))


@pytest.fixture(scope="module")
def alike() -> dict[tuple[str, str], list[str]]:
    """The texts of one kind that are the same once masked."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted(patterns_folder().rglob("*.toml")):
        for kind, text in texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            found[kind, masked(text)].append(f"{path.name}: {text}")
    return found


def test_no_two_are_alike_but_for_figures_and_places(alike: dict[tuple[str, str], list[str]]) -> None:
    assert [places for places in alike.values() if len(places) > 1] == []


@pytest.mark.parametrize(("kind", "least"), [("example", 600), ("counter-example", 300), ("sentence", 300)])
def test_there_are_many(alike: dict[tuple[str, str], list[str]], kind: str, least: int) -> None:
    assert Counter(found for found, _ in alike)[kind] >= least
