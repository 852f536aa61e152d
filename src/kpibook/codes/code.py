"""A code that a finding or an error ends in, and the three degrees of how serious it is."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Severity(Enum):
    """Severity of a finding or an error; the order is that in which they are printed."""

    STOP = "stop"
    LOOK = "look"
    NOTE = "note"

    @property
    def heading(self) -> str:
        """The words over findings of this severity.

        >>> Severity.STOP.heading
        'To settle'
        """
        return _HEADINGS[self]

    @property
    def needs_a_person(self) -> bool:
        """True if something has to be put right or decided; a note is only worth knowing."""
        return self is not Severity.NOTE


_HEADINGS = {
    Severity.STOP: "To settle",
    Severity.LOOK: "To look at",
    Severity.NOTE: "Worth knowing",
}

STOP, LOOK, NOTE = Severity.STOP, Severity.LOOK, Severity.NOTE


class Code(NamedTuple):
    """An entry of the table of codes.

    Attributes:
        name: The code itself, which never changes.
        severity: How serious it is.
        meaning: A sentence for an officer.
        fix: How to put it right, a sentence.
        example: A case of it, for the page of findings; "" for none.
    """

    name: str
    severity: Severity
    meaning: str
    fix: str
    example: str = ""
