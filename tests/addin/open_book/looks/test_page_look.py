"""A sheet that a button makes is printed, and scrolls, like the command line's."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kpibook.addin.excel.view import show
from kpibook.addin.open_book.looks.page_look import NOT_SET, look_of
from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.page import Page, PageCell
from kpibook.services.fill import fill
from kpibook.services.rating.check import check
from kpibook.services.sheets.findings_sheet import write_findings
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.xlsx import Workbook
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.support.books import example
from tests.support.openpyxl_engine import Flavour
from tests.support.openpyxl_pages import PageSetup

MARGINS = ("left", "right", "top", "bottom", "header", "footer")


def look(path: Path, sheet: str, *, paper: bool = True) -> dict[str, object]:
    """Everything about the page and the window that a sheet of a file says."""
    ws = openpyxl.load_workbook(path)[sheet]
    page = ws.page_setup
    return {
        "orientation": page.orientation,
        "paper": int(page.paperSize or 1) if paper else None,
        "fits": ws.sheet_properties.pageSetUpPr.fitToPage,
        "pages": (int(page.fitToWidth or 0), int(page.fitToHeight or 0)),
        "margins": [round(getattr(ws.page_margins, side), 2) for side in MARGINS],
        "titles": (ws.print_title_rows, ws.print_title_cols),
        "area": ws.print_area,
        "footer": [getattr(ws.oddFooter, side).text for side in ("left", "center", "right")],
        "header": [getattr(ws.oddHeader, side).text for side in ("left", "center", "right")],
        "frozen": ws.freeze_panes,
        "gridlines": ws.sheet_view.showGridLines,
    }


def checked(book: Any, folder: Path) -> str:
    return write_findings(book, check(book, folder))


def by_command(folder: Path) -> Path:
    path = Path(shutil.copy(example().filled, folder / "by command.xlsx"))
    with ClosedBook.open(path) as book:
        checked(book, folder)
        fill(book, [], None, folder)
        book.save()
    return path


def by_button(desk: Desk) -> list[str]:
    with desk.opened() as book:
        checked(book, desk.path.parent)
        book.commit()
        fill(book, [], None, desk.path.parent)
        book.commit()
        notes = list(book.notes())
    desk.book.save()
    return notes


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_sheet_that_a_button_adds_has_the_page_and_the_panes_of_the_command_line(
    tmp_path: Path, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, example().filled, flavour)
    on_windows = flavour == "windows"  # a Mac has no term for the paper

    assert by_button(desk) == []

    expected = look(by_command(tmp_path), "Findings", paper=on_windows)
    assert look(desk.path, "Findings", paper=on_windows) == expected
    assert (expected["orientation"], expected["fits"]) == ("landscape", True)
    assert expected["frozen"] is not None


def test_a_sheet_that_is_made_again_gets_them_back(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)
    ws = desk.wb[layout.RETURN]
    ws.page_setup.orientation, ws.freeze_panes = "portrait", "C3"
    ws.print_title_rows, ws.oddFooter.left.text = "1:1", "mine"

    assert by_button(desk) == []

    assert look(desk.path, layout.RETURN) == look(by_command(tmp_path), layout.RETURN)


def test_the_officer_stays_where_they_were(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)
    show(desk.book, layout.HISTORY, "B4:C9")

    by_button(desk)

    assert desk.book.sheets.active.name == layout.HISTORY
    assert desk.book.app.selection.address == "$B$4:$C$9"


def test_a_page_that_is_right_is_not_set_again(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)
    by_button(desk)
    desk.excel.forget_calls()

    by_button(desk)

    assert [call for call in desk.excel.writes if call.startswith(("page", "window"))] == []


def test_without_a_printer_the_sheet_is_made_and_the_officer_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_printer(*_: object) -> None:
        raise OSError("Unable to set the Orientation property of the PageSetup class")

    desk = a_desk(tmp_path, example().filled)
    monkeypatch.setattr(PageSetup, "__setattr__", no_printer)

    assert by_button(desk)[0] == NOT_SET.format("Findings")
    assert "Findings" in desk.book.sheet_names


def test_a_hidden_sheet_that_is_made_again_is_no_matter_of_the_printer(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)
    ws = desk.wb[layout.RETURN]
    ws.sheet_state, ws.page_setup.orientation = "hidden", "portrait"

    assert by_button(desk) == []

    expected = look(by_command(tmp_path), layout.RETURN)["orientation"]
    assert look(desk.path, layout.RETURN)["orientation"] == expected


def test_a_sheet_that_is_printed_in_parts_has_all_its_areas() -> None:
    header = ["Ref", *(f"Column {number}" for number in range(30))]
    cells = [PageCell("text") for _ in header]
    page = Page("Wide", "Wide", table="Wide", header=header, widths=[12] * 31, rows=[cells])
    scratch = Workbook.from_bytes(draw([page], Document("Wide")), "scratch.xlsx")

    settings = look_of(scratch, "Wide").settings

    assert settings["PrintArea"] == "$A$1:$L$3,$M$2:$W$3,$X$2:$AE$3"
    assert settings["PrintTitleColumns"] == "$A:$A"
