from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Polarity, Target
from kpibook.domain.rules.outcomes import Rounding
from kpibook.outputs.figures import figure_cell, target_cell
from kpibook.sources.schemes import load_scheme
from tests.outputs.returns import a_measure, a_rated

STANDARD = load_scheme("standard")


def test_a_cell_holds_what_it_shows_where_figures_are_rated_as_reported() -> None:
    cell = figure_cell(a_measure(), Decimal("72.149"), STANDARD)

    assert (cell.value, cell.number_format, str(cell)) == (0.721, "0.0%", "72.1%")


def test_a_cell_holds_the_whole_figure_where_that_is_what_is_rated() -> None:
    cell = figure_cell(a_measure(), Decimal("72.149"), replace(STANDARD, rounding=Rounding.FULL))

    assert cell.value == 0.72149


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
