from __future__ import annotations

import gc

import pytest

from kpibook.on_use.collector import collector_off_for_the_last_task, collector_paused


def test_the_collector_is_off_inside_and_on_again_afterwards() -> None:
    with collector_paused():
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()

    assert gc.isenabled()


def test_it_is_on_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="x"), collector_paused():
        raise ValueError("x")

    assert gc.isenabled()


def test_what_the_last_task_of_a_process_leaves_is_not_looked_through() -> None:
    before = gc.get_freeze_count()
    rounds: list[str] = []
    gc.callbacks.append(lambda phase, _: rounds.append(phase))
    try:
        with collector_off_for_the_last_task():
            left = [[number] for number in range(200_000)]
        assert rounds == []
        assert gc.isenabled()
        assert gc.get_freeze_count() - before >= len(left)
    finally:
        gc.callbacks.pop()
        gc.unfreeze()
