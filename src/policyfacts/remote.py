"""Files behind URLs (``s3://bucket/docs``, ``https://…``), through fsspec, which is loaded when a URL is named."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from policyfacts.document import UsageError
from policyfacts.limits import limits
from policyfacts.readers import SUFFIXES
from policyfacts.readers.errors import ReadError

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?:::[A-Za-z][A-Za-z0-9+.-]+)*://")  # C:\ is none
_WEB = ("http://", "https://")
_CHUNK = 1_000_000
_VERSIONS = ("ETag", "etag", "md5Hash", "content_md5")  # where storages say which content a file has
_INSTALL = "install what reads URLs with: pip install 'policyfacts[remote]'"
_UNKNOWN = "nothing is there (any more); check the address: its bucket or host, its folders, its name"
_DENIED = (
    "no permission to read it; set up the credentials of that storage, for s3 for example AWS_ACCESS_KEY_ID and "
    "AWS_SECRET_ACCESS_KEY, or ~/.aws/credentials"
)
_NO_CREDENTIALS = {"NoCredentialsError", "PartialCredentialsError", "ProfileNotFound", "NoAuthHandlerFound"}


@dataclass(frozen=True, slots=True)
class Remote:
    """A file behind a URL, with what a path has for those who read it.

    ``version`` is what its storage says of its content (an ETag), empty where it says nothing.
    """

    url: str
    size: int = 0
    version: str = ""

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        """Its name without folders, and without what the query of a web address asks for."""
        if not _is_web(self.url):
            return self.url.rstrip("/").rpartition("/")[2]
        parts = urlsplit(self.url)
        return unquote(PurePosixPath(parts.path).name) or parts.netloc

    @property
    def suffix(self) -> str:
        """The suffix of its name; for a web page, whose address may end in anything, only one that is known."""
        suffix = PurePosixPath(self.name).suffix
        return suffix if suffix.lower() in SUFFIXES or not _is_web(self.url) else ""

    def read_bytes(self) -> bytes:
        """All of it, or a little more than the limit allows; raises ReadError, which says what to do."""
        try:
            system, path = _open(self.url)
            if _is_web(self.url):  # which does not say how much will come
                return _streamed(system, path, limits().file_size + 1)
            most = limits().file_size + 1 if self.size > limits().file_size else None
            data: bytes = system.cat_file(path, end=most)
        except Exception as error:  # each storage has its own
            raise ReadError(explain(error), kind="unreadable") from error
        return data

    def digest(self) -> str:
        """What its storage says of its content, else the SHA-256 of that; raises ReadError."""
        return self.version or hashlib.sha256(self.read_bytes()).hexdigest()


def is_url(text: object) -> bool:
    """Whether a text is a URL, and no path."""
    return isinstance(text, str) and _URL.match(text) is not None


def local_path(url: str) -> Path | None:
    """The path that a ``file://`` URL means; None for any other."""
    if not url.lower().startswith("file://"):
        return None
    from urllib.request import url2pathname

    parts = urlsplit(url)
    host = "" if parts.netloc in {"", "localhost"} else f"//{parts.netloc}"
    return Path(url2pathname(host + parts.path))


def remote_files(url: str) -> tuple[bool, list[tuple[str, Remote]]]:
    """Whether a URL is a folder, and its files with their names in it, in order; a single file has its own name.

    A web address is one document, without a look at it; one that ends with ``/`` is a folder as web servers list
    them.  Raises UsageError where it cannot be listed: no such folder, no permission, no network, no library.
    """
    try:
        system, root = _open(url)
        system.invalidate_cache()  # what an earlier run has seen
        info = {"type": "directory" if url.endswith("/") else "file"} if _is_web(url) else system.info(root)
        if info["type"] == "file":
            file = _remote(url, info)
            return False, [(file.name, file)]
        return True, sorted(_below(url, root, system.find(root, detail=True)), key=lambda item: item[0])
    except Exception as error:  # each storage has its own
        raise UsageError(f"{url}: {explain(error)}") from error


def explain(error: Exception) -> str:
    """What an error of a storage means, and what to do."""
    if isinstance(error, ImportError):
        ours = any(name in str(error) for name in ("fsspec", "s3fs", "aiohttp"))
        return f"{error}; {_INSTALL}" if ours else str(error)
    if "Protocol not known" in str(error):
        return "no address of a kind that can be read, such as s3://bucket/docs or https://example.org/report.pdf"
    if isinstance(error, FileNotFoundError) or getattr(error, "status", None) in {404, 410}:
        return _UNKNOWN
    if (
        isinstance(error, PermissionError)
        or type(error).__name__ in _NO_CREDENTIALS
        or getattr(error, "status", 0) in {401, 403}
    ):
        return f"{_DENIED} ({error})"
    said = f"{type(error).__name__}: {error}".rstrip(": ")
    return f"it cannot be read ({said}); check the address and the network, then try again"


def _open(url: str) -> tuple[Any, str]:
    """The file system of a URL and the path in it."""
    system, path = import_module("fsspec.core").url_to_fs(url)
    return system, path


def _streamed(system: Any, path: str, most: int) -> bytes:
    """What a server sends, no more than a number of bytes."""
    data = bytearray()
    with system.open(path, "rb", block_size=0) as stream:
        while len(data) < most and (chunk := stream.read(min(_CHUNK, most - len(data)))):
            data += chunk
    return bytes(data)


def _below(url: str, root: str, found: dict[str, dict[str, Any]]) -> Iterator[tuple[str, Remote]]:
    """The files under a folder, by their names in it; what marks a folder in a storage without folders is none."""
    top = root.rstrip("/") + "/"
    for path, info in found.items():
        name = path.removeprefix(top)
        if info.get("type") == "file" and name and not name.endswith("/"):
            yield unquote(name) if _is_web(url) else name, _remote(f"{url.rstrip('/')}/{name}", info)


def _remote(url: str, info: dict[str, Any]) -> Remote:
    version = next((str(info[key]) for key in _VERSIONS if info.get(key)), "")
    return Remote(url, int(info.get("size") or 0), f"etag:{version}" if version else "")


def _is_web(url: str) -> bool:
    return url.lower().startswith(_WEB)
