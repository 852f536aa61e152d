"""Measures without the earlier figure that a scheme compares with: said once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Polarity
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.outcomes import Baseline, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import counted, listed
from kpibook.errors import Location

_WORDS = {
    Baseline.PREVIOUS: "the quarter before",
    Baseline.PREVIOUS_YEAR: "the same quarter last year",
}


def rated_without_earlier(rated: Sequence[RatedMeasure], scheme: Scheme) -> Iterator[Finding]:
    """Report measures that missed their targets and count as not better for want of a figure."""
    off = [r for r in lacking_earlier(rated, scheme) if r.rating.status is Status.OFF]
    if not off:
        return
    number = counted(len(off), "measure counts", "measures count")
    yield Finding(
        "earlier-figure-missing",
        f"{number} as not better than in {_compared_with(scheme)}, of which there is no figure: "
        f"{listed([r.measure.ref for r in off], 8)}.",
        off[0].reading.place("actual"),
        "Enter the figures in the history if there are any.",
        f"The scheme '{scheme.key}' would rate a measure that is better less harshly.",
    )


def will_lack_earlier(
    rated: Iterable[RatedMeasure], scheme: Scheme, place: Location
) -> Iterator[Finding]:
    """Report measures of a new workbook that lack the earlier figure, before any is rated.

    Args:
        rated: The measures.
        scheme: The rules.
        place: The file of the history, or of the register.
    """
    lacking = [r.measure.ref for r in lacking_earlier(rated, scheme)]
    if not lacking:
        return
    number = counted(len(lacking), "measure has", "measures have")
    yield Finding(
        "scheme-takes",
        f"the scheme '{scheme.key}' compares each measure with {_compared_with(scheme)}, and "
        f"{number} no figure for it: {listed(lacking, 8)}.",
        place,
        "Give the figures in the history, or choose another scheme.",
        "A figure that misses its target counts as not better than an earlier one without it.",
    )


def lacking_earlier(rated: Iterable[RatedMeasure], scheme: Scheme) -> Iterator[RatedMeasure]:
    """Yield the measures with a target, and without the figure that their status is set against."""
    if not scheme.rule.within_if:
        return
    baseline = scheme.rule.compared_with
    for measure in rated:
        earlier = measure.previous if baseline is Baseline.PREVIOUS else measure.previous_year
        has_aim = measure.target is not None or measure.measure.polarity is Polarity.RANGE
        if earlier is None and has_aim and measure.measure.polarity is not Polarity.NEUTRAL:
            yield measure


def _compared_with(scheme: Scheme) -> str:
    return _WORDS[scheme.rule.compared_with]
