"""The document and what may be wrong with it."""

from __future__ import annotations

import dataclasses

import pytest

from policyfacts.document import (
    Block,
    Cell,
    Document,
    DocumentError,
    PolicyFactsError,
    Problem,
    Table,
    TextRows,
    UsageError,
)


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


def test_rows_kept_as_lines_are_the_same_as_their_cells() -> None:
    rows = TextRows()
    rows.add("指标\t2023年", 0)
    rows.add((Cell("出口", 9, 11),) * 2, 9)
    rows.add("　　汽车\t\t5", 12)
    cells = (
        (Cell("指标", 0, 2), Cell("2023年", 3, 8)),
        (Cell("出口", 9, 11), Cell("出口", 9, 11)),
        (Cell("　　汽车", 12, 14), Cell("", 15, 15), Cell("5", 17, 18)),
    )
    assert tuple(rows) == cells and rows == cells and rows[1:] == cells[1:] and rows[-1] == cells[-1]
    assert len(rows) == 3 and Table(rows) == Table(cells) and hash(Table(rows)) == hash(Table(cells))
    assert repr(rows) == repr(cells) and rows != cells[1:]
