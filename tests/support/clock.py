"""A clock for tests of what waits."""

from __future__ import annotations


class Clock:
    """A clock that moves only while someone sleeps.

    Attributes:
        now: Seconds.
        pauses: How long each sleep was.
    """

    def __init__(self) -> None:
        self.now, self.pauses = 0.0, list[float]()

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.pauses.append(seconds)
