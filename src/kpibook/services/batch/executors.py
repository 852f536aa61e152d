"""Executors of a batch's tasks: this process, other processes, any executor of futures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Generic, Protocol, TypeVar

from kpibook.on_use.dataclass import dataclass

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Known(Generic[Task, Result]):
    """Task whose result is known without doing it.

    Attributes:
        task: The task.
        result: Its result.
    """

    task: Task
    result: Result


class Workers(Protocol):
    """Workers that do the tasks of a batch."""

    def each(
        self,
        do: Callable[[Task], Result],
        tasks: Iterable[Task | Known[Task, Result]],
        died: Callable[[Task], Result],
    ) -> Iterator[tuple[Task, Result]]:
        """Do every task, and yield it with its result as it is done.

        Tasks are taken a few at a time, as many as can be under way, so that a batch of any
        size needs the same memory. When `tasks` ends early, tasks under way are still done.

        Args:
            do: Does a task; a function of a module, which raises nothing.
            tasks: The tasks, in any number.
            died: The result of a task that ended the process it ran in.
        """
        ...


@dataclass(frozen=True, slots=True)
class ThisProcess:
    """Worker in this process, for a task at a time."""

    def each(
        self,
        do: Callable[[Task], Result],
        tasks: Iterable[Task | Known[Task, Result]],
        died: Callable[[Task], Result],  # noqa: ARG002 if it dies, this process is gone
    ) -> Iterator[tuple[Task, Result]]:
        """Do every task as `Workers.each` does, in the order of the tasks."""
        for task in tasks:
            yield (task.task, task.result) if isinstance(task, Known) else (task, do(task))


@dataclass(frozen=True, slots=True)
class Futures:
    """Workers on an executor, which gets tasks in bundles.

    A bundle that is lost with the process it ran in is done again, a task at a time with nothing
    else running: so the task to blame is known, and only that task fails.

    Attributes:
        start: Makes the executor, and a new executor when it broke.
        at_once: Number of bundles it is sent at a time.
        bundle: Number of tasks in a bundle: 1 for processes on this machine; more where sending a
            task costs as much as the task.
    """

    start: Callable[[], Executor]
    at_once: int
    bundle: int = 1

    def each(
        self,
        do: Callable[[Task], Result],
        tasks: Iterable[Task | Known[Task, Result]],
        died: Callable[[Task], Result],
    ) -> Iterator[tuple[Task, Result]]:
        """Do every task as `Workers.each` does; the executor is shut down at the end."""
        run = _Run(self.start, do, died)
        try:
            bundle: list[Task] = []
            for task in tasks:
                if isinstance(task, Known):
                    yield task.task, task.result
                    continue
                bundle.append(task)
                if len(bundle) == self.bundle:
                    run.submit(bundle)
                    bundle = []
                    yield from run.finished(most=self.at_once - 1)
            if bundle:
                run.submit(bundle)
            yield from run.finished(most=0)
        finally:
            run.close()


class _Run(Generic[Task, Result]):
    """Bundles under way on an executor that may break."""

    def __init__(
        self,
        start: Callable[[], Executor],
        do: Callable[[Task], Result],
        died: Callable[[Task], Result],
    ) -> None:
        self._start, self._do, self._died = start, do, died
        self._executor: Executor | None = None
        self._under_way: dict[Future[list[Result]], list[Task]] = {}
        self._lost: list[Task] = []

    def submit(self, bundle: list[Task]) -> None:
        """Hand a bundle to the executor."""
        try:
            self._under_way[self._send(bundle)] = bundle
        except BrokenExecutor:
            self._lost += bundle

    def finished(self, most: int) -> Iterator[tuple[Task, Result]]:
        """Yield the finished tasks, waiting until at most `most` bundles are under way."""
        while self._lost or any(f.done() for f in self._under_way) or len(self._under_way) > most:
            if self._under_way:
                yield from self._next_finished()
            if self._lost:
                yield from self._lost_singly()

    def close(self) -> None:
        """Shut the executor down; tasks that have not begun are not done."""
        for future in self._under_way:
            future.cancel()  # here, because not every executor's shutdown can
        if self._executor is not None:
            self._executor.shutdown(wait=True)
            self._executor = None

    def _next_finished(self) -> Iterator[tuple[Task, Result]]:
        finished, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
        for future in finished:
            bundle = self._under_way.pop(future)
            try:
                results = future.result()
            except Exception:  # noqa: BLE001 tasks raise nothing: it was lost on its way
                self._lost += bundle
            else:
                yield from zip(bundle, results, strict=True)

    def _lost_singly(self) -> Iterator[tuple[Task, Result]]:
        """Do the lost tasks, each with nothing else running that could be to blame."""
        while self._under_way:
            yield from self._next_finished()
        lost, self._lost = self._lost, []
        self.close()
        for task in lost:
            try:
                (result,) = self._send([task]).result()
            except Exception:  # noqa: BLE001
                result = self._died(task)
                self.close()
            yield task, result

    def _send(self, bundle: Sequence[Task]) -> Future[list[Result]]:
        if self._executor is None:
            self._executor = self._start()
        return self._executor.submit(_all_of, self._do, bundle)


def _all_of(do: Callable[[Task], Result], bundle: Sequence[Task]) -> list[Result]:
    """Do a bundle, in another process."""
    return [do(task) for task in bundle]
