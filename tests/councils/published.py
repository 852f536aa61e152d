"""Published measures of a council, as data: figures, what was published of them, and exceptions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """Measure in a published report. Figures are as they were printed; "" for none.

    Attributes:
        ref: A reference made for the test; the reports print none.
        title: What is measured, in short.
        unit: Its unit, in the council's word.
        good: Which way is good, in the council's word.
        target: What was aimed for.
        actual: What was reported.
        earlier: The figure the direction was against.
        status: The status that was published; "" if none was.
        direction: The direction that was published; "" if none was.
        basis: The stretch of time it covers.
        status_exception: Why the published status does not follow from the rule; "" if it does.
        direction_exception: The same of the direction.
    """

    ref: str
    title: str
    unit: str
    good: str
    target: str
    actual: str
    earlier: str
    status: str
    direction: str
    basis: str = "Snapshot"
    status_exception: str = ""
    direction_exception: str = ""
