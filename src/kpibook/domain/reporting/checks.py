"""Checks of measures and their figures: plain functions from a rated measure to findings.

All of them always run, and everything they find is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Polarity, Reading, Unit
from kpibook.domain.measures.number import MISSING_MARKERS, plain, round_half_away
from kpibook.domain.measures.period import long_date
from kpibook.domain.rating.lacks import FORECAST, how_to_give, lacks_in_words
from kpibook.domain.rating.rated_measure import RatedMeasure

Check = Callable[[RatedMeasure], Iterable[Finding]]


def run_checks(rated: Iterable[RatedMeasure]) -> list[Finding]:
    """Run every check on every measure, and return the findings measure by measure."""
    measures = list(rated)
    findings = [finding for measure in measures for check in CHECKS for finding in check(measure)]
    if len(measures) < 2 or not all(_is_untouched(measure.reading) for measure in measures):
        return findings
    # A workbook just made is no list of faults: that nothing is typed yet is said once.
    remaining = [finding for finding in findings if finding.code != "actual-missing"]
    return [_nothing_typed(measures), *remaining]


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
    """Report a missing actual without a marker that says why."""
    reading = rated.reading
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


def percent_out_of_bounds(rated: RatedMeasure) -> Iterator[Finding]:
    """Report a percentage below 0 or above 100."""
    actual = rated.reading.usable
    if rated.measure.unit is Unit.PERCENT and actual is not None and not 0 <= actual <= 100:
        yield Finding(
            "percent-out-of-bounds",
            f"{rated.reading.ref} is {plain(actual)}%.",
            rated.reading.place("actual"),
            "Check the figure: a share lies between 0% and 100%.",
            ref=rated.reading.ref,
        )


def percent_as_fraction(rated: RatedMeasure) -> Iterator[Finding]:
    """Report a percentage a hundredth of its target or history: 0.721 meant as 72.1%."""
    actual = rated.reading.usable
    if rated.measure.unit is not Unit.PERCENT or actual is None or not 0 < actual < 1:
        return
    comparisons = [value for value in (rated.target, rated.previous, rated.previous_year) if value]
    # A true 0.7% against a target of 1% is left alone: only a hundredfold slip brings the figure
    # within half to double of what it is measured against.
    if any(Decimal("0.5") <= actual * 100 / value <= 2 for value in comparisons):
        yield Finding(
            "percent-as-fraction",
            f"{rated.reading.ref} is read as {plain(actual)}%, not {plain(actual * 100)}%.",
            rated.reading.place("actual"),
            f"Write {plain(actual * 100)}% if that is meant.",
            ref=rated.reading.ref,
        )


def target_as_fraction(rated: RatedMeasure) -> Iterator[Finding]:
    """Report a percentage target a hundredth of its figures: 0.9 meant as 90%."""
    target = rated.measure.target.value
    if rated.measure.unit is not Unit.PERCENT or target is None or not 0 < target < 1:
        return
    comparisons = [
        value for value in (rated.reading.usable, rated.previous, rated.previous_year) if value
    ]
    if any(Decimal("0.5") <= target * 100 / value <= 2 for value in comparisons):
        yield Finding(
            "target-as-fraction",
            f"{rated.measure.ref} has a target that is read as {plain(target)}%, "
            f"not {plain(target * 100)}%.",
            rated.measure.place("target"),
            f"Write {plain(target * 100)}% if that is meant.",
            ref=rated.measure.ref,
        )


def target_not_for_the_quarter(rated: RatedMeasure) -> Iterator[Finding]:
    """Report a year's target where the quarter needs a target for itself."""
    measure, period = rated.measure, rated.reading.period
    if rated.target is None and measure.target.value is not None:
        cause = (
            "has targets for other quarters"
            if measure.target.by_quarter
            else "counts the year so far"
        )
        yield Finding(
            "target-not-profiled",
            f"{measure.ref} {cause} and has no target for {period}.",
            measure.place("target"),
            f"Enter Target Q{period.number}, what should be reached by then.",
            "The target for the year is for its last quarter, so the measure is not rated.",
            measure.ref,
        )


def rating_lacks(rated: RatedMeasure) -> Iterator[Finding]:
    """Report a measure with an actual and a target that the rule cannot rate, and say why not."""
    lacks = rated.rating.lacks
    if not lacks:
        return
    reading, measure = rated.reading, rated.measure
    # A blank forecast has no cell yet; the actual stands in the same row.
    forecast = reading.places.get(FORECAST, reading.place("actual"))
    place = forecast if FORECAST in lacks else measure.place(lacks[0])
    yield Finding(
        "rating-lacks",
        f"{reading.ref} has an actual and a target and is not rated: {lacks_in_words(lacks)}.",
        place,
        how_to_give(lacks),
        ref=reading.ref,
    )


def as_at_outside_period(rated: RatedMeasure) -> Iterator[Finding]:
    """Report a figure of a day outside its quarter."""
    reading = rated.reading
    if reading.as_at is not None and reading.as_at not in reading.period:
        yield Finding(
            "as-at-outside-period",
            f"{reading.ref} is as at {long_date(reading.as_at)}, outside {reading.period} "
            f"({long_date(reading.period.start)} to {long_date(reading.period.end)}).",
            reading.place("as_at"),
            "Report the figure of the quarter's last day, or correct the date.",
            ref=reading.ref,
        )


def neutral_with_target(rated: RatedMeasure) -> Iterator[Finding]:
    """Report a target for a measure in which neither way is better."""
    measure = rated.measure
    if measure.polarity is Polarity.NEUTRAL and rated.target is not None:
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
            f"{measure.ref} takes its target from '{measure.target.benchmark}' "
            "without saying of which period.",
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


def ratio_contradicts(rated: RatedMeasure) -> Iterator[Finding]:
    """Report an actual that is not its numerator over its denominator, at the decimals."""
    reading, per = rated.reading, rated.measure.unit.per
    top, bottom, actual = reading.numerator, reading.denominator, reading.usable
    if per is None or top is None or not bottom or actual is None:
        return
    # Without stated decimals one place: officers round counts by hand, and exact equality would
    # report every share that does not come out even.
    places = rated.measure.decimals if rated.measure.decimals is not None else 1
    worked_out = round_half_away(top / bottom * per, places)
    if worked_out != round_half_away(actual, places):
        yield Finding(
            "ratio-contradicts",
            f"{reading.ref} is {rated.measure.written(actual)}, but {plain(top)} of "
            f"{plain(bottom)} gives {rated.measure.written(worked_out)}.",
            reading.place("numerator"),
            "Correct the actual, the numerator or the denominator.",
            ref=reading.ref,
        )


#: In the order in which a measure's findings are listed.
CHECKS: tuple[Check, ...] = (
    actual_missing,
    actual_beside_missing_marker,
    percent_out_of_bounds,
    percent_as_fraction,
    target_as_fraction,
    target_not_for_the_quarter,
    rating_lacks,
    as_at_outside_period,
    neutral_with_target,
    benchmark_without_vintage,
    range_without_ends,
    ratio_contradicts,
)
