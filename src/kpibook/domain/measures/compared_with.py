"""Figures that a direction of travel may be taken against, in the words of the register."""

from __future__ import annotations

from enum import Enum


class ComparedWith(Enum):
    """Figure that a direction of travel is taken against."""

    PREVIOUS = "previous period"
    PREVIOUS_YEAR = "same period last year"
    OUTTURN = "last year's outturn"
    TARGET_PATH = "target path"
    BEST = "best so far"
