"""How the steps taken in Excel are taken back, because Excel itself cannot."""

from __future__ import annotations

from collections.abc import Callable


class Undo:
    """Steps to be taken back, the last one first.

    Attributes:
        looks_lost: Where steps were taken back whose looks could not be.
    """

    def __init__(self) -> None:
        self._steps: list[tuple[str, Callable[[], None], bool]] = []
        self.looks_lost: list[str] = []

    def add(self, where: str, back: Callable[[], None], *, loses_looks: bool = False) -> None:
        """Remember, before a step is taken, what takes it back.

        Args:
            where: What the step changes, for a message.
            back: Takes the step back, also when it was taken half or not at all.
            loses_looks: It gives back what the cells hold and not how they look.
        """
        self._steps.append((where, back, loses_looks))

    def run(self) -> list[str]:
        """Take everything back as far as Excel lets us.

        Returns:
            Where a step could not be taken back.
        """
        left: list[str] = []
        while self._steps:
            where, back, loses_looks = self._steps.pop()
            try:
                back()
                self.looks_lost += [where] if loses_looks else []
            except Exception:  # noqa: BLE001 the rest is still to be taken back
                left.append(where)
        return left
