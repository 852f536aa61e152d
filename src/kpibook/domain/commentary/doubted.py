"""The words of an example that a second look leaves alone; the examples are run as tests."""

from __future__ import annotations

from kpibook.domain.commentary.check import judged
from kpibook.domain.commentary.claims.example import MINORS
from kpibook.domain.commentary.facts import MeasureFacts


def doubted(text: str, facts: MeasureFacts = MINORS) -> list[str]:
    """Return the words of each contradiction that the second look takes back.

    Args:
        text: The text.
        facts: The measure that it is about.
    """
    return [first.claim.words for first, told in judged(text, facts) if first is not told]
