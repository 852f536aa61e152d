from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.consolidation.consolidation import Past
from kpibook.domain.disclosure.published.audit import audit, small_rises
from kpibook.domain.disclosure.published.published_figure import PublishedFigure
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.period import Quarter
from tests.domain.disclosure.printed import cell, printed_in
from tests.domain.given import Q3


def found(*figures: PublishedFigure) -> dict[str, tuple[str, ...]]:
    return {narrowed.figure.directorate: narrowed.values for narrowed in audit(figures)}


def test_a_total_less_the_figures_of_other_files_gives_a_figure_away() -> None:
    files = [*printed_in("a.xlsx", Total=30, Care=None), *printed_in("b.xlsx", Roads=19, Parks=7)]

    (narrowed,) = audit(files)

    assert (narrowed.figure.directorate, narrowed.values) == ("Care", ("4",))
    assert narrowed.files == ("a.xlsx", "b.xlsx")


def test_a_figure_that_another_file_shows_is_given_away() -> None:
    files = [*printed_in("a.xlsx", Care=None), *printed_in("b.xlsx", Care=4)]

    (narrowed,) = audit(files)

    assert (narrowed.values, narrowed.files) == (("4",), ("a.xlsx", "b.xlsx"))


def test_two_small_parts_of_a_small_remainder_are_narrowed() -> None:
    assert found(*printed_in("a", Total=30, Care=None, Roads=None, Parks=28)) == {
        "Care": ("1",),
        "Roads": ("1",),
    }
    assert found(*printed_in("a", Total=30, Care=None, Roads=None, Parks=27)) == {
        "Care": ("1", "2"),
        "Roads": ("1", "2"),
    }
    assert found(*printed_in("a", Total=30, Care=None, Roads=None, Parks=26)) == {}


def test_a_share_with_both_its_counts_is_given_away() -> None:
    past = Past(Q3, None, "[c]", Decimal(4), Decimal(32))
    share = PublishedFigure("t.csv", "PI.1", "Care", cell("care"), Unit.PERCENT, past)

    assert found(share) == {"Care": ("12.5",)}


def test_withheld_figures_that_no_total_ties_are_safe() -> None:
    assert found(*printed_in("a", Care=None, Roads=19, Parks=7)) == {}


@pytest.mark.parametrize(
    ("q2", "q3", "rises"),
    [
        pytest.param(9, 12, [3], id="3 in the quarter"),
        pytest.param(9, 9, [], id="none in the quarter"),
        pytest.param(9, 15, [], id="6 in the quarter"),
        pytest.param(None, 12, [], id="the one before is withheld"),
    ],
)
def test_years_to_date_that_show_a_small_count_of_a_quarter_are_found(
    q2: int | None, q3: int, rises: list[int]
) -> None:
    before = [in_quarter(f, Q3.previous) for f in printed_in("a", Care=q2, Roads=None)]
    files = [replace(f, basis=Basis.CUMULATIVE) for f in (*before, *printed_in("b", Care=q3))]

    assert [rise for _, rise in small_rises(files)] == rises
    assert small_rises([replace(f, basis=None) for f in files]) == []
    assert small_rises([f for f in files if f.directorate != "Roads"]) == []


def in_quarter(figure: PublishedFigure, quarter: Quarter) -> PublishedFigure:
    return replace(
        figure,
        cell=replace(figure.cell, quarter=quarter),
        past=replace(figure.past, quarter=quarter),
    )
