import threading
import time

import pytest

from policyfacts.deadline import DeadlineError, deadline


def test_work_in_time_is_left_alone() -> None:
    called: list[int] = []
    with deadline(0.1, lambda: called.append(1)), deadline(None, lambda: called.append(2)):
        pass
    time.sleep(0.3)
    assert called == []


def test_work_that_takes_longer_is_interrupted_in_any_thread() -> None:
    seen: list[str] = []

    def work() -> None:
        try:
            with deadline(0.1, lambda: None):
                while True:
                    time.sleep(0.01)
        except DeadlineError:
            seen.append("late")

    work()
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(5)
    assert seen == ["late", "late"]


def test_what_does_not_heed_it_has_a_last_resort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyfacts.deadline._GRACE", 0.1)
    called: list[int] = []
    with pytest.raises(DeadlineError), deadline(0.1, lambda: called.append(1)):
        time.sleep(1)
    assert called == [1]
