"""The Mac's own alert, which xlwings asks AppleScript's Standard Additions for."""

from __future__ import annotations

from typing import Any

from tests.support.appscript.processes import BY_NUMBER
from tests.support.appscript.references import Keyword, k

_ALERTS = (k.informational, k.critical, k.warning)


class OSAX:
    """Standard Additions in a running Excel: only `activate` and `display alert`."""

    def __init__(self, pid: int) -> None:
        self._excel = BY_NUMBER[pid]

    def activate(self) -> None:
        """Bring Excel to the front."""
        self._excel.answer((), "activate", {})

    def display_alert(
        self, text: str, *, message: str, buttons: str | list[str], as_: Keyword
    ) -> dict[Keyword, str]:
        """Show an alert; return the button that was pressed."""
        assert as_ in _ALERTS
        shown = [buttons] if isinstance(buttons, str) else buttons
        pressed: Any = self._excel.alert(message, text)
        assert pressed in [button.lower() for button in shown], "there is no such button"
        return {k.button_returned: pressed.capitalize()}
