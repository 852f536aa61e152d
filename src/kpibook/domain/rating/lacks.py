"""Fields that a rule takes from a measure and the measure does not give, so it is not rated."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.measures.measure import Polarity
from kpibook.domain.rating.arithmetic import Position, allowance, rated_figure, shortfall
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.rule import Rates
from kpibook.domain.rules.scheme import Scheme

FORECAST, TOLERANCE, FLOOR, POLARITY = "forecast", "tolerance", "floor", "polarity"

#: Their names in a sentence. A polarity is not missing; it does not go with the rule.
WORDS = {
    FORECAST: "a forecast of the year's outturn",
    TOLERANCE: "a tolerance",
    FLOOR: "a floor",
}
#: The headings of the columns they are typed in.
COLUMNS = {FORECAST: "Forecast", TOLERANCE: "Tolerance", FLOOR: "Floor"}


def lacking(rounded: Position, scheme: Scheme, status: Status) -> tuple[str, ...]:
    """Return the fields that a rule takes and a measure does not give.

    Args:
        rounded: The figures as `as_read` gives them.
        scheme: The rule.
        status: The status that the rule gives them.

    Returns:
        Empty where the measure is rated, has no actual, or has nothing to be set against: then it
        is unrated for another reason. ``polarity`` where the rule decides by a floor, which has a
        right side only where higher or lower is better.
    """
    if status.is_rated or rounded.actual is None or rounded.polarity is Polarity.NEUTRAL:
        return ()
    if shortfall(rounded.actual, rounded) is None:
        return ()
    value = rated_figure(rounded, scheme)
    if value is None:
        return (FORECAST,) if scheme.rule.rates is Rates.FORECAST else ()
    return limits_lacking(value, rounded, scheme)


def limits_lacking(value: Decimal, rounded: Position, scheme: Scheme) -> tuple[str, ...]:
    """Return the limits that a rule takes and a measure does not give; see `lacking`.

    Args:
        value: The figure that is rated.
        rounded: The figures as `as_read` gives them.
        scheme: The rule.
    """
    rule = scheme.rule
    lacks = []
    limits = [limit for limit in (rule.met_within, rule.tolerance) if limit is not None]
    if any(allowance(limit, value, rounded) is None for limit in limits):
        lacks.append(TOLERANCE)
    if rule.floor is not None:
        if rounded.polarity not in (Polarity.HIGHER, Polarity.LOWER):
            lacks.append(POLARITY)
        elif rounded.floor is None:
            lacks.append(FLOOR)
    return tuple(lacks)


def lacks_in_words(lacks: tuple[str, ...]) -> str:
    """Return why a measure cannot be rated, as the end of a sentence.

    >>> lacks_in_words(("tolerance", "floor"))
    'the scheme takes a tolerance or a floor from the measure, and there is none'
    """
    if POLARITY in lacks:
        return (
            "the scheme decides by a floor, which has a right side only where higher or lower "
            "is better"
        )
    joined = " or ".join(WORDS[field] for field in lacks)
    return f"the scheme takes {joined} from the measure, and there is none"


def how_to_give(lacks: tuple[str, ...]) -> str:
    """Return what to do about it, as a sentence."""
    if POLARITY in lacks:
        return "Choose another scheme on the sheet Settings, or another way that is good."
    columns = " or ".join(f"'{COLUMNS[field]}'" for field in lacks)
    return f"Enter it in the column {columns}, or choose another scheme on the sheet Settings."
