"""A file is written whole or not at all, and a failure says what to do."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from policyfacts.document import UsageError


@contextmanager
def atomic_output(path: Path) -> Iterator[BinaryIO]:
    """A binary handle on a file beside ``path`` that takes its place when the block ends well.

    After any exception the file at ``path`` is as it was before.  Operating system errors become
    UsageError.  A device or a pipe is written to directly.
    """
    path = Path(path)
    check_target(path)
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as handle:
                yield handle
            return
        with _replacement(target) as handle:
            yield handle
    except OSError as error:
        raise UsageError(explain(error, path)) from error


def check_target(path: Path) -> None:
    """Raise UsageError where ``path`` cannot be written, before any work is done for it."""
    if path.is_dir():
        raise UsageError(f"{path}: the output is a folder; name a file in it")
    if not path.parent.is_dir():
        raise UsageError(f"{path}: the folder {path.parent} does not exist; create it, or name another output")
    if not path.is_file():
        return
    try:
        path.open("r+b").close()  # fails for a file that another program holds, or that is read-only
    except OSError as error:
        raise UsageError(explain(error, path)) from error


@contextmanager
def _replacement(target: Path) -> Iterator[BinaryIO]:
    temporary = target.with_name(f".policyfacts-{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as handle:
            yield handle
            handle.flush()
            _sync(handle)
        if target.exists():
            with suppress(OSError):
                shutil.copymode(target, temporary)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _sync(handle: BinaryIO) -> None:
    try:
        os.fsync(handle.fileno())
    except OSError as error:  # some file systems have no sync
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}:
            raise


def explain(error: OSError, path: Path | str) -> str:
    """What an error of the operating system means for an output, and what to do."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"{path}: the disk is full, nothing was written; free some space, or name an output on another disk"
    if isinstance(error, PermissionError):
        return (
            f"{path}: no permission to write; if the file is open in Excel or another program, close it there, "
            "else name another output"
        )
    if error.errno == errno.EROFS:
        return f"{path}: the disk is read-only; name an output on another disk"
    if error.errno == errno.ENAMETOOLONG:
        return f"{path}: the name is too long; name a shorter one"
    return f"{path}: cannot be written ({error.strerror or error}); name another output"
