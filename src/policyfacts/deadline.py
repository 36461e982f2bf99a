"""A limit of time for work in a thread that cannot be killed."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_GRACE = 5.0  # seconds, beside as many as the limit has, in which the work may heed it


class DeadlineError(BaseException):
    """The time is over; no Exception, so that nothing takes it for what is wrong with a document."""


@contextmanager
def deadline(seconds: float | None, last_resort: Callable[[], None]) -> Iterator[None]:
    """Raise DeadlineError in the work of this thread when it takes longer; None is without a limit.

    Work outside of Python (in a library of another language) heeds it when it returns.  Where that takes as long
    again, ``last_resort`` is called, in another thread.
    """
    if seconds is None:
        yield
        return
    thread, lock, over = threading.get_ident(), threading.Lock(), threading.Event()

    def interrupt() -> None:
        with lock:
            if not over.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(DeadlineError))

    timers = [threading.Timer(seconds, interrupt), threading.Timer(2 * seconds + _GRACE, _unless(over, last_resort))]
    for timer in timers:
        timer.daemon = True
        timer.start()
    try:
        yield
    finally:
        try:
            with lock:  # from here on nothing is raised
                over.set()
        finally:
            over.set()  # it was raised on the way here
            for timer in timers:
                timer.cancel()


def _unless(over: threading.Event, call: Callable[[], None]) -> Callable[[], None]:
    return lambda: None if over.is_set() else call()
