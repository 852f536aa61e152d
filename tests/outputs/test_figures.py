from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Polarity, Target, Unit
from kpibook.domain.rules.outcomes import Rounding
from kpibook.outputs.figures import figure_cell, target_cell, wide_enough
from kpibook.outputs.page import PageCell
from kpibook.sources.schemes import load_scheme
from tests.outputs.returns import a_measure, a_rated

STANDARD = load_scheme("standard")


def test_a_cell_holds_what_it_shows_where_figures_are_rated_as_reported() -> None:
    cell = figure_cell(a_measure(), Decimal("72.149"), STANDARD)

    assert (cell.value, cell.number_format, str(cell)) == (0.721, "0.0%", "72.1%")


def test_a_cell_holds_the_whole_figure_where_that_is_what_is_rated() -> None:
    cell = figure_cell(a_measure(), Decimal("72.149"), replace(STANDARD, rounding=Rounding.FULL))

    assert cell.value == 0.72149


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("999", "General"),
        ("1370", "#,##0"),
        ("-2400123", "#,##0"),
        ("1234.5", "#,##0.0"),
    ],
)
def test_thousands_are_grouped_where_the_measure_does_not_say_its_decimals(
    value: str, form: str
) -> None:
    homes = replace(a_measure(), unit=Unit.COUNT, unit_word="No.", decimals=None)

    cell = figure_cell(homes, Decimal(value), STANDARD)

    assert (cell.number_format, cell.value) == (form, float(value))
    assert wide_enough((4,), [[cell]])[0] >= (0 if form == "General" else len(str(cell)))


@pytest.mark.parametrize(("marker", "shown"), [("[c]", "[c]"), ("", "[x]"), ("[odd]", "[x]")])
def test_a_missing_figure_is_a_shorthand_and_never_zero(marker: str, shown: str) -> None:
    assert figure_cell(a_measure(), None, STANDARD, marker).value == shown


def test_a_figure_can_lead_somewhere() -> None:
    assert figure_cell(a_measure(), Decimal(7), STANDARD, link="'Data'!H8").link == "'Data'!H8"


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        pytest.param({}, "80.0%", id="a figure"),
        pytest.param({"target": Target(words="above England")}, "above England", id="words"),
        pytest.param({"target": Target()}, "[z]", id="none"),
        pytest.param(
            {"polarity": Polarity.RANGE, "low": Decimal(2), "high": Decimal(4)},
            "2.0% to 4.0%",
            id="a range",
        ),
    ],
)
def test_a_target_is_a_figure_a_range_words_or_a_shorthand(
    changes: dict[str, object], shown: str
) -> None:
    assert str(target_cell(a_rated(a_measure(**changes)), STANDARD)) == shown


def test_a_council_s_unit_is_shown_behind_the_figure_that_stays_a_number() -> None:
    visits = replace(a_measure(), unit=Unit.QUANTITY, unit_word="visits", decimals=None)

    cell = figure_cell(visits, Decimal(1250), STANDARD)

    assert (cell.value, cell.number_format, str(cell)) == (1250, '#,##0" visits"', "1,250 visits")
    assert figure_cell(visits, Decimal(1250), STANDARD, with_word=False).number_format == "#,##0"


def test_a_time_is_a_part_of_a_day_in_a_format_for_more_than_a_day() -> None:
    time = replace(a_measure(), unit=Unit.DURATION, unit_word="hh:mm", decimals=None)

    cell = figure_cell(time, Decimal(129_600), STANDARD)

    assert (cell.value, cell.number_format, str(cell)) == (1.5, "[hh]:mm", "36:00")


def test_a_column_is_as_wide_as_a_figure_with_its_word() -> None:
    rows = [
        [PageCell("a text that wraps"), PageCell(1250, '#,##0" visits"', "1,250 visits")],
        [PageCell(7, "General", "7"), PageCell("[x]")],
    ]

    assert wide_enough((10, 10), rows) == [10, 14]
