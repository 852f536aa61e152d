"""What a rule takes from a measure that the measure does not give, so that it cannot be rated."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.measures.measure import Polarity
from kpibook.domain.rating.arithmetic import (
    Position,
    allowance,
    rated_figure,
    shortfall,
    within_tests,
)
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.rule import Rates
from kpibook.domain.rules.scheme import Scheme

FORECAST, TOLERANCE, FLOOR, POLARITY = "forecast", "tolerance", "floor", "polarity"

WORDS = {
    FORECAST: "a forecast of the year's outturn",
    TOLERANCE: "a tolerance",
    FLOOR: "a floor",
}
"""How each is named in a sentence. A polarity is not missing; it does not go with the rule."""

COLUMNS = {FORECAST: "Forecast", TOLERANCE: "Tolerance", FLOOR: "Floor"}
"""The heading of the column where each is given."""


def lacking(rounded: Position, scheme: Scheme, status: Status) -> tuple[str, ...]:
    """Return the fields that a rule takes and a measure does not give.

    Args:
        rounded: The figures as `as_read` gives them.
        scheme: The rule.
        status: What the rule makes of them.

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
    return _limits_lacking(value, rounded, scheme)


def _limits_lacking(value: Decimal, rounded: Position, scheme: Scheme) -> tuple[str, ...]:
    rule = scheme.rule
    lacks = []
    limits = [limit for limit in (rule.met_within, rule.tolerance) if limit is not None]
    if any(allowance(limit, value, rounded) is None for limit in limits):
        lacks.append(TOLERANCE)
    if rule.floor is not None and None in within_tests(value, rounded, scheme):
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
