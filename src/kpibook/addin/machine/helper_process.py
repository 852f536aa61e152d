"""Find out whether this person has a helper running, by the mutex that a helper holds."""

from __future__ import annotations

MUTEX = "Local\\kpibook-addin-helper"
"""Name of the mutex that a running helper holds; Windows lets go of it when the process ends."""

_SYNCHRONISE = 0x00100000  # the right to look at it


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
