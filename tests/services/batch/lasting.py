"""A task that lasts, for a test that ends the process which waits for it."""

from __future__ import annotations

import os
import time


def told(_: int) -> int:
    """Tell which process this is on standard output, and go on for a minute."""
    os.write(1, f"{os.getpid()}\n".encode())
    time.sleep(60)
    return 0
