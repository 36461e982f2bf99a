"""Which files a run reads: folders walked, each real file once, what is left out counted."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from policyfacts.carried import Held, Shared
from policyfacts.document import Problem, UsageError
from policyfacts.readers import SUFFIXES, File, can_read
from policyfacts.remote import Remote, is_url, local_path, remote_files

STDIN = "-"
_WHY = {
    "type": "its type cannot be read",
    "hidden": "hidden file",
    "temporary": "lock file of an office program",
    "output": "the output of this run",
    "excluded": "left out by --include / --exclude",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One document to read: its file (None is standard input) and its name in the column ``doc``.

    A file is one of this machine or behind a URL; on its way to another machine it is shared or held.
    """

    path: Path | Remote | Shared | Held | None
    name: str

    @property
    def file(self) -> Path | Remote | None:
        """The file as the run knows it, not as another machine does."""
        return self.path if isinstance(self.path, Path | Remote) else None


@dataclass(slots=True)
class Discovery:
    """What was found: the sources in order, what was skipped, and what is a problem already."""

    sources: list[Source] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def skipped_by_kind(self) -> dict[str, int]:
        """How many files were skipped, by reason."""
        return dict(Counter(problem.kind for problem in self.skipped))


def discover(
    paths: Sequence[str | Path],
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    outputs: Iterable[Path] = (),
) -> Discovery:
    """The documents under ``paths``: files, folders recursively, URLs, the text ``"-"`` for standard input.

    ``include`` and ``exclude`` are globs, matched against the path inside its folder and against
    the file's name.  ``outputs`` are the files that the run writes; they are never read.  Raises
    UsageError for a path that does not exist, and for a URL that cannot be listed.
    """
    return _Finder(include, exclude, outputs).find(paths)


class _Finder:
    def __init__(self, include: Sequence[str], exclude: Sequence[str], outputs: Iterable[Path]) -> None:
        self.include = include
        self.exclude = exclude
        self.outputs = {os.path.realpath(path) for path in outputs}
        self.seen: set[str] = set()
        self.found: list[tuple[Source, str]] = []  # with the path as given, for names that clash
        self.result = Discovery()

    def find(self, paths: Sequence[str | Path]) -> Discovery:
        for path in (local_path(str(path)) or path for path in paths):
            if path == STDIN:
                if STDIN not in self.seen:
                    self.found.append((Source(None, STDIN), STDIN))
                self.seen.add(STDIN)
            elif is_url(path):
                self._url(str(path))
            elif Path(path).is_dir():
                self._folder(Path(path))
            elif not os.path.lexists(path):
                raise UsageError(f"{path}: no such file or folder; check the path")
            else:
                self._named(Path(path))
        self.result.sources = sorted(self._distinct(), key=lambda source: source.name)
        return self.result

    def _named(self, path: Path | Remote) -> None:
        name = printable(path.name)
        kind = self._left_out(path, path.name)
        if kind is None and path.suffix and not can_read(path):
            kind = "type"
        if kind == "excluded":
            self._skip(name, kind, path)
        elif kind is not None:
            self.result.problems.append(Problem(name, kind, _refusal(path, kind)))
        else:
            self._take(path, name)

    def _folder(self, folder: Path) -> None:
        for path in self._walk(folder):
            self._inside(path, path.relative_to(folder).as_posix())

    def _url(self, url: str) -> None:
        """As what is named locally: a folder is walked by its storage, folders in it are left out whole."""
        is_folder, files = remote_files(url)
        if not is_folder:
            self._named(files[0][1])
            return
        skipped: set[str] = set()
        for name, file in files:
            above = (name[:place] for place, char in enumerate(name) if char == "/")
            left_out = next(
                (f for f in above if f.rpartition("/")[2].startswith(".") or _matches(f, self.exclude)), None
            )
            if left_out is None:
                self._inside(file, name)
            elif left_out not in skipped:
                skipped.add(left_out)
                kind = "hidden" if left_out.rpartition("/")[2].startswith(".") else "excluded"
                self._skip(printable(left_out), kind, f"{url.rstrip('/')}/{left_out}")

    def _inside(self, path: Path | Remote, name: str) -> None:
        """A file of a folder, by its name in that."""
        kind = self._left_out(path, name)
        if kind is None and not can_read(path):
            kind = "type"
        if kind is None:
            self._take(path, printable(name))
        else:
            self._skip(printable(name), kind, path)

    def _skip(self, name: str, kind: str, path: object) -> None:
        self.result.skipped.append(Problem(name, kind, f"{path}: {_WHY[kind]}", "skipped"))

    def _walk(self, root: Path) -> Iterator[Path]:
        """Everything under a folder in order; links come last, so that a file keeps its own name."""
        pending, links, visited = [root], list[Path](), set[str]()
        while pending or links:
            folder = pending.pop() if pending else links.pop(0)
            if folder.is_file():
                yield folder
                continue
            real = os.path.realpath(folder)
            if real in visited:
                continue
            visited.add(real)
            below: list[Path] = []
            for entry in self._entries(folder, root):
                path = folder / entry.name
                if entry.name.startswith(".") or (entry.is_dir() and self._is_excluded(path, root)):
                    self._skip_folder_or_file(path, root)
                elif entry.is_symlink() and path.exists():
                    links.append(path)
                elif entry.is_dir():
                    below.append(path)
                else:
                    yield path
            pending.extend(reversed(below))

    def _entries(self, folder: Path, root: Path) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            message = f"{folder}: the folder cannot be read ({error.strerror or error}); check its permissions"
            self.result.problems.append(Problem(printable(folder.relative_to(root).as_posix()), "unreadable", message))
            return []

    def _is_excluded(self, path: Path, root: Path) -> bool:
        return _matches(path.relative_to(root).as_posix(), self.exclude)

    def _skip_folder_or_file(self, path: Path, root: Path) -> None:
        kind = "hidden" if path.name.startswith(".") else "excluded"
        name = printable(path.relative_to(root).as_posix())
        self._skip(name, kind, path)

    def _left_out(self, path: Path | Remote, name: str) -> str | None:
        """Why a file is not read, whatever its type; None for one that is."""
        if isinstance(path, Path) and os.path.realpath(path) in self.outputs:
            return "output"
        if path.name.startswith("~$"):
            return "temporary"
        if path.name.startswith("."):
            return "hidden"
        if (self.include and not _matches(name, self.include)) or _matches(name, self.exclude):
            return "excluded"
        return None

    def _take(self, path: Path | Remote, name: str) -> None:
        real = os.path.realpath(path) if isinstance(path, Path) else path.url
        if real not in self.seen:
            self.seen.add(real)
            self.found.append((Source(path, name), path.as_posix() if isinstance(path, Path) else path.url))

    def _distinct(self) -> Iterator[Source]:
        """The sources; where two would have the same name, each has its path as it was given."""
        names = Counter(source.name for source, _ in self.found)
        for source, given in self.found:
            clash = names[source.name] > 1 and source.path is not None
            yield Source(source.path, printable(given)) if clash else source


def printable(name: str) -> str:
    """A file's name as text: one that is not UTF-8 on disk (an old GBK archive) is decoded or marked."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        data = os.fsencode(name)
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            return data.decode("utf-8", "replace")
    return name


def _matches(name: str, globs: Sequence[str]) -> bool:
    base = name.rpartition("/")[2]
    return any(
        fnmatchcase(name, glob) or fnmatchcase(base, glob) or fnmatchcase(name, glob.removeprefix("**/"))
        for glob in globs
    )


def _refusal(path: File, kind: str) -> str:
    if kind == "type":
        return f"{path}: files of type {path.suffix} cannot be read; can be read: {' '.join(SUFFIXES)}"
    if kind == "hidden":
        return f"{path}: {_WHY[kind]}, not read; copy it under a name without the leading dot"
    return f"{path}: {_WHY[kind]}, not read; leave it out"
