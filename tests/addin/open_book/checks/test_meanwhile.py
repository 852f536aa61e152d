"""A colleague's edit that arrives while a button works is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.open_book.checks.meanwhile import changed_meanwhile
from kpibook.errors import WorkbookError
from kpibook.services.fill import fill
from kpibook.workbook import layout
from kpibook.workbook.protocol import CellWrite
from tests.addin.filling import the_actuals
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.support.books import Q3, example
from tests.support.openpyxl_engine import Flavour


def colleague(desk: Desk, address: str, value: object, sheet: str = layout.THIS_QUARTER) -> None:
    desk.wb[sheet][address] = value


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_figure_typed_after_the_reading_stops_the_commit_and_its_cell_is_named(
    tmp_path: Path, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, example().empty, flavour)
    with desk.opened() as book:
        fill(book, the_actuals(), Q3, desk.path.parent)
        colleague(desk, "H8", 0.5)
        with pytest.raises(WorkbookError, match="changed-meanwhile") as caught:
            book.commit()

    assert f"'{layout.THIS_QUARTER}'!H8." in str(caught.value)
    assert desk.excel.writes == []
    assert desk.wb[layout.THIS_QUARTER]["H8"].value == 0.5


def test_a_figure_typed_into_a_cell_that_is_only_read_stops_the_commit_too(tmp_path: Path) -> None:
    # A status worked out from the figure before would contradict the one there now.
    desk = a_desk(tmp_path, example().filled)
    with desk.opened() as book:
        fill(book, [], None, desk.path.parent)
        book.write([CellWrite(layout.COVER, "J5", 1)])
        colleague(desk, "H9", 0.123)
        with pytest.raises(WorkbookError, match=r"H9.*changed-meanwhile"):
            book.commit()


def test_a_button_pressed_again_takes_the_colleagues_figure(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().empty)
    for _ in range(2):
        with desk.opened() as book:
            fill(book, [], None, desk.path.parent)
            if not desk.excel.writes and desk.wb[layout.THIS_QUARTER]["H8"].value is None:
                colleague(desk, "H8", 0.9)
                with pytest.raises(WorkbookError, match="changed-meanwhile"):
                    book.commit()
                continue
            book.commit()

    assert desk.wb[layout.THIS_QUARTER]["O8"].value is not None


@pytest.mark.parametrize(("typed", "there"), [(44578.1234567, "dd/mm/yyyy"), (0.1 + 0.2, "0.0%")])
def test_a_cell_that_nobody_touched_is_not_taken_for_changed(
    tmp_path: Path, typed: float, there: str
) -> None:
    desk = a_desk(tmp_path)
    colleague(desk, "T5", typed, layout.COVER)
    desk.wb[layout.COVER]["T5"].number_format = there

    with desk.opened() as book:
        book._cache.area(layout.COVER, _t5())
        book.write([CellWrite(layout.COVER, "J5", 1)])
        record = book.commit()

    assert [change.address for change in record.cells] == ["J5"]


def _t5() -> object:
    from kpibook.xlsx.cells.references import area

    return area("T5")


def test_a_colleagues_figure_in_a_gap_is_not_written_back_as_it_was(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    for row in (5, 6, 7):
        colleague(desk, f"T{row}", row, layout.COVER)

    with desk.opened() as book:
        book.write([CellWrite(layout.COVER, f"T{row}", 0.5) for row in (5, 7)])
        # It arrives after the workbook was read again, just before the cells are written.
        desk.excel.meanwhile.append(
            ("merge_cells", lambda: colleague(desk, "T6", 99, layout.COVER))
        )
        book.commit()

    column = [desk.wb[layout.COVER][f"T{row}"].value for row in (5, 6, 7)]
    assert column == [0.5, 99, 0.5]


def test_a_sheet_that_a_colleague_deleted_is_named(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)
    with desk.opened() as book:
        fill(book, [], None, desk.path.parent)
        book.write([CellWrite(layout.COVER, "J5", 1)])
        desk.sheet(layout.HISTORY).delete()
        desk.excel.forget_calls()
        with pytest.raises(WorkbookError, match=r"history', which has gone.*changed-meanwhile"):
            book.commit()

    assert desk.excel.writes == []


def test_many_changed_cells_are_counted_and_not_all_named() -> None:
    message = str(changed_meanwhile("a.xlsx", [f"'S'!A{row}" for row in range(1, 21)]))

    assert "'S'!A8 and 12 more." in message
    assert "A9" not in message
