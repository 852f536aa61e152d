"""Measures whose last period is over leave 'This quarter', and nothing asks for them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check_file
from kpibook.services.roll_forward.roll_forward import roll_forward_file
from kpibook.workbook import layout
from tests.services.sheets.test_register_order import refs
from tests.support.books import a_book, cell_under, filled, typed, value_under

HISTORY = [{"Ref": "PI.2", "Period": "Q2 2021/22", "Actual": "70%"}]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Three measures in Q3; the second is reported for the last time."""
    path = a_book(
        tmp_path,
        {"Ref": "PI.1", "Target": "80%"},
        {"Ref": "PI.2", "Target": "80%", "Last period": "Q3 2021/22"},
        {"Ref": "PI.3", "Target": "80%"},
        history=HISTORY,
    )
    return typed(path, {cell_under(path, "Actual", f"PI.{n}"): n / 10 for n in (1, 2, 3)})


def rolled(book: Path, name: str = "next.xlsx") -> Path:
    done = roll_forward_file(book, Destination(file=book.parent / name))
    assert done.output is not None
    return done.output


def test_until_its_last_period_a_measure_is_reported_as_before(book: Path) -> None:
    done = fill_file(book, None, None, Destination(file=book.parent / "filled.xlsx"))

    assert done.output is not None
    assert value_under(done.output, "Status", "PI.2") == "Off target"
    assert len(done.scorecard.rated) == 3


def test_rolling_forward_takes_it_off_the_sheet_and_keeps_its_figures(book: Path) -> None:
    done = roll_forward_file(book, Destination(file=book.parent / "next.xlsx"))

    assert done.output is not None
    assert refs(done.output) == ["PI.1", "PI.3"]
    (removed,) = (f for f in done.findings if f.code == "measure-row-removed")
    assert "PI.2" in removed.what
    history = openpyxl.load_workbook(done.output)[layout.HISTORY]
    kept = [row[2].value for row in history.iter_rows() if row[0].value == "PI.2"]
    assert kept == [0.7, 0.2]
    shown = openpyxl.load_workbook(done.output)[layout.RETURN]
    assert "PI.2" not in [cell.value for row in shown.iter_rows() for cell in row]


def test_the_rows_left_have_no_gap_and_the_empty_row_takes_the_next_measure(book: Path) -> None:
    sheet = openpyxl.load_workbook(rolled(book))[layout.THIS_QUARTER]

    (table,) = sheet.tables.values()
    rows = sheet[table.ref][1:]
    assert [row[0].value for row in rows][:2] == ["PI.1", "PI.3"]
    assert all(cell.value is None for cell in rows[2])


def test_an_ended_measure_nags_no_check(book: Path) -> None:
    found = check_file(rolled(book)).findings

    assert [f for f in found if f.ref == "PI.2" or "PI.2" in f.what] == []


def test_a_figure_for_it_in_a_file_is_told_and_not_used(book: Path) -> None:
    done = filled(rolled(book), {"Ref": "PI.2", "Actual": "71%"}, {"Ref": "PI.1", "Actual": "81%"})

    (told,) = (f for f in done.findings if f.code == "actual-after-last-period")
    assert "reported until Q3 2021/22" in told.what
    assert done.output is not None
    assert refs(done.output) == ["PI.1", "PI.3"]


def test_a_figure_typed_after_its_last_period_is_told_and_its_row_stays(book: Path) -> None:
    last = cell_under(book, "Last period", "PI.2", layout.MEASURES)
    typed(book, {last: "Q2 2021/22"}, layout.MEASURES)

    done = fill_file(book, None, None, Destination(file=book.parent / "filled.xlsx"))

    assert done.output is not None
    assert "figure-after-last-period" in [f.code for f in done.findings]
    assert value_under(done.output, "Actual", "PI.2") == 0.2
    assert len(done.scorecard.rated) == 2


def test_without_its_last_period_the_measure_comes_back_to_its_place(book: Path) -> None:
    after = rolled(book)
    last = cell_under(after, "Last period", "PI.2", layout.MEASURES)
    typed(after, {last: None}, layout.MEASURES)

    done = fill_file(after, None, None, Destination(file=book.parent / "back.xlsx"))

    assert done.output is not None
    assert refs(done.output) == ["PI.1", "PI.2", "PI.3"]
    assert value_under(done.output, layout.PREVIOUS, "PI.2") == 0.2


def test_a_new_workbook_has_no_row_for_a_measure_that_is_over(tmp_path: Path) -> None:
    path = a_book(tmp_path, {"Ref": "PI.1"}, {"Ref": "PI.2", "Last period": "Q2 2021/22"})

    assert refs(path) == ["PI.1"]
    assert value_under(path, "Last period", "PI.2", layout.MEASURES) == "Q2 2021/22"


def test_words_under_a_councils_own_column_leave_with_the_row_and_are_named(tmp_path: Path) -> None:
    path = a_book(
        tmp_path, {"Ref": "PI.1"}, {"Ref": "PI.2", "Last period": "Q3 2021/22"}, {"Ref": "PI.3"}
    )
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[layout.THIS_QUARTER]
    (table,) = sheet.tables.values()
    first, last = table.ref.split(":")
    column = openpyxl.utils.get_column_letter(sheet[last].column + 1)
    head = int("".join(filter(str.isdigit, first)))
    end = "".join(filter(str.isdigit, last))
    sheet[f"{column}{head}"] = "Lead"
    for n in (1, 2, 3):
        sheet[f"{column}{head + n}"] = f"lead {n}"
    new = openpyxl.worksheet.table.TableColumn(id=99, name="Lead")
    table.tableColumns.append(new)
    table.ref = table.autoFilter.ref = f"{first}:{column}{end}"
    workbook.save(path)
    typed(path, {cell_under(path, "Marker", "PI.1"): "[x]"})

    done = roll_forward_file(path, Destination(file=tmp_path / "next.xlsx"))

    assert done.output is not None
    (removed,) = (f for f in done.findings if f.code == "measure-row-removed")
    assert "under Lead in these rows" in removed.what
    assert value_under(done.output, "Lead", "PI.3") == "lead 3"
