"""A log of steps made in Excel, to take them back: Excel's Undo does not reach over a button."""

from __future__ import annotations

from collections.abc import Callable

from kpibook.addin.excel.patience import PATIENCE


class Undo:
    """A log of steps, taken back from the last to the first.

    Attributes:
        looks_lost: Places whose contents were restored, but not their formats.
    """

    def __init__(self) -> None:
        self._steps: list[tuple[str, Callable[[], None], bool]] = []
        self.looks_lost: list[str] = []

    def add(self, where: str, back: Callable[[], None], *, loses_looks: bool = False) -> None:
        """Add to the log, before a step is made, the function that takes it back.

        Args:
            where: The place that the step changes, for a message.
            back: Takes the step back, also if it was made in part or not at all.
            loses_looks: True if `back` restores the contents of cells but not their formats.
        """
        self._steps.append((where, back, loses_looks))

    def run(self) -> list[str]:
        """Take back every step that Excel lets us.

        Returns:
            The places whose step could not be taken back.
        """
        # A step that is not taken back leaves the workbook half done, which is worse than a wait.
        PATIENCE.renew()
        failed: list[str] = []
        while self._steps:
            where, back, loses_looks = self._steps.pop()
            try:
                back()
                self.looks_lost += [where] if loses_looks else []
            except Exception:  # noqa: BLE001 the rest is still to be taken back
                failed.append(where)
        return failed
