"""Against a local S3 server, which needs no network and no account."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policyfacts.batch import digest_of, discover
from policyfacts.command import Request, run_extract
from policyfacts.document import UsageError

pytestmark = pytest.mark.slow
server = pytest.importorskip("moto.server", reason="needs moto[server]")
s3fs = pytest.importorskip("s3fs", reason="needs s3fs")

TEXT = "2024年宁波市出口1.5亿元，同比增长5%。\n"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "example")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "example")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    system.mkdir("bucket")
    for name in ("b.txt", "年 度/a.txt", "年 度/z#1.txt", "x.exe"):
        system.pipe(f"bucket/docs/{name}", TEXT.encode())
    system.touch("bucket/docs/empty/")
    yield system
    system.rm("bucket", recursive=True)
    s3fs.S3FileSystem.clear_instance_cache()


def test_a_folder_as_a_local_one(bucket: Any, tmp_path: Path) -> None:
    for name in ("b.txt", "年 度/a.txt", "年 度/z#1.txt", "x.exe"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    for where, output in ((str(tmp_path / "docs"), "local.csv"), ("s3://bucket/docs", "remote.csv")):
        assert run_extract(Request([where], tmp_path / output)) is False
    assert (tmp_path / "remote.csv").read_bytes() == (tmp_path / "local.csv").read_bytes()
    found = discover(["s3://bucket/docs/b.txt", "s3://bucket/docs/年 度/"]).sources
    assert [source.name for source in found] == ["a.txt", "b.txt", "z#1.txt"]


def test_files_are_known_by_what_the_storage_says(
    bucket: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source,) = discover(["s3://bucket/docs/b.txt"]).sources
    assert digest_of(source.path).startswith("etag:")
    request = Request(["s3://bucket/docs"], tmp_path / "f.sqlite", update=True)
    run_extract(request)
    capsys.readouterr()
    bucket.pipe("bucket/docs/b.txt", TEXT.replace("5", "6").encode())
    run_extract(request)
    assert "1 document" in capsys.readouterr().err


def test_a_bucket_that_is_not_there(bucket: Any) -> None:
    with pytest.raises(UsageError, match="s3://other/docs: nothing is there"):
        discover(["s3://other/docs"])


def test_without_credentials(bucket: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(UsageError, match="AWS_ACCESS_KEY_ID"):
        discover(["s3://bucket/docs"])


def test_problems_name_the_url(bucket: Any, tmp_path: Path) -> None:
    bucket.pipe("bucket/docs/broken.txt", b"\x00\x01\x02")
    assert run_extract(Request(["s3://bucket/docs"], tmp_path / "f.csv", problems=tmp_path / "p.jsonl")) is True
    problems = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()]
    assert "s3://bucket/docs/broken.txt" in next(p["message"] for p in problems if p["doc"] == "broken.txt")
