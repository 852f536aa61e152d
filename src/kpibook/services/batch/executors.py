"""Where the tasks of a batch run: in this process, in others, on any executor of futures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Known(Generic[Task, Result]):
    """A task whose result is known without doing it.

    Attributes:
        task: The task.
        result: Its result.
    """

    task: Task
    result: Result


class Workers(Protocol):
    """Who does the tasks of a batch."""

    def each(
        self,
        do: Callable[[Task], Result],
        tasks: Iterable[Task | Known[Task, Result]],
        died: Callable[[Task], Result],
    ) -> Iterator[tuple[Task, Result]]:
        """Every task with its result, as they are done.

        Tasks are taken a few at a time, as many as can be under way, so that a batch of any
        size needs the same memory. When `tasks` ends early, what is under way is still done.

        Args:
            do: Does a task; a function of a module, which raises nothing.
            tasks: The tasks, in any number.
            died: The result of a task that ended the process it ran in.
        """
        ...


@dataclass(frozen=True, slots=True)
class ThisProcess:
    """One task after another, here."""

    def each(
        self,
        do: Callable[[Task], Result],
        tasks: Iterable[Task | Known[Task, Result]],
        died: Callable[[Task], Result],  # noqa: ARG002 there is nobody left to say so
    ) -> Iterator[tuple[Task, Result]]:
        """As `Workers.each`, in the order of the tasks."""
        for task in tasks:
            yield (task.task, task.result) if isinstance(task, Known) else (task, do(task))


@dataclass(frozen=True, slots=True)
class Futures:
    """Tasks on an executor, in bundles.

    A bundle that is lost with the process it ran in is done again, one task at a time with nothing
    beside it: the one to blame gives itself away, and costs only itself.

    Attributes:
        start: Makes the executor, and another one when it broke.
        at_once: How many bundles are handed to it at a time.
        bundle: How many tasks go together: 1 for processes beside this one; more where handing
            a task over costs as much as the task.
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
        """As `Workers.each`; an executor that was started is shut down at the end."""
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
        """What is done by now, waiting until at most so many bundles are under way."""
        while self._lost or any(f.done() for f in self._under_way) or len(self._under_way) > most:
            if self._under_way:
                yield from self._some()
            if self._lost:
                yield from self._one_by_one()

    def close(self) -> None:
        """Let the executor go; what has not begun is not done."""
        for future in self._under_way:
            future.cancel()  # here, because not every executor's shutdown can
        if self._executor is not None:
            self._executor.shutdown(wait=True)
            self._executor = None

    def _some(self) -> Iterator[tuple[Task, Result]]:
        done, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
        for future in done:
            bundle = self._under_way.pop(future)
            try:
                results = future.result()
            except Exception:  # noqa: BLE001 tasks raise nothing: it was lost on its way
                self._lost += bundle
            else:
                yield from zip(bundle, results, strict=True)

    def _one_by_one(self) -> Iterator[tuple[Task, Result]]:
        """The lost tasks, each with nothing beside it that could be to blame."""
        while self._under_way:
            yield from self._some()
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
    """A bundle done, in another process."""
    return [do(task) for task in bundle]
