from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.open_book.checks.read_back import ReadBack
from kpibook.addin.open_book.pending_changes import Growth, Pending
from kpibook.addin.open_book.table_changes import TableChanges
from kpibook.addin.open_book.undo_log import Undo
from kpibook.workbook import layout
from kpibook.workbook.protocol import CellWrite
from tests.addin.opened import Desk, a_desk
from tests.support.books import example


def changes(desk: Desk, pending: Pending, undo: Undo) -> TableChanges:
    known = desk.known
    desk.sheet(layout.THIS_QUARTER).api.Unprotect(Password="")
    return TableChanges(known, pending, undo, ReadBack(known))


def test_a_longer_table_is_told_and_can_be_made_short_again(tmp_path: Path) -> None:
    desk, undo = a_desk(tmp_path), Undo()
    before = desk.tables()[layout.HISTORY_TABLE]
    pending = Pending(growth={layout.HISTORY_TABLE.casefold(): Growth(layout.HISTORY, 2)})

    growth = changes(desk, pending, undo).grow(layout.HISTORY_TABLE, 2)

    assert (growth.sheet, growth.before) == before
    assert (growth.sheet, growth.after) == desk.tables()[layout.HISTORY_TABLE] != before
    assert undo.run() == []
    assert desk.tables()[layout.HISTORY_TABLE] == before


def test_a_table_that_has_gone_is_no_table(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)

    with pytest.raises(LookupError, match="Gone"):
        changes(desk, Pending(), Undo()).table("Gone")


def test_a_formula_that_somebody_typed_stays_an_exception_and_goes_on_spilling(
    tmp_path: Path,
) -> None:
    desk = a_desk(tmp_path, example().filled)
    desk.sheet(layout.THIS_QUARTER).api.Unprotect(Password="")
    theirs = desk.sheet(layout.THIS_QUARTER).range("R8")
    theirs.formula2 = "=SORT(P8:Q8)"

    with desk.opened() as book:
        last = 5 + len(book.table(layout.THIS_QUARTER_TABLE).rows)  # type: ignore[union-attr]
        places = [f"R{row}" for row in range(6, last + 1) if row != 8]
        book.write([CellWrite(layout.THIS_QUARTER, at, 2, formula="=1+1") for at in places])
        book.calculate(layout.THIS_QUARTER_TABLE, {layout.VARIANCE: "=1+1"})
        book.commit()

    assert theirs.formula2 == "=SORT(P8:Q8)"
    assert desk.sheet(layout.THIS_QUARTER).range("R9").formula == "=1+1"
