"""The progress of a batch, on standard error: in a terminal, or if asked for."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from kpibook.services.batch.progress import Tally

_REDRAWN_AFTER = 0.2  # seconds, in a terminal
_REPEATED_AFTER = 10.0  # seconds, in a file


class Progress:
    """A line of progress, redrawn in a terminal; in a file a new line now and then, if asked for.

    Args:
        tally: The counts.
        asked: True to report progress without a terminal too.
        stream: The stream to write to; None for standard error.
        clock: Returns seconds that never go back.
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
        """Write the progress, unless it was written a moment ago."""
        now = self._clock()
        if self._silent or now - self._last < (
            _REDRAWN_AFTER if self._terminal else _REPEATED_AFTER
        ):
            return
        self._last = now
        line = self._tally.how_far(now - self._began)
        if self._terminal:
            self._drawn = len(line)
            self._stream.write(f"\r{line}")
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def clear(self) -> None:
        """Clear the line, so that a result can be printed in its place."""
        if self._drawn:
            self._stream.write("\r" + " " * self._drawn + "\r")
            self._stream.flush()
            self._drawn = 0
