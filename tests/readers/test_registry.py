"""Which files are read, and what is said of those that cannot be."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path

import pytest

from policyfacts.document import Document
from policyfacts.readers import SUFFIXES, can_read, read_file
from policyfacts.readers.errors import ReadError


@pytest.mark.parametrize(
    ("name", "readable"),
    [("a.txt", True), ("a.MD", True), ("a.tar.txt", True), ("a.txt.gz", False), ("a", False), (".txt", False)],
)
def test_the_suffix_says_whether_a_file_can_be_read(name: str, readable: bool) -> None:
    assert can_read(Path(name)) is readable


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_suffix_has_its_reader_and_the_name_is_the_callers(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text("出口", encoding="utf-8")
    document = read_file(path, name="in/a")[0]
    assert (document.text.strip(), document.name, document.published, document.region) == ("出口", "in/a", None, "")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "denied"), "no permission"),
        (FileNotFoundError(errno.ENOENT, "gone"), "does not exist"),
        (IsADirectoryError(errno.EISDIR, "folder"), "is a folder"),
        (OSError(errno.EIO, "bad sector"), "bad sector"),
        (ReadError("no text in it", kind="empty"), "no text in it"),
    ],
)
def test_what_goes_wrong_is_told_with_the_path(monkeypatch: pytest.MonkeyPatch, error: Exception, words: str) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(ReadError) as told:
        read_file(Path("in") / "a.txt")
    assert str(told.value).startswith(f"{Path('in') / 'a.txt'}: ") and words in str(told.value)
    assert told.value.kind == ("empty" if isinstance(error, ReadError) else "unreadable")


@pytest.mark.parametrize(
    ("published", "region", "wanted"),
    [
        (None, "", (date(2020, 1, 2), "芜湖市")),
        (date(2021, 3, 4), "烟台市", (date(2021, 3, 4), "烟台市")),
    ],
)
def test_the_caller_knows_better_than_the_reader(
    monkeypatch: pytest.MonkeyPatch, published: date | None, region: str, wanted: tuple[date, str]
) -> None:
    def read(data: bytes, *, name: str, encoding: str | None) -> list[Document]:
        return [Document("出口", published=date(2020, 1, 2), region="芜湖市")]

    monkeypatch.setattr(Path, "read_bytes", lambda path: b"")
    monkeypatch.setattr("policyfacts.readers.text.read", read)
    document = read_file(Path("a.txt"), published=published, region=region)[0]
    assert (document.published, document.region) == wanted


def test_an_old_office_file_that_is_cut_off_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))
    with pytest.raises(ReadError) as told:
        read_file(tmp_path / "a.doc")
    assert told.value.kind == "damaged"
