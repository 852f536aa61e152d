"""Texts about the measure of the examples, with what is told of them."""

from __future__ import annotations

from kpibook.domain.commentary.check import verdicts
from kpibook.domain.commentary.claims.example import MINORS
from kpibook.domain.commentary.facts import MeasureFacts


def told(text: str, facts: MeasureFacts = MINORS) -> list[str]:
    """Return why the figures contradict a text, a reason for each claim that they do.

    Args:
        text: The text.
        facts: The measure that it is about.

    >>> told("We met the target."), told("We missed the target.")
    (['the target is 75%, and the actual 71.8%'], [])
    """
    return [each.because for each in verdicts(text, facts) if each.contradicts]
