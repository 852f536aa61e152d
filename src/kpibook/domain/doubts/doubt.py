"""A doubt: a finding that knows which figures it is about."""

from __future__ import annotations

from collections.abc import Iterable

from kpibook.codes.code import Severity
from kpibook.domain.doubts.figures import LabelledFigure
from kpibook.domain.finding import Finding
from kpibook.domain.rating.in_doubt import NO_DOUBT, InDoubt
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """Doubt about figures of a measure.

    Attributes:
        finding: What a person reads.
        figures: The figures it is about; empty if it is about none in particular.
        told: True if the finding is listed elsewhere already: a cell that could not be read.
        words: Mark of the words of a text that it is about; "" for a doubt about figures alone.
    """

    finding: Finding
    figures: tuple[LabelledFigure, ...]
    told: bool = False
    words: str = ""

    @property
    def settled_as(self) -> str:
        """The code that its settlement is kept under: with the mark of the words, if any."""
        return f"{self.finding.code} {self.words}".strip()

    @property
    def is_stop(self) -> bool:
        """True if the figures may be used for nothing until a person has settled it."""
        return self.finding.severity is Severity.STOP


def in_doubt(doubts: Iterable[Doubt]) -> InDoubt:
    """Put the doubts about a measure together: the findings, and what they keep from use."""
    every = tuple(doubts)
    if not every:
        return NO_DOUBT
    stops = [doubt for doubt in every if doubt.is_stop]
    figures = [figure for doubt in stops for figure in doubt.figures]
    first = stops[0].finding if stops else None
    return InDoubt(
        findings=tuple(doubt.finding for doubt in every if not doubt.told),
        roles=frozenset(figure.role for figure in figures),
        quarters=frozenset(f.quarter for f in figures if f.quarter is not None and f.role.is_past),
        reason=f"In doubt: {first.what} {first.fix} [{first.code}]" if first else "",
    )
