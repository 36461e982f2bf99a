from __future__ import annotations

import io
import zipfile

import pytest

from policyfacts.limits import ARCHIVE, Limits, limited
from policyfacts.readers import archive
from policyfacts.readers.errors import ReadError

TEXT = "出口增长5.1%。"


def packed(members: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return target.getvalue()


def names(data: bytes) -> list[str]:
    return [document.name for document in archive.read(data, name="a.zip")]


def test_members_that_can_be_read_are_documents() -> None:
    data = packed({"甲/一.txt": TEXT, "乙.md": "# 标题", "图.dat": b"\x00\x01", "程序.exe": b"MZ"})
    documents = archive.read(data, name="a.zip")
    assert [document.name for document in documents] == ["a.zip/甲/一.txt", "a.zip/乙.md"]
    assert documents[0].text == TEXT


def test_hidden_members_and_those_of_other_systems_are_left_out() -> None:
    assert names(packed({"__MACOSX/._一.txt": "x", ".git/x.txt": "x", "~$二.txt": "x", "三.txt": "x"})) == [
        "a.zip/三.txt"
    ]


def test_names_in_gbk_and_in_utf8_without_its_mark() -> None:
    assert archive._name(zipfile.ZipInfo("一季度.txt".encode("gb18030").decode("cp437"))) == "一季度.txt"
    assert archive._name(zipfile.ZipInfo("一季度.txt".encode().decode("cp437"))) == "一季度.txt"


def test_names_cannot_leave_their_archive() -> None:
    assert names(packed({"../../一.txt": TEXT, "/二.txt": TEXT})) == ["a.zip/一.txt", "a.zip/二.txt"]


def test_archives_in_archives_are_opened_three_deep() -> None:
    data = packed({"深.txt": TEXT})
    for _ in range(2):
        data = packed({"内.zip": data})
    assert names(data) == ["a.zip/内.zip/内.zip/深.txt"]
    (document,) = archive.read(packed({"外.zip": data}), name="a.zip")
    assert [(problem.kind, problem.severity) for problem in document.problems] == [("limit", "failed")]


def test_a_member_that_fails_is_a_problem_and_the_others_are_read() -> None:
    documents = archive.read(packed({"坏.txt": b"\x1f\x8b\x08\x00\x00", "好.txt": TEXT}), name="a.zip")
    bad, good = documents
    assert good.text == TEXT and not good.problems
    assert bad.text == "" and bad.problems[0].doc == "a.zip/坏.txt"
    assert (bad.problems[0].kind, bad.problems[0].severity) == ("binary", "failed")


def test_an_encrypted_member_is_a_problem() -> None:
    data = bytearray(packed({"a.txt": TEXT}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (document,) = archive.read(bytes(data), name="a.zip")
    assert document.problems[0].kind == "encrypted"


def test_one_limit_holds_for_all_that_is_nested() -> None:
    inner = packed({"a.txt": "x" * 600})
    with limited(Limits(expanded=(1000 + 2 * len(inner)) // ARCHIVE)):
        documents = archive.read(packed({"1.zip": inner, "2.zip": inner}), name="a.zip")
    assert [len(document.text) for document in documents] == [600, 0]
    assert documents[1].problems[0].kind == "limit"


def test_an_archive_without_documents_says_so() -> None:
    with pytest.raises(ReadError, match="no file that can be read") as raised:
        archive.read(packed({"图.dat": b"\x00\x01"}), name="a.zip")
    assert raised.value.kind == "empty"
