import functools
import http.server
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policyfacts import Limits, extract_folder
from policyfacts.batch import digest_of, discover, run
from policyfacts.command import Request, run_extract
from policyfacts.document import UsageError
from policyfacts.remote import Remote, explain, is_url, local_path

TEXT = "2024年宁波市出口1.5亿元，同比增长5%。\n"
NAMES = ["b.txt", "sub/a.txt", "sub/z.exe", ".hidden/c.txt", "drafts/d.txt", "~$lock.txt"]


@pytest.fixture
def memory() -> Iterator[Any]:
    fsspec = pytest.importorskip("fsspec", reason="needs fsspec")
    system = fsspec.filesystem("memory")
    for name in NAMES:
        system.pipe(f"/docs/{name}", TEXT.encode())
    yield system
    system.rm("/docs", recursive=True)


def test_what_is_a_url() -> None:
    assert all(map(is_url, ["s3://bucket/docs", "https://example.org", "file:///a", "simplecache::s3://bucket/a"]))
    assert not any(map(is_url, ["docs", "C:\\docs", "C:/docs", "-", "a:b", "", Path("s3:/bucket")]))


def test_a_file_url_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "中 文.txt").write_text(TEXT, encoding="utf-8")
    assert local_path((tmp_path / "中 文.txt").as_uri()) == tmp_path / "中 文.txt"
    assert local_path("s3://bucket") is None
    assert discover([tmp_path.as_uri()]).sources == discover([tmp_path]).sources


def test_a_folder_is_walked_as_a_local_one(memory: Any, tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    remote, local = (discover([root], exclude=["drafts"]) for root in ("memory://docs", tmp_path))
    assert [source.name for source in remote.sources] == ["b.txt", "sub/a.txt"]
    assert [source.name for source in remote.sources] == [source.name for source in local.sources]
    assert sorted((p.doc, p.kind) for p in remote.skipped) == sorted((p.doc, p.kind) for p in local.skipped)
    assert remote.skipped_by_kind == {"hidden": 1, "excluded": 1, "temporary": 1, "type": 1}
    assert [source.name for source in discover(["memory://docs/"], include=["sub/*.txt"]).sources] == ["sub/a.txt"]


def test_the_same_facts_as_of_local_files(memory: Any, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    facts = extract_folder("memory://docs/b.txt")
    assert list(facts) == list(extract_folder(tmp_path))
    assert facts.documents[0].path == "memory://docs/b.txt"


def test_a_url_that_is_not_there_or_cannot_be_read_is_wrong_use(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="memory://nothing: nothing is there"):
        discover(["memory://nothing"])
    with pytest.raises(UsageError, match="no address of a kind"):
        discover(["nonsense://nothing"])
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(UsageError, match=r"policyfacts\[remote\]"):
        discover(["memory://docs"])


def test_a_file_that_went_away_is_a_problem(memory: Any) -> None:
    found = discover(["memory://docs/b.txt"])
    memory.rm("/docs/b.txt")
    assert digest_of(found.sources[0].path) == ""
    ((result,),) = run(found.sources)
    assert [(problem.kind, problem.severity) for problem in result.problems] == [("unreadable", "failed")]
    assert result.problems[0].message.startswith("memory://docs/b.txt: nothing is there")


def test_a_file_that_is_too_large_is_not_read_whole(memory: Any) -> None:
    facts = extract_folder("memory://docs/b.txt", limits=Limits(file_size=10))
    assert [(problem.kind, len(facts)) for problem in facts.problems] == [("limit", 0)]


def test_update_knows_files_by_their_content(memory: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    request = Request(["memory://docs"], tmp_path / "f.sqlite", update=True)
    run_extract(request)
    memory.pipe("/docs/b.txt", TEXT.replace("5", "6").encode())
    capsys.readouterr()
    run_extract(request)
    assert "1 document" in capsys.readouterr().err


def test_what_storages_say_is_told_with_what_to_do() -> None:
    denied = type("NoCredentialsError", (Exception,), {})
    assert "AWS_ACCESS_KEY_ID" in explain(denied("Unable to locate credentials"))
    assert "AWS_ACCESS_KEY_ID" in explain(PermissionError("Access Denied"))
    assert "policyfacts[remote]" in explain(ImportError("Install s3fs to access S3"))
    assert explain(ImportError("Please install gcsfs")) == "Please install gcsfs"
    assert "check the address and the network" in explain(TimeoutError())


def test_names_of_web_addresses() -> None:
    page = Remote("https://example.org/art/%E5%85%AC%E6%8A%A5.content?id=1.pdf")
    assert (page.name, page.suffix) == ("公报.content", "")
    assert (Remote("https://example.org/").name, Remote("https://example.org/a.PDF").suffix) == ("example.org", ".PDF")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    pytest.importorskip("fsspec", reason="needs fsspec")
    pytest.importorskip("aiohttp", reason="needs aiohttp")
    (tmp_path / "docs" / "sub").mkdir(parents=True)
    for name in ("a 公报.txt", "sub/b.txt", "c.exe"):
        (tmp_path / "docs" / name).write_text(TEXT, encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/docs"
    server.shutdown()
    server.server_close()


def test_a_web_address_is_a_document_and_with_a_slash_a_listing(web: str) -> None:
    facts = extract_folder([f"{web}/sub/b.txt", f"{web}/gone.html"])
    assert [fact.doc for fact in facts] == ["b.txt"]
    assert [(problem.doc, problem.kind) for problem in facts.problems] == [("gone.html", "unreadable")]
    assert "nothing is there" in facts.problems[0].message
    facts = extract_folder(f"{web}/sub/b.txt", limits=Limits(file_size=10))
    assert [(problem.kind, len(facts)) for problem in facts.problems] == [("limit", 0)]
    facts = extract_folder(f"{web}/")
    assert [fact.doc for fact in facts] == ["a 公报.txt", "sub/b.txt"]
