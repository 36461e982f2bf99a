"""Facts in lists of bounded size, for formats that are written many rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyfacts.facts import Fact

ROWS = 20_000
CHARACTERS = 8_000_000  # of the two columns that may hold whole pages


def batches(facts: Iterable[Fact], rows: int = ROWS, characters: int = CHARACTERS) -> Iterator[list[Fact]]:
    """Lists of at most so many rows, shorter where their texts are long, so that memory stays bounded."""
    batch: list[Fact] = []
    size = 0
    for fact in facts:
        batch.append(fact)
        size += len(fact.sentence) + len(fact.text)
        if len(batch) >= rows or size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
