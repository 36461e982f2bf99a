from __future__ import annotations

import io
import struct
import zipfile

import pytest

from policyfacts.limits import Limits, limited
from policyfacts.readers import safe_zip
from policyfacts.readers.errors import ReadError
from policyfacts.readers.safe_zip import SafeZip, local


def packed(**members: str | bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def kind(call: object) -> str:
    with pytest.raises(ReadError) as raised:
        call()  # type: ignore[operator]
    return raised.value.kind


def test_parts_are_read_and_parsed() -> None:
    parts = SafeZip(packed(a="<x xmlns='urn:n'><y>量</y></x>"))
    root = parts.xml("a")
    assert "a" in parts and "b" not in parts
    assert local(root.tag) == "x" and root[0].text == "量"


def test_a_missing_part_and_broken_xml_are_damage() -> None:
    assert kind(lambda: SafeZip(packed(a="<x>")).xml("a")) == "damaged"
    assert kind(lambda: SafeZip(packed(a="")).read("b")) == "damaged"
    assert kind(lambda: SafeZip(b"PK\x03\x04 and no more")) == "damaged"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(encoding)
    with pytest.raises(ReadError, match="entities"):
        SafeZip(packed(a=bomb)).xml("a")


def test_the_limit_counts_all_that_is_read() -> None:
    parts = SafeZip(packed(a=b"1" * 600, b=b"2" * 600), most=1000)
    assert len(parts.read("a")) == 600
    assert kind(lambda: parts.read("b")) == "limit"


def test_a_large_member_that_shrinks_to_nothing_is_not_opened() -> None:
    assert kind(lambda: SafeZip(packed(a=bytes(11 << 20))).read("a")) == "limit"


def test_too_many_members_are_refused() -> None:
    with limited(Limits(members=1)):
        assert kind(lambda: SafeZip(packed(a="1", b="2"))) == "limit"


def test_an_encrypted_member_asks_for_one_without_password() -> None:
    data = bytearray(packed(a="1"))
    central = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    assert kind(lambda: SafeZip(bytes(data)).read("a")) == "encrypted"


def test_wrong_bytes_in_a_member_are_damage() -> None:
    data = bytearray(packed(a="国民经济" * 50))
    data[40] ^= 0xFF
    assert kind(lambda: SafeZip(bytes(data)).read("a")) == "damaged"


def test_repacking_drops_changes_and_checks() -> None:
    parts = SafeZip(packed(**{"a.xml": "<x/>", "media/b": b"picture"}))
    again = SafeZip(parts.repacked(lambda _, content: content + b"<!-- -->", drop=("media/",)))
    assert again.read("a.xml") == b"<x/><!-- -->"
    assert again.read("media/b") == b"<!-- -->"
    hostile = SafeZip(packed(**{"a.xml": "<!DOCTYPE x []><x/>"}))
    assert kind(lambda: hostile.repacked(lambda _, content: content)) == "damaged"


def test_large_parts_are_packed_tightly_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_zip, "_LARGE", 1000)
    content = ("国民经济" * 500).encode()
    again = SafeZip(packed(large=content, small=b"1")).repacked(lambda _, part: part)
    assert len(again) < len(content) and SafeZip(again).read("large") == content


def test_a_member_without_a_name_is_passed_over() -> None:
    entry = b"PK\x01\x02" + struct.pack("<6H3I5H2I", 20, 20, 0, 0, 0, 33, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    end = b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 1, 1, len(entry), 0, 0)
    assert not SafeZip(entry + end).members
