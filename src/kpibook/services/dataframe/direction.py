"""The directions of many rows at once: the arithmetic of `domain.rating.arithmetic` on arrays.

That module is the reference; see `kpibook.services.dataframe.status`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from kpibook.domain.measures.measure import Polarity
from kpibook.domain.rules.outcomes import Baseline, Direction
from kpibook.domain.rules.regression_slope import FEWEST_POINTS
from kpibook.domain.rules.rule import Method
from kpibook.domain.rules.scheme import Scheme
from kpibook.services.dataframe.exact import Flags, Floats, Whole, pick, whole
from kpibook.services.dataframe.rows import Codes, Rows, band_of, first_of, outside

DIRECTIONS = list(Direction)


def directions(rows: Rows, scheme: Scheme, baseline: Baseline) -> Codes:
    """Index into `DIRECTIONS`."""
    rule = scheme.direction_rule
    now, before = rows.figures["actual"], rows.figures[baseline.value]
    said = []
    if baseline is Baseline.PREVIOUS:
        if rule.method is Method.REGRESSION:
            return _along_series(rows, scheme)
        said.append((rows.restarts, Direction.NOT_COMPARABLE))
    said.append((before.missing, Direction.NO_HISTORY))
    if baseline is Baseline.PREVIOUS and rule.constant_target:
        said.append((_target_changed(rows), Direction.NOT_COMPARABLE))
    target = rows.figures["target"]
    then = target
    if baseline is Baseline.PREVIOUS and rows.of(Polarity.CLOSEST).any():
        earlier = rows.figures["previous_target"]
        then = pick(earlier.missing, target, earlier)  # near to what was aimed for then
    change = _goodness(rows, now, target) - _goodness(rows, before, then)
    said.append((change.missing, Direction.NOT_COMPARABLE))
    past = rows.beyond(abs(change), band_of(rule.dead_band), abs(before))
    return first_of([*said, *_named(rows, scheme, change, past)], Direction.DECREASED)


def _named(rows: Rows, scheme: Scheme, change: Whole, past: Floats) -> list[tuple[Flags, Any]]:
    """What a change for the better is called; `past` is above 0 where it is beyond the band."""
    side = rows.side(change)
    judged = ~rows.of(Polarity.NEUTRAL)
    if scheme.direction_rule.neutral_is_judged:
        judged = np.full_like(judged, True)
    return [
        (past <= 0, Direction.NO_CHANGE),
        ((side > 0) & judged, Direction.IMPROVED),
        (side > 0, Direction.INCREASED),
        (judged, Direction.DECLINED),
    ]


def _along_series(rows: Rows, scheme: Scheme) -> Codes:
    """The directions of straight lines fitted through each series and its actual."""
    now = rows.figures["actual"]
    first = rows.series[0] if rows.series else Whole(np.full_like(now.value, np.nan))
    points = 1.0 + np.add.reduce([np.zeros_like(now.value), *(~s.missing for s in rows.series)])
    total = _weighted(rows, now, points)
    # The slope is twice this sum over the sum of the weights' squares: nothing is divided.
    squares = whole(points * (points * points - 1) / 3)
    change = total * whole(2.0)
    band = band_of(scheme.direction_rule.dead_band)
    past = rows.beyond(abs(change), band, abs(first), times=squares)
    lost = np.where(now.missing, ~first.missing, total.missing)
    said = [
        (rows.restarts | lost, Direction.NOT_COMPARABLE),
        (now.missing | (points < FEWEST_POINTS), Direction.NO_HISTORY),
    ]
    return first_of([*said, *_named(rows, scheme, change, past)], Direction.DECREASED)


def _weighted(rows: Rows, now: Whole, points: Floats) -> Whole:
    """The sum of what is good in each figure, each times twice its distance from the middle."""
    target = rows.figures["target"]
    total = _goodness(rows, now, target) * whole(points - 1)
    for i, earlier in enumerate(rows.series):
        term = _goodness(rows, earlier, target) * whole(2.0 * i - (points - 1))
        total = pick(earlier.missing, total, total - -term)
    return total


def _goodness(rows: Rows, value: Whole, target: Whole) -> Whole:
    """Greater the better; NaN where that cannot be said."""
    good = pick(rows.of(Polarity.LOWER), -value, value)
    if rows.of(Polarity.CLOSEST).any():
        good = pick(rows.of(Polarity.CLOSEST), -abs(value - target), good)
    if rows.of(Polarity.RANGE).any():
        good = pick(rows.of(Polarity.RANGE), -outside(rows, value), good)
    return good


def _target_changed(rows: Rows) -> Flags:
    target, before = rows.figures["target"], rows.figures["previous_target"]
    apart = rows.side(target - before)
    changed: Flags = apart != 0  # also where there is no target any more
    return changed & ~before.missing
