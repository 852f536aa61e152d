"""A message on a Mac that needs no Excel.

What a button's Python writes to standard error, Excel shows when Python ends and asks it to. An
Excel that Python cannot reach is not asked, so without this the officer would see nothing at all.
"""

from __future__ import annotations

import subprocess

OSASCRIPT = "/usr/bin/osascript"
"""The Mac's interpreter of AppleScript. Its own alert needs no permission to control Excel."""

_SCRIPT = (
    "on run argv",
    'display alert "KPI Book" message (item 1 of argv) as critical giving up after 600',
    "end run",
)
_LONGEST_SECONDS = 660


def show(text: str) -> bool:
    """Show a message and wait until it is closed, for ten minutes at most.

    Args:
        text: The message; it reaches the script as an argument and never as a part of it.

    Returns:
        True if the message was shown.
    """
    lines = [part for line in _SCRIPT for part in ("-e", line)]
    try:
        shown = subprocess.run(  # noqa: S603 - a program of the Mac, by its full path
            [OSASCRIPT, *lines, "--", text],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return shown.returncode == 0
