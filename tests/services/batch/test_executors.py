from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

import pytest

from kpibook.services.batch.executors import Futures, Known, ThisProcess, Workers
from tests.services.batch.doings import dead


def double(number: int) -> int:
    return 2 * number


def on_threads(at_once: int = 4, bundle: int = 1) -> Futures:
    def start() -> Executor:
        return ThreadPoolExecutor(2)

    return Futures(start, at_once, bundle)


@pytest.mark.parametrize(
    "workers",
    [
        pytest.param(ThisProcess(), id="this process"),
        pytest.param(on_threads(), id="threads"),
        pytest.param(on_threads(1), id="a thread"),
        pytest.param(on_threads(3, bundle=4), id="threads, four tasks each"),
    ],
)
def test_every_task_comes_back_once_with_its_result(workers: Workers) -> None:
    tasks = [Known(n, -n) if n % 5 == 0 else n for n in range(1, 40)]

    found = dict(workers.each(double, tasks, dead))

    assert found == {n: -n if n % 5 == 0 else 2 * n for n in range(1, 40)}


@pytest.mark.parametrize(
    "workers",
    [
        pytest.param(ThisProcess(), id="this process"),
        pytest.param(on_threads(4), id="threads"),
        pytest.param(on_threads(4, 5), id="threads, five tasks each"),
    ],
)
def test_tasks_are_taken_as_they_can_be_under_way_and_not_all_at_once(workers: Workers) -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(1, 1001):
            taken = number
            yield number

    most = max(taken - seen for seen, _ in enumerate(workers.each(double, tasks(), dead)))

    assert taken == 1000
    assert most <= 4 * 5 + 5


def test_no_tasks_start_nothing() -> None:
    def start() -> Executor:
        raise AssertionError("nothing is to be done")

    assert list(Futures(start, 4).each(double, [], dead)) == []
    assert list(Futures(start, 4).each(double, [Known(1, 2)], dead)) == [(1, 2)]


def test_a_result_that_is_lost_on_its_way_costs_only_its_task() -> None:
    def do(number: int) -> int:
        if number == 5:
            raise RuntimeError("lost")
        return 2 * number

    found = dict(on_threads(4, bundle=3).each(do, range(1, 10), dead))

    assert found == {n: -5 if n == 5 else 2 * n for n in range(1, 10)}
