"""Python's collector of circles, paused while a workbook is worked on."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the collector of circles inside the block; afterwards it is as it was before.

    The values of a workbook hold no circles and stay until it is done: looking through them again
    and again was an eighth of rolling 6,000 measures forward, and freed no memory.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
