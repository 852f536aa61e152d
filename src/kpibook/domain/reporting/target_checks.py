"""Checks of targets: a quarter without one, and a profile that does not apply."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Basis, Measure, Profile
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure

#: The basis decides whether the year's target applies, so it is asked about first.
_BASIS_ASKED = "basis-of-a-share"


def target_not_for_the_quarter(rated: RatedMeasure) -> Iterator[Finding]:
    """Report a year's target where the quarter needs a target for itself."""
    measure, period = rated.measure, rated.reading.period
    if rated.target is not None or measure.target.value is None or rated.waiting is not None:
        return
    if any(finding.code == _BASIS_ASKED for finding in rated.doubt.findings):
        return
    cause, fix = _cause(measure, period)
    yield Finding(
        "target-not-profiled",
        f"{measure.ref} has no target for {period}: {cause}.",
        measure.place("target"),
        fix,
        "The year's target is for its last quarter: until then it is not rated.",
        measure.ref,
    )


def _cause(measure: Measure, period: Quarter) -> tuple[str, str]:
    enter = f"Enter Target Q{period.number}, what should be reached by then"
    if set(measure.target.by_quarter) - measure.target.worked_out:
        return "there are targets for other quarters only", f"{enter}."
    if measure.profile is Profile.AS_LAST_YEAR:
        then, at_end = period.same_last_year, Quarter(period.year - 1, 4)
        missing = f"the profile is `as last year`, which takes the figures of {then} and {at_end}"
        return missing, f"Add them to the history, or write `straight line`. Or: {_lower(enter)}."
    return (
        "it adds up through the year, and the only target is the year's",
        f"{enter}; or write `straight line` or `as last year` under Profile.",
    )


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def profile_without_a_total(rated: RatedMeasure) -> Iterator[Finding]:
    """Report a profile of a measure that does not add up through the year."""
    measure = rated.measure
    if measure.profile is not None and measure.basis is not Basis.CUMULATIVE:
        yield Finding(
            "profile-not-used",
            f"{measure.ref} has the profile `{measure.profile.value}`, and its basis is "
            f"{measure.basis.value}.",
            measure.place("profile"),
            "Clear the profile; or choose `cumulative` under Basis, if it adds up through the "
            "year.",
            "Only the target of a measure that adds up is spread over the quarters: it is not "
            "used.",
            measure.ref,
        )
