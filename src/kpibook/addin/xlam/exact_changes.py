"""Exact replacements in a text of xlwings, which stop the build where xlwings has other text."""

from __future__ import annotations

from kpibook.errors import KpibookError
from kpibook.on_use.dataclass import dataclass


class RuntimeChanged(KpibookError):
    """The installed xlwings is not the one whose runtime the changes were written for."""


@dataclass(frozen=True, slots=True)
class Change:
    """An exact replacement in xlwings' text.

    Attributes:
        reason: The harm that the original text would do.
        old: The text as xlwings ships it.
        new: The text in the add-in.
        times: How often `old` occurs; any other number stops the build.
    """

    reason: str
    old: str
    new: str
    times: int = 1


def changed(text: str, changes: tuple[Change, ...]) -> str:
    """Make every change in `text`.

    Raises:
        RuntimeChanged: ``xlwings-runtime-changed`` if a text occurs more or less often.
    """
    for change in changes:
        times = text.count(change.old)
        if times != change.times:
            raise RuntimeChanged(
                f"xlwings' VBA holds the text {change.old.splitlines()[0]!r} {times} times, "
                f"not {change.times}.",
                code="xlwings-runtime-changed",
                why=f"A change that keeps officers safe would be lost: {change.reason}",
                fix="Install the version of xlwings that kpibook names, or review the changes.",
            )
        text = text.replace(change.old, change.new)
    return text
