"""Files that another machine reads: where it sees them, else their bytes are carried to it."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePath

from policyfacts.document import UsageError

_SECONDS = 2  # by which file systems may round the time of a change


class UnseenError(UsageError):
    """This machine does not see a file that another one has named."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A file as it was named."""

    given: str

    def __str__(self) -> str:
        return self.given

    @property
    def name(self) -> str:
        """Its name without folders."""
        return PurePath(self.given).name

    @property
    def suffix(self) -> str:
        """The suffix of its name."""
        return PurePath(self.given).suffix


@dataclass(frozen=True, slots=True)
class Shared(_Named):
    """A file that others may see, too: as it was named, where it is, and by what it is known to be the same."""

    place: str
    size: int
    changed: float

    @classmethod
    def of(cls, path: Path, most: int) -> Shared:
        """The file at a path; raises OSError, also for one of more bytes than ``most``, and for a pipe."""
        state = _sendable(path, most)
        return cls(str(path), str(path.absolute()), state.st_size, state.st_mtime)

    def read_bytes(self) -> bytes:
        """All of it; raises UnseenError where this machine has no such file, another one, or may not read it."""
        path = Path(self.place)
        try:
            state = path.stat()
            if state.st_size == self.size and abs(state.st_mtime - self.changed) <= _SECONDS:
                return path.read_bytes()
        except OSError as error:
            raise UnseenError(f"{self.given}: not seen from here ({error})") from error
        raise UnseenError(f"{self.given}: another file is at this path here")

    def digest(self) -> str:
        """The SHA-256 of its content; raises UnseenError."""
        return hashlib.sha256(self.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Held(_Named):
    """A file that is carried along: as it was named, and its bytes."""

    data: bytes

    @classmethod
    def of(cls, path: Path, most: int) -> Held:
        """The file at a path; raises OSError, also for one of more bytes than ``most``, and for a pipe."""
        _sendable(path, most)
        return cls(str(path), path.read_bytes())

    def read_bytes(self) -> bytes:
        """All of it."""
        return self.data

    def digest(self) -> str:
        """The SHA-256 of its content."""
        return hashlib.sha256(self.data).hexdigest()


def _sendable(path: Path, most: int) -> os.stat_result:
    state = path.stat()
    if not stat.S_ISREG(state.st_mode) or state.st_size > most:
        raise OSError(errno.EINVAL, "not to be sent")
    return state
