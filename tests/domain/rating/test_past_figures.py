"""Baseline figures of a measure from its history: which quarter each is taken from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.measures.calendar import Year
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Basis, Frequency, Measure, Polarity, Reading, Target
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.arithmetic import position_of
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rating.past_figures import (
    NOT_UNDERSTOOD,
    PART_OF_A_YEAR,
    PastReadings,
    past_figures,
)

PREVIOUS, LAST_YEAR, OUTTURN, PATH, BEST = ComparedWith
Q3 = Quarter(2021, 3)


def figure(
    kind: ComparedWith,
    measure: Measure,
    past: dict[str, str],
    period: Quarter = Q3,
    years: dict[tuple[str, Year], Reading] | None = None,
) -> BaselineFigure:
    """The figure of a baseline; a past figure may have a marker behind it."""
    history = {}
    for name, said in past.items():
        quarter = Quarter.parse(name)
        number, _, marker = said.partition(" ")
        history[measure.key, quarter] = Reading(
            measure.ref, quarter, Decimal(number), marker=marker
        )
    reading = Reading(measure.ref, period, Decimal(65))
    position = position_of(measure, reading, None, None)
    [found] = past_figures(measure, position, period, PastReadings(history, years or {}), [kind])
    return found


def test_a_quarterly_measure_is_set_against_the_quarter_before() -> None:
    found = figure(PREVIOUS, Measure("A"), {"Q2 2021/22": "70", "Q1 2021/22": "71"})

    assert (found.value, found.quarter, found.by_quarter_before) == (
        Decimal(70), Quarter(2021, 2), True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("frequency", "quarter"),
    [
        (Frequency.HALF_YEARLY, Quarter(2021, 1)),
        (Frequency.TERMLY, Quarter(2021, 1)),
        (Frequency.ANNUAL, Quarter(2020, 3)),
    ],
)
def test_the_previous_period_is_as_long_as_the_measures(
    frequency: Frequency, quarter: Quarter
) -> None:
    measure = Measure("A", frequency=frequency, basis=Basis.ANNUAL)

    found = figure(PREVIOUS, measure, {"Q1 2021/22": "70", "Q3 2020/21": "60"})

    assert (found.quarter, found.by_quarter_before) == (quarter, False)


@pytest.mark.parametrize(
    "basis", [Basis.CUMULATIVE, Basis.YEAR_TO_DATE, Basis.SNAPSHOT, Basis.ROLLING_12_MONTHS]
)
def test_the_outturn_is_the_last_quarter_of_last_year(basis: Basis) -> None:
    past = {"Q4 2020/21": "57.7", "Q3 2020/21": "40"}

    found = figure(OUTTURN, Measure("A", basis=basis), past, Quarter(2021, 4))

    assert (found.value, found.quarter) == (Decimal("57.7"), Quarter(2020, 4))
    assert found.name == "the outturn of 2020/21"


def test_the_last_quarter_alone_is_not_the_outturn_of_a_year() -> None:
    found = figure(OUTTURN, Measure("A", basis=Basis.IN_PERIOD), {"Q4 2020/21": "57.7"})

    assert found.value is None


@pytest.mark.parametrize("basis", [Basis.IN_PERIOD, Basis.SNAPSHOT])
def test_the_outturn_of_a_year_in_the_history_is_used_as_it_is(basis: Basis) -> None:
    measure = Measure("A", basis=basis)
    years = {(measure.key, Year(2020)): Reading("A", Quarter(2020, 4), Decimal(61))}

    found = figure(OUTTURN, measure, {"Q4 2020/21": "57.7"}, years=years)

    assert (found.value, found.quarter, found.of_year) == (Decimal(61), Quarter(2020, 4), True)


@pytest.mark.parametrize(("number", "unfair"), [(1, True), (3, True), (4, False)])
def test_a_part_of_a_year_is_not_set_against_a_whole_one(number: int, unfair: bool) -> None:
    measure = Measure("A", basis=Basis.CUMULATIVE)

    found = figure(OUTTURN, measure, {"Q4 2020/21": "400"}, Quarter(2021, number))

    assert found.unfair == (PART_OF_A_YEAR if unfair else "")
    so_far = replace(measure, basis=Basis.YEAR_TO_DATE)
    assert not figure(OUTTURN, so_far, {"Q4 2020/21": "400"}, Quarter(2021, number)).unfair


def test_an_annual_figure_is_its_years_outturn_in_whatever_quarter() -> None:
    measure = Measure("A", basis=Basis.ANNUAL)

    assert figure(OUTTURN, measure, {"Q2 2020/21": "31"}).value == Decimal(31)
    assert figure(OUTTURN, measure, {"Q2 2019/20": "31"}).value is None


def test_the_target_path_is_the_target_of_the_quarter() -> None:
    target = Target(Decimal(80), by_quarter={3: Decimal(60)})

    assert figure(PATH, Measure("A", target=target), {}).value == Decimal(60)
    flat = Measure("A", target=Target(Decimal(80)))
    assert figure(PATH, flat, {}).value == Decimal(80)


def test_how_a_year_s_target_is_reached_is_not_guessed() -> None:
    measure = Measure("A", target=Target(Decimal(80)), basis=Basis.CUMULATIVE)

    path = figure(PATH, measure, {})

    assert path.value is None
    assert "a profile or the quarter's target" in path.unfair


@pytest.mark.parametrize(
    ("polarity", "quarter"),
    [
        (Polarity.HIGHER, Quarter(2019, 1)),
        (Polarity.LOWER, Quarter(2021, 2)),
        (Polarity.CLOSEST, Quarter(2020, 4)),
    ],
)
def test_the_best_is_the_best_by_polarity(polarity: Polarity, quarter: Quarter) -> None:
    measure = Measure("A", polarity=polarity, target=Target(Decimal(70)))
    past = {"Q2 2021/22": "50", "Q4 2020/21": "69", "Q1 2019/20": "90", "Q1 2018/19": "90 [c]"}

    assert figure(BEST, measure, past).quarter == quarter


def test_of_equal_best_figures_the_latest_is_named() -> None:
    past = {"Q2 2021/22": "80", "Q1 2021/22": "90", "Q1 2020/21": "90"}

    found = figure(BEST, Measure("A", polarity=Polarity.HIGHER), past)

    assert found.name == "the best so far, in Q1 2021/22"


def test_the_best_of_a_figure_that_restarts_is_that_of_the_same_quarter() -> None:
    measure = Measure("A", polarity=Polarity.HIGHER, basis=Basis.CUMULATIVE)
    past = {"Q4 2020/21": "99", "Q3 2020/21": "70", "Q3 2019/20": "72"}

    assert figure(BEST, measure, past).value == Decimal(72)


def test_a_figure_marked_confidential_is_never_a_baseline() -> None:
    found = figure(PREVIOUS, Measure("A"), {"Q2 2021/22": "4 [c]"})

    assert found.value is None


def test_a_column_that_is_not_understood_is_compared_with_nothing() -> None:
    measure = Measure("A", guessed=frozenset({"compared_with"}))

    assert figure(PREVIOUS, measure, {"Q2 2021/22": "70"}).unfair == NOT_UNDERSTOOD
