"""Nothing is rolled forward that would lose a figure; the workbook is then as it was."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kpibook.errors import WorkbookError
from kpibook.services.roll_forward.refusals import refuse_what_would_be_lost
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.reader import read_workbook
from kpibook.xlsx import Workbook
from tests.support.books import a_book, cell_under, filled, typed

HISTORY = [{"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": "79%"}]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """One of two measures is reported."""
    done = filled(
        a_book(tmp_path, {"Ref": "PI.1"}, {"Ref": "PI.2"}, history=HISTORY),
        {"Ref": "PI.1", "Actual": "81%"},
    )
    assert done.output is not None
    return done.output


def refusal(path: Path) -> WorkbookError | None:
    with ClosedBook.open(path) as book:
        workbook = read_workbook(book)
        try:
            refuse_what_would_be_lost(book, workbook)
        except WorkbookError as error:
            return error
    return None


def with_cells(path: Path, ref: str, cells: Mapping[str, object]) -> Path:
    return typed(path, {cell_under(path, heading, ref): value for heading, value in cells.items()})


def test_a_workbook_in_which_something_is_reported_is_not_refused(book: Path) -> None:
    assert refusal(book) is None


def test_an_empty_quarter_has_nothing_to_roll_whatever_was_said_of_it(tmp_path: Path) -> None:
    path = a_book(tmp_path, {"Ref": "PI.1"})
    with_cells(path, "PI.1", {"Commentary": "To follow.", "Numerator": 5})

    found = refusal(path)

    assert found is not None
    assert found.code == "nothing-to-roll"
    assert "[x]" in found.fix


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        pytest.param("Actual", "see the note", id="words for an actual"),
        pytest.param("Actual", 72.1, id="72.1 in a cell that shows %"),
        pytest.param("Actual", "#N/A", id="an error"),
        pytest.param("Numerator", "about 50", id="words for a numerator"),
        pytest.param("As at", "last week", id="words for a date"),
        pytest.param("Marker", "[q]", id="no marker"),
    ],
)
def test_what_cannot_be_read_would_be_lost(book: Path, heading: str, value: object) -> None:
    with_cells(book, "PI.2", {heading: value})

    found = refusal(book)

    assert found is not None
    assert found.code == "roll-unreadable"
    assert found.where.cell == cell_under(book, heading, "PI.2")
    assert str(value) not in found.what


@pytest.mark.parametrize("said", ["n/a", "–", "[z]", "84.9 [p]", "81%"])
def test_what_is_read_as_a_figure_or_a_marker_is_not_lost(book: Path, said: str) -> None:
    with_cells(book, "PI.2", {"Actual": said})

    assert refusal(book) is None


def test_a_formula_that_was_never_calculated_would_lose_its_figure(book: Path) -> None:
    with Workbook.open(book) as package:
        cell = cell_under(book, "Actual", "PI.2")
        package.sheet(layout.THIS_QUARTER).set_formula(cell, "=INDEX(A5:A5,1)", cached=None)
        package.save()

    found = refusal(book)

    assert found is not None
    assert (found.code, found.where.cell) == ("roll-unreadable", cell)


def test_a_formula_over_empty_cells_has_no_figure_to_lose(book: Path) -> None:
    with Workbook.open(book) as package:
        cell = cell_under(book, "Actual", "PI.2")
        package.sheet(layout.THIS_QUARTER).set_formula(cell, "=Lists!Z98/Lists!Z99", cached=0)
        package.save()

    assert refusal(book) is None


def test_of_several_the_first_is_named_and_the_others_counted(book: Path) -> None:
    with_cells(book, "PI.2", {"Actual": "?", "Numerator": "?", "As at": "soon"})

    found = refusal(book)

    assert found is not None
    assert found.what.endswith("and so do 2 more.")


def test_a_figure_in_a_row_no_measure_is_read_from_would_stay(book: Path) -> None:
    with Workbook.open(book) as package:
        package.table(layout.THIS_QUARTER_TABLE).append([{"Ref": "PI.77", "Actual": 0.5}])
        package.save()

    found = refusal(book)

    assert found is not None
    assert (found.code, found.where.cell) == ("roll-row-unused", "H8")


def test_such_a_row_without_a_figure_stays_and_does_no_harm(book: Path) -> None:
    with Workbook.open(book) as package:
        package.table(layout.THIS_QUARTER_TABLE).append([{"Ref": "PI.77"}])
        package.save()

    assert refusal(book) is None


def test_formulas_that_still_show_the_quarter_before_are_nothing_to_roll(tmp_path: Path) -> None:
    path = a_book(tmp_path, {"Ref": "PI.1"}, history=HISTORY)
    for shown, code in ((0.79, "nothing-to-roll"), (0.8, None)):
        with Workbook.open(path) as package:
            cell = cell_under(path, "Actual", "PI.1")
            package.sheet(layout.THIS_QUARTER).set_formula(cell, f"={shown}*1", cached=shown)
            package.save()

        found = refusal(path)

        assert (found.code if found else None) == code
