from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter

from kpibook.addin.open_book.pending_changes import (
    Growth,
    Pending,
    blank,
    check,
    missing_sheet,
    refuse_formulas,
    written,
)
from kpibook.errors import RefusedEdit
from kpibook.workbook.protocol import CellWrite
from kpibook.xlsx import Cell, CellError, WordFormat, Workbook


def a_write(address: str = "H6", value: object = 1, code: str | None = None) -> CellWrite:
    return CellWrite("This quarter", address, value, code)  # type: ignore[arg-type]


def test_nothing_is_pending_at_first() -> None:
    assert not Pending()


@pytest.mark.parametrize(
    "pending",
    [
        Pending(growth={"t": Growth("S", 1)}),
        Pending(formulas={("T", "Status"): "=1"}),
        Pending(looks={("S", "O6"): [WordFormat("Off target", "#000000")]}),
    ],
)
def test_any_one_change_is_pending(pending: Pending) -> None:
    assert pending


def test_the_last_write_of_a_cell_holds_and_keeps_the_format_given_before() -> None:
    pending = Pending()
    pending.add([a_write(value=1, code="0.0%"), a_write(value=2)])

    cells = pending.over("THIS QUARTER", {(6, 8): blank((6, 8)), (7, 8): blank((7, 8))})

    assert (cells[6, 8].value, cells[6, 8].number_format) == (2, "0.0%")
    assert cells[7, 8].kind == "blank"


def test_a_write_on_another_sheet_changes_nothing_here() -> None:
    pending = Pending()
    pending.add([a_write()])

    assert pending.over("Measures", {(6, 8): blank((6, 8))})[6, 8].kind == "blank"


@pytest.mark.parametrize(
    ("value", "kind", "read", "code"),
    [
        pytest.param(None, "blank", None, "General", id="nothing"),
        pytest.param(5, "number", 5, "General", id="number"),
        pytest.param(Decimal("72.1"), "number", 72.1, "General", id="decimal"),
        pytest.param("", "text", "", "General", id="empty text"),
        pytest.param("=1+1", "text", "=1+1", "General", id="text like a formula"),
        pytest.param(False, "bool", False, "General", id="false"),
        pytest.param(CellError("#N/A"), "error", CellError("#N/A"), "General", id="error"),
        pytest.param(date(2022, 1, 17), "date", datetime(2022, 1, 17), "m/d/yyyy", id="day"),  # noqa: DTZ001
    ],
)
def test_a_write_reads_back_as_the_cell_it_makes(
    value: object, kind: str, read: object, code: str
) -> None:
    cell = written(blank((6, 8)), a_write(value=value))

    assert (cell.kind, cell.value, cell.number_format) == (kind, read, code)


def test_a_day_keeps_the_format_of_a_cell_that_shows_days() -> None:
    before = Cell("K6", "blank", None, number_format="dd/mm/yyyy")

    assert written(before, a_write("K6", date(2022, 1, 17))).number_format == "dd/mm/yyyy"


def test_a_formula_reads_back_with_the_result_that_came_with_it() -> None:
    cell = written(blank((6, 18)), CellWrite("S", "R6", 0.5, "0.00", formula="1/2"))

    assert (cell.formula, cell.kind, cell.value) == ("=1/2", "number", 0.5)


@pytest.mark.parametrize(
    ("write", "code"),
    [
        (a_write("nowhere"), "address-not-a-cell"),
        (a_write(value="x" * 40_000), "text-too-long"),
        (a_write(value=float("nan")), "value-not-finite"),
        (CellWrite("S", "R6", None, formula="="), "formula-empty"),
    ],
)
def test_what_no_cell_can_hold_is_refused(write: CellWrite, code: str) -> None:
    with pytest.raises(RefusedEdit) as caught:
        check(write, "book.xlsx")

    assert caught.value.code == code


def test_a_missing_sheet_names_those_there_are() -> None:
    error = missing_sheet("Summary", ["Cover", "Key"], "book.xlsx")

    assert str(error) == (
        "book.xlsx: there is no sheet named 'Summary'. The sheets are 'Cover', 'Key'. "
        "[sheet-missing]"
    )


def test_a_sheet_with_a_formula_is_refused() -> None:
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as made:
        made.add_worksheet("Plain").write_string("A1", "=1+1")
        made.add_worksheet("Formulas").write_formula("B2", "='This quarter'!H6")
    package = Workbook.from_bytes(memory.getvalue(), "made.xlsx")

    refuse_formulas(package, "Plain")
    with pytest.raises(RefusedEdit, match=r"'Formulas'!B2.*sheet-has-formulas"):
        refuse_formulas(package, "Formulas")
