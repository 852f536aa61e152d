"""Checks of measures and their figures: plain functions from a rated measure to findings.

All of them always run, and everything they find is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Polarity, Reading
from kpibook.domain.measures.number import MISSING_MARKERS
from kpibook.domain.measures.timing.quarter_of_months import NOT_WORKED_OUT
from kpibook.domain.rating.lacks import FORECAST, how_to_give, lacks_in_words
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.reporting.asked_once import asked_once
from kpibook.domain.reporting.target_checks import (
    profile_without_a_total,
    target_not_for_the_quarter,
)

Check = Callable[[RatedMeasure], Iterable[Finding]]


def run_checks(rated: Iterable[RatedMeasure]) -> list[Finding]:
    """Run every check on every measure, and return the findings measure by measure.

    What is asked of many measures at once has one finding, see `asked_once`.
    """
    measures = list(rated)
    findings = asked_once(finding for measure in measures for finding in findings_on(measure))
    due = [measure for measure in measures if measure.waiting is None]
    if len(due) < 2 or not all(_is_untouched(measure.reading) for measure in due):
        return findings
    # A workbook just made is no list of faults: that nothing is typed yet is said once.
    remaining = [finding for finding in findings if finding.code != "actual-missing"]
    return [_nothing_typed(due), *remaining]


def run_register_checks(rated: Iterable[RatedMeasure]) -> list[Finding]:
    """Return what a new workbook asks about its register, before anything is reported.

    What is asked of many measures at once has one finding.
    """
    return asked_once(
        finding for measure in rated for check in REGISTER_CHECKS for finding in check(measure)
    )


def findings_on(rated: RatedMeasure) -> list[Finding]:
    """Return the findings of every check on a measure."""
    return [finding for check in CHECKS for finding in check(rated)]


def _is_untouched(reading: Reading) -> bool:
    """Return True if an officer has typed nothing for a measure."""
    figures = (reading.actual, reading.numerator, reading.denominator, reading.as_at)
    words = (reading.marker, reading.commentary, reading.action)
    return not reading.unread and not any(words) and all(figure is None for figure in figures)


def _nothing_typed(measures: list[RatedMeasure]) -> Finding:
    reading = measures[0].reading
    return Finding(
        "nothing-typed-yet",
        f"nothing has been typed yet for {reading.period}: {len(measures):,} measures wait for "
        "their figures.",
        reading.place("actual"),
        "Enter them, or fill the workbook from a file of actuals.",
    )


def actual_missing(rated: RatedMeasure) -> Iterator[Finding]:
    """Report a missing actual without a marker that says why.

    A measure that is not due has none to miss, and months that give none are reported as such.
    """
    reading = rated.reading
    if rated.waiting is not None or any(f.code in NOT_WORKED_OUT for f in rated.doubt.findings):
        return
    if reading.actual is None and reading.marker not in MISSING_MARKERS and not reading.unread:
        yield Finding(
            "actual-missing",
            f"{reading.ref} has no actual for {reading.period}.",
            reading.place("actual"),
            "Enter it, or choose a marker that says why there is none, such as [x].",
            ref=reading.ref,
        )


def actual_beside_missing_marker(rated: RatedMeasure) -> Iterator[Finding]:
    """Report an actual whose marker says that it is missing."""
    reading = rated.reading
    if reading.actual is not None and reading.marker in MISSING_MARKERS:
        yield Finding(
            "marker-contradicts",
            f"{reading.ref} has an actual and the marker {reading.marker} "
            f"({MISSING_MARKERS[reading.marker]}).",
            reading.place("actual"),
            "Remove one of the two.",
            ref=reading.ref,
        )


def figures_in_doubt(rated: RatedMeasure) -> Iterable[Finding]:
    """Return the doubts about the measure's figures, see `kpibook.domain.doubts`."""
    return rated.doubt.findings


def rating_lacks(rated: RatedMeasure) -> Iterator[Finding]:
    """Report a measure with an actual and a target that the rule cannot rate, and say why not."""
    lacks = rated.rating.lacks
    if not lacks:
        return
    reading, measure = rated.reading, rated.measure
    # A blank forecast has no cell yet; the actual is in the same row.
    forecast = reading.places.get(FORECAST, reading.place("actual"))
    place = forecast if FORECAST in lacks else measure.place(lacks[0])
    yield Finding(
        "rating-lacks",
        f"{reading.ref} has an actual and a target and is not rated: {lacks_in_words(lacks)}.",
        place,
        how_to_give(lacks),
        ref=reading.ref,
    )


def neutral_with_target(rated: RatedMeasure) -> Iterator[Finding]:
    """Report a target for a measure in which neither way is better."""
    measure = rated.measure
    asked = "polarity" in measure.guessed  # which way is good is not known yet
    if measure.polarity is Polarity.NEUTRAL and rated.target is not None and not asked:
        yield Finding(
            "neutral-has-target",
            f"{measure.ref} is neutral and has a target of {measure.written(rated.target)}.",
            measure.place("target"),
            "Remove the target, or say which way is good.",
            "It is not rated: without a better way a figure cannot miss its target.",
            measure.ref,
        )


def benchmark_without_vintage(rated: RatedMeasure) -> Iterator[Finding]:
    """Report a target taken from a benchmark of an unstated period."""
    measure = rated.measure
    if measure.target.benchmark and not measure.target.vintage:
        yield Finding(
            "benchmark-vintage",
            f"{measure.ref} takes its target from a benchmark of no stated period: "
            f"'{measure.target.benchmark}'.",
            measure.place("vintage"),
            "Enter the period the benchmark is of, such as 2020/21.",
            "A benchmark is revised every year.",
            measure.ref,
        )


def range_without_ends(rated: RatedMeasure) -> Iterator[Finding]:
    """Report a measure to be kept within a range that has no ends."""
    measure = rated.measure
    if measure.polarity is Polarity.RANGE and measure.low is None and measure.high is None:
        yield Finding(
            "range-missing",
            f"{measure.ref} is to stay within a range, and no end of it is given.",
            measure.place("low"),
            "Enter Range low, Range high or both.",
            ref=measure.ref,
        )


#: In the order in which a measure's findings are listed.
CHECKS: tuple[Check, ...] = (
    actual_missing,
    actual_beside_missing_marker,
    figures_in_doubt,
    target_not_for_the_quarter,
    profile_without_a_total,
    rating_lacks,
    neutral_with_target,
    benchmark_without_vintage,
    range_without_ends,
)

#: Checks of the register alone.
REGISTER_CHECKS: tuple[Check, ...] = (
    figures_in_doubt,
    target_not_for_the_quarter,
    profile_without_a_total,
)
