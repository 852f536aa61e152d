from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.excel.hidden_rows import hidden_rows, parts_of, pieces
from kpibook.addin.excel.rectangles import Block
from kpibook.workbook import layout
from kpibook.xlsx.cells.references import area
from tests.addin.opened import FLAVOURS, a_desk
from tests.support.openpyxl_engine import Flavour


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("rows", [[], [6], [7, 8], [6, 9, 12], list(range(6, 13))], ids=str)
def test_exactly_the_hidden_rows_are_found(
    tmp_path: Path, rows: list[int], flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    for row in rows:
        desk.wb[layout.COVER].row_dimensions[row].hidden = True
    desk.wb[layout.COVER]["A20"] = "the sheet goes on"

    assert hidden_rows(desk.sheet(layout.COVER), 6, 12, desk.excel.platform) == set(rows)


def test_no_rows_are_asked_of_excel_for_nothing(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)

    assert hidden_rows(desk.sheet(layout.COVER), 7, 6, desk.excel.platform) == frozenset()
    assert desk.excel.reads.count("rows hidden") == 0


@pytest.mark.parametrize(
    ("hidden", "parts"),
    [
        pytest.param(set(), ["A1:B4"], id="none"),
        pytest.param({9}, ["A1:B4"], id="none of these"),
        pytest.param({1}, ["A1", "B1", "A2:B4"], id="first"),
        pytest.param({4}, ["A1:B3", "A4", "B4"], id="last"),
        pytest.param({2, 3}, ["A1:B1", "A2", "B2", "A3", "B3", "A4:B4"], id="middle"),
    ],
)
def test_an_area_is_split_into_shown_runs_and_single_hidden_cells(
    hidden: set[int], parts: list[str]
) -> None:
    assert [str(part) for part in parts_of(area("A1:B4"), frozenset(hidden))] == parts


def test_each_piece_of_a_block_keeps_its_values() -> None:
    block = Block(area("B2:C4"), [[1, 2], [3, 4], [5, 6]])

    split = {str(piece.area): piece.rows for piece in pieces(block, frozenset({3}))}

    assert split == {"B2:C2": [[1, 2]], "B3": [[3]], "C3": [[4]], "B4:C4": [[5, 6]]}
