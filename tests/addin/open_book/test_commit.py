"""A commit that fails half way leaves the workbook as it was, wherever it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.commands.answer import could_not
from kpibook.addin.excel.view import show
from kpibook.errors import WorkbookError
from kpibook.services.fill import fill
from kpibook.workbook import layout
from kpibook.workbook.protocol import CellWrite
from tests.addin.filling import the_actuals
from tests.addin.open_book.test_replace_sheet import a_scratch
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.support.books import Q3, example
from tests.support.openpyxl_engine import Flavour


def everything(desk: Desk) -> list[object]:
    """What a person could see of the workbook, and the state of their Excel."""
    app, wb = desk.book.app, desk.wb
    values = {at: held for at, held in desk.contents().items() if held[0] is not None}  # type: ignore[index]
    for at in values:
        if at[0] in (layout.RETURN, layout.KEY):  # a replaced sheet gets its contents back alone
            values[at] = values[at][:2]  # type: ignore[index]
    protection = [dict(ws.protection) for ws in wb.worksheets]
    state = [app.screen_updating, app.display_alerts, app.enable_events, app.calculation]
    seen = [desk.book.sheets.active.name, desk.book.app.selection.address]
    books = [book.name for book in app.books]
    return [values, desk.tables(), desk.book.sheet_names, protection, state, seen, books]


def all_kinds_of_changes(desk: Desk) -> None:
    """Cells, a longer table, a calculated column, a replaced and a new sheet, and committing."""
    with desk.opened() as book:
        fill(book, the_actuals(), Q3, desk.path.parent)
        book.append(layout.HISTORY_TABLE, [{"Ref": "PI.426", "Actual": 0.5}], [{"Actual": "0.00"}])
        book.calculate(layout.THIS_QUARTER_TABLE, {layout.VARIANCE: "=1+1"})
        book.replace_sheet("Findings", a_scratch(2, sheet="Findings", table=False))
        book.commit()


def refusal(desk: Desk, write: int) -> str | None:
    """The code of the error when Excel refuses a write; None when the changes were made."""
    desk.excel.forget_calls()
    desk.excel.fail_at = write
    try:
        all_kinds_of_changes(desk)
    except WorkbookError as error:
        return error.code
    return None


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_whichever_write_excel_refuses_everything_is_put_back(
    tmp_path: Path, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, example().empty, flavour)
    show(desk.book, layout.THIS_QUARTER, "H6:H9")
    before = everything(desk)
    refused = 0

    while (code := refusal(desk, refused + 1)) is not None:
        refused += 1
        assert code in ("excel-refused", "sheet-protected")
        assert everything(desk) == before, f"after write {refused}"

    # From here on all is done, and only the look of a sheet, or protecting it again, was refused.
    assert desk.excel.writes[refused].startswith(("column_width", "page", "window", "protect"))
    assert refused > 10
    assert everything(desk) != before


def test_what_could_not_be_put_back_is_named(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)

    def gone_after_the_first(what: str) -> None:
        desk.excel.writes.append(what)
        if len(desk.excel.writes) > 1:
            raise OSError("Excel is gone")

    with desk.opened() as book:
        book.write([CellWrite(layout.COVER, "J5", 1), CellWrite(layout.COVER, "L9", 2)])
        desk.excel.write = gone_after_the_first  # type: ignore[method-assign]
        with pytest.raises(WorkbookError, match="excel-refused") as caught:
            book.commit()

    assert "could not be put back: 'Cover'!L9 and 'Cover'!J5." in str(caught.value)
    assert "without saving" in caught.value.fix


def test_an_interruption_takes_everything_back(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    before = everything(desk)
    write = desk.excel.write

    def interrupted(what: str) -> None:
        write(what)
        if len(desk.excel.writes) == 2:
            raise KeyboardInterrupt

    with desk.opened() as book:
        book.write([CellWrite(layout.COVER, "J5", 1), CellWrite(layout.COVER, "L9", 2)])
        desk.excel.write = interrupted  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            book.commit()

    assert everything(desk) == before


def test_a_calculated_column_keeps_the_values_that_somebody_put_into_it(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)
    with desk.opened() as book:
        book.write([CellWrite(layout.THIS_QUARTER, "R8", "as agreed")])
        book.calculate(layout.THIS_QUARTER_TABLE, {layout.VARIANCE: "=1+1"})
        book.commit()
        table = book.table(layout.THIS_QUARTER_TABLE)

    assert table is not None
    said = [row[layout.VARIANCE] for row in table.rows]
    assert said[2].value == "as agreed"
    # The other cells held values too: a calculated column does not take those away.
    assert [cell.formula for cell in said] == [None] * len(said)


def test_a_calculated_column_that_is_one_already_is_not_written_again(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    for _ in range(2):
        desk.excel.forget_calls()
        with desk.opened() as book:
            book.write([CellWrite(layout.THIS_QUARTER, "R6", None, formula="=1+1")])
            book.calculate(layout.THIS_QUARTER_TABLE, {layout.VARIANCE: "=1+1"})
            book.commit()
        with desk.opened() as book:
            book.calculate(layout.THIS_QUARTER_TABLE, {layout.VARIANCE: "=1+1"})
            desk.excel.forget_calls()
            book.commit()

    assert "formula" not in desk.excel.writes


def test_a_protected_sheet_is_written_and_protected_again(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    before = dict(desk.wb[layout.THIS_QUARTER].protection)

    with desk.opened() as book:
        book.write([CellWrite(layout.THIS_QUARTER, "O6", "Target met")])
        book.commit()

    assert desk.wb[layout.THIS_QUARTER]["O6"].value == "Target met"
    assert dict(desk.wb[layout.THIS_QUARTER].protection) == before


def test_a_table_on_a_protected_sheet_grows_by_blank_rows(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)

    with desk.opened() as book:
        book.append(layout.THIS_QUARTER_TABLE, [{}, {}], [])
        book.commit()

    assert desk.tables()[layout.THIS_QUARTER_TABLE] == (layout.THIS_QUARTER, "A5:T8")


def test_a_sheet_left_open_by_a_commit_that_failed_is_named(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    write = desk.excel.write

    def refused(what: str) -> None:
        write(what)
        if what.startswith("protect"):
            raise OSError("Excel does not protect")

    desk.excel.write = refused  # type: ignore[method-assign]
    desk.excel.forget_calls()
    desk.excel.fail_at = 2  # the first lifts the protection

    with desk.opened() as book:
        book.write([CellWrite(layout.THIS_QUARTER, "O6", "Target met")])
        with pytest.raises(WorkbookError, match="is as it was") as caught:
            book.commit()

    assert f"'{layout.THIS_QUARTER}' could not be protected again" in caught.value.fix


def test_the_advice_fits_into_a_dialog_however_many_cells_could_not_be_put_back(
    tmp_path: Path,
) -> None:
    desk = a_desk(tmp_path)

    def gone_after_many(what: str) -> None:
        desk.excel.writes.append(what)
        if len(desk.excel.writes) > 150:
            raise OSError("Excel is gone")

    with desk.opened() as book:
        # A text as long as this is written alone.
        book.write([CellWrite(layout.COVER, f"J{row}", "long" * 2_500) for row in range(5, 205)])
        desk.excel.write = gone_after_many  # type: ignore[method-assign]
        with pytest.raises(WorkbookError, match="could not be put back") as caught:
            book.commit()

    assert "without saving" in str(could_not("Fill", caught.value))
    assert "[excel-refused]" in str(could_not("Fill", caught.value))
