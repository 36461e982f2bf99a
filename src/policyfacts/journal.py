"""A run that can be gone on with: what is done is kept beside the output until the output is there.

The journal is JSON Lines: a line that says what the run was asked for, then a line for each file with its name, its
digest, and all that came of it.  A line that was cut off when the run was killed does not count.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO

from policyfacts.batch import ReadOptions, Result, Source, digest_of, run
from policyfacts.coverage import Coverage, Passage
from policyfacts.document import Problem, UsageError
from policyfacts.export.atomic import explain
from policyfacts.facts import COLUMN_NAMES, COLUMNS, Fact

SUFFIX = ".partial"
_cells = attrgetter(*COLUMN_NAMES)
_NUMBERS = tuple(place for place, column in enumerate(COLUMNS) if column.type == "number")


def journal_path(output: Path) -> Path:
    """Where the journal of an output is kept."""
    return output.with_name(output.name + SUFFIX)


class Journal:
    """The journal of a run: opened, it holds what an earlier run of the same kind has done.

    ``version`` is that of the package with its patterns; with another one, or other options, nothing of the earlier
    run counts.  Raises UsageError where the file cannot be written.
    """

    def __init__(self, path: Path, options: ReadOptions, version: str) -> None:
        self.path = path
        self._kind = json.dumps({"version": version, **asdict(options)}, default=str, ensure_ascii=False).encode()
        self._done: dict[str, tuple[str, int]] = {}
        try:
            self._file: BinaryIO = path.open("r+b" if path.exists() else "w+b")
            self._file.truncate(self._read())
            self._file.seek(0, os.SEEK_END)
        except OSError as error:
            raise UsageError(f"{path}: the journal of the run cannot be written ({error.strerror or error})") from error
        if not self._file.tell():
            self._write(self._kind)

    def __len__(self) -> int:
        """How many files are done."""
        return len(self._done)

    def runs(self, sources: Sequence[Source], options: ReadOptions, **how: Any) -> Iterator[list[Result]]:
        """As :func:`~policyfacts.batch.run`: files that are done and have not changed are not read again."""
        known = [self._is_known(source) for source in sources]
        new = run([s for s, old in zip(sources, known, strict=True) if not old], options, **how)
        for source, old in zip(sources, known, strict=True):
            if old:
                yield self._results(source)
                continue
            results = next(new)
            self._write(_line(source, results))
            yield results

    def remove(self) -> None:
        """The run is over, its output is there."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave the journal for a later run."""
        with suppress(OSError):  # the disk is full: what was written whole stays
            self._file.close()

    def _read(self) -> int:
        """Take in what is done; gives the end of the last line that is whole and of this kind of run."""
        end = 0
        for number, line in enumerate(self._file):
            if not line.endswith(b"\n") or (number == 0 and line.rstrip() != self._kind):
                break
            if number:
                name, digest = _heading(line)
                self._done[name] = (digest, end)
            end += len(line)
        return end

    def _is_known(self, source: Source) -> bool:
        digest, _ = self._done.get(source.name, ("", 0))
        return bool(digest) and digest == digest_of(source.path)

    def _results(self, source: Source) -> list[Result]:
        here = self._file.tell()
        self._file.seek(self._done[source.name][1])
        line = self._file.readline()
        self._file.seek(here)
        return [_result(item, source) for item in json.loads(line)["results"]]

    def _write(self, line: bytes) -> None:
        try:
            self._file.write(line + b"\n")
            self._file.flush()
        except OSError as error:
            raise UsageError(explain(error, self.path)) from error


def _heading(line: bytes) -> tuple[str, str]:
    """The name and the digest of a line, without the rest of it."""
    decoder = json.JSONDecoder()
    text = line.decode("utf-8", "surrogatepass")
    name, end = decoder.raw_decode(text, len('{"source": '))
    digest, _ = decoder.raw_decode(text, end + len(', "digest": '))
    return name, digest


def _line(source: Source, results: Sequence[Result]) -> bytes:
    line = {
        "source": source.name,
        "digest": results[0].digest if results else "",
        "results": [_as_json(result) for result in results],
    }
    return json.dumps(line, default=str, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _as_json(result: Result) -> dict[str, Any]:
    return {
        "doc": result.doc,
        "facts": [_cells(fact) for fact in result.facts],
        "problems": [asdict(problem) for problem in result.problems],
        "characters": result.characters,
        "coverage": result.coverage and {"counts": result.coverage.counts, "passed_over": result.coverage.passed_over},
        "digest": result.digest,
    }


def _result(found: dict[str, Any], source: Source) -> Result:
    coverage = found.pop("coverage")
    return Result(
        doc=found["doc"],
        facts=tuple(_fact(cells) for cells in found["facts"]),
        problems=tuple(Problem(**problem) for problem in found["problems"]),
        characters=found["characters"],
        coverage=None if coverage is None else _coverage(coverage),
        path=source.file,
        digest=found["digest"],
    )


def _fact(cells: list[Any]) -> Fact:
    for place in _NUMBERS:
        if cells[place] is not None:
            cells[place] = Decimal(cells[place])
    return Fact(*cells)


def _coverage(found: dict[str, Any]) -> Coverage:
    passages = [Passage(sentence, tuple(numbers)) for sentence, numbers in found["passed_over"]]
    return Coverage(Counter(found["counts"]), passages)
