"""Figures that a publication does not show are counted, by the reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kpibook.domain.measures.figure_role import Role
from kpibook.domain.rating.in_doubt import InDoubt
from kpibook.domain.reporting.withheld import doubted_figures, figures_withheld, small_figures
from kpibook.errors import Location
from tests.domain.given import Q3, a_measure, a_rated

RETURN = Location("return.xlsx")


@pytest.mark.parametrize(
    ("roles", "count"),
    [
        pytest.param({Role.ACTUAL, Role.NUMERATOR, Role.FORECAST}, 1, id="what is reported"),
        pytest.param({Role.LOW, Role.HIGH}, 1, id="a range"),
        pytest.param({Role.ACTUAL, Role.TARGET, Role.COMPARATOR}, 3, id="three of them"),
        pytest.param({Role.TOLERANCE}, 0, id="what is never printed"),
        pytest.param(set(), 0, id="nothing"),
    ],
)
def test_a_figure_in_doubt_is_counted_once(roles: set[Role], count: int) -> None:
    rated = replace(a_rated(a_measure()), doubt=InDoubt(roles=frozenset(roles)))

    assert doubted_figures(rated, ()) == count


def test_an_earlier_figure_in_doubt_is_counted_where_its_quarter_is_printed() -> None:
    quarters = frozenset((Q3.previous, Q3.same_last_year))
    doubt = InDoubt(roles=frozenset((Role.PREVIOUS, Role.PREVIOUS_YEAR)), quarters=quarters)
    rated = replace(a_rated(a_measure()), doubt=doubt)

    assert doubted_figures(rated, {Q3.previous}) == 1
    assert doubted_figures(rated, quarters) == 2


def test_a_small_number_that_is_withheld_is_counted_with_the_figure_before_it() -> None:
    rated = a_rated(a_measure(), "4", previous="3")
    hidden = replace(rated, reading=replace(rated.reading, actual=None), previous=None)

    assert small_figures(rated, hidden) == 2
    assert small_figures(rated, rated) == 0


@pytest.mark.parametrize(
    ("in_doubt", "small", "what"),
    [
        pytest.param(1, 0, "1 figure is withheld: 1 in doubt.", id="a doubt"),
        pytest.param(
            2,
            3,
            "5 figures are withheld: 2 in doubt and 3 so that no count of 1 to 5 is shown or "
            "worked out.",
            id="both",
        ),
    ],
)
def test_the_note_says_how_many_and_why(in_doubt: int, small: int, what: str) -> None:
    [finding] = figures_withheld(RETURN, in_doubt, small)

    assert (finding.code, finding.what, finding.where) == ("figures-withheld", what, RETURN)
    assert not finding.severity.needs_a_person


def test_a_publication_that_shows_all_figures_has_no_note() -> None:
    assert list(figures_withheld(RETURN, 0, 0)) == []
