"""The cursor of 'This quarter': where the sheet opens after new, fill and roll forward."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.services.roll_forward.roll_forward import roll_forward_file
from kpibook.workbook import layout
from tests.support import validator
from tests.support.books import Q3, a_book, cell_under, filled

REFS = tuple(f"PI.{number:02}" for number in range(1, 31))


def _book(folder: Path) -> Path:
    return a_book(folder, *({"Ref": ref, "Target": "70"} for ref in REFS))


def _opens_at(path: Path) -> tuple[str, str]:
    """The selected cell and the first cell under the frozen panes."""
    view = openpyxl.load_workbook(path)[layout.THIS_QUARTER].sheet_view
    (at,) = (each for each in view.selection if each.pane == view.pane.activePane)
    assert at.sqref == at.activeCell
    return str(at.activeCell), str(view.pane.topLeftCell)


def _scrolled_away(path: Path, into: Path) -> Path:
    """A copy that was saved with the cursor far to the right and below."""
    book = openpyxl.load_workbook(path)
    view = book[layout.THIS_QUARTER].sheet_view
    view.pane.topLeftCell = "P30"
    for each in view.selection:
        if each.pane == view.pane.activePane:
            each.activeCell = each.sqref = "Q34"
    book.save(into)
    return into


def _filled(book: Path, refs: tuple[str, ...], **more: str) -> Path:
    done = filled(book, *({"Ref": ref, "Actual": "71.5%", **more} for ref in refs), period=Q3)
    assert done.output is not None
    return done.output


def test_a_new_workbook_opens_at_the_first_figure(tmp_path: Path) -> None:
    book = _book(tmp_path)

    assert _opens_at(book) == (cell_under(book, "Actual", REFS[0]), "C6")


def test_a_filled_workbook_opens_at_the_first_figure_that_is_missing(tmp_path: Path) -> None:
    out = _filled(_scrolled_away(_book(tmp_path), tmp_path / "away.xlsx"), REFS[:3])

    assert _opens_at(out) == (cell_under(out, "Actual", REFS[3]), "C6")


def test_a_missing_figure_further_down_is_in_sight(tmp_path: Path) -> None:
    out = _filled(_book(tmp_path), REFS[:-1])

    cell = cell_under(out, "Actual", REFS[-1])
    row = int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assert _opens_at(out) == (cell, f"C{row - 1}")


def test_with_every_figure_it_opens_at_the_first_commentary_that_is_missing(tmp_path: Path) -> None:
    out = _filled(_book(tmp_path), REFS)

    assert _opens_at(out)[0] == cell_under(out, "Commentary", REFS[0])


def test_where_nothing_is_missing_the_cursor_stays(tmp_path: Path) -> None:
    away = _scrolled_away(_book(tmp_path), tmp_path / "away.xlsx")

    out = _filled(away, REFS, Commentary="As planned.")

    assert _opens_at(out) == ("Q34", "P30")


def test_a_workbook_rolled_forward_opens_at_the_first_figure_of_the_new_quarter(
    tmp_path: Path,
) -> None:
    away = _scrolled_away(_filled(_book(tmp_path), REFS), tmp_path / "away.xlsx")

    out = roll_forward_file(away, Destination(file=tmp_path / "rolled.xlsx")).output

    assert out is not None
    assert _opens_at(out) == (cell_under(out, "Actual", REFS[0]), "C6")


def test_a_workbook_with_another_cursor_is_valid(tmp_path: Path) -> None:
    out = _filled(_book(tmp_path), REFS[:-1])

    assert validator.errors(out) == []


def test_a_fill_that_changes_nothing_leaves_the_cursor_and_the_bytes(tmp_path: Path) -> None:
    out = _filled(_book(tmp_path), REFS[:3])
    away = tmp_path / "again.xlsx"

    fill_file(out, None, None, Destination(file=away))

    assert away.read_bytes() == out.read_bytes()
