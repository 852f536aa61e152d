"""Outcomes of a rating: statuses against target and directions of travel."""

from __future__ import annotations

from enum import Enum


class Status(Enum):
    """Result of the actual against the target. The value is the key used in data."""

    EXCEEDING = "exceeding"
    MET = "met"
    WITHIN = "within"
    OFF = "off"
    NOT_RATED = "not_rated"
    NOT_REPORTED = "not_reported"
    NOT_DUE = "not_due"

    @property
    def is_rated(self) -> bool:
        """True if it counts in the base of percentages."""
        return self not in (Status.NOT_RATED, Status.NOT_REPORTED, Status.NOT_DUE)


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
    """Value that is rated: as people read it, or as the system holds it."""

    AS_REPORTED = "as_reported"
    FULL = "full"


class Baseline(Enum):
    """Period a direction of travel is taken against."""

    PREVIOUS = "previous"
    PREVIOUS_YEAR = "previous_year"
