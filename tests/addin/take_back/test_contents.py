"""A content is written back as it was read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpibook.addin.excel.cell_values import sent
from kpibook.addin.kept.record import Content
from kpibook.addin.take_back.contents import digest_of, write_of
from kpibook.errors import Location
from kpibook.workbook import layout
from kpibook.xlsx import CellError, CellValue
from tests.addin.opened import FLAVOURS, a_desk
from tests.support.openpyxl_engine import Flavour

PLACE = Location("Housing.xlsx", "Cover", "B2")


@pytest.mark.parametrize(
    "value",
    [
        None,
        0.0,
        72.1,
        True,
        "Off target",
        "12",
        "'quoted",
        "=1+1",
        "#N/A",
        "1 May",
        CellError("#N/A"),
    ],
    ids=repr,
)
def test_a_value_that_goes_back_is_the_value_that_was_there(value: CellValue) -> None:
    content = sent(value, PLACE)

    write = write_of("Cover", "B2", content, None)  # type: ignore[arg-type]

    assert (write.value, write.formula) == (value, None)
    assert sent(write.value, PLACE) == content


def test_a_date_goes_back_as_its_serial_number_with_its_format() -> None:
    content = sent(date(2021, 12, 31), PLACE)

    write = write_of("Cover", "B2", content, "dd/mm/yyyy")  # type: ignore[arg-type]

    assert (write.value, write.number_format) == (44561.0, "dd/mm/yyyy")


def test_a_formula_goes_back_as_a_formula() -> None:
    content: Content = "=B3*2"

    assert write_of("Cover", "B2", content, None).formula == "=B3*2"


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_sheets_hash_is_of_what_its_cells_hold(tmp_path: Path, flavour: Flavour) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    sheet = desk.sheet(layout.COVER)
    before = digest_of(desk.known, sheet)

    sheet.range("B30").number_format = "0.00"
    assert digest_of(desk.known, sheet) == before

    sheet.range("B30").raw_value = 1.0
    assert digest_of(desk.known, sheet) != before
