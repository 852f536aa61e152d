from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import Past
from kpibook.domain.disclosure.published.published_figure import PublishedFigure
from kpibook.domain.disclosure.published.registered import Registered, registered_in, with_registers
from kpibook.domain.measures.measure import Basis, Unit
from tests.domain.disclosure.printed import cell
from tests.domain.given import Q3

YEAR = Registered("PI1", Unit.COUNT, Basis.CUMULATIVE, 0)
QUARTER = Registered("PI1", Unit.COUNT, Basis.IN_PERIOD, 0)
FIGURE = PublishedFigure("a.xlsx", "PI.1", "Care", cell("care"), Unit.COUNT, Past(Q3, Decimal(9)))


def basis_by(*registers: Registered) -> Basis | None:
    (figure,) = with_registers([FIGURE], registers)
    return figure.basis


def test_a_directorate_s_own_register_is_taken_before_others() -> None:
    own = replace(YEAR, directorate="care")

    assert basis_by(own, replace(QUARTER, directorate="roads")) is Basis.CUMULATIVE


def test_registers_of_others_are_taken_if_they_agree() -> None:
    other = replace(YEAR, directorate="roads")

    assert basis_by(other, replace(other, directorate="parks")) is Basis.CUMULATIVE
    assert basis_by(other, replace(QUARTER, directorate="parks")) is None


def test_a_register_of_another_council_says_nothing() -> None:
    assert basis_by(replace(YEAR, council="elsewhere")) is None
    assert basis_by(replace(YEAR, council="exampleton")) is Basis.CUMULATIVE


def test_a_figure_of_an_earlier_reference_is_one_of_the_measure() -> None:
    renamed = replace(YEAR, key="PI7", aliases=frozenset({"PI1"}))

    (figure,) = with_registers([FIGURE], [renamed])

    assert (figure.cell.measure, figure.basis) == (("exampleton", "PI7"), Basis.CUMULATIVE)


def test_a_reference_that_is_in_use_again_is_not_renamed() -> None:
    renamed = replace(YEAR, key="PI7", aliases=frozenset({"PI1"}))

    (figure,) = with_registers([FIGURE], [renamed, QUARTER])

    assert (figure.cell.measure[1], figure.basis) == ("PI1", Basis.IN_PERIOD)


def test_a_table_that_prints_the_basis_is_a_register_of_its_measures() -> None:
    printed = replace(FIGURE, basis=Basis.CUMULATIVE, decimals=0)

    assert registered_in([FIGURE, printed]) == {
        replace(YEAR, council="exampleton", directorate="care")
    }
