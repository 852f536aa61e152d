"""Targets of the year that has ended, still in the register of the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.relative_target import Against
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rating.target_change import same_target
from kpibook.domain.wording import counted

#: Sheet and column, as the layout names them.
_REGISTER, _YEAR_COLUMN = "Measures", "Target year"


def targets_of_last_year(
    rated: Iterable[RatedMeasure], history: Mapping[tuple[str, Quarter], Reading]
) -> list[Finding]:
    """Return one finding on the measures whose targets are last year's and not confirmed.

    The history keeps the targets that applied last year: a register that has them still is asked
    about until they change, or until a person types the new year under Target year. A history
    that keeps no targets tells nothing, unless the year that is typed is an earlier one.
    """
    old = [r for r in rated if _is_of_last_year(r.measure, r.reading.period, history)]
    if not old:
        return []
    period = old[0].reading.period
    return [finding_on_old_targets([r.measure for r in old], Quarter(period.year - 1, 4))]


def finding_on_old_targets(measures: list[Measure], closed: Quarter) -> Finding:
    """Return the finding on measures whose targets are those of the year that `closed` ends."""
    year, next_year = closed.financial_year, closed.next.financial_year
    has = "has its target" if len(measures) == 1 else "have their targets"
    return Finding(
        "targets-of-last-year",
        f"{counted(len(measures), 'measure')} still {has} of {year}.",
        measures[0].place("target"),
        f"Enter the targets of {next_year} on '{_REGISTER}', with tolerances, floors and ranges "
        f"where these change. Where a target stays, type {next_year} under '{_YEAR_COLUMN}'. Then "
        "press Fill in Excel, or run `kpibook fill`.",
        f"{next_year} is rated against them until then.",
        measures[0].ref if len(measures) == 1 else "",
    )


def has_target(measure: Measure) -> bool:
    """Return True if a measure has a target of a year: figures, words or a range.

    "Better than last year" is a target of every year.
    """
    target, relative = measure.target, measure.target.relative
    ends = (target.value, measure.low, measure.high)
    of_every_year = (
        relative is not None
        and relative.year is None
        and relative.against is not Against.TOP_QUARTILE
    )
    words = target.words and not target.not_set and not of_every_year
    return bool(words or target.by_quarter) or any(end is not None for end in ends)


def _is_of_last_year(
    measure: Measure, period: Quarter, history: Mapping[tuple[str, Quarter], Reading]
) -> bool:
    if not has_target(measure):
        return False
    if measure.target_year is not None:
        return measure.target_year < period.year
    then = [
        same_target(reading.target, measure, quarter)
        for quarter in (Quarter(period.year - 1, number) for number in range(1, 5))
        if quarter.number not in measure.target.worked_out
        and (reading := history.get((measure.key, quarter))) is not None
        and reading.target is not None
    ]
    return bool(then) and all(then)
