"""Target that a measure is set against in a quarter, out of its register and its history."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from types import MappingProxyType

from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.profile import with_profile
from kpibook.domain.measures.relative_target import Against
from kpibook.domain.measures.target_from_history import quarter_against
from kpibook.domain.rules.rule import Rates
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.replacing import replace

_QUARTERS = range(1, 5)


def with_targets(
    measure: Measure,
    period: Quarter,
    history: Mapping[tuple[str, Quarter], Reading],
    scheme: Scheme,
    doubted: Collection[Quarter] = (),
) -> Measure:
    """Return the measure with the target that its quarter is set against.

    A scheme that rates the forecast for the year's end sets it against the year's target in every
    quarter, and that is no earlier quarter's figure; under any other a profile gives the quarters'
    targets, see `with_profile`. A target set against a figure in doubt is not worked out.

    Args:
        measure: The measure, as the register has it.
        period: The quarter being reported.
        history: Earlier readings by key and quarter.
        scheme: The rules.
        doubted: Earlier quarters whose figures are in doubt.
    """
    if scheme.rule.rates is not Rates.FORECAST:
        return with_profile(_sound(measure, period, doubted), period, history, doubted)
    year = measure.year_target
    by_quarter = {} if year is None else dict.fromkeys(_QUARTERS, year)
    target = replace(
        measure.target,
        value=year,
        by_quarter=MappingProxyType(by_quarter),
        worked_out=frozenset(by_quarter),
        relative_now=None,
    )
    return replace(measure, target=target, profile=None)


def rests_on_history(measure: Measure) -> bool:
    """Return True if earlier figures may decide a target of a measure, see `with_targets`."""
    return measure.target.relative is not None or measure.profile is not None


def _sound(measure: Measure, period: Quarter, doubted: Collection[Quarter]) -> Measure:
    """Return the measure without a relative target that comes of a figure in doubt."""
    relative = measure.target.relative
    if relative is None or relative.against is Against.TOP_QUARTILE:
        return measure
    if quarter_against(relative, period) not in doubted:
        return measure
    return replace(measure, target=replace(measure.target, relative_now=None))


def target_then(
    measure: Measure, quarter: Quarter, history: Mapping[tuple[str, Quarter], Reading]
) -> Decimal | None:
    """Return the target in figures that applied to an earlier quarter.

    The history's own, where it keeps one; without it, what the register has for that quarter now.
    """
    reading = history.get((measure.key, quarter))
    if reading is not None and reading.target is not None:
        return reading.target.value
    return measure.target_in(quarter)
