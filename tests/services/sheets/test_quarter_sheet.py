from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kpibook.services.rating.scorecard import rate_workbook
from kpibook.services.sheets.quarter_sheet import write_quarter
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.reader import read_workbook
from kpibook.workbook.writer import Change
from tests.support.books import a_book, cell_under, filled, typed, value_under


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return a_book(tmp_path, {"Ref": "PI.1", "Target": "80%", "Also known as": "PI.9"})


def written(path: Path, actual: str | None = None) -> tuple[Change, ...]:
    """The sheet brought up to date with an actual from elsewhere, in place."""
    with ClosedBook.open(path) as book:
        workbook = read_workbook(book)
        given = {}
        if actual is not None:
            given["PI1"] = replace(workbook.readings["PI1"], actual=Decimal(actual))
        changes = write_quarter(book, rate_workbook(workbook, path.parent, given), given)
        book.save()
    return changes


def test_what_is_given_and_what_follows_from_it_is_written(book: Path) -> None:
    changes = written(book, "81")

    assert {change.heading: change.write.value for change in changes} == {
        "Actual": 0.81,
        "Status": "Target met",
        "Variance": 1,
    }
    assert value_under(book, "Status", "PI.1") == "Target met"


def test_a_sheet_that_says_it_already_is_not_touched(book: Path) -> None:
    written(book, "81")

    assert written(book) == ()


def test_without_anything_given_the_officers_cells_stay(book: Path) -> None:
    typed(book, {cell_under(book, "Actual", "PI.1"): 0.5})

    assert {change.heading for change in written(book)} == {"Status", "Variance"}
    assert value_under(book, "Actual", "PI.1") == 0.5


def test_a_row_that_still_has_the_measures_earlier_reference_is_filled_too(book: Path) -> None:
    typed(book, {cell_under(book, "Ref", "PI.1"): "PI.9"})

    done = filled(book, {"Ref": "PI.1", "Actual": "81%"})

    assert done.output is not None
    assert value_under(done.output, "Status", "PI.9") == "Target met"


def test_a_row_grows_with_its_text(book: Path) -> None:
    done = filled(book, {"Ref": "PI.1", "Actual": "81%", "Commentary": "It rose again. " * 40})

    assert done.output is not None
    height = openpyxl.load_workbook(done.output)[layout.THIS_QUARTER].row_dimensions[6].height
    assert height is not None
    assert height > 100
