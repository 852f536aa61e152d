"""Roles of the figures of a measure: actual, target, floor, earlier figure and the others."""

from __future__ import annotations

from enum import Enum


class Role(Enum):
    """Part that a figure plays in a measure; the value is its name in messages."""

    ACTUAL = "actual"
    FORECAST = "forecast"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    TARGET = "target"
    OTHER_TARGET = "target of another quarter"
    FLOOR = "floor"
    LOW = "lower end of the range"
    HIGH = "upper end of the range"
    TOLERANCE = "tolerance"
    COMPARATOR = "comparator"
    PREVIOUS = "figure of the quarter before"
    PREVIOUS_YEAR = "figure of the same quarter last year"
    EARLIER = "earlier figure"
    OUTTURN = "last year's outturn"
    BEST = "best figure so far"

    @property
    def is_past(self) -> bool:
        """True for a figure that was reported for an earlier quarter."""
        return self in _PAST

    @property
    def is_reported(self) -> bool:
        """True for a figure that an officer reports for the quarter."""
        return self in (Role.ACTUAL, Role.FORECAST, Role.NUMERATOR, Role.DENOMINATOR)

    @property
    def column(self) -> str:
        """The column it is typed in: "reported", "earlier" or "register"."""
        if self.is_past:
            return "earlier"
        return "reported" if self.is_reported else "register"

    @property
    def is_set(self) -> bool:
        """True for a figure of the register: a target, a limit or a comparator."""
        return not self.is_past and not self.is_reported


_PAST = (Role.PREVIOUS, Role.PREVIOUS_YEAR, Role.EARLIER, Role.OUTTURN, Role.BEST)
