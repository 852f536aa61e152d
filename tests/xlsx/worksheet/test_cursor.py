from __future__ import annotations

import pytest

from kpibook.xlsx.worksheet.cursor import with_cursor

VIEW = (
    '<worksheet><sheetViews><sheetView showGridLines="0" workbookViewId="0">%s</sheetView>'
    "</sheetViews><sheetData>"
)
FROZEN = '<pane xSplit="2" ySplit="5" topLeftCell="%s" activePane="bottomRight" state="frozen"/>'
ABOVE = '<selection pane="topRight"/><selection pane="bottomLeft"/>'
CURSOR = '<selection pane="bottomRight" activeCell="%s" sqref="%s"/>'


def put(view: str, reference: str) -> str:
    before, after = (VIEW % "|").split("|")
    made = with_cursor((VIEW % view).encode(), reference).decode()
    assert made.startswith(before)
    assert made.endswith(after)
    return made[len(before) : len(made) - len(after)]


def frozen(corner: str, cell: str) -> str:
    return FROZEN % corner + ABOVE + CURSOR % (cell, cell)


def test_a_cell_in_the_first_window_is_selected_at_the_top() -> None:
    assert put(frozen("K40", "N44"), "H9") == frozen("C6", "H9")


def test_a_cell_further_down_is_scrolled_to_with_the_row_before_it() -> None:
    assert put(frozen("C6", "H6"), "H80") == frozen("C79", "H80")


def test_a_sheet_without_panes_gets_the_cell_alone() -> None:
    before, after = (f'<selection activeCell="{c}" sqref="{c}"/>' for c in ("B2", "H9"))

    assert put(before, "H9") == after


@pytest.mark.parametrize(
    "view",
    [
        pytest.param("", id="no selection"),
        pytest.param(
            '<pane xSplit="900" topLeftCell="C1" activePane="topRight"/>'
            '<selection pane="topRight" activeCell="D1" sqref="D1"/>',
            id="split by hand, not frozen",
        ),
        pytest.param(FROZEN % "C6" + ABOVE, id="the pane in use has no selection"),
    ],
)
def test_a_view_that_is_another_kind_stays_as_it_is(view: str) -> None:
    assert put(view, "H9") == view


def test_a_frozen_sheet_that_begins_lower_keeps_its_scrolling() -> None:
    head = (VIEW % frozen("C30", "H30")).replace("<sheetView ", '<sheetView topLeftCell="A9" ')

    made = with_cursor(head.encode(), "H9").decode()

    assert made == head.replace('activeCell="H30" sqref="H30"', 'activeCell="H9" sqref="H9"')


def test_no_cell_leaves_the_head_alone() -> None:
    head = (VIEW % frozen("K40", "N44")).encode()

    assert with_cursor(head, "") == head
