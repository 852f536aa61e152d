from __future__ import annotations

from decimal import Decimal

from kpibook.domain.report.figure import Field, Figure, Origin


def test_a_figure_without_a_value_has_no_number() -> None:
    withheld = Figure("m-a.pi-1.actual", "PI.1", "Q3 2021/22", Field.ACTUAL, "[c]")

    assert withheld.decimal is None
    assert not withheld.origin


def test_a_figure_s_number_is_exactly_its_value() -> None:
    figure = Figure("m-a.pi-1.actual", "PI.1", "Q3 2021/22", Field.ACTUAL, "72.1%", "72.1")

    assert figure.decimal == Decimal("72.1")


def test_an_origin_is_true_where_it_names_a_cell() -> None:
    assert Origin("a.xlsx", "This quarter", "H6")
    assert not Origin("a.xlsx")
