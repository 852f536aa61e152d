"""How the steps taken in Excel are taken back, because Excel itself cannot."""

from __future__ import annotations

from collections.abc import Callable


class Undo:
    """Steps to be taken back, the last one first."""

    def __init__(self) -> None:
        self._steps: list[tuple[str, Callable[[], None]]] = []

    def add(self, where: str, back: Callable[[], None]) -> None:
        """Remember, before a step is taken, what takes it back.

        Args:
            where: What the step changes, for a message.
            back: Takes the step back, also when it was taken half or not at all.
        """
        self._steps.append((where, back))

    def run(self) -> list[str]:
        """Take everything back as far as Excel lets us.

        Returns:
            Where a step could not be taken back.
        """
        left: list[str] = []
        while self._steps:
            where, back = self._steps.pop()
            try:
                back()
            except Exception:  # noqa: BLE001 the rest is still to be taken back
                left.append(where)
        return left
