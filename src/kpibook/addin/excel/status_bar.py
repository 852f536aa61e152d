"""The step that a click is at, in Excel's status bar, if the click takes long."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import xlwings

PATIENCE_SECONDS = 2.0
"""A click that ends within this time leaves the status bar alone."""

OURS = "KPI Book: "
"""The beginning of each text of ours; the add-in's VBA clears such a text if Python is ended."""

_CURRENT: ContextVar[StatusBar | None] = ContextVar("status_bar", default=None)


class StatusBar:
    """Excel's status bar for the time of a click; afterwards it is as it was before.

    Args:
        app: The Excel of the click.
        clock: Returns seconds; only differences count.
    """

    def __init__(self, app: xlwings.App, clock: Callable[[], float] = time.monotonic) -> None:
        self._app, self._clock = app, clock
        self._started = clock()
        self._before: str | bool = False
        self._shown = ""

    def __enter__(self) -> Self:
        self._token = _CURRENT.set(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _CURRENT.reset(self._token)
        if self._shown:
            # Excel's own texts come back with False. A text of ours is of a click that was ended.
            text = self._before if isinstance(self._before, str) else ""
            # Excel may be gone, and a status bar is no reason for a task to fail.
            with contextlib.suppress(Exception):
                self._app.status_bar = text if text and not text.startswith(OURS) else False

    def show(self, what: str) -> None:
        """Show a step, unless the click is young or shows it already."""
        if what == self._shown or self._clock() - self._started < PATIENCE_SECONDS:
            return
        with contextlib.suppress(Exception):
            if not self._shown:
                self._before = self._app.status_bar
            self._shown = what
            self._app.status_bar = f"{OURS}{what} ..."

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Leave the time of the block out: the officer reads a question."""
        began = self._clock()
        try:
            yield
        finally:
            self._started += self._clock() - began


def step(what: str) -> None:
    """Show the step that begins, as in "reading 'Measures'"; nothing if no click is under way."""
    bar = _CURRENT.get()
    if bar is not None:
        bar.show(what)


@contextlib.contextmanager
def officer_asked() -> Iterator[None]:
    """Leave the time of the block out of the click's: the officer is asked something."""
    bar = _CURRENT.get()
    with bar.paused() if bar is not None else contextlib.nullcontext():
        yield
