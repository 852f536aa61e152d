from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.excel.view import UNDO, kept_view, selected_cell, show
from kpibook.workbook import layout
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.support.openpyxl_engine import Flavour

STATE = ("screen_updating", "display_alerts", "enable_events", "calculation")


def state(desk: Desk) -> list[object]:
    return [getattr(desk.book.app, name) for name in STATE]


def looking_at(desk: Desk) -> tuple[str, str]:
    return desk.book.sheets.active.name, desk.book.app.selection.address


@pytest.mark.parametrize("fails", [False, True])
def test_excel_is_quiet_within_and_as_it_was_afterwards(tmp_path: Path, fails: bool) -> None:
    desk = a_desk(tmp_path)
    desk.book.app.impl.calculation = "semiautomatic"
    show(desk.book, layout.THIS_QUARTER)
    desk.sheet(layout.THIS_QUARTER).range("H6:K9,M7").select()
    before = state(desk)

    def work() -> None:
        with kept_view(desk.book, desk.excel.platform):
            assert state(desk) == [False, False, False, "manual"]
            show(desk.book, layout.KEY)
            if fails:
                raise OSError("Excel refused")

    if fails:
        with pytest.raises(OSError, match="Excel refused"):
            work()
    else:
        work()

    assert state(desk) == before
    assert looking_at(desk) == (layout.THIS_QUARTER, "$H$6:$K$9,$M$7")


def test_a_sheet_that_has_gone_does_not_hide_what_happened(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    show(desk.book, layout.LISTS)
    before = state(desk)

    with kept_view(desk.book, desk.excel.platform):
        desk.sheet(layout.LISTS).delete()

    assert state(desk) == before


def test_a_selected_chart_is_no_cell(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.excel.selection = None

    with kept_view(desk.book, desk.excel.platform):
        pass

    assert selected_cell(desk.book) is None
    assert desk.book.sheets.active.name == layout.COVER


def test_the_first_cell_of_what_is_selected_counts(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    show(desk.book, layout.THIS_QUARTER, "H6:K9")

    assert selected_cell(desk.book) == (layout.THIS_QUARTER, "H6")


def test_a_sheet_is_shown_with_its_first_cell(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)

    show(desk.book, layout.KEY)

    assert looking_at(desk) == (layout.KEY, "$A$1")


def test_what_undo_does_not_do_is_said() -> None:
    assert UNDO.startswith("Undo in Excel does not take back what a button changed.")


@pytest.mark.parametrize("stuck", STATE)
def test_a_setting_that_cannot_be_put_back_leaves_none_of_the_others_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stuck: str
) -> None:
    desk = a_desk(tmp_path)
    app = desk.excel._app
    before = dict(zip(STATE, state(desk), strict=True))

    class Sticking(type(app)):  # type: ignore[misc]
        def __setattr__(self, name: str, value: object) -> None:
            if name == stuck and value == before[stuck]:
                raise OSError("Excel is busy")
            super().__setattr__(name, value)

    with kept_view(desk.book, desk.excel.platform) as stays:
        monkeypatch.setattr(app, "__class__", Sticking)

    (sentence,) = stays
    assert sentence.startswith(("Excel", "Macros"))
    after = dict(zip(STATE, state(desk), strict=True))
    assert {name for name in STATE if after[name] != before[name]} == {stuck}


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_window_is_scrolled_to_where_it_was(tmp_path: Path, flavour: Flavour) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    show(desk.book, layout.THIS_QUARTER, "H6")
    desk.model_sheet(layout.THIS_QUARTER).scrolled = (300, 2)

    with kept_view(desk.book, desk.excel.platform):
        show(desk.book, layout.KEY)

    assert looking_at(desk) == (layout.THIS_QUARTER, "$H$6")
    assert desk.model_sheet(layout.THIS_QUARTER).scrolled == (300, 2)
