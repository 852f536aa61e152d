"""Relative targets worked out from the figures that they are set against."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kpibook.domain.measures.measure import Measure, Polarity, Reading, WorkedOut
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.relative_target import Against, Relative
from kpibook.domain.measures.units.unit import Unit
from kpibook.domain.measures.vocabulary.folding import folded
from kpibook.on_use.replacing import replace

_QUARTILES = frozenset(map(folded, ("top quartile", "upper quartile", "best quartile")))


def with_worked_out_target(
    measure: Measure, period: Quarter, history: Mapping[tuple[str, Quarter], Reading]
) -> Measure:
    """Return a measure with its relative target worked out for a quarter, if that can be.

    Args:
        measure: The measure, as the register has it.
        period: The quarter.
        history: Earlier readings by key and quarter.
    """
    relative = measure.target.relative
    if relative is None or why_not_worked_out(measure, relative, period, history):
        return measure
    figure, source = _figure_against(measure, relative, period, history)
    if figure is None:
        return measure
    value = relative.of(figure, measure.polarity)
    worked_out = WorkedOut(period, value, f"{measure.written(figure)}{source}")
    return replace(measure, target=replace(measure.target, relative_now=worked_out))


def why_not_worked_out(
    measure: Measure,
    relative: Relative,
    period: Quarter,
    history: Mapping[tuple[str, Quarter], Reading],
) -> str:
    """Return what is missing to work a relative target out; "" for nothing."""
    if never := never_worked_out(relative, measure.polarity, measure.unit):
        return never
    if relative.year is not None and relative.year != period.year - 1:
        return f"only last year's figures are looked up, of {period.same_last_year}"
    figure, _ = _figure_against(measure, relative, period, history)
    if figure is not None:
        return ""
    if relative.against is Against.TOP_QUARTILE:
        return "no comparator named Top quartile with a figure"
    return f"no figure of {quarter_against(relative, period)} in the history that can be used"


def never_worked_out(relative: Relative, polarity: Polarity, unit: Unit | None) -> str:
    """Return why no earlier figure gives a relative target; "" where one does."""
    if polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return "neither higher nor lower is better for it"
    if relative.percent and unit is Unit.PERCENT:
        return (
            "a change in % of a percentage may be of its figure or in percentage points: write "
            "5 points, or the target in figures"
        )
    return ""


def quarter_against(relative: Relative, period: Quarter) -> Quarter:
    """Return the earlier quarter that a target of `period` is set against."""
    last_quarter = relative.against is Against.LAST_QUARTER
    return period.previous if last_quarter else period.same_last_year


def _figure_against(
    measure: Measure,
    relative: Relative,
    period: Quarter,
    history: Mapping[tuple[str, Quarter], Reading],
) -> tuple[Decimal | None, str]:
    """Return the figure that a target is set against, and of what it is."""
    if relative.against is Against.TOP_QUARTILE:
        comparator = measure.comparator
        if comparator is None or folded(comparator.name) not in _QUARTILES:
            return None, ""
        return comparator.value, f", {comparator.name}"
    quarter = quarter_against(relative, period)
    reading = history.get((measure.key, quarter))
    return (None if reading is None else reading.usable), f" in {quarter}"
