import signal
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from policyfacts.document import UsageError
from policyfacts.workers import Outcome, Workers
from work_items import logged, start, work


def outcomes(items: list[Any], jobs: int = 2, timeout: float | None = None) -> list[Outcome[Any]]:
    return list(Workers(work, jobs, timeout=timeout).outcomes(items))


def values(found: list[Outcome[Any]]) -> list[Any]:
    return [outcome.value for outcome in found]


def test_values_come_in_order() -> None:
    items = [("sleep", 0.3), *range(100)]
    assert values(outcomes(items)) == ["sleep", *range(100)]
    assert outcomes([]) == []


def test_a_worker_that_dies_costs_its_item() -> None:
    found = outcomes([1, "die", 2, 3])
    assert values(found) == [1, None, 2, 3]
    assert [outcome.died for outcome in found] == [False, True, False, False]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs signals that kill")
def test_a_worker_that_was_killed_costs_nothing(tmp_path: Path) -> None:
    assert values(outcomes([1, ("die once", str(tmp_path / "mark")), 2])) == [1, "die once", 2]


def test_an_item_that_takes_too_long_is_given_up() -> None:
    found = outcomes([1, ("sleep", 60), 2], timeout=1.0)
    assert values(found) == [1, None, 2]
    assert found[1].timed_out


def test_an_error_is_an_outcome_and_wrong_use_ends_the_run() -> None:
    found = outcomes([1, ("raise", ValueError("boom")), 2])
    assert values(found) == [1, None, 2] and str(found[1].error) == "boom"
    with pytest.raises(UsageError, match="wrong"):
        outcomes([1, ("raise", UsageError("wrong")), 2])


def test_what_cannot_be_sent_back_is_an_error() -> None:
    found = outcomes(["odd", 1])
    assert "pickle" in str(found[0].error) and found[1].value == 1


def test_the_heaviest_at_hand_is_begun_first(tmp_path: Path) -> None:
    log = tmp_path / "log"
    items = [(str(number), str(log)) for number in (3, 1, 9, 5)]
    found = list(Workers(logged, 1, weight=lambda item: int(item[0])).outcomes(items))
    assert [outcome.value for outcome in found] == ["3", "1", "9", "5"]
    assert log.read_text(encoding="utf-8").split() == ["9", "5", "3", "1"]


def test_few_are_begun_before_they_are_asked_for(tmp_path: Path) -> None:
    log = tmp_path / "log"
    items = [(str(number), str(log)) for number in range(500)]
    stream = Workers(logged, 1).outcomes(items)
    next(stream)
    time.sleep(0.5)
    assert len(log.read_text(encoding="utf-8").split()) <= 64
    stream.close()


@pytest.mark.parametrize(("begun", "ends"), [("live die die live", False), ("die", True), ("live " + "die " * 9, True)])
def test_a_worker_that_dies_while_it_starts_ends_a_run_only_where_none_can(
    tmp_path: Path, begun: str, ends: bool
) -> None:
    log = tmp_path / "log"
    log.write_text(begun, encoding="utf-8")
    workers: Workers[Any, Any] = Workers(work, 1, prepare=partial(start, str(log)))
    items = [("die", 1), 2]
    if ends:
        with pytest.raises(UsageError, match="cannot start"):
            list(workers.outcomes(items))
    else:
        assert [outcome.value for outcome in workers.outcomes(items)] == [None, 2]
