"""Targets that changed within a year: what applied in an earlier quarter, and what does now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kpibook.domain.measures.measure import Measure, Reading, Target
from kpibook.domain.measures.period import Quarter, long_date
from kpibook.domain.wording import folded
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace


@dataclass(frozen=True, slots=True)
class TargetChange:
    """Change of a target within a financial year.

    Attributes:
        ref: The measure's reference.
        quarter: The last quarter that was set against the earlier target.
        before: That target as people read it, in figures or words.
        now: The target of that quarter in the register now; "none" if there is none.
        on: The day the change was first met; None if it is not recorded yet.
        own: True if the quarters have different targets, so that the quarter is to be named.
    """

    ref: str
    quarter: Quarter
    before: str
    now: str
    on: date | None = None
    own: bool = False

    @property
    def sentence(self) -> str:
        """The change as a note says it."""
        day = f" ({long_date(self.on)})" if self.on is not None else ""
        if self.own:
            return f"Target of {self.quarter} changed from {self.before} to {self.now}{day}."
        return f"Target changed from {self.before}{day}."


def changed_target(
    measure: Measure, period: Quarter, history: Mapping[tuple[str, Quarter], Reading]
) -> TargetChange | None:
    """Return the last change of a target within the year of `period`; None without a change.

    It is read from the targets that the history keeps for the earlier quarters of the year.

    Args:
        measure: The measure with the targets of its quarters now.
        period: The quarter being reported.
        history: Earlier readings by key and quarter.
    """
    for number in range(period.number - 1, 0, -1):
        quarter = Quarter(period.year, number)
        reading = history.get((measure.key, quarter))
        if (
            reading is None
            or reading.target is None
            or same_target(reading.target, measure, quarter)
        ):
            continue
        return TargetChange(
            measure.ref,
            quarter,
            before=reading.target.words or measure.written(reading.target.value),
            now=target_in_words(measure, quarter) or "none",
            own=measure.target_in(quarter) != measure.target_in(period),
        )
    return None


def target_in_words(measure: Measure, quarter: Quarter) -> str:
    """Return the target of a quarter as people read it; "" if there is none."""
    figure = measure.written(measure.target_in(quarter))
    return measure.target_in_words(quarter) or figure or measure.range_in_words()


def same_target(then: Target, measure: Measure, quarter: Quarter) -> bool:
    """Return True if a target that the history keeps is the register's for that quarter.

    The figure of a target such as "better than last year" is another in each quarter, and the
    target is the same.
    """
    now = measure.target_in(quarter)
    if then.words or measure.target.words or now is None:
        words = folded(then.words or measure.written(then.value))
        own = folded(measure.target.words)
        if measure.target.relative is not None and words.startswith(f"{own} ("):
            return True
        return words in (own, folded(target_in_words(measure, quarter)))
    # A sheet holds 15 digits.
    return then.value is not None and f"{then.value:.14e}" == f"{now:.14e}"


def with_day(change: TargetChange, recorded: Iterable[TargetChange]) -> TargetChange:
    """Return the change with the day it was recorded; the latest, if it was changed back."""
    days = [
        known.on
        for known in recorded
        if (known.ref, known.before, known.now) == (change.ref, change.before, change.now)
        and known.on is not None
    ]
    return replace(change, on=max(days, default=None))
