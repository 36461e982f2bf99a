"""The document and what may be wrong with it."""

from __future__ import annotations

import dataclasses

import pytest

from policyfacts.document import Block, Document, DocumentError, PolicyFactsError, Problem, Table, UsageError


@pytest.mark.parametrize("error", [UsageError, DocumentError])
def test_errors_have_one_root(error: type[Exception]) -> None:
    assert issubclass(error, PolicyFactsError)
    assert not issubclass(UsageError, DocumentError)


def test_what_is_not_known_is_empty() -> None:
    document = Document("出口")
    assert (document.name, document.title, document.published, document.region) == ("", "", None, "")
    assert (document.blocks, document.problems) == ((), ())
    assert Problem("a.txt", "empty", "no text").severity == "failed"
    assert (Table(()).header_rows, Table(()).caption) == (None, "")


@pytest.mark.parametrize("record", [Document("出口"), Problem("a.txt", "empty", "x"), Block("heading", 0, 2)])
def test_records_cannot_be_changed_and_go_into_sets(record: Document | Problem | Block) -> None:
    field = dataclasses.fields(record)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(record, field, "x")
    assert len({record, dataclasses.replace(record)}) == 1
