"""Verdicts: claims held against the figures they are about."""

from __future__ import annotations

from enum import Enum

from kpibook.domain.commentary.claim import Claim
from kpibook.domain.commentary.facts import Fact
from kpibook.on_use.dataclass import dataclass


class Outcome(Enum):
    """Outcome of holding a claim against the figures."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Claim held against the figures.

    Attributes:
        claim: The claim, with its words.
        outcome: Whether the figures bear it out.
        meets: The figure it is held against, with its cell; None if there is none.
        because: The reason in words, for a person: "it was 81.3 in Q2 2024/25".
        could_read: The words as they could read; "" if that is not plain.
    """

    claim: Claim
    outcome: Outcome
    meets: Fact | None = None
    because: str = ""
    could_read: str = ""

    @property
    def contradicts(self) -> bool:
        """True if the figures say otherwise."""
        return self.outcome is Outcome.CONTRADICTS
