"""Work on processes of their own, so that a crash or a hang costs one item and not the run."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from heapq import heappop, heappush
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext
from time import monotonic
from typing import Any, Generic, TypeVar

from policyfacts.document import PolicyFactsError, UsageError

AHEAD = 32  # items for each worker that may be under way or done before the first of them is given out
_ATTEMPTS = 2  # a worker that dies may have been killed for another's sake: its item is tried once more
_STILLBORN = 5  # workers in a row that may die while they start, once one has started
_ASKED = 1.0  # seconds in which a worker that is asked to end may do so
_GRACE = 5.0  # seconds in which a worker may end by itself

_Item = TypeVar("_Item")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[_Value]):
    """What came of an item: its ``value``, else why there is none: the worker ``died``, ``timed_out``, or an error."""

    value: _Value | None = None
    died: bool = False
    timed_out: bool = False
    error: Exception | None = None


class _Worker:
    """One process and the item that it has."""

    def __init__(self, context: SpawnContext, work: Callable[[Any], Any], prepare: Callable[[], object] | None) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work, prepare), daemon=True)
        with _interrupts_held():
            self.process.start()
        theirs.close()
        self.number: int | None = None
        self.started = False
        self.begun = 0.0

    def give(self, number: int, item: object) -> None:
        self.number, self.begun = number, monotonic()
        with suppress(OSError):  # it has died; that is seen when it is waited for
            self.pipe.send(item)

    def take(self) -> tuple[str, Any]:
        """What the worker says; ``died`` where it says nothing any more."""
        try:
            return self.pipe.recv()  # type: ignore[no-any-return]
        except (EOFError, OSError):
            return "died", None

    def end(self) -> None:
        """End the process: asked first, so that it ends what it has started itself, then by force."""
        self.pipe.close()
        self.process.terminate()
        self.process.join(_ASKED)
        if self.process.is_alive():
            self.process.kill()
        self.process.join(_GRACE)


class Workers(Generic[_Item, _Value]):
    """As many processes as ``jobs`` that do ``work``, a function that other processes can import.

    An item that takes longer than ``timeout`` seconds costs its worker, and a new one takes its place; so does one
    that ends the process.  ``prepare`` is done once in each process before the time of its first item begins.
    ``weight`` says how much work an item is: of those at hand the heaviest are begun first.
    """

    def __init__(
        self,
        work: Callable[[_Item], _Value],
        jobs: int,
        *,
        timeout: float | None = None,
        weight: Callable[[_Item], int] = lambda item: 0,
        prepare: Callable[[], object] | None = None,
    ) -> None:
        self._work, self._jobs, self._timeout, self._weight = work, jobs, timeout, weight
        self._prepare = prepare
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._waiting: list[tuple[int, int]] = []  # a heap: the heaviest first, of those the first
        self._attempts: dict[int, int] = {}
        self._done: dict[int, Outcome[_Value]] = {}
        self._started = False  # a worker has started: one that dies before that was killed
        self._stillborn = 0  # workers in a row that died before they had started

    def outcomes(self, items: Sequence[_Item]) -> Generator[Outcome[_Value], None, None]:
        """One outcome for each item, in their order, as soon as it is there; few are held before they are given out."""
        ahead, taken = AHEAD * self._jobs, 0
        try:
            for number in range(len(items)):
                while number not in self._done:
                    while taken < min(number + ahead, len(items)):
                        self._wait(items, taken)
                        taken += 1
                    self._begin(items)
                    self._hear(items)
                yield self._done.pop(number)
        finally:
            for worker in self._workers:
                worker.end()
            self._workers.clear()

    def _wait(self, items: Sequence[_Item], number: int) -> None:
        heappush(self._waiting, (-self._weight(items[number]), number))

    def _begin(self, items: Sequence[_Item]) -> None:
        """Give work to workers that have none; start those that are missing."""
        while len(self._workers) < min(self._jobs, len(self._workers) + len(self._waiting)):
            self._workers.append(_Worker(self._context, self._work, self._prepare))
        for worker in self._workers:
            if worker.number is None and worker.started and self._waiting:
                _, number = heappop(self._waiting)
                worker.give(number, items[number])

    def _hear(self, items: Sequence[_Item]) -> None:
        """Wait until a worker says something, dies or has taken too long."""
        pipes: dict[Any, _Worker] = {worker.pipe: worker for worker in self._workers}
        ready = wait(list(pipes), self._patience())
        for pipe in ready:
            self._told(pipes[pipe], items)
        for worker in [worker for worker in self._workers if self._is_late(worker)]:
            self._settle(worker, Outcome(timed_out=True))
            self._dismiss(worker)

    def _told(self, worker: _Worker, items: Sequence[_Item]) -> None:
        said, value = worker.take()
        if said == "started":
            worker.started = self._started = True
        elif said == "done":
            self._settle(worker, Outcome(value))
        elif said == "failed":
            self._settle(worker, Outcome(error=value))
        else:
            self._buried(worker, items)

    def _buried(self, worker: _Worker, items: Sequence[_Item]) -> None:
        """A worker has died: its item is tried again on another, once."""
        self._stillborn = 0 if worker.started else self._stillborn + 1
        if self._stillborn and (not self._started or self._stillborn > _STILLBORN):
            raise UsageError(
                "worker processes cannot start; a script that takes several guards itself with "
                "if __name__ == '__main__': (else take one process: jobs=1, --jobs 1)"
            )
        number = worker.number
        if number is not None:
            self._attempts[number] = self._attempts.get(number, 0) + 1
            if self._attempts[number] < _ATTEMPTS:
                self._wait(items, number)
            else:
                self._settle(worker, Outcome(died=True))
        self._dismiss(worker)

    def _settle(self, worker: _Worker, outcome: Outcome[_Value]) -> None:
        if isinstance(outcome.error, PolicyFactsError):
            raise outcome.error
        if worker.number is not None:
            self._done[worker.number] = outcome
        worker.number = None

    def _dismiss(self, worker: _Worker) -> None:
        worker.end()
        self._workers.remove(worker)

    def _is_late(self, worker: _Worker) -> bool:
        return worker.number is not None and self._timeout is not None and monotonic() - worker.begun > self._timeout

    def _patience(self) -> float | None:
        """Seconds until the first worker is late; None for any time."""
        begun = [worker.begun for worker in self._workers if worker.number is not None]
        if self._timeout is None or not begun:
            return None
        return max(min(begun) + self._timeout - monotonic(), 0.0) + 0.01


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process starts, which then never hears of it: not even before it can say so itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, work: Callable[[Any], Any], prepare: Callable[[], object] | None) -> None:
    """The life of a worker: items in, values out, until nobody is there to give them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which then ends the workers
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # blocks that clean up behind them do so
    if prepare is not None:
        with suppress(Exception):  # what is wrong is said by the first item
            prepare()
    pipe.send(("started", None))
    with suppress(EOFError, OSError):
        while True:
            item = pipe.recv()
            try:
                said = ("done", work(item))
            except Exception as error:
                said = ("failed", error)
            _say(pipe, said)


def _say(pipe: Connection, said: tuple[str, Any]) -> None:
    try:
        pipe.send(said)
    except (OSError, EOFError):
        raise
    except Exception as error:  # a value or an error that cannot be sent
        pipe.send(("failed", RuntimeError(f"{type(error).__name__}: {error}")))
