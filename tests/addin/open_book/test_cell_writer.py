from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from kpibook.addin.open_book.cell_writer import SheetWrites, put_back
from kpibook.addin.open_book.contents import content_of
from kpibook.addin.open_book.undo_log import Undo
from kpibook.errors import RefusedEdit
from kpibook.workbook import layout
from kpibook.workbook.protocol import CellWrite
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import area, cell_at
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.support.openpyxl_engine import Flavour

SHEET = layout.COVER  # it is not protected


def made(desk: Desk, writes: Iterable[CellWrite]) -> Undo:
    undo = Undo()
    by_place = {cell_at(write.address): write for write in writes}
    sheet = SheetWrites(desk.known, SHEET, by_place, undo)
    sheet.check()
    sheet.make()
    return undo


def typed(desk: Desk, **cells: object) -> None:
    for address, value in cells.items():
        desk.wb[SHEET][address] = value


def values(desk: Desk, address: str) -> list[object]:
    return [cell.value for row in desk.wb[SHEET][address] for cell in row]


def test_scattered_words_of_a_column_are_one_write(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    typed(desk, T5="Off target", T6="Target met", T7="Off target", T8="Target met")
    desk.excel.forget_calls()

    made(desk, [CellWrite(SHEET, f"T{row}", "Target met") for row in (5, 7)])

    assert desk.excel.writes == ["value"]
    assert values(desk, "T5:T8") == ["Target met"] * 4


def test_a_text_between_that_is_not_written_anyway_is_not_touched(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    typed(desk, T5="a", T6="partly bold, for all we know", T7="b")
    desk.excel.forget_calls()

    made(desk, [CellWrite(SHEET, "T5", "c"), CellWrite(SHEET, "T7", "c")])

    assert desk.excel.writes == ["value", "value"]


def test_a_formula_between_is_not_touched(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    typed(desk, T5=1, T6="=1+1", T7=2)

    made(desk, [CellWrite(SHEET, "T5", 3), CellWrite(SHEET, "T7", 4)])

    assert values(desk, "T5:T7") == [3, "=1+1", 4]


def test_many_cells_of_one_format_are_formatted_at_once(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.excel.forget_calls()

    made(desk, [CellWrite(SHEET, f"T{row}", 0.5, "0.0%") for row in range(5, 45, 2)])

    assert desk.excel.writes.count("number_format") == 1


def test_a_format_that_is_there_already_is_not_set(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    for row in (5, 6):
        desk.wb[SHEET][f"T{row}"].number_format = "0.0%"
    desk.excel.forget_calls()

    made(desk, [CellWrite(SHEET, f"T{row}", 0.5, "0.0%") for row in (5, 6)])

    assert desk.excel.writes == ["value"]


def test_a_day_gets_a_format_only_where_the_cell_has_none(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    ws = desk.wb[SHEET]
    typed(desk, T5=date(2021, 12, 31))
    ws["T5"].number_format = "dd/mm/yyyy"

    made(desk, [CellWrite(SHEET, f"T{row}", date(2022, 1, 17)) for row in (5, 6)])

    assert [ws["T5"].number_format, ws["T6"].number_format] == ["dd/mm/yyyy", "m/d/yyyy"]


def test_a_number_stays_a_number_in_a_cell_that_was_formatted_as_text(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.wb[SHEET]["T5"].number_format = "@"

    made(desk, [CellWrite(SHEET, "T5", 5, "0")])

    assert values(desk, "T5:T5") == [5]


def test_a_very_long_text_goes_alone(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.excel.forget_calls()

    made(desk, [CellWrite(SHEET, f"T{row}", "word " * n) for row, n in ((5, 1), (6, 5000), (7, 1))])

    assert desk.excel.writes == ["value"] * 3


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_everything_is_put_back(tmp_path: Path, flavour: Flavour) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    ws = desk.wb[SHEET]
    typed(desk, T5=1, T6="=1+1", T7="text", T8=None, T9=date(2022, 1, 17), T10=True, T11="0.721")
    ws["T5"].number_format, ws["T9"].number_format = "0.0%", "dd/mm/yyyy"
    before = desk.contents()

    undo = made(
        desk,
        [CellWrite(SHEET, f"T{row}", 0.25, "0.00") for row in range(5, 11)]
        + [CellWrite(SHEET, "T11", None, formula="=2+2")],
    )
    assert desk.contents() != before

    assert undo.run() == []
    after = desk.contents()
    assert {k: _plain(v) for k, v in after.items()} == {k: _plain(v) for k, v in before.items()}


def _plain(held: object) -> object:
    """A day as its serial number: Excel knows no other."""
    value, kind, code = held  # type: ignore[misc]
    return (44578.0, "n", code) if kind == "d" else (value, kind, code)


def test_merged_cells_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.wb[SHEET].merge_cells("T5:U5")
    desk.excel.forget_calls()

    with pytest.raises(RefusedEdit, match="cell-merged"):
        made(desk, [CellWrite(SHEET, "T4", "a"), CellWrite(SHEET, "T5", "b")])

    assert desk.excel.writes == []


def test_a_cell_is_sent_back_as_it_was_read() -> None:
    assert content_of(Cell("A1", "text", "0.721"), epoch_1904=False) == "'0.721"
    assert content_of(Cell("A1", "number", 2, "=1+1"), epoch_1904=False) == "=1+1"
    assert content_of(Cell("A1", "blank", None), epoch_1904=False) == ""


def test_only_what_was_read_can_be_put_back(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    known = desk.known
    known.area(SHEET, area("T5:T6"))
    back = put_back(known, SHEET, [(row, 20) for row in range(5, 9)])
    typed(desk, T5="new", T8="new")

    back()

    assert values(desk, "T5:T8") == [None, None, None, "new"]
