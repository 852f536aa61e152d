"""Schemes at random, frames full of ties and near misses, and what the reference says of them."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from kpibook.domain.doubts.doubt import in_doubt
from kpibook.domain.doubts.gathering import figures_of_position
from kpibook.domain.doubts.sheet import doubts_of_sheet
from kpibook.domain.measures.compared_with import ComparedWith, read_compared_with
from kpibook.domain.measures.measure import Basis, Polarity, Tolerance, Unit, parse_tolerance
from kpibook.domain.measures.number import to_decimal
from kpibook.domain.rating.arithmetic import Position
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rating.in_doubt import rate_in_doubt
from kpibook.domain.rating.past_figures import PART_OF_A_YEAR
from kpibook.domain.rules.outcomes import Baseline, Direction, Rounding, Status
from kpibook.domain.rules.rule import DirectionRule, Floor, Limit, Method, Rates, StatusRule
from kpibook.domain.rules.scheme import Appearance, Scheme
from kpibook.errors import KpibookError
from kpibook.services.rating.rate_table import read_series
from kpibook.sources.schemes import load_scheme

STANDARD = load_scheme("standard")
RATED = ["status", "status_label", "direction", "direction_year", "variance"]
AMOUNTS = ["0", "0.1", "0.5", "1", "2", "2.5", "5", "7.5", "10", "33.3", "0.125", "100", "0.00001"]

tolerances = st.builds(
    Tolerance,
    st.sampled_from(AMOUNTS).map(Decimal) | st.decimals("0", "50", places=3),
    st.booleans(),
)
limits = st.builds(Limit, tolerances, st.booleans()) | st.just(Limit(per_measure=True))
maybe_a_limit = st.none() | limits
status_rules = st.builds(
    StatusRule,
    rates=st.sampled_from(Rates),
    met_within=maybe_a_limit,
    tolerance=maybe_a_limit,
    floor=st.none() | st.sampled_from(Floor),
    within_if=st.just(frozenset()) | st.frozensets(st.sampled_from(Direction), max_size=4),
    compared_with=st.sampled_from(Baseline),
    all_of=st.booleans(),
    exceeding_by=maybe_a_limit,
    exceeding_at=st.booleans(),
)
direction_rules = st.builds(
    DirectionRule,
    method=st.sampled_from(Method),
    dead_band=tolerances,
    constant_target=st.booleans(),
    neutral_is_judged=st.booleans(),
    compared_with=st.lists(st.sampled_from(ComparedWith), max_size=2, unique=True).map(tuple),
    at_best=st.sampled_from((Direction.NO_CHANGE, Direction.IMPROVED)),
    restarting_by_year=st.booleans(),
)


def a_scheme(
    rule: StatusRule,
    direction_rule: DirectionRule | None = None,
    rounding: Rounding = Rounding.AS_REPORTED,
) -> Scheme:
    """The standard scheme with other rules."""
    return replace(
        STANDARD,
        statuses={Status.EXCEEDING: Appearance("Exceeding"), **STANDARD.statuses},
        rule=rule,
        direction_rule=direction_rule or DirectionRule(),
        rounding=rounding,
    )


schemes = st.builds(a_scheme, status_rules, direction_rules, st.sampled_from(Rounding))


def a_frame(seed: int, rows: int) -> pd.DataFrame:
    """Rows whose figures are on, just beside and far from what they are compared with."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame([_row(rng) for _ in range(rows)])


def _row(rng: np.random.Generator) -> dict[str, Any]:
    places = int(rng.integers(0, 5))
    target = _figure(rng, places)
    tolerance = str(rng.choice([*AMOUNTS, ""])) + str(rng.choice(["", "%"]))
    row: dict[str, Any] = {
        name: _beside(rng, target, tolerance, places)
        for name in (
            "actual",
            "previous",
            "previous_year",
            "forecast",
            "floor",
            "previous_target",
            "outturn_last_year",
            "best",
        )
    }
    ends = [_beside(rng, target, tolerance, places) for _ in range(2)]
    return {
        **row,
        "target": target if rng.random() < 0.9 else math.nan,
        "range_low": ends[0] if rng.random() < 0.1 else min(ends),  # ends may be crossed
        "range_high": max(ends) if rng.random() < 0.9 else ends[1],
        "polarity": str(rng.choice([way.value for way in Polarity])),
        "basis": str(rng.choice([basis.value for basis in Basis] + [Basis.IN_PERIOD.value] * 5)),
        "tolerance": "" if tolerance == "%" else tolerance,
        "unit": str(rng.choice(["", *(unit.value for unit in Unit)])),
        "decimals": math.nan if rng.random() < 0.3 else float(rng.choice([0, places, 1, 2, 6])),
        "strict": bool(rng.random() < 0.3),
        "series": _series(rng, target, places) if rng.random() < 0.2 else "",
        "compared_with": str(rng.choice(["", "", "", *(each.value for each in ComparedWith)])),
    }


def _figure(rng: np.random.Generator, places: int) -> float:
    kind = rng.random()
    if kind < 0.6:
        return float(round(rng.integers(-2000, 20000) / 10**places, places))
    if kind < 0.7:
        return 0.0
    if kind < 0.8:  # a half at the last place
        return float(f"{rng.integers(-500, 5000)}5e-{places + 1}")
    if kind < 0.9:  # all the digits there are
        return float(rng.normal(50, 40))
    return float(rng.normal()) * 10.0 ** int(rng.integers(-25, 26))


def _beside(rng: np.random.Generator, target: float, tolerance: str, places: int) -> float:
    """A figure to be compared with a target: at it, a tolerance away from it, or anywhere."""
    kind = rng.random()
    if kind < 0.1:
        return math.nan
    if kind < 0.3:
        return _figure(rng, places)
    own = parse_tolerance(tolerance.strip("%") and tolerance) or Tolerance(Decimal(5), True)
    middle = to_decimal(target) or Decimal(0)
    steps = int(rng.choice([-1, 0, 0, 1]))
    figure = float(middle + own.in_units(middle) * steps)
    noise = rng.random()
    if noise < 0.2:
        return float(figure * (1 + int(rng.integers(-9, 10)) * 1e-15))
    if noise < 0.3:
        return float(figure + int(rng.integers(-2, 3)) * 10.0**-places)
    if noise < 0.4:
        return float(figure + int(rng.integers(-1, 2)) * 5 * 10.0 ** -(places + 1))
    return figure


def _series(rng: np.random.Generator, target: float, places: int) -> str:
    count = int(rng.integers(1, 6))
    return "; ".join(repr(_figure(rng, places)) for _ in range(count))


def by_reference(df: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    """The columns the reference adds, row by row, without the figures in doubt."""
    positions = [a_position(row) for row in df.to_dict("records")]
    doubts = doubts_of_sheet([figures_of_position(position) for position in positions])
    said = [
        rate_in_doubt(position, scheme, in_doubt(of_row))
        for position, of_row in zip(positions, doubts, strict=True)
    ]
    return pd.DataFrame(
        {
            "status": [rating.status.value for rating in said],
            "status_label": [scheme.label(rating.status) for rating in said],
            "direction": [rating.direction.value for rating in said],
            "direction_year": [rating.direction_year.value for rating in said],
            "variance": [
                math.nan if rating.variance is None else float(rating.variance) for rating in said
            ],
        },
        index=df.index,
    )


def a_position(row: dict[str, Any]) -> Position:
    """The position a row describes; what cannot be taken is blank."""
    decimals = number(row.get("decimals"))
    return Position(
        actual=number(row.get("actual")),
        target=number(row.get("target")),
        previous=number(row.get("previous")),
        previous_year=number(row.get("previous_year")),
        polarity=Polarity(row.get("polarity") or "neutral"),
        tolerance=parse_tolerance(row.get("tolerance")),
        low=number(row.get("range_low")),
        high=number(row.get("range_high")),
        decimals=None if decimals is None else int(decimals),
        basis=Basis(row.get("basis") or "in period"),
        floor=number(row.get("floor")),
        forecast=number(row.get("forecast")),
        strict=bool(row.get("strict")),
        previous_target=number(row.get("previous_target")),
        series=read_series(row.get("series") or ""),
        unit=Unit(row["unit"]) if row.get("unit") else None,
        compared_with=read_compared_with(row.get("compared_with") or ""),
        baselines=_baselines(row),
    )


def _baselines(row: dict[str, Any]) -> tuple[BaselineFigure, ...]:
    outturn, best = number(row.get("outturn_last_year")), number(row.get("best"))
    part = PART_OF_A_YEAR if row.get("basis") == Basis.CUMULATIVE.value else ""
    figures = (
        BaselineFigure(ComparedWith.OUTTURN, outturn, unfair=part),
        BaselineFigure(ComparedWith.BEST, best),
    )
    return tuple(figure for figure in figures if figure.value is not None)


def number(value: object) -> Decimal | None:
    try:
        return to_decimal(value)
    except KpibookError:
        return None
