"""Profiles: the year's target of a measure that adds up, spread over the quarters of its year."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from types import MappingProxyType

from kpibook.domain.measures.measure import Basis, Measure, Profile, Reading
from kpibook.domain.measures.number import round_half_away
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.replacing import replace

_History = Mapping[tuple[str, Quarter], Reading]
# A share of last year's shape has no end of digits; so many more than the measure's are enough.
_PLACES = 2


def with_profile(
    measure: Measure, period: Quarter, history: _History, doubted: Collection[Quarter] = ()
) -> Measure:
    """Return the measure with the targets of the quarters that its profile gives.

    A target in the register comes before the profile's. A quarter that last year's figures give no
    share for stays without a target. Only a measure that adds up through the year has a profile.

    Args:
        measure: The measure, as the register has it.
        period: A quarter of the year that is profiled.
        history: Earlier readings by key and quarter.
        doubted: Quarters whose figures are in doubt, and so not taken for last year's shape.
    """
    target, profile = measure.target, measure.profile
    if profile is None or target.value is None or measure.basis is not Basis.CUMULATIVE:
        return measure
    parts = {
        number: _part(measure, profile, Quarter(period.year, number), history, doubted)
        for number in range(1, 4)
        if number not in target.by_quarter
    }
    spread = {number: part for number, part in parts.items() if part is not None}
    by_quarter = MappingProxyType({**target.by_quarter, **spread})
    worked_out = frozenset(spread)
    return replace(measure, target=replace(target, by_quarter=by_quarter, worked_out=worked_out))


def profile_in_words(measure: Measure, quarter: Quarter) -> str:
    """Say how a quarter's target was worked out: "straight line to 100"; "" if it was not.

    Args:
        measure: The measure as `with_profile` returns it.
        quarter: The quarter of the target.
    """
    profile, target = measure.profile, measure.target
    if profile is None or quarter.number not in target.worked_out or target.value is None:
        return ""
    way = "straight line" if profile is Profile.STRAIGHT_LINE else "as last year,"
    return f"{way} to {measure.written(target.value)}"


def _part(
    measure: Measure,
    profile: Profile,
    quarter: Quarter,
    history: _History,
    doubted: Collection[Quarter],
) -> Decimal | None:
    """Return what is to be reached by a quarter; None if last year's figures give no share."""
    year = measure.target.value or Decimal(0)
    if profile is Profile.STRAIGHT_LINE:
        return year * quarter.number / 4
    then, at_end = quarter.same_last_year, Quarter(quarter.year - 1, 4)
    readings = [history.get((measure.key, q)) for q in (then, at_end) if q not in doubted]
    figures = [r.usable for r in readings if r is not None and r.usable is not None]
    if len(figures) < 2 or figures[1] <= 0 or not 0 <= figures[0] <= figures[1]:
        return None
    return round_half_away(year * figures[0] / figures[1], (measure.decimals or 0) + _PLACES)
