"""The person who is signed in to the computer, for what the workbook says was settled by whom."""

from __future__ import annotations

import getpass


def signed_in() -> str:
    """Return the name under which the person at work is signed in; "" if it is not known."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name in the environment and none in the system
        return ""
