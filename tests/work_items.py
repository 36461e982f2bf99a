"""Work for the tests of worker processes, in a module that those can import."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from policyfacts.carried import UnseenError


def work(item: Any) -> Any:
    """Do what the item says."""
    what, *rest = item if isinstance(item, tuple) else (item,)
    if what == "die":
        os._exit(3)
    if what == "die once":
        mark = Path(rest[0])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if what == "sleep":
        time.sleep(rest[0])
    while what == "spin":
        time.sleep(0.01)
    if what == "raise":
        raise rest[0]
    if what == "odd":
        return lambda: None
    return what


def start(log: str) -> None:
    """Begin a worker: each but the first dies at once, as often as the log has lines to come."""
    path = Path(log)
    begun = path.read_text(encoding="utf-8").split()
    path.write_text(" ".join(begun[1:]), encoding="utf-8")
    if begun and begun[0] == "die":
        os._exit(3)


def logged(item: tuple[str, str]) -> str:
    """Write down that an item was begun."""
    with Path(item[1]).open("a", encoding="utf-8") as log:
        log.write(f"{item[0]}\n")
    return item[0]


def unseen_unless_carried(item: Any) -> Any:
    """Work on other machines that do not see files of this one."""
    if not isinstance(item, tuple):
        raise UnseenError(f"{item}: not seen from here")
    return item[1]
