"""Doubt about figures of a measure of which two rows say different things."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.words import doubt_about, with_article
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.on_use.replacing import replace

_RULES = (
    "unit", "polarity", "decimals", "basis", "target", "tolerance", "floor", "low", "high",
    "frequency", "quarter_from", "compared_with", "profile", "last_period",
)  # fmt: skip
_FIGURES = ("actual", "numerator", "denominator", "marker", "forecast")


def rules_differ(measure: Measure, other: Measure) -> bool:
    """Return True if two rows of the register would rate a figure in different ways."""
    return any(getattr(measure, name) != getattr(other, name) for name in _RULES)


def figures_differ(reading: Reading, other: Reading) -> bool:
    """Return True if two rows report different figures."""
    return any(getattr(reading, name) != getattr(other, name) for name in _FIGURES)


def contradicted(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt every figure of which another row gives another: which is right is not known.

    The reading of the second row has reported it already.
    """
    for figure in (figure for figure in m.figures if figure.contradicted):
        what = f"has {with_article(figure)} of {m.written(figure.value)}, and another row differs."
        fix = "Keep the row that is right."
        yield replace(doubt_about(m, "rows-differ", what, [figure], fix), told=True)
