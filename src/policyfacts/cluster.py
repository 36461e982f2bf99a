"""Work on a Dask cluster: as :class:`~policyfacts.workers.Workers`, on many machines.

Every item is a task of its own, and its value is fetched as soon as it is there: a worker that dies has nothing that
is needed, and what it was doing is done by others (the cluster sees to that).
"""

from __future__ import annotations

import os
import pickle
import re
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from functools import lru_cache, partial
from typing import Any, Generic, TypeVar
from uuid import uuid4

from policyfacts.carried import UnseenError
from policyfacts.deadline import DeadlineError, deadline
from policyfacts.document import UsageError
from policyfacts.rules.locate import package_version, patterns_digest
from policyfacts.workers import AHEAD, Outcome

MOST_AHEAD = 2_048  # items that may be under way or done before the first of them is given out
MOST_BYTES = 64_000_000  # that are carried to the cluster at a time
_LOOK = 10.0  # seconds after which the size of the cluster is asked for again
_PATIENCE = 10  # seconds for the scheduler to answer
_INSTALL = "pip install 'policyfacts[dask]'"

_Item = TypeVar("_Item")
_Value = TypeVar("_Value")


class Cluster(Generic[_Item, _Value]):
    """The workers of the scheduler at an address; each must have this package, in this version.

    ``share`` makes of an item what a worker can take that sees the same files, ``carry`` what any worker can take,
    with its size in bytes; both may raise OSError, and the item is done here.  Items are shared until one is not seen:
    it and all after it are carried, and ``tell`` is given a sentence that says so.  ``prepare`` is done on a worker
    before the time of an item begins.
    """

    def __init__(
        self,
        address: str,
        work: Callable[[_Item], _Value],
        *,
        timeout: float | None = None,
        prepare: Callable[[], object] | None = None,
        share: Callable[[_Item], _Item],
        carry: Callable[[_Item], tuple[_Item, int]],
        tell: Callable[[str], None],
    ) -> None:
        self._address, self._work, self._timeout = address, work, timeout
        self._prepare, self._share, self._carry, self._tell = prepare, share, carry, tell
        self._carrying = False
        self._waiting: deque[int] = deque()
        self._suspects: list[int] = []  # with which workers died, again and again
        self._tried_alone: set[int] = set()
        self._under_way: dict[Any, tuple[int, int]] = {}  # a future: the number of its item, the bytes carried for it
        self._bytes = 0
        self._done: dict[int, Outcome[_Value]] = {}
        self._looked, self._ahead = float("-inf"), AHEAD

    def outcomes(self, items: Sequence[_Item]) -> Generator[Outcome[_Value], None, None]:
        """One outcome for each item, in their order, as soon as it is there; few are held before they are given out.

        Raises UsageError: no library, no such scheduler, workers without this package or in another version.
        """
        self._client = _client(self._address)
        taken = 0
        try:
            self._task, self._do = _task(), partial(_do, self._work, self._prepare, self._timeout, _version())
            self._run = f"policyfacts-{uuid4().hex[:8]}"
            self._finished = _completed(self._client)
            for number in range(len(items)):
                while number not in self._done:
                    upto = max(taken, min(number + self._window(), len(items)))
                    self._waiting.extend(range(taken, upto))
                    taken = upto
                    self._submit(items)
                    self._hear()
                yield self._done.pop(number)
        finally:
            with suppress(Exception):
                self._client.cancel(list(self._under_way))
            self._client.close(timeout=_PATIENCE)

    def _window(self) -> int:
        """How many items may be ahead; a cluster may grow and shrink."""
        now = time.monotonic()
        if now - self._looked > _LOOK:
            threads = sum(self._client.nthreads().values())
            if not threads and self._looked < 0:
                self._tell(f"{self._address}: the cluster has no workers yet; waiting for them")
            self._looked, self._ahead = now, min(max(threads, 1) * AHEAD, MOST_AHEAD)
        return self._ahead

    def _submit(self, items: Sequence[_Item]) -> None:
        """Give work to the cluster; what workers died with is tried alone, when nothing else is left to wait for."""
        while self._waiting and self._bytes < MOST_BYTES:
            number = self._waiting.popleft()
            self._send(number, items[number])
        if not self._under_way and self._suspects:
            number = min(self._suspects)
            self._suspects.remove(number)
            self._tried_alone.add(number)
            self._send(number, items[number])

    def _send(self, number: int, item: _Item) -> None:
        size = 0
        try:
            if self._carrying:
                sent, size = self._carry(item)
            else:
                sent = self._share(item)
        except OSError:  # it cannot be read here: what is to be said of that is said here
            self._done[number] = Outcome(self._work(item))
            return
        key = f"{self._run}-{number}-{uuid4().hex[:8]}"
        parcel = pickle.dumps((self._do, sent))
        future = self._client.submit(self._task, parcel, key=key, pure=False, priority=-number)
        self._under_way[future] = (number, size)
        self._bytes += size
        self._finished.add(future)

    def _hear(self) -> None:
        """Wait until something is finished."""
        if not self._under_way:
            return
        futures = self._finished.next_batch()
        for future, (said, value) in zip(futures, _results(self._client, futures), strict=True):
            number, size = self._under_way.pop(future)
            self._bytes -= size
            if said == "unseen":
                self._unseen(number, value)
            elif said == "killed" and number not in self._tried_alone:
                self._suspects.append(number)
            else:
                self._done[number] = self._outcome(said, value)
            future.release()

    def _unseen(self, number: int, message: str) -> None:
        if not self._carrying:
            self._tell(f"{message}; files are read on this machine and sent to the workers")
        self._carrying = True
        self._waiting.appendleft(number)

    def _outcome(self, said: str, value: Any) -> Outcome[_Value]:
        if said == "done":
            return Outcome(value)
        if said == "killed":
            return Outcome(died=True)
        if said == "late":
            return Outcome(timed_out=True)
        if said == "lost":
            raise UsageError(
                f"{self._address}: the connection to the scheduler was lost ({value}); look whether it runs, then "
                "try again (with --resume a run goes on where it stopped)"
            )
        if isinstance(value, UsageError):
            raise value
        if isinstance(value, ModuleNotFoundError) and (value.name or "").partition(".")[0] == "policyfacts":
            raise UsageError(
                f"{self._address}: a worker does not have this version of policyfacts ({value}); install the same on "
                f"all machines: {_INSTALL}"
            )
        return Outcome(error=value)


def _client(address: str) -> Any:
    """A connection to the scheduler; raises UsageError."""
    try:
        import dask
        import distributed
    except ModuleNotFoundError as error:
        raise UsageError(f"a cluster needs the package {error.name}; install it with: {_INSTALL}") from error
    if not re.search(r":\d+/?$", address):
        raise UsageError(f"{address}: no address of a scheduler, which is written as tcp://scheduler:8786")
    # documents that are carried are in the tasks, on purpose: the cluster makes them again where a worker dies
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    try:
        connect: Any = distributed.Client
        return connect(address, timeout=_PATIENCE, set_as_default=False, name="policyfacts")
    except (OSError, ValueError, TypeError) as error:
        raise UsageError(
            f"{address}: no Dask scheduler answers there ({error}); start one with: dask scheduler, and name the "
            "address that it shows, such as tcp://scheduler:8786"
        ) from error


def _completed(client: Any) -> Any:
    import distributed

    queue: Any = distributed.as_completed
    return queue(loop=client.loop)


def _results(client: Any, futures: Sequence[Any]) -> list[tuple[str, Any]]:
    """What came of futures that are finished: fetched together, one by one where that fails."""
    if all(future.status == "finished" for future in futures):
        with suppress(Exception):
            return list(client.gather(list(futures)))
    return [_result(future) for future in futures]


def _result(future: Any) -> tuple[str, Any]:
    from distributed import KilledWorker

    try:
        said: tuple[str, Any] = future.result()
    except KilledWorker as error:
        return "killed", error
    except CancelledError as error:
        return "lost", error
    except Exception as error:
        return "failed", error
    return said


def _task() -> Callable[[bytes], Any]:
    """What a worker runs.  It travels as code and opens its parcel itself.

    Dask would open it for the worker, which ends when it does not have this package; so it is told, and the scheduler
    needs nothing.
    """

    def task(parcel: bytes) -> Any:
        import pickle

        do, item = pickle.loads(parcel)
        return do(item)

    return task


def _do(
    work: Callable[[Any], Any], prepare: Callable[[], object] | None, timeout: float | None, version: str, item: Any
) -> tuple[str, Any]:
    """What a worker does with an item; said in words, since errors are for what nobody expected."""
    _check_version(version)
    if prepare is not None and timeout is not None:
        prepare()
    try:
        with deadline(timeout, _worker_end()):
            return "done", work(item)
    except DeadlineError:
        return "late", None
    except UnseenError as error:
        return "unseen", str(error)


def _check_version(version: str) -> None:
    """Raise UsageError where the client has another version of this package or of its patterns."""
    if version != _version():
        raise UsageError(
            f"the worker {_worker().address} has policyfacts {_shown(_version())}, this machine has {_shown(version)}: "
            f"the rows might differ; install the same everywhere: {_INSTALL}"
        )


@lru_cache(maxsize=1)
def _version() -> str:
    return f"{package_version()} {patterns_digest()}"


def _shown(version: str) -> str:
    name, patterns = version.split()
    return f"{name} (patterns {patterns[:8]})"


def _worker_end() -> Callable[[], None]:
    """How to end this worker, where something starts it again: what hangs outside of Python does not stop."""
    started_again = bool(_worker().nanny)  # a worker knows itself in the threads of its tasks only
    return lambda: os._exit(1) if started_again else None


def _worker() -> Any:
    from distributed import get_worker

    return get_worker()
