"""The same document in every format gives the same facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import pytest

import policyfacts
from policyfacts.facts import COLUMNS, Fact
from rendering import FORMATS, Part, as_txt, parts, spread, wrapped

SAMPLES = sorted((Path(__file__).resolve().parents[1] / "samples").glob("*.[tm][xd]*"))
GOLD = Path(__file__).resolve().parents[2] / "shared" / "corpus"
DOCUMENTS = [path for path in SAMPLES if path.name != "README.md"]
PLACED = {"doc", "page", "start", "end", "table", "rule"}  # what depends on where something stands
_SPACE = re.compile(r"\s+")


def rows(facts: Sequence[Fact]) -> list[tuple[object, ...]]:
    names = [column.name for column in COLUMNS if column.name not in PLACED]
    return [tuple(_folded(getattr(fact, name)) for name in names) for fact in facts]


def _folded(value: object) -> object:
    return _SPACE.sub("", value) if isinstance(value, str) else value


@lru_cache
def source(path: Path) -> list[Part]:
    return parts(policyfacts.read(path))


def facts(data: bytes, path: Path) -> list[tuple[object, ...]]:
    path.write_bytes(data)
    return rows(list(policyfacts.extract_folder(path)))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], list[tuple[object, ...]]]:
    """The rows of a document written as plain text."""

    @lru_cache
    def read(path: Path) -> list[tuple[object, ...]]:
        return facts(as_txt(source(path)), tmp_path_factory.mktemp("plain") / f"{path.stem}.txt")

    return read


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != ".txt"])
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_format_gives_the_same_facts(
    path: Path, suffix: str, tmp_path: Path, plain: Callable[[Path], list[tuple[object, ...]]]
) -> None:
    wanted = plain(path)
    assert len(wanted) > 5
    assert facts(FORMATS[suffix](source(path)), tmp_path / f"{path.stem}{suffix}") == wanted


def _wide(document: Sequence[Part]) -> bytes:
    digits = str.maketrans("0123456789", "０１２３４５６７８９")
    return as_txt(document).decode().translate(digits).encode()


@pytest.mark.parametrize(
    "printed",
    [
        wrapped,
        spread,
        _wide,
        lambda document: as_txt(document).decode().encode("gb18030"),
        lambda document: as_txt(document).decode().encode("utf-16"),
    ],
    ids=["wrapped", "spread", "wide", "gb18030", "utf-16"],
)
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_however_it_is_printed(
    path: Path,
    printed: Callable[[Sequence[Part]], bytes],
    tmp_path: Path,
    plain: Callable[[Path], list[tuple[object, ...]]],
) -> None:
    assert facts(printed(source(path)), tmp_path / f"{path.stem}.txt") == plain(path)


@pytest.mark.skipif(not GOLD.is_dir(), reason="needs ../shared/corpus")
@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != ".txt"])
@pytest.mark.parametrize("name", ["stat_daqing_half_year", "line_beijing_cpi_202307"])
def test_every_format_gives_the_same_facts_of_real_documents(
    name: str, suffix: str, tmp_path: Path, plain: Callable[[Path], list[tuple[object, ...]]]
) -> None:
    path = GOLD / f"{name}.txt"
    assert facts(FORMATS[suffix](source(path)), tmp_path / f"{name}{suffix}") == plain(path)


@pytest.mark.parametrize("path", sorted((SAMPLES[0].parent / "formats").iterdir()), ids=lambda path: path.suffix)
def test_the_samples_in_other_formats_say_what_their_source_says(
    path: Path, plain: Callable[[Path], list[tuple[object, ...]]]
) -> None:
    assert rows(list(policyfacts.extract_folder(path))) == plain(SAMPLES[0].parent / f"{path.stem}.txt")
