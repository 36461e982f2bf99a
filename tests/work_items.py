"""Work for the tests of worker processes, in a module that those can import."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any


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
    if what == "raise":
        raise rest[0]
    if what == "odd":
        return lambda: None
    return what


def logged(item: tuple[str, str]) -> str:
    """Write down that an item was begun."""
    with Path(item[1]).open("a", encoding="utf-8") as log:
        log.write(f"{item[0]}\n")
    return item[0]
