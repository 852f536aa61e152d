"""The rule of a scheme, as data: limits, and what makes a status or a direction."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from enum import Enum

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Tolerance, Unit
from kpibook.domain.rules.outcomes import Baseline, Direction
from kpibook.on_use.dataclass import dataclass

#: Units whose figures may be below zero, so that 0 is not the lowest.
MAY_BE_BELOW_ZERO = (Unit.CURRENCY, Unit.SCORE, Unit.QUANTITY)


@dataclass(frozen=True, slots=True)
class Limit:
    """Distance from the target, the same for all measures or given with each.

    Attributes:
        default: For every measure, or for those that give none; None where each must give its own.
        per_measure: The measure's own tolerance comes before the default.
    """

    default: Tolerance | None = None
    per_measure: bool = False

    def for_measure(self, own: Tolerance | None) -> Tolerance | None:
        """Return the distance that applies; None if the measure has to give it and has not."""
        return own if self.per_measure and own is not None else self.default

    @property
    def must_be_given(self) -> bool:
        """True if a measure that gives no tolerance cannot be rated in full."""
        return self.per_measure and self.default is None


class Rates(Enum):
    """Figure that is set against the target."""

    ACTUAL = "actual"
    FORECAST = "forecast"


class Floor(Enum):
    """Consequence of reaching a measure's floor (minimum standard, intervention level)."""

    REACHED_IS_WITHIN = "reached_is_within"
    REACHED_IS_OFF = "reached_is_off"


@dataclass(frozen=True, slots=True)
class StatusRule:
    """Rule for each status, tried in this order: exceeding, met, within, off.

    Attributes:
        rates: The figure that is rated.
        met_within: A shortfall up to this still meets the target; None for no shortfall at all.
        tolerance: A shortfall up to this is within; None if the scheme has no such band.
        floor: Short of target but this side of the floor is within; None if it has no floors.
        within_if: Short of target but with one of these directions is within; empty if movement
            plays no part.
        compared_with: The baseline of those directions.
        all_of: Within takes all of the above, not any one.
        exceeding_by: Better than target by more than this exceeds it; None if there is no such
            band.
        exceeding_at: Better by exactly that exceeds it too.
    """

    rates: Rates = Rates.ACTUAL
    met_within: Limit | None = None
    tolerance: Limit | None = None
    floor: Floor | None = None
    within_if: frozenset[Direction] = frozenset()
    compared_with: Baseline = Baseline.PREVIOUS_YEAR
    all_of: bool = False
    exceeding_by: Limit | None = None
    exceeding_at: bool = False

    @property
    def has_within(self) -> bool:
        """True if the rule has a band between met and off."""
        return bool(self.tolerance or self.floor or self.within_if)

    @property
    def needs(self) -> tuple[str, ...]:
        """Columns each measure must give for this rule, by their key in a table."""
        limits = (self.met_within, self.tolerance, self.exceeding_by)
        columns = (
            ("forecast", self.rates is Rates.FORECAST),
            ("tolerance", any(limit is not None and limit.must_be_given for limit in limits)),
            ("floor", self.floor is not None),
            (self.compared_with.value, bool(self.within_if)),
        )
        return tuple(column for column, needed in columns if needed)


class Method(Enum):
    """Method by which a direction of travel is calculated."""

    DIFFERENCE = "difference"
    REGRESSION = "regression"


@dataclass(frozen=True, slots=True)
class DirectionRule:
    """Rule for a direction of travel.

    Attributes:
        method: The difference from the baseline, or the slope of a line fitted through the
            series (against the previous quarter; last year is always a difference).
        dead_band: A change up to this is no change; of the baseline's size when in %.
        constant_target: Against the previous quarter only where the target has not changed.
        neutral_is_judged: More of a neutral measure counts as improved, as some councils do for
            measures kept for information; otherwise it is increased, without judgement.
        compared_with: One or two figures that directions are taken against, for measures that name
            none; empty for the quarter before and the same quarter last year.
        at_best: Outcome of no change where no figure could be better (100% and 100%).
        restarting_by_year: A figure that starts again each year is set against the same quarter
            last year in place of the quarter before; otherwise it is not comparable with that.
    """

    method: Method = Method.DIFFERENCE
    dead_band: Tolerance = field(default_factory=lambda: Tolerance(Decimal(0)))
    constant_target: bool = False
    neutral_is_judged: bool = False
    compared_with: tuple[ComparedWith, ...] = ()
    at_best: Direction = Direction.NO_CHANGE
    restarting_by_year: bool = False
