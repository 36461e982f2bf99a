"""What official statistics add up to, as `patterns/accounts.toml` lists it."""

from __future__ import annotations

import functools
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from policyfacts.rules.load import read_toml
from policyfacts.rules.locate import patterns_folder
from policyfacts.rules.schema import PatternFile

ACCOUNTS_FILE = "accounts.toml"


class Sum(BaseModel):
    """A whole and the parts that it is the sum of, in the same unit, place and period."""

    model_config = ConfigDict(extra="forbid")

    whole: str = Field(min_length=1)
    parts: tuple[str, ...] = Field(min_length=2)


class Composition(BaseModel):
    """Shares of one whole that make 100 per cent."""

    model_config = ConfigDict(extra="forbid")

    parts: tuple[str, ...] = Field(min_length=2)


class Accounts(PatternFile):
    """Sums, compositions, and the indicators whose growth is stated at ``constant_price``."""

    constant_price: frozenset[str] = frozenset()
    sum: tuple[Sum, ...] = ()
    composition: tuple[Composition, ...] = ()


def load_accounts(folder: Path) -> Accounts:
    """The accounts of a folder of pattern files; none where it has no such file."""
    path = folder / ACCOUNTS_FILE
    return read_toml(path, Accounts) if path.is_file() else Accounts(topic="accounts", about="none")


@functools.cache
def default_accounts() -> Accounts:
    """The accounts that come with the package."""
    return load_accounts(patterns_folder())
