"""Rows of 'This quarter' where the register has their measures."""

from __future__ import annotations

import re
import time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.cell import range_boundaries

from kpibook.domain.measures.measure import Measure
from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.services.sheets.register_order import places, put_in_register_order
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from tests.support.books import a_book, cell_under, typed
from tests.support.zips import changed

#: Processor seconds; with a look at each blank row it was more than a minute.
MOST_SECONDS = 30.0


@pytest.mark.parametrize(
    ("keys", "register", "placed", "order"),
    [
        pytest.param("A C B", "A B C", "B", "A B C", id="behind the measure before it"),
        pytest.param("B C A", "A B C", "A", "A B C", id="first"),
        pytest.param("C A B X Y", "A X B Y C", "X Y", "C A X B Y", id="the officer's own order"),
        pytest.param("A D B C", "A B C D", "B C", "A B C D", id="two in a row"),
        pytest.param("A _ _ B", "A B", "B", "A B _ _", id="before blank rows"),
    ],
)
def test_a_row_goes_behind_the_measure_it_follows_in_the_register(
    keys: str, register: str, placed: str, order: str
) -> None:
    rows = ["" if key == "_" else key for key in keys.split()]

    after = places(rows, register.split(), set(placed.split()))

    assert [rows[old] or "_" for old in after] == order.split()


def with_new_second(path: Path) -> Path:
    """The workbook after an officer has inserted a measure as the second of the register."""
    book = openpyxl.load_workbook(path)
    register = book[layout.MEASURES]
    (table,) = register.tables.values()
    row = int(cell_under(path, "Ref", "PI.2", layout.MEASURES).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    register.insert_rows(row)
    first, last = table.ref.split(":")
    end = int(last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) + 1
    table.ref = table.autoFilter.ref = f"{first}:{last.rstrip('0123456789')}{end}"
    new = {"A": "PI.9", "B": "New", "G": "count", "I": "higher", "K": 5}
    for column, value in new.items():
        register[f"{column}{row}"] = value
    book.save(path)
    return path


def refs(path: Path) -> list[object]:
    sheet = openpyxl.load_workbook(path)[layout.THIS_QUARTER]
    (table,) = sheet.tables.values()
    left, top, _, _ = range_boundaries(table.ref)
    return [
        cell for (cell,) in sheet.iter_rows(top + 1, None, left, left, values_only=True) if cell
    ]


def test_a_fill_puts_the_row_of_a_new_measure_where_the_register_has_it(tmp_path: Path) -> None:
    path = a_book(tmp_path, *({"Ref": f"PI.{n}", "Target": "80%"} for n in (1, 2, 3)))
    last = cell_under(path, "Commentary", "PI.3")
    typed(path, {last: "said of PI.3", cell_under(path, "Actual", "PI.2"): 0.81})
    with_new_second(path)

    done = fill_file(path, None, None, Destination(file=tmp_path / "out.xlsx"))

    assert done.output is not None
    assert refs(done.output) == ["PI.1", "PI.9", "PI.2", "PI.3"]
    sheet = openpyxl.load_workbook(done.output)[layout.THIS_QUARTER]
    assert sheet[cell_under(done.output, "Commentary", "PI.3")].value == "said of PI.3"
    assert sheet[cell_under(done.output, "Actual", "PI.2")].value == 0.81
    assert sheet[cell_under(done.output, "Actual", "PI.9")].value is None
    assert sheet[cell_under(done.output, "Status", "PI.2")].value == "Target met"


def test_a_new_row_is_put_in_its_place_without_a_look_at_each_blank_row(tmp_path: Path) -> None:
    path = with_new_second(a_book(tmp_path, *({"Ref": f"PI.{n}"} for n in (1, 2, 3))))
    book = changed(
        path,
        tmp_path / "dragged.xlsx",
        {
            "xl/tables/*": lambda part: re.sub(
                rb'(ref="[A-Z]+\d+:[A-Z]+)\d+"', rb'\g<1>900000"', part
            )
        },
    )
    began = time.process_time()

    done = fill_file(book, None, None, Destination(file=tmp_path / "out.xlsx"))

    assert time.process_time() - began < MOST_SECONDS
    assert done.output is not None
    assert refs(done.output) == ["PI.1", "PI.9", "PI.2", "PI.3"]


def test_rows_that_cannot_be_moved_stay_below_and_the_finding_says_why(tmp_path: Path) -> None:
    path = a_book(tmp_path, *({"Ref": f"PI.{n}", "Target": "80%"} for n in (1, 2, 3)))
    book = openpyxl.load_workbook(path)
    book.create_sheet("Mine")["A1"] = f"=COUNTA('{layout.THIS_QUARTER}'!6:7)"
    book.save(path)
    with_new_second(path)

    done = fill_file(path, None, None, Destination(file=tmp_path / "out.xlsx"))

    assert done.output is not None
    assert refs(done.output) == ["PI.1", "PI.2", "PI.3", "PI.9"]
    (added,) = (f for f in done.findings if f.code == "measure-row-added")
    assert "a formula reads the rows 6 to 7" in added.why


def test_rows_that_are_in_their_place_are_left_alone(tmp_path: Path) -> None:
    path = a_book(tmp_path, {"Ref": "PI.1"}, {"Ref": "PI.2"})
    with ClosedBook.open(path) as book:
        by_name = {ref: Measure(ref) for ref in ("PI.1", "PI.2")}
        assert put_in_register_order(book, by_name, {"PI.2"}) is None
        assert book.is_as_opened()
