"""How far a batch is, on standard error: for who watches a terminal, or asks for it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from kpibook.services.batch.progress import Tally

_REDRAWN_AFTER = 0.2  # seconds, in a terminal
_SAID_AFTER = 10.0  # seconds, in a file


class Progress:
    """One line that is drawn anew in a terminal; elsewhere a line now and then, if asked for.

    Args:
        tally: The counts.
        asked: Whether to say it where there is no terminal.
        stream: Where to; None for standard error.
        clock: Seconds that only grow.
    """

    def __init__(
        self,
        tally: Tally,
        *,
        asked: bool,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tally, self._clock = tally, clock
        self._stream = sys.stderr if stream is None else stream
        self._terminal = self._stream.isatty()
        self._silent = not (self._terminal or asked)
        self._began = self._last = clock()
        self._drawn = 0

    def show(self) -> None:
        """Say how far it is, unless that was said a moment ago."""
        now = self._clock()
        if self._silent or now - self._last < (_REDRAWN_AFTER if self._terminal else _SAID_AFTER):
            return
        self._last = now
        said = self._tally.how_far(now - self._began)
        if self._terminal:
            self._drawn = len(said)
            self._stream.write(f"\r{said}")
        else:
            self._stream.write(f"{said}\n")
        self._stream.flush()

    def clear(self) -> None:
        """Take the line out of the way of what is printed next."""
        if self._drawn:
            self._stream.write("\r" + " " * self._drawn + "\r")
            self._stream.flush()
            self._drawn = 0
