from __future__ import annotations

from dataclasses import replace

import pytest

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.measures.measure import Basis, Frequency, Polarity, Target
from kpibook.domain.measures.period import Quarter
from kpibook.domain.report.figures_of import BlockFigures
from kpibook.domain.report.origins import MeasureCells, WorkbookCells
from kpibook.errors import Location
from tests.domain.given import Q3, STANDARD, a_measure, a_scheme, number
from tests.domain.reported import a_reported_row, figures_of


def test_a_figure_is_the_printed_one_and_not_the_digits_behind_it() -> None:
    actual = figures_of(a_reported_row("PI.1", "72.1449")).actual

    assert (actual.text, actual.value) == ("72.1%", "72.1")


def test_a_scheme_that_rates_unrounded_figures_keeps_their_digits() -> None:
    scheme = a_scheme(rounding="full", tolerance="5%")
    row = a_reported_row("PI.1", "72.1449", scheme=scheme)

    actual = figures_of(row, scheme).actual

    assert (actual.text, actual.value) == ("72.1%", "72.1449")


@pytest.mark.parametrize(
    ("marker", "actual", "text", "value"),
    [
        pytest.param("[c]", None, "[c]", "", id="withheld"),
        pytest.param("", None, "[x]", "", id="missing"),
        pytest.param("[p]", "72.1", "72.1% [p]", "72.1", id="provisional"),
        pytest.param("[odd]", None, "[x]", "", id="shorthand that is not known"),
    ],
)
def test_shorthand_replaces_a_missing_figure_and_follows_any_other(
    marker: str, actual: str | None, text: str, value: str
) -> None:
    figure = figures_of(a_reported_row("PI.1", actual, marker=marker)).actual

    assert (figure.text, figure.value) == (text, value)


def test_a_blank_is_never_zero() -> None:
    assert figures_of(a_reported_row("PI.1", "0")).actual.value == "0"
    assert figures_of(a_reported_row("PI.1", None)).actual.value == ""


@pytest.mark.parametrize(
    ("target", "text", "value"),
    [
        pytest.param(Target(number("80")), "80.0%", "80", id="figure"),
        pytest.param(Target(), "[z]", "", id="no target"),
        pytest.param(Target(words="Monitor", not_set=True), "Monitor", "", id="words"),
        pytest.param(
            Target(number("85"), words="Above England", shows_figure=True),
            "Above England (85.0%)",
            "85",
            id="words with a figure",
        ),
    ],
)
def test_a_target_is_a_figure_or_words(target: Target, text: str, value: str) -> None:
    row = a_reported_row(measure=replace(a_measure(), target=target))

    figure = figures_of(row).target

    assert (figure.text, figure.value) == (text, value)


def test_a_running_total_is_shown_with_the_target_of_the_year() -> None:
    measure = a_measure(target="80", basis=Basis.CUMULATIVE)

    assert figures_of(a_reported_row(measure=measure)).target.text == "80.0% for the year"


def test_a_range_is_printed_as_a_range() -> None:
    measure = a_measure(polarity=Polarity.RANGE, low="2", high="4")

    assert figures_of(a_reported_row(measure=measure)).target.text == "2.0% to 4.0%"


def test_a_trend_begins_at_its_first_figure_and_keeps_its_gaps() -> None:
    points = figures_of(a_reported_row("PI.1", "90", "80", "", "83")).trend.points

    assert [(p.period, p.actual.text) for p in points] == [
        ("Q4 2020/21", "80.0%"),
        ("Q1 2021/22", "[x]"),
        ("Q2 2021/22", "83.0%"),
        ("Q3 2021/22", "90.0%"),
    ]


@pytest.mark.parametrize(
    ("basis", "starts"),
    [
        pytest.param(Basis.CUMULATIVE, ["Q1 2020/21", "Q1 2021/22"], id="running total"),
        pytest.param(Basis.YEAR_TO_DATE, ["Q1 2020/21", "Q1 2021/22"], id="share of the year"),
        pytest.param(Basis.IN_PERIOD, [], id="each quarter alone"),
        pytest.param(Basis.ROLLING_12_MONTHS, [], id="rolling year"),
    ],
)
def test_figures_of_the_year_to_date_start_again_in_april(basis: Basis, starts: list[str]) -> None:
    measure = a_measure(basis=basis)
    row = a_reported_row("PI.1", "30", "40", "10", "20", "30", "40", "10", "20", measure=measure)

    assert [p.period for p in figures_of(row).trend.points if p.starts] == starts


def test_a_year_starts_again_at_its_first_figure_even_if_that_is_late() -> None:
    row = a_reported_row("PI.1", "30", "40", "", "20", measure=a_measure(basis=Basis.CUMULATIVE))

    assert figures_of(row).trend.lines() == [(0,), (2, 3)]


def test_a_half_yearly_measure_has_no_gap_where_no_figure_is_due() -> None:
    measure = replace(a_measure(), frequency=Frequency.HALF_YEARLY)
    row = a_reported_row("PI.1", "90", "70", "", "", "", "80", "", "85", measure=measure)

    periods = [point.period for point in figures_of(row).trend.points]

    assert periods == ["Q4 2019/20", "Q4 2020/21", "Q2 2021/22", "Q3 2021/22"]


def _with_targets(row: ConsolidatedRow, **targets: str) -> ConsolidatedRow:
    history = tuple(
        replace(past, target=number(targets.get(f"q{past.quarter.number}_{past.quarter.year}")))
        for past in row.history
    )
    return replace(row, history=history)


def test_each_quarter_has_the_target_that_applied_then() -> None:
    row = _with_targets(a_reported_row("PI.1", "90", "70", "75", "80"), q4_2020="75", q1_2021="78")

    targets = [point.target.text for point in figures_of(row).trend.points]

    assert targets == ["75.0%", "78.0%", "80.0%", "80.0%"]


def test_figures_name_the_cells_they_are_read_from() -> None:
    row = _with_targets(a_reported_row("PI.1", "90", "70", "75"), q1_2021="78")
    q1 = Quarter(2021, 1)

    def at(cell: str) -> Location:
        return Location("other.xlsx", "History", cell)

    cells = MeasureCells(
        target=at("K5"), actuals={Q3: at("H6"), q1: at("C9")}, targets={q1: at("H9")}
    )
    book = WorkbookCells("housing.xlsx", "abc", {"pi1": cells, row.rated.measure.key: cells})

    figures = BlockFigures("m-housing.pi-1", row, STANDARD, book)

    assert figures.target.origin.cell == figures.trend.points[-1].target.origin.cell == "K5"
    assert figures.actual.origin.cell == "H6"
    assert figures.actual.origin.workbook == "housing.xlsx"
    first = figures.trend.points[0]
    assert (first.actual.origin.cell, first.target.origin.cell) == ("C9", "H9")
    assert not figures.previous.origin, "a figure without a cell was worked out"
