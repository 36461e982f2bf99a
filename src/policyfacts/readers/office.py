"""Older office formats (.doc, .wps, .ppt, .odt …), converted by LibreOffice where that is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path, PurePosixPath

from policyfacts.document import Document
from policyfacts.readers.errors import ReadError
from policyfacts.readers.registry import read_bytes
from policyfacts.readers.safe_zip import SafeZip

_TIMEOUT = 120.0  # seconds
_PROGRAMS = ("soffice", "libreoffice")
_WORD = "WordDocument".encode("utf-16-le")
_WORD_FILTER = "--infilter=MS Word 97"  # else LibreOffice takes a damaged file for plain text
_SLIDES = ("PowerPoint Document".encode("utf-16-le"), b"opendocument.presentation")
# Documents are read without macros, and without fetching what they link to.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
</oor:items>
"""


def read(data: bytes, *, name: str, encoding: str | None = None) -> list[Document]:
    """The documents in the file as LibreOffice converts it: slides to PDF, everything else to .docx."""
    program = next((found for found in map(shutil.which, _PROGRAMS) if found), None)
    if program is None:
        raise ReadError(
            "this format is read with LibreOffice; install it (soffice on PATH), or save the file as .docx",
            kind="needs_office",
        )
    _refuse_bomb(data)
    target = "pdf" if any(mark in data for mark in _SLIDES) else "docx"
    with tempfile.TemporaryDirectory(prefix="policyfacts-", ignore_cleanup_errors=True) as folder:
        converted = _converted(program, data, PurePosixPath(name).suffix.lower(), target, Path(folder))
    return read_bytes(converted, name=name, suffix=f".{target}", encoding=encoding)


def _refuse_bomb(data: bytes) -> None:
    """Raise ReadError for an OpenDocument file that expands beyond the limits."""
    if data.startswith(b"PK"):
        parts = SafeZip(data)
        for member in parts.members:
            parts.read(member)


def _converted(program: str, data: bytes, suffix: str, target: str, folder: Path) -> bytes:
    """The file in the new format; raises ReadError where LibreOffice makes none of it."""
    source = folder / f"document{suffix if suffix[1:].isalnum() and suffix.isascii() else ''}"
    source.write_bytes(data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        *([_WORD_FILTER] if _WORD in data else []),
        "--convert-to",
        target,
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    _run(command)
    result = folder / "out" / f"document.{target}"
    if not result.is_file():
        raise ReadError(
            "LibreOffice cannot convert it (damaged, or protected by a password?); "
            f"open it in the program that made it and save it as .{target}",
            kind="damaged",
        )
    return result.read_bytes()


def _run(command: list[str]) -> None:
    """Run a program to its end; when it takes too long, it and all that it started are ended."""
    null = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=null, stdout=null, stderr=null, start_new_session=True)
    except OSError as error:
        raise ReadError(
            f"LibreOffice does not start ({error}); repair its installation", kind="needs_office"
        ) from error
    try:
        process.wait(_TIMEOUT)
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            f"LibreOffice did not finish in {_TIMEOUT:.0f} seconds; save the file as .docx", kind="timeout"
        ) from error
    finally:
        if process.poll() is None:
            if hasattr(os, "killpg"):
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()
