"""Rows that a filter hides get their figures, and the officer's filter stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.filters import AutoFilter, FilterColumn, Filters

from kpibook.errors import WorkbookError
from kpibook.services.fill import fill
from kpibook.services.roll_forward.roll_forward import roll_forward
from kpibook.services.sheets.return_sheet import refresh_return
from kpibook.sources.tabular import read_rows
from kpibook.workbook import layout
from kpibook.workbook.protocol import CellWrite
from tests.addin.open_book.test_commit import everything
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.support.books import a_book
from tests.support.openpyxl_engine import Flavour

REFS = [f"PI.{number}" for number in range(1, 7)]
FIRST = 6  # row of the first measure on 'This quarter'


def shown_only(rows: Iterable[int]) -> AutoFilter:
    return AutoFilter(
        ref="A5:T11", filterColumn=[FilterColumn(colId=0, filters=Filters(filter=["x"]))]
    )


def by_table(desk: Desk, rows: list[int]) -> None:
    hide(desk, rows)
    desk.wb[layout.THIS_QUARTER].tables[layout.THIS_QUARTER_TABLE].autoFilter = shown_only(rows)


def by_sheet(desk: Desk, rows: list[int]) -> None:
    hide(desk, rows)
    desk.wb[layout.THIS_QUARTER].auto_filter = shown_only(rows)


def by_advanced_filter(desk: Desk, rows: list[int]) -> None:
    hide(desk, rows)
    desk.model_sheet(layout.THIS_QUARTER).advanced_filter = (FIRST, FIRST + 5)


def by_hand(desk: Desk, rows: list[int]) -> None:
    hide(desk, rows)


def by_outline(desk: Desk, rows: list[int]) -> None:
    for row in rows:
        desk.wb[layout.THIS_QUARTER].row_dimensions[row].outlineLevel = 1
    hide(desk, rows)


def hide(desk: Desk, rows: Iterable[int]) -> None:
    for row in rows:
        desk.wb[layout.THIS_QUARTER].row_dimensions[row].hidden = True


Kind = Callable[[Desk, list[int]], None]
KINDS: list[Kind] = [by_table, by_sheet, by_advanced_filter, by_hand, by_outline]
#: The rows hidden: all but the last two, each second, the last, all.
ROWS = [[6, 7, 8, 9], [6, 8, 10], [11], [6, 7, 8, 9, 10, 11]]


def six(folder: Path, flavour: Flavour = "windows") -> Desk:
    book = a_book(folder, *({"Ref": ref, "Target": "80"} for ref in REFS))
    return a_desk(folder, book, flavour, name="open.xlsx")


def fill_six(desk: Desk) -> None:
    actuals = desk.path.parent / "six.csv"
    lines = [f"{ref},{70 + number}" for number, ref in enumerate(REFS)]
    actuals.write_text("\n".join(["Ref,Actual", *lines]), encoding="utf-8")
    with desk.opened() as book:
        fill(book, list(read_rows(actuals, ("Ref", "Actual"), [])), None, desk.path.parent)
        book.commit()


def seen(desk: Desk) -> list[object]:
    """What the officer sees of the rows: hidden ones, criteria, outline."""
    ws = desk.wb[layout.THIS_QUARTER]
    table = ws.tables[layout.THIS_QUARTER_TABLE]
    rows = [(n, d.hidden, d.height, d.outlineLevel) for n, d in sorted(ws.row_dimensions.items())]
    filters = [f and [repr(c) for c in f.filterColumn] for f in (ws.auto_filter, table.autoFilter)]
    return [rows, filters]


def column(desk: Desk, letter: str) -> list[object]:
    ws = desk.wb[layout.THIS_QUARTER]
    return [ws[f"{letter}{row}"].value for row in range(FIRST, FIRST + 6)]


CASES: list[tuple[Flavour, Kind, list[int]]] = [
    *[("windows", by_table, rows) for rows in ROWS],
    *[("windows", kind, ROWS[1]) for kind in KINDS[1:]],
    ("mac", by_table, ROWS[1]),
]


@pytest.mark.parametrize(("flavour", "kind", "hidden"), CASES)
def test_each_measure_gets_its_own_figure_however_its_row_is_hidden(
    tmp_path: Path, kind: Kind, hidden: list[int], flavour: Flavour
) -> None:
    plain, desk = six(tmp_path / "plain"), six(tmp_path, flavour)
    kind(desk, hidden)
    before = seen(desk)

    fill_six(plain)
    fill_six(desk)

    assert column(desk, "H") == pytest.approx([0.7, 0.71, 0.72, 0.73, 0.74, 0.75])
    for letter in "OPQRS":
        assert column(desk, letter) == column(plain, letter), letter
    assert seen(desk) == before


@pytest.fixture(autouse=True)
def _plain_folder(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()


@pytest.mark.parametrize("kind", [by_table, by_hand])
def test_a_refused_write_over_a_filter_is_taken_back_in_hidden_rows_too(
    tmp_path: Path, kind: Kind
) -> None:
    desk = six(tmp_path)
    fill_six(desk)
    kind(desk, [6, 7, 8, 9])
    before = everything(desk)

    refused = 0
    while True:
        desk.excel.forget_calls()
        desk.excel.fail_at = refused + 1
        try:
            with desk.opened() as book:
                book.write(
                    [CellWrite(layout.THIS_QUARTER, f"M{row}", f"Fell {row}.")
                     for row in range(6, 12)]
                )  # fmt: skip
                book.calculate(layout.THIS_QUARTER_TABLE, {layout.VARIANCE: "=1+1"})
                book.commit()
        except WorkbookError:
            refused += 1
            assert everything(desk) == before, f"after write {refused}"
        else:
            break
    assert refused > 8
    assert column(desk, "M") == [f"Fell {row}." for row in range(6, 12)]


@pytest.mark.parametrize("hidden", ROWS, ids=str)
def test_a_calculated_column_reaches_hidden_rows(tmp_path: Path, hidden: list[int]) -> None:
    desk = six(tmp_path)
    by_table(desk, hidden)

    with desk.opened() as book:
        places = [f"O{row}" for row in range(6, 12)]
        book.write([CellWrite(layout.THIS_QUARTER, at, 2, formula="=1+1") for at in places])
        book.calculate(layout.THIS_QUARTER_TABLE, {"Status": "=1+1"})
        book.commit()

    assert set(column(desk, "O")) == {"=1+1"}


@pytest.mark.parametrize("hidden", ROWS, ids=str)
def test_a_quarter_rolls_forward_with_a_filter_on(tmp_path: Path, hidden: list[int]) -> None:
    desk = six(tmp_path)
    fill_six(desk)
    by_table(desk, hidden)
    before = seen(desk)

    with desk.opened() as book:
        roll_forward(book, tmp_path)
        book.commit()
        history = book.table(layout.HISTORY_TABLE)

    assert column(desk, "H") == [None] * 6
    assert seen(desk) == before
    assert history is not None
    figures = {row["Ref"].value: row["Actual"].value for row in history.rows}
    expected = dict(zip(REFS, [0.7, 0.71, 0.72, 0.73, 0.74, 0.75], strict=True))
    assert figures == pytest.approx(expected)


@pytest.mark.parametrize("hidden", [[11], [10, 11], [6, 7, 8, 9, 10, 11]], ids=str)
def test_new_rows_of_a_filtered_table_are_filled_and_look_like_the_rows_shown(
    tmp_path: Path, hidden: list[int]
) -> None:
    desk = six(tmp_path)
    by_table(desk, hidden)
    ws = desk.wb[layout.THIS_QUARTER]
    if len(hidden) < 6:
        ws["A11"].font = Font(strike=True)  # the last row, which is hidden, looks different

    with desk.opened() as book:
        rows = [{"Ref": "PI.7", "Measure": "Seven"}, {"Ref": "PI.8", "Measure": "Eight"}]
        book.append(layout.THIS_QUARTER_TABLE, rows, [{}, {}])
        book.commit()

    assert [ws[f"A{row}"].value for row in (12, 13)] == ["PI.7", "PI.8"]
    assert [ws[f"B{row}"].value for row in (12, 13)] == ["Seven", "Eight"]
    assert [ws[f"H{row}"].value for row in (12, 13)] == [None, None]
    for row in (12, 13):
        assert ws[f"H{row}"].protection.locked == ws["H7"].protection.locked
        assert ws[f"A{row}"].border.bottom.style == ws["A7"].border.bottom.style
        assert not ws[f"A{row}"].font.strike


def test_formats_reach_hidden_rows(tmp_path: Path) -> None:
    desk = six(tmp_path)
    by_table(desk, [6, 8])

    with desk.opened() as book:
        places = [f"H{row}" for row in range(6, 12)]
        book.write([CellWrite(layout.THIS_QUARTER, at, 0.5, "0.000%") for at in places])
        record = book.commit()

    ws = desk.wb[layout.THIS_QUARTER]
    assert {ws[at].number_format for at in places} == {"0.000%"}
    assert {change.format_after for change in record.cells} == {"0.000%"}


def test_a_filtered_sheet_is_known_by_few_calls(tmp_path: Path) -> None:
    desk = six(tmp_path)
    ws = desk.wb[layout.THIS_QUARTER]
    for row in range(6, 12):
        ws.row_dimensions[row].height = 15 + row  # texts are wrapped

    desk.opened().hidden_rows(layout.THIS_QUARTER, 6, 11)

    assert desk.excel.reads.count("rows hidden") == 1


def test_a_block_over_a_filter_is_what_spoils_figures_in_excel(tmp_path: Path) -> None:
    """The pretended Excel does what xlwings issues 679, 747 and 2619 saw."""
    desk = six(tmp_path)
    by_table(desk, [7, 8])

    desk.wb[layout.THIS_QUARTER].protection.disable()
    desk.sheet(layout.THIS_QUARTER).range("H6:H9").raw_value = [[1.0], [2.0], [3.0], [4.0]]

    assert column(desk, "H")[:4] == [1.0, None, None, 1.0]


@pytest.mark.parametrize("kind", [by_sheet, by_table, by_advanced_filter])
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_filter_on_a_sheet_that_is_made_again_is_cleared_and_told(
    tmp_path: Path, kind: Kind, flavour: Flavour
) -> None:
    desk = six(tmp_path, flavour)
    fill_six(desk)
    ws = desk.wb[layout.RETURN]
    (table,) = ws.tables.values()
    top, last = int(table.ref.partition(":")[0][1:]) + 1, ws.max_row
    for row in range(top, last + 1):
        ws.row_dimensions[row].hidden = True
    criteria = AutoFilter(ref=f"A6:C{last}", filterColumn=[FilterColumn(colId=0)])
    if kind is by_sheet:
        ws.auto_filter = criteria
    elif kind is by_table:
        criteria.ref = table.ref
        table.autoFilter = criteria
    else:
        desk.model_sheet(layout.RETURN).advanced_filter = (6, last)

    with desk.opened() as book:
        refresh_return(book, tmp_path)
        book.commit()
        notes = book.notes()

    assert notes[0] == "The filter on 'Return' was cleared, because the sheet was made again."
    assert not any(ws.row_dimensions[row].hidden for row in range(top, last + 1))


def test_the_filter_of_a_sheet_that_stays_is_not_told_of(tmp_path: Path) -> None:
    desk = six(tmp_path)
    by_table(desk, [6, 7])

    with desk.opened() as book:
        refresh_return(book, tmp_path)
        book.commit()
        assert [note for note in book.notes() if "filter" in note] == []
