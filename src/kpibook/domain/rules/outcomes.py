"""What a rating can say: statuses against target, directions of travel, and how they are told."""

from __future__ import annotations

from enum import Enum


class Status(Enum):
    """How the actual stands against the target. The value is the key used in data."""

    EXCEEDING = "exceeding"
    MET = "met"
    WITHIN = "within"
    OFF = "off"
    NOT_RATED = "not_rated"
    NOT_REPORTED = "not_reported"

    @property
    def is_rated(self) -> bool:
        """Whether it counts in the base of percentages."""
        return self not in (Status.NOT_RATED, Status.NOT_REPORTED)


class Direction(Enum):
    """Direction of travel against a named baseline. The value is the key used in data."""

    IMPROVED = "improved"
    DECLINED = "declined"
    NO_CHANGE = "no_change"
    INCREASED = "increased"
    DECREASED = "decreased"
    NO_HISTORY = "no_history"
    NOT_COMPARABLE = "not_comparable"


class Rounding(Enum):
    """Which value is rated: the one people read, or the one the system holds."""

    AS_REPORTED = "as_reported"
    FULL = "full"


class Baseline(Enum):
    """What a direction of travel is taken against."""

    PREVIOUS = "previous"
    PREVIOUS_YEAR = "previous_year"
