from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import policyfacts
from policyfacts.document import Document
from policyfacts.readers import office
from policyfacts.readers.errors import ReadError

DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
PPT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document".encode("utf-16-le")
WORKS = """
import pathlib, sys
target, folder, source = sys.argv[sys.argv.index("--convert-to") + 1], sys.argv[-2], pathlib.Path(sys.argv[-1])
profile = next(word for word in sys.argv if word.startswith("-env:UserInstallation=file:///"))
assert "BlockUntrustedRefererLinks" in (source.parent / "profile/user/registrymodifications.xcu").read_text()
pathlib.Path(folder).mkdir()
(pathlib.Path(folder) / f"document.{target}").write_bytes(target.encode() + b" of " + source.suffix.encode())
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the fake soffice stands, the only program on PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path / "soffice"


def write(program: Path, source: str) -> None:
    program.write_text(f"#!{sys.executable}\n{source}", encoding="utf-8")
    program.chmod(0o755)


def read(data: bytes, name: str) -> list[Document]:
    return office.read(data, name=name)


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, str, str]]:
    """What is passed on to the reader of the new format."""
    calls: list[tuple[bytes, str, str]] = []

    def read_bytes(data: bytes, *, name: str, suffix: str, encoding: str | None) -> list[Document]:
        calls.append((data, name, suffix))
        return [Document("", name=name)]

    monkeypatch.setattr(office, "read_bytes", read_bytes)
    return calls


def test_without_libreoffice_the_message_says_what_to_do(program: Path) -> None:
    with pytest.raises(ReadError, match=r"install it \(soffice on PATH\), or save the file as \.docx") as raised:
        read(DOC, "通知.doc")
    assert raised.value.kind == "needs_office"


@pytest.mark.skipif(os.name == "nt", reason="the fake soffice is a script")
class TestWithFakeOffice:
    def test_texts_are_converted_to_docx_and_slides_to_pdf(
        self, program: Path, passed: list[tuple[bytes, str, str]]
    ) -> None:
        write(program, WORKS)
        read(DOC, "通知.wps")
        read(PPT, "汇报.ppt")
        assert passed == [(b"docx of .wps", "通知.wps", ".docx"), (b"pdf of .ppt", "汇报.ppt", ".pdf")]

    def test_a_name_cannot_lead_elsewhere(self, program: Path, passed: list[tuple[bytes, str, str]]) -> None:
        write(program, WORKS)
        read(DOC, "a.zip/../x.d;c")
        assert passed[0][0] == b"docx of "

    def test_nothing_converted_is_damage(self, program: Path) -> None:
        write(program, "raise SystemExit(1)")
        with pytest.raises(ReadError, match="cannot convert") as raised:
            read(DOC, "通知.doc")
        assert raised.value.kind == "damaged"

    def test_a_conversion_without_end_is_ended(self, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(office, "_TIMEOUT", 0.3)
        write(program, "import time\ntime.sleep(60)")
        begin = time.monotonic()
        with pytest.raises(ReadError) as raised:
            read(DOC, "通知.doc")
        assert raised.value.kind == "timeout" and time.monotonic() - begin < 10

    def test_a_program_that_does_not_start_is_said(self, program: Path) -> None:
        program.write_bytes(b"\x7fELF no program")
        program.chmod(0o755)
        with pytest.raises(ReadError) as raised:
            read(DOC, "通知.doc")
        assert raised.value.kind == "needs_office"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_what_is_no_document_is_damage() -> None:
    with pytest.raises(ReadError):
        read(DOC, "通知.doc")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (soffice on PATH)")
@pytest.mark.parametrize("suffix", [".doc", ".odt"])
def test_a_document_in_an_old_format_gives_the_same_facts(tmp_path: Path, suffix: str) -> None:
    source = Path(__file__).parents[2] / "samples" / "formats" / "bulletin.docx"
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    subprocess.run([*command, suffix[1:], "--outdir", str(tmp_path), str(source)], check=True, capture_output=True)
    facts = policyfacts.extract_folder(tmp_path / f"bulletin{suffix}")
    expected = policyfacts.extract_folder(source)
    assert len(facts) > 20
    assert [(f.region, f.indicator, f.period, f.value, f.growth_rate) for f in facts] == [
        (f.region, f.indicator, f.period, f.value, f.growth_rate) for f in expected
    ]
