"""A change is recorded with what finds its place again."""

from __future__ import annotations

from pathlib import Path

from kpibook.addin.open_book.open_book import OpenBook
from kpibook.workbook import layout
from kpibook.workbook.protocol import CellWrite
from tests.addin.open_book.test_replace_sheet import a_scratch
from tests.addin.opened import a_desk
from tests.addin.take_back.keeping import keep
from tests.support.books import example


def test_a_changed_row_holds_all_its_cells_and_those_that_changed(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)

    record = keep(
        desk, lambda book: book.write([CellWrite(layout.THIS_QUARTER, "H8", 0.5, "0.00%")])
    ).record

    (row,) = record.rows
    assert (row.table, row.row, row.is_new) == (layout.THIS_QUARTER_TABLE, 8, False)
    assert dict(row.before) == {layout.ACTUAL: 0.721}
    assert row.formats.keys() == {layout.ACTUAL}
    assert row.after[layout.REF] == "'PI.426"
    assert row.after[layout.ACTUAL] == 0.5
    assert record.cells == []


def test_new_rows_are_recorded_whole(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)

    def append(book: OpenBook) -> None:
        row = {layout.REF: "PI.426", layout.PERIOD: "Q1 2030/31", layout.ACTUAL: 0.5}
        book.append(layout.HISTORY_TABLE, [row], [])

    (row,) = keep(desk, append).record.rows

    assert row.is_new
    assert row.before == {}
    assert row.after[layout.ACTUAL] == 0.5
    assert row.after[layout.MARKER] == ""


def test_a_sheet_made_again_with_the_same_contents_is_no_change(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    scratch = a_scratch(2, sheet="Findings", table=False)

    first = keep(desk, lambda book: book.replace_sheet("Findings", scratch)).record
    again = keep(desk, lambda book: book.replace_sheet("Findings", scratch)).record

    assert [(sheet.sheet, sheet.added) for sheet in first.sheets] == [("Findings", True)]
    assert again == first, "nothing new was kept"


def test_a_sheet_made_again_with_other_contents_is_one(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    keep(desk, lambda book: book.replace_sheet("Findings", a_scratch(2, sheet="Findings")))

    record = keep(
        desk, lambda book: book.replace_sheet("Findings", a_scratch(3, sheet="Findings"))
    ).record

    assert [(sheet.sheet, sheet.added) for sheet in record.sheets] == [("Findings", False)]
    assert record.cells == []
