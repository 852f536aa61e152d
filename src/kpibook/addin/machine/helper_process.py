"""The mutex of a running helper, and the check for it."""

from __future__ import annotations

MUTEX = "Local\\kpibook-addin-helper"
"""Name of the mutex that a running helper holds. Windows releases it when the process ends, even
after a crash, which a file would outlive. ``Local\\`` makes it one for each login session."""

_SYNCHRONISE = 0x00100000  # enough to see that it exists


def is_running() -> bool:
    """Return True if this person has a helper running; False away from Windows."""
    try:
        import pywintypes
        import win32event
    except ImportError:
        return False
    try:
        win32event.OpenMutex(_SYNCHRONISE, False, MUTEX).Close()
    except pywintypes.error:
        return False
    return True
