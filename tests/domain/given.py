"""Small builders: a test names only what it is about, as text, as an officer would type it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.doubt import in_doubt
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import (
    Basis,
    Comparator,
    Measure,
    Polarity,
    Reading,
    Target,
    Unit,
    parse_tolerance,
)
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.arithmetic import Position
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rating.rated_measure import RatedMeasure, rate_measure
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.rules.scheme_file import scheme_from
from kpibook.errors import Location
from kpibook.sources.schemes import load_scheme

STANDARD = load_scheme("standard")
Q3 = Quarter(2021, 3)


def number(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said)


def a_position(
    actual: str | None = "90",
    target: str | None = None,
    polarity: Polarity = Polarity.HIGHER,
    *,
    previous: str | None = None,
    previous_year: str | None = None,
    tolerance: str = "",
    low: str | None = None,
    high: str | None = None,
    decimals: int | None = None,
    basis: Basis = Basis.IN_PERIOD,
    marker: str = "",
    floor: str | None = None,
    forecast: str | None = None,
    strict: bool = False,
    previous_target: str | None = None,
    series: str = "",
    unit: Unit | None = None,
    compared_with: tuple[ComparedWith, ...] = (),
    outturn: str | None = None,
    best: str | None = None,
) -> Position:
    return Position(
        actual=number(actual),
        target=number(target),
        previous=number(previous),
        previous_year=number(previous_year),
        polarity=polarity,
        tolerance=parse_tolerance(tolerance),
        low=number(low),
        high=number(high),
        decimals=decimals,
        basis=basis,
        marker=marker,
        floor=number(floor),
        forecast=number(forecast),
        strict=strict,
        previous_target=number(previous_target),
        series=tuple(Decimal(said) for said in series.split()),
        unit=unit,
        compared_with=compared_with,
        baselines=tuple(
            BaselineFigure(kind, number(said))
            for kind, said in ((ComparedWith.OUTTURN, outturn), (ComparedWith.BEST, best))
            if said is not None
        ),
    )


def scheme_data(
    rule: Mapping[str, object] | None = None,
    direction_rule: Mapping[str, object] | None = None,
    **top: object,
) -> dict[str, Any]:
    """The data of a small valid scheme file; a key that is None is left out.

    Every status that `rule` can give has a table.
    """
    rule = {"tolerance": "5%"} if rule is None else rule
    bands = ["met", "off"]
    if {"tolerance", "floor", "within_if"} & set(rule):
        bands.insert(1, "within")
    if "exceeding_by" in rule:
        bands.insert(0, "exceeding")
    data: dict[str, Any] = {
        "key": "small",
        "title": "Small",
        "source": "Made for a test.",
        "rule": dict(rule),
        "direction_rule": dict(direction_rule or {}),
        "status": {band: {"label": band.title()} for band in bands},
    }
    return {name: value for name, value in {**data, **top}.items() if value is not None}


def a_scheme(
    direction_rule: Mapping[str, object] | None = None, /, rounding: str = "full", **rule: object
) -> Scheme:
    """A scheme with this rule, as its file would write it."""
    return scheme_from(scheme_data(rule, direction_rule, rounding=rounding))


def a_measure(
    ref: str = "PI.1",
    *,
    unit: Unit = Unit.PERCENT,
    polarity: Polarity = Polarity.HIGHER,
    target: str | None = None,
    benchmark: str = "",
    vintage: str = "",
    comparator: str | None = None,
    decimals: int | None = 1,
    basis: Basis = Basis.IN_PERIOD,
    low: str | None = None,
    high: str | None = None,
    introduced: int | None = None,
    note: str = "",
) -> Measure:
    return Measure(
        ref,
        title=f"Title of {ref}",
        unit=unit,
        polarity=polarity,
        decimals=decimals,
        basis=basis,
        target=Target(number(target), benchmark=benchmark, vintage=vintage),
        low=number(low),
        high=number(high),
        comparator=None
        if comparator is None
        else Comparator("Statistical neighbours", number(comparator)),
        introduced=introduced,
        note=note,
        source=Location("a.xlsx", "Measures", "A5"),
        places={"target": Location("a.xlsx", "Measures", "K5")},
    )


def a_rated(
    measure: Measure,
    actual: str | None = "90",
    *,
    previous: str | None = None,
    previous_year: str | None = None,
    numerator: str | None = None,
    denominator: str | None = None,
    as_at: date | None = None,
    marker: str = "",
) -> RatedMeasure:
    reading = Reading(
        measure.ref,
        Q3,
        number(actual),
        numerator=number(numerator),
        denominator=number(denominator),
        as_at=as_at,
        marker=marker,
        source=Location("a.xlsx", "This quarter", "A5"),
        places={"as_at": Location("a.xlsx", "This quarter", "K5")},
    )
    history = {
        (measure.key, period): Reading(measure.ref, period, number(value))
        for period, value in ((Q3.previous, previous), (Q3.same_last_year, previous_year))
        if value is not None
    }
    doubt = in_doubt(doubts_of(figures_of(measure, reading, history)))
    return rate_measure(measure, reading, history, STANDARD, doubt)
