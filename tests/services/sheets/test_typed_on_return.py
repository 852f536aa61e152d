from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kpibook.domain.finding import Finding
from kpibook.outputs.page import Page
from kpibook.services.sheets.typed_on_return import typed_on_return
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from tests.support.books import a_book, cell_under, filled, typed

#: A sheet that has nothing of what is on the return now.
OTHER = Page(name=layout.RETURN, title="Return", lines=(), table="T", header=["Ref"], rows=[])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    done = filled(
        a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"}), {"Ref": "PI.1", "Actual": "81%"}
    )
    assert done.output is not None
    return done.output


def told(path: Path, page: Page = OTHER, sheet: str = layout.RETURN) -> tuple[Finding, ...]:
    """What is told of a workbook whose return is made again as another page."""
    with ClosedBook.open(path) as book:
        return typed_on_return(book, sheet, page)


def commentary(path: Path) -> str:
    """The cell of the return with the measure's commentary."""
    return cell_under(path, "Commentary", "PI.1", layout.RETURN)


def test_nothing_is_told_where_nothing_was_typed_though_all_of_it_changes(book: Path) -> None:
    assert told(book) == ()


def test_only_a_text_that_the_new_sheet_has_nowhere_is_lost(book: Path) -> None:
    cell = commentary(book)
    typed(book, {cell: "Rose  in\nJune."}, layout.RETURN)
    with ClosedBook.open(book) as opened:
        texts = [str(each.value) for each in opened.filled_cells(layout.RETURN)]
    others = tuple(text for text in texts if "June" not in text)

    assert told(book, replace(OTHER, lines=(*others, "Rose in June."))) == ()
    (finding,) = told(book, replace(OTHER, lines=others))
    assert finding.where.cell == cell
    assert "1 text is on it no longer" in finding.what


def test_a_sheet_that_is_no_longer_there_or_a_persons_own_tells_nothing(book: Path) -> None:
    typed(book, {"A30": "My own words"}, layout.KEY)

    assert told(book, sheet="Gone") == ()
    assert told(book, sheet=layout.KEY) == (), "it has no mark"
