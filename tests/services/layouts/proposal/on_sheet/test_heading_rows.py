"""The rows of headings are found below titles, and two tables on one sheet."""

from __future__ import annotations

from kpibook.services.layouts.proposal.on_sheet.heading_rows import tables_on
from tests.workbook.mapped.grids import grid_of

HEAD: list[object] = ["Ref", "Measure", "Target", "Actual"]
DATA: list[object] = ["A1", "Homes let on time", 5, 6]


def test_headings_below_titles_are_found() -> None:
    grid = grid_of([["Performance"], ["Actual figures of the year"], HEAD, DATA])

    assert [found.rows for found in tables_on(grid)] == [(3,)]


def test_two_rows_are_read_together() -> None:
    rows: list[list[object]] = [
        ["Ref", "Measure", "Q1", None],
        [None, None, "Target", "Actual"],
        DATA,
    ]

    assert [found.rows for found in tables_on(grid_of(rows))] == [(1, 2)]


def test_a_second_table_ends_the_first() -> None:
    other: list[object] = ["Code", "Indicator", "Plan", "Result"]
    found = list(tables_on(grid_of([HEAD, DATA, [], other, DATA])))

    assert [(table.rows, table.ends) for table in found] == [((1,), 4), ((4,), 2**31)]


def test_headings_that_come_again_are_no_second_table() -> None:
    assert len(list(tables_on(grid_of([HEAD, DATA, HEAD, DATA])))) == 1


def test_a_list_of_people_is_no_table() -> None:
    rows: list[list[object]] = [["Name", "Address", "Telephone"], ["A. Body", "High Street", "01"]]

    assert list(tables_on(grid_of(rows))) == []
