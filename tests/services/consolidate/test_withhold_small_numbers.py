from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from kpibook.services.consolidate.withhold_small_numbers import publishable
from kpibook.services.publish import Published, publish_return
from kpibook.services.rating.scorecard import rate_workbook
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.reader import read_workbook
from tests.support.books import a_book, filled, published_under

ASKING = {"Unit": "Count", "Which way is good": "Lower is better", "Suppress small numbers": "Yes"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    empty = a_book(
        tmp_path,
        {"Ref": "PI.1", "Target": "987", "Measure": "Serious incidents", **ASKING},
        {"Ref": "PI.2", "Target": "80%"},
        {"Ref": "PI.3", "Target": "987", **ASKING},
        history=[{"Ref": "PI.3", "Period": "Q2 2021/22", "Actual": "4"}],
    )
    done = filled(
        empty,
        {"Ref": "PI.1", "Actual": "3", "Commentary": "There were 3 of them."},
        {"Ref": "PI.2", "Actual": "81%"},
        {"Ref": "PI.3", "Actual": "640"},
    )
    assert done.output is not None
    return done.output


@pytest.fixture
def published(book: Path) -> Published:
    return publish_return(book, book.with_name("return.xlsx"))


def shown(published: Published, heading: str, ref: str) -> object:
    return published_under(published.output, heading, ref)


def test_a_small_count_its_status_and_the_text_that_names_it_are_not_published(
    published: Published,
) -> None:
    assert shown(published, "Q3 2021/22", "PI.1") == "[c]"
    assert shown(published, "Status", "PI.1") == "Not rated"
    assert "3" not in str(shown(published, "Commentary", "PI.1"))
    assert "commentary-repeats-suppressed" in [finding.code for finding in published.findings]


def test_a_small_count_of_the_quarter_before_goes_with_the_direction_from_it(
    published: Published,
) -> None:
    assert shown(published, "Q2 2021/22", "PI.3") == "[c]"
    assert shown(published, "Q3 2021/22", "PI.3") == 640
    assert shown(published, "Direction since Q2 2021/22", "PI.3") == "Not comparable"


def test_what_does_not_ask_is_published_as_it_is(published: Published) -> None:
    assert shown(published, "Q3 2021/22", "PI.2") == 0.81
    assert shown(published, "Status", "PI.2") == "Target met"


def test_nothing_in_the_file_holds_a_withheld_count(published: Published) -> None:
    book = openpyxl.load_workbook(published.output)
    cells = [c.value for sheet in book for row in sheet.iter_rows() for c in row]
    assert not {3, 4, "3", "4"} & set(cells)
    with zipfile.ZipFile(published.output) as package:
        assert not any(b"There were" in package.read(name) for name in package.namelist())


def test_the_summary_counts_what_the_return_shows(published: Published) -> None:
    statuses = [rated.rating.status for rated in published.scorecard.rated]
    assert published.scorecard.quarterly_return.summary.statuses == {
        status: statuses.count(status)
        for status in published.scorecard.quarterly_return.summary.statuses
    }


def test_a_workbook_in_which_nothing_asks_comes_back_as_it_is(tmp_path: Path) -> None:
    done = filled(a_book(tmp_path, {"Ref": "PI.1"}), {"Ref": "PI.1", "Actual": "3%"})
    assert done.output is not None
    with ClosedBook.open(done.output) as book:
        scorecard = rate_workbook(read_workbook(book), tmp_path)

        assert publishable(book, scorecard) == (scorecard, ())
