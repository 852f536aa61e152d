from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.measures.measure import Measure, Unit
from kpibook.domain.measures.number import to_decimal
from kpibook.workbook.fields import figure_of, is_percent_format
from kpibook.workbook.formats import DATE_FORMAT, excel_number, number_format, variance_format
from kpibook.xlsx import Cell
from tests.support import libreoffice


@pytest.mark.parametrize(
    ("unit", "value", "held"),
    [
        pytest.param(Unit.PERCENT, "72.1", 0.721, id="a percentage is a fraction"),
        pytest.param(Unit.PERCENT, "100", 1, id="all of it"),
        pytest.param(Unit.PERCENT, "0", 0, id="none of it"),
        pytest.param(Unit.RATE_PER_10000, "43.1", 43.1, id="a rate is as it is"),
        pytest.param(Unit.CURRENCY, "-1250.50", -1250.5, id="money"),
        pytest.param(Unit.COUNT, "1E+3", 1000, id="a whole number"),
        pytest.param(Unit.COUNT, "1E+20", 1e20, id="beyond whole numbers"),
    ],
)
def test_a_value_is_held_as_excel_holds_it(unit: Unit, value: str, held: float) -> None:
    number = excel_number(unit, Decimal(value))

    assert number == held
    assert type(number) is type(held)


@pytest.mark.parametrize("unit", Unit)
def test_blank_stays_blank_and_zero_stays_zero(unit: Unit) -> None:
    assert excel_number(unit, None) is None
    assert excel_number(unit, Decimal(0)) == 0


@given(st.sampled_from(Unit), st.decimals(-(10**9), 10**9, places=4))
def test_what_is_put_into_a_cell_is_read_out_of_it(unit: Unit, value: Decimal) -> None:
    measure = Measure("PI.1", unit=unit, decimals=1)
    cell = Cell("H7", "number", excel_number(unit, value), None, number_format(measure))

    assert figure_of(cell, unit).value == to_decimal(value)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("decimals", [None, 0, 1, 4])
def test_only_a_percentage_has_a_format_that_multiplies(unit: Unit, decimals: int | None) -> None:
    measure = Measure("PI.1", unit=unit, decimals=decimals)

    assert is_percent_format(number_format(measure)) == (unit is Unit.PERCENT)
    assert not is_percent_format(variance_format(measure)), "a difference is in points"


def test_dates_show_the_day_first() -> None:
    assert DATE_FORMAT.startswith("dd/mm")


SHOWN = [
    (Unit.PERCENT, 1, "72.14", "72.1%"),
    (Unit.PERCENT, 0, "72.5", "73%"),
    (Unit.PERCENT, None, "12.01", "12.01%"),
    (Unit.RATE_PER_10000, 1, "43.25", "43.3"),
    (Unit.COUNT, 0, "12450", "12,450"),
    (Unit.COUNT, None, "43.125", "43.125"),
    (Unit.CURRENCY, 2, "-1250.5", "-£1,250.50"),
    (Unit.CURRENCY, 0, "1250", "£1,250"),
    (Unit.CURRENCY, None, "91.85", "£91.85"),
    (Unit.DAYS, 0, "-3", "-3"),
]
DIFFERENCES = [
    (Unit.PERCENT, 1, "-13.4", "-13.4 pts"),
    (Unit.PERCENT, 1, "5.8", "+5.8 pts"),
    (Unit.PERCENT, 1, "0", "0.0 pts"),
    (Unit.CURRENCY, 0, "-1250", "-£1,250"),
    (Unit.COUNT, 0, "1250", "+1,250"),
    (Unit.DAYS, 1, "0", "0.0"),
]


def test_a_cell_shows_what_people_write(tmp_path: Path) -> None:
    """The formats are worked out by LibreOffice: TEXT(cell, format) as Excel would show it."""
    wanted = []
    with xlsxwriter.Workbook(str(tmp_path / "shown.xlsx")) as book:
        sheet = book.add_worksheet()
        for unit, decimals, value, shown in SHOWN:
            measure = Measure("PI.1", unit=unit, decimals=decimals)
            wanted.append((excel_number(unit, Decimal(value)), number_format(measure), shown))
            assert measure.written(Decimal(value)) == shown, "the words agree with the format"
        for unit, decimals, value, shown in DIFFERENCES:
            measure = Measure("PI.1", unit=unit, decimals=decimals)
            wanted.append((float(value), variance_format(measure), shown))
        for row, (held, form, _) in enumerate(wanted):
            sheet.write(row, 0, held)
            sheet.write_string(row, 1, form)
            sheet.write_formula(row, 2, f"=TEXT(A{row + 1},B{row + 1})")

    done = libreoffice.recalculated(tmp_path / "shown.xlsx", tmp_path / "out")

    said = [row[2] for row in openpyxl.load_workbook(done, data_only=True).active.values]
    assert said == [shown for _, _, shown in wanted]
