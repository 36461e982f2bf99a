from datetime import date
from pathlib import Path

import pytest

from policyfacts.document import DocumentError
from policyfacts.readers import SUFFIXES, can_read, read_bytes, read_file
from policyfacts.readers.errors import ReadError

TEXT = "全市出口1002.8亿元。\n"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT", "noted"])
def test_text_files_are_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(TEXT.encode("gb18030"))
    document = read_file(path, published=date(2024, 5, 13), region="宁波市")[0]
    assert (document.text, document.name, document.blocks) == (TEXT, name, ())
    assert (document.published, document.region) == (date(2024, 5, 13), "宁波市")


def test_standard_input_is_read_from_bytes() -> None:
    (document,) = read_bytes(TEXT.encode()[:-2], name="-")
    assert document.text == "全市出口1002.8亿元"
    assert [(problem.doc, problem.severity) for problem in document.problems] == [("-", "partial")]


def test_an_unsupported_type_names_the_file_and_what_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "report.xyz"
    path.write_text(TEXT, encoding="utf-8")
    assert not can_read(path)
    with pytest.raises(DocumentError, match=r"report\.xyz.*\.md.*\.txt") as caught:
        read_file(path)
    assert isinstance(caught.value, ReadError)
    assert caught.value.kind == "type"


def test_a_missing_file_and_a_folder_are_document_errors(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="gone.txt"):
        read_file(tmp_path / "gone.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(DocumentError, match="folder.txt"):
        read_file(tmp_path / "folder.txt")


def test_binary_data_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "packed.txt"
    path.write_bytes(b"\x1f\x8b\x08\x00\x00")
    with pytest.raises(ReadError, match=r"packed\.txt.*gzip") as caught:
        read_file(path)
    assert caught.value.kind == "binary"


def test_suffixes_are_sorted_and_lower_case() -> None:
    assert list(SUFFIXES) == sorted(suffix.lower() for suffix in SUFFIXES)
