"""Calls to an Excel that is busy, repeated for a few seconds and no longer."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from kpibook.addin.excel.excel_error import is_busy

LIMIT = 8.0
"""Seconds that Excel may stay busy. With the start of Python, a click is answered within ten."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 0.5  # seconds

_Result = TypeVar("_Result")


class Patience:
    """Repetition of rejected calls until Excel takes them, or has been busy for `LIMIT` seconds.

    The time counts from the first rejected call and ends with a call that Excel takes, so that many
    calls to a busy Excel wait no longer than a single call.

    Args:
        clock: Returns seconds.
        sleep: Waits for seconds.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._busy_since: float | None = None
        self._pause = _FIRST_PAUSE

    def call(self, action: Callable[[], _Result]) -> _Result:
        """Return the result of a call, repeated while Excel rejects it.

        A call that Excel rejects is not made in part, so that it can be repeated.

        Raises:
            Exception: What the call raised: any error, or a rejection after `LIMIT` seconds.
        """
        while True:
            try:
                result = action()
            except Exception as error:
                if not is_busy(error) or not self._wait():
                    raise
            else:
                self.renew()
                return result

    def renew(self) -> None:
        """Allow the whole time again, as for taking back what was written before Excel was busy."""
        self._busy_since, self._pause = None, _FIRST_PAUSE

    def _wait(self) -> bool:
        """Wait before the next try; return False if the time is over."""
        now = self._clock()
        if self._busy_since is None:
            self._busy_since = now
        left = self._busy_since + LIMIT - now
        if left < _FIRST_PAUSE:
            return False
        self._sleep(min(self._pause, left))
        self._pause = min(self._pause * 2, _LONGEST_PAUSE)
        return True


PATIENCE = Patience()
"""The patience of this process with its Excel."""
