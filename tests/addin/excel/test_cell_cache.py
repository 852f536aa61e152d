from __future__ import annotations

from pathlib import Path

from kpibook.workbook import layout
from kpibook.xlsx.cells.references import area
from tests.addin.opened import a_desk


def test_an_area_is_read_once(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    known = desk.known
    first = known.area(layout.SETTINGS, area("A5:B9"))
    desk.excel.forget_calls()

    again = known.area(layout.SETTINGS.upper(), area("A5:B9"))

    assert again == first
    assert desk.excel.calls == 0


def test_a_cell_of_an_area_that_was_read_is_known(tmp_path: Path) -> None:
    known = a_desk(tmp_path).known
    assert known.cell(layout.SETTINGS, (7, 2)) is None

    known.area(layout.SETTINGS, area("A5:B9"))

    cell = known.cell(layout.SETTINGS, (7, 2))
    assert cell is not None
    assert cell.value == layout.PERIOD_SETTING.default


def test_what_is_not_known_yet_is_learnt_in_one_go(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    known = desk.known
    _ = known.epoch_1904
    desk.excel.forget_calls()

    known.learn(layout.COVER, [(20, 1), (25, 3)])
    known.learn(layout.COVER, [(20, 1), (22, 2)])

    assert desk.excel.reads.count("Value2") == 1
    assert known.cell(layout.COVER, (25, 3)) is not None


def test_cells_far_apart_are_not_read_with_everything_between(tmp_path: Path) -> None:
    known = a_desk(tmp_path).known

    known.learn(layout.COVER, [(1, 1), (100_000, 50)])

    assert known.cell(layout.COVER, (100_000, 50)) is not None
    assert known.cell(layout.COVER, (500, 20)) is None
