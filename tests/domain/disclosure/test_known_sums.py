from __future__ import annotations

from dataclasses import replace

import pytest

from kpibook.domain.disclosure.cells import Cell, Printed
from kpibook.domain.disclosure.known_sums import directorate_sums, year_to_date_sums
from kpibook.domain.measures.measure import Basis
from tests.domain.disclosure.printed import cell, printed
from tests.domain.given import Q3

Q1, Q2 = Q3.previous.previous, Q3.previous


def test_the_row_that_is_the_sum_of_the_others_is_the_total() -> None:
    (known,) = directorate_sums(printed({"a": 4, "b": 30, "c": 26}), "actual")

    assert (known.total, known.missing, known.small_remainder) == (cell("b"), 0, False)
    assert set(known.parts) == {cell("a"), cell("c")}


@pytest.mark.parametrize(
    "name",
    ["total", "council total", "all", "all directorates", "whole council", "council", "cyfanswm"],
)
def test_a_row_named_as_a_total_is_one_though_a_workbook_is_late(name: str) -> None:
    (known,) = directorate_sums(printed({name: 60, "a": 19}), "actual")

    assert (known.total, known.missing) == (cell(name), 41)


@pytest.mark.parametrize("name", ["housing", "corporate services", "children's", "totland bay"])
def test_a_directorate_is_no_total_by_its_name(name: str) -> None:
    assert list(directorate_sums(printed({name: 60, "a": 19, "b": 11}), "actual")) == []


def test_a_row_that_added_up_before_is_the_total_now() -> None:
    cells = {**printed({"x": 30, "a": 11, "b": 19}, Q2), **printed({"x": 60, "a": 19, "b": None})}

    found = {known.total.quarter: known for known in directorate_sums(cells, "actual")}

    assert (found[Q3].total, found[Q3].missing) == (cell("x"), 41)


def test_two_rows_are_no_total_and_part_unless_they_are_named_so() -> None:
    assert list(directorate_sums(printed({"a": 30, "b": 26}), "actual")) == []


def year_and_own(*own: int, basis: Basis = Basis.CUMULATIVE) -> dict[object, object]:
    cells: dict[object, object] = {}
    for quarter, whole, count in zip((Q1, Q2, Q3), (9, 12, 30), own, strict=True):
        cells |= printed({"a": whole}, quarter, ref="C", basis=basis)
        cells |= printed({"a": count}, quarter, ref="P")
    return cells


@pytest.mark.parametrize("basis", [Basis.CUMULATIVE, Basis.YEAR_TO_DATE])
def test_a_year_to_date_is_the_one_before_and_the_quarters_own(basis: Basis) -> None:
    cells = year_and_own(9, 3, 18, basis=basis)
    found = list(year_to_date_sums(cells, "actual"))  # type: ignore[arg-type]

    assert [known.total.quarter for known in found] == [Q1, Q2, Q3]
    assert found[1].parts == (cell("a", Q2, "P"), cell("a", Q1, "C"))


def test_figures_that_fail_to_add_up_in_any_quarter_are_no_versions() -> None:
    assert list(year_to_date_sums(year_and_own(9, 3, 17), "actual")) == []  # type: ignore[arg-type]


def test_two_equal_figures_and_zeros_are_no_evidence_of_a_total() -> None:
    cells = {**printed({"a": 0, "b": 1, "c": 1}, Q2), **printed({"a": 1, "b": 6, "c": 7})}

    (now,) = [known for known in directorate_sums(cells, "actual") if known.total.quarter == Q3]

    assert now.total == cell("c")


def titled(cells: dict[Cell, Printed], **titles: str) -> dict[Cell, Printed]:
    return {
        c: Printed([replace(f, title=titles[c.measure[1]]) for f in printed.figures])
        for c, printed in cells.items()
    }


@pytest.mark.parametrize(
    ("year_to_date", "own", "same"),
    [
        ("Complaints received (year to date)", "Complaints received in the quarter", True),
        ("Complaints received, cumulative", "Complaints received", True),
        ("Total complaints received since April", "Complaints received: Q3", True),
        ("Cwynion (y flwyddyn hyd yma)", "Cwynion yn y chwarter", True),
        ("Complaints received (year to date)", "Complaints answered in the quarter", False),
        ("Year to date", "In the quarter", False),
    ],
)
def test_titles_show_that_two_measures_are_versions_of_one(
    year_to_date: str, own: str, same: bool
) -> None:
    """In the first quarter of the year there is nothing to see in the figures."""
    cells = {
        **printed({"care": 4}, Q1, ref="C", basis=Basis.CUMULATIVE),
        **printed({"care": 4}, Q1, ref="P"),
    }

    sums = list(year_to_date_sums(titled(cells, C=year_to_date, P=own), "actual"))

    assert bool(sums) is same


def test_what_holds_for_two_directorates_holds_for_the_others() -> None:
    cells = {
        **printed({"care": 4, "roads": 7, "parks": None}, Q1, ref="C", basis=Basis.CUMULATIVE),
        **printed({"care": 4, "roads": 7, "parks": 9}, Q1, ref="P"),
    }

    sums = list(year_to_date_sums(cells, "actual"))

    assert {known.total.owner for known in sums} == {"care", "roads", "parks"}


def test_what_fails_for_a_directorate_is_no_evidence_for_others() -> None:
    cells = {
        **printed({"care": 4, "roads": 7, "parks": 8}, Q1, ref="C", basis=Basis.CUMULATIVE),
        **printed({"care": 4, "roads": 7, "parks": 9}, Q1, ref="P"),
    }

    assert list(year_to_date_sums(cells, "actual")) == []
