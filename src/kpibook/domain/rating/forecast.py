"""Second status of a measure: the forecast for the year's end against the year's target."""

from __future__ import annotations

from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.number import MISSING_MARKERS
from kpibook.domain.rating.arithmetic import Position
from kpibook.domain.rating.in_doubt import InDoubt
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.rule import Rates
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

#: Figures of which a doubt leaves the forecast without a status.
_TAKEN = frozenset(Role) - {Role.COMPARATOR, Role.PREVIOUS, Role.PREVIOUS_YEAR, Role.EARLIER}


@dataclass(frozen=True, slots=True)
class ForecastRating:
    """Verdict of the rules on a forecast.

    Attributes:
        status: The forecast against the year's target.
        why: The reason, in one plain sentence.
    """

    status: Status
    why: str


def rate_forecast(
    measure: Measure, reading: Reading, scheme: Scheme, doubt: InDoubt
) -> ForecastRating | None:
    """Rate the forecast for the year's end against the year's target, as an actual is rated.

    Returns:
        None without a forecast, with a marker that says there is no figure, and under a scheme
        that rates the forecast anyway: then it is the measure's only status. NOT_RATED where the
        rule takes how the figure has moved, which a forecast does not tell.
    """
    hidden = reading.forecast is None or reading.marker in MISSING_MARKERS
    if hidden or scheme.rule.rates is Rates.FORECAST:
        return None
    if doubt.roles & _TAKEN:
        return ForecastRating(Status.NOT_RATED, doubt.reason)
    # The same rule, which now speaks of the forecast.
    of_forecast = replace(scheme, rule=replace(scheme.rule, rates=Rates.FORECAST))
    rating = rate(_position(measure, reading), of_forecast)
    if scheme.rule.within_if and rating.status in (Status.WITHIN, Status.OFF):
        why = "The rule takes how the figure has moved, which a forecast does not tell"
        return ForecastRating(
            Status.NOT_RATED, f"{why}: {scheme.label(Status.NOT_RATED).casefold()}."
        )
    return ForecastRating(rating.status, rating.why)


def _position(measure: Measure, reading: Reading) -> Position:
    """Return the position at the year's end, as it is expected."""
    return Position(
        actual=reading.forecast,
        forecast=reading.forecast,
        target=measure.year_target,
        polarity=measure.polarity,
        tolerance=measure.tolerance,
        low=measure.low,
        high=measure.high,
        decimals=measure.decimals,
        floor=measure.floor,
        strict=measure.target.strict,
        unit=measure.unit,
        counted=measure.counted_in if measure.unit_word else None,
    )
