"""Where the shipped patterns are, in the wheel or at the top of a checkout, and which they are."""

from __future__ import annotations

import hashlib
from pathlib import Path

from policyfacts.document import UsageError


def patterns_folder() -> Path:
    """The folder of the shipped patterns.

    A wheel carries it inside the package; in a checkout (an editable install too) it is the
    top-level ``patterns/``.
    """
    here = Path(__file__).resolve()
    packaged = here.parents[1] / "patterns"
    checkout = here.parents[3] / "patterns"
    if packaged.is_dir():
        return packaged
    if checkout.is_dir() and (checkout.parent / "pyproject.toml").is_file():
        return checkout
    raise UsageError(
        f"the shipped patterns are missing ({packaged} does not exist); install policyfacts again: "
        "pip install --force-reinstall policyfacts"
    )


def package_version() -> str:
    """The version of the package that is installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("policyfacts")
    except PackageNotFoundError:  # run from sources that are not installed
        return "0+unknown"


def patterns_digest() -> str:
    """The SHA-256 of all shipped pattern files: another digest may give other facts."""
    digest = hashlib.sha256()
    folder = patterns_folder()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
