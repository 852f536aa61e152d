"""Tasks for workers that are started by tests: functions of a module that others can import."""

from __future__ import annotations

import os
import time


def doubled(number: int) -> int:
    """Twice the number, unless it is one of those that end the process."""
    if number in (7, 13):
        os.abort()
    return 2 * number


def slow_unless_deadly(number: int) -> int:
    """Twice the number; slow enough to be under way when another kills the process."""
    if number == 3:
        os.abort()
    time.sleep(0.05)
    return 2 * number


def dead(number: int) -> int:
    """The result of one that died."""
    return -number
