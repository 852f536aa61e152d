"""Directions of many rows at once: the arithmetic of `domain.rating.arithmetic` on arrays.

That module is the reference; see `kpibook.services.dataframe.status`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.rating.baselines import HAS_NO_PATH
from kpibook.domain.rules.outcomes import Baseline, Direction
from kpibook.domain.rules.regression_slope import FEWEST_POINTS
from kpibook.domain.rules.rule import MAY_BE_BELOW_ZERO, Method
from kpibook.domain.rules.scheme import Scheme
from kpibook.services.dataframe.exact import Flags, Floats, Whole, pick, whole
from kpibook.services.dataframe.rows import COLUMNS, Codes, Rows, band_of, first_of, outside
from kpibook.services.dataframe.values import UNITS

DIRECTIONS = list(Direction)


def against(rows: Rows, scheme: Scheme, kind: ComparedWith) -> Codes:
    """Return each row's direction against a baseline, as `rating.baselines` chooses it."""
    if kind is ComparedWith.PREVIOUS:
        before = directions(rows, scheme, Baseline.PREVIOUS)
        if not (scheme.direction_rule.restarting_by_year and rows.restarts.any()):
            return before
        last_year = directions(rows, scheme, Baseline.PREVIOUS_YEAR)
        return np.where(rows.restarts, last_year, before).astype(np.int8)
    found = directions(rows, scheme, Baseline.PREVIOUS_YEAR, COLUMNS[kind])
    without = {ComparedWith.TARGET_PATH: HAS_NO_PATH, ComparedWith.BEST: (Polarity.NEUTRAL,)}
    found[rows.of(*without.get(kind, ()))] = DIRECTIONS.index(Direction.NOT_COMPARABLE)
    return found


def directions(rows: Rows, scheme: Scheme, baseline: Baseline, column: str = "") -> Codes:
    """Return each row's direction, as an index into `DIRECTIONS`.

    Args:
        rows: The rows.
        scheme: The rule.
        baseline: The baseline.
        column: The column of its figures, if it is not that of the baseline's name.
    """
    rule = scheme.direction_rule
    actual, baseline_actual = rows.figures["actual"], rows.figures[column or baseline.value]
    cases = []
    if baseline is Baseline.PREVIOUS:
        if rule.method is Method.REGRESSION:
            return _along_series(rows, scheme)
        cases.append((rows.restarts, Direction.NOT_COMPARABLE))
    cases.append((baseline_actual.missing, Direction.NO_HISTORY))
    if baseline is Baseline.PREVIOUS and rule.constant_target:
        cases.append((_target_changed(rows), Direction.NOT_COMPARABLE))
    target = rows.figures["target"]
    earlier_target = target
    if baseline is Baseline.PREVIOUS and rows.of(Polarity.CLOSEST).any():
        previous_target = rows.figures["previous_target"]
        earlier_target = pick(
            previous_target.missing, target, previous_target
        )  # near to what was aimed for then
    change = _goodness(rows, actual, target) - _goodness(rows, baseline_actual, earlier_target)
    cases.append((change.missing, Direction.NOT_COMPARABLE))
    past = rows.beyond(abs(change), band_of(rule.dead_band), abs(baseline_actual))
    return first_of([*cases, *_change_cases(rows, scheme, change, past)], Direction.DECREASED)


def _change_cases(
    rows: Rows, scheme: Scheme, change: Whole, past: Floats
) -> list[tuple[Flags, Any]]:
    """Name a change for the better; `past` is above 0 where it is beyond the band."""
    side = rows.side(change)
    judged = ~rows.of(Polarity.NEUTRAL)
    if scheme.direction_rule.neutral_is_judged:
        judged = np.full_like(judged, True)
    return [
        ((past <= 0) & _at_best(rows, scheme), scheme.direction_rule.at_best),
        (past <= 0, Direction.NO_CHANGE),
        ((side > 0) & judged, Direction.IMPROVED),
        (side > 0, Direction.INCREASED),
        (judged, Direction.DECLINED),
    ]


def _at_best(rows: Rows, scheme: Scheme) -> Flags:
    """Return where no figure could be better than the actual, if the scheme asks."""
    actual = rows.figures["actual"]
    best = np.zeros_like(actual.missing)
    if scheme.direction_rule.at_best is Direction.NO_CHANGE:
        return best
    below_zero = np.isin(rows.unit_codes, [UNITS.index(unit) for unit in MAY_BE_BELOW_ZERO])
    percent = rows.unit_codes == UNITS.index(Unit.PERCENT)
    whole_share = rows.side(actual - whole(100.0) * rows.unit)
    best |= rows.of(Polarity.HIGHER) & percent & (whole_share == 0)
    best |= rows.of(Polarity.LOWER) & ~below_zero & (rows.side(actual) == 0)
    if rows.of(Polarity.CLOSEST, Polarity.RANGE).any():
        away = rows.side(_goodness(rows, actual, rows.figures["target"]))
        best |= rows.of(Polarity.CLOSEST, Polarity.RANGE) & (away == 0)
    return best


def _along_series(rows: Rows, scheme: Scheme) -> Codes:
    """Return the directions of straight lines fitted through each series and its actual."""
    actual = rows.figures["actual"]
    oldest = rows.series[0] if rows.series else Whole(np.full_like(actual.value, np.nan))
    points = 1.0 + np.add.reduce([np.zeros_like(actual.value), *(~s.missing for s in rows.series)])
    total = _weighted(rows, actual, points)
    # The slope is twice this sum over the sum of the weights' squares: nothing is divided.
    squares = whole(points * (points * points - 1) / 3)
    change = total * whole(2.0)
    band = band_of(scheme.direction_rule.dead_band)
    past = rows.beyond(abs(change), band, abs(oldest), times=squares)
    not_comparable = np.where(actual.missing, ~oldest.missing, total.missing)
    cases = [
        (rows.restarts | not_comparable, Direction.NOT_COMPARABLE),
        (actual.missing | (points < FEWEST_POINTS), Direction.NO_HISTORY),
    ]
    return first_of([*cases, *_change_cases(rows, scheme, change, past)], Direction.DECREASED)


def _weighted(rows: Rows, actual: Whole, points: Floats) -> Whole:
    """Sum the goodness of each figure, times twice its distance from the middle."""
    target = rows.figures["target"]
    total = _goodness(rows, actual, target) * whole(points - 1)
    for i, figure in enumerate(rows.series):
        term = _goodness(rows, figure, target) * whole(2.0 * i - (points - 1))
        total = pick(figure.missing, total, total - -term)
    return total


def _goodness(rows: Rows, value: Whole, target: Whole) -> Whole:
    """Return a number that is greater the better; NaN where that is not known."""
    goodness = pick(rows.of(Polarity.LOWER), -value, value)
    if rows.of(Polarity.CLOSEST).any():
        goodness = pick(rows.of(Polarity.CLOSEST), -abs(value - target), goodness)
    if rows.of(Polarity.RANGE).any():
        goodness = pick(rows.of(Polarity.RANGE), -outside(rows, value), goodness)
    return goodness


def _target_changed(rows: Rows) -> Flags:
    target, previous = rows.figures["target"], rows.figures["previous_target"]
    difference = rows.side(target - previous)
    changed: Flags = difference != 0  # also where the target is missing now
    return changed & ~previous.missing
