"""Chinese policy documents in, tidy rows of facts out.

``extract(text)``, ``read(path)`` and ``extract_folder(path)`` are all there is to begin with.  Each loads what
it needs when it is first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

TYPE_CHECKING = False  # of typing, whose import costs more than all of this
if TYPE_CHECKING:
    from typing import Any

    from policyfacts.api import Facts, extract, extract_folder, read, read_all, read_facts
    from policyfacts.document import Document, DocumentError, PolicyFactsError, Problem, UsageError
    from policyfacts.facts import COLUMNS, CORE_COLUMNS, Column, Fact
    from policyfacts.limits import Limits

    __version__: str

__all__ = [
    "COLUMNS",
    "CORE_COLUMNS",
    "Column",
    "Document",
    "DocumentError",
    "Fact",
    "Facts",
    "Limits",
    "PolicyFactsError",
    "Problem",
    "UsageError",
    "__version__",
    "extract",
    "extract_folder",
    "read",
    "read_all",
    "read_facts",
]

_FROM_API = frozenset({"Facts", "extract", "extract_folder", "read", "read_all", "read_facts"})
_MODULES = {
    **dict.fromkeys(_FROM_API, "api"),
    **dict.fromkeys(("Document", "DocumentError", "PolicyFactsError", "Problem", "UsageError"), "document"),
    **dict.fromkeys(("COLUMNS", "CORE_COLUMNS", "Column", "Fact"), "facts"),
    "Limits": "limits",
}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        value = getattr(import_module(f"policyfacts.{_MODULES[name]}"), name)
    elif name == "__version__":
        from policyfacts.rules.locate import package_version

        value = package_version()
    elif name == "dask":
        value = import_module("policyfacts.dask")
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """The package; keeps ``policyfacts.extract`` the function when the module of that name is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _FROM_API and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package

if "pandas" in sys.modules:  # else it is registered with the first data frame that is asked for
    from policyfacts.dataframes import register_accessor

    register_accessor()
