from __future__ import annotations

from dataclasses import replace

import pytest
import python_calamine
import xlsxwriter

from kpibook.domain.excel_formula.comparator import comparator_formula
from kpibook.domain.excel_formula.compile import Cells
from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.rating.rated_measure import against_comparator
from kpibook.workbook.formats import excel_number
from tests.domain.given import STANDARD, a_measure, a_rated, number
from tests.support.libreoffice import recalculated

CELLS = Cells(actual="A{0}", polarity="B{0}", decimals="C{0}", unit="D{0}", marker="F{0}")
CASES = [
    (unit, polarity, decimals, actual, comparator)
    for unit in (Unit.PERCENT, Unit.CURRENCY, Unit.DAYS)
    for polarity in Polarity
    for decimals in (None, 0, 1, 2)
    for actual, comparator in (
        ("72.14", "85.5"), ("72.15", "72.1"), ("5", "5"), ("3", None), (None, "7"),
        # Of such figures no percentage is: it would be in doubt, and not compared.
        ("12345.6", "8000.25") if unit is Unit.CURRENCY else ("98.6", "20.25"),
    )
]  # fmt: skip


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What LibreOffice makes of each case."""
    folder = tmp_path_factory.mktemp("comparator")
    with xlsxwriter.Workbook(str(folder / "cases.xlsx")) as book:
        sheet = book.add_worksheet()
        for row, (unit, polarity, decimals, actual, comparator) in enumerate(CASES):
            held = (
                excel_number(unit, number(actual)),
                polarity.value,
                decimals,
                unit.value,
                excel_number(unit, number(comparator)),
            )
            for column, value in enumerate(held):
                sheet.write(row, column, value)
            cells = replace(
                CELLS,
                **{
                    name: str(getattr(CELLS, name)).format(row + 1)
                    for name in ("actual", "polarity", "decimals", "unit", "marker")
                },
            )
            name = '"Statistical neighbours"'
            sheet.write_formula(row, 6, comparator_formula(STANDARD, cells, name, f"E{row + 1}"))
    result = recalculated(folder / "cases.xlsx", folder / "again")
    rows = python_calamine.CalamineWorkbook.from_path(str(result)).get_sheet_by_index(0)
    return [str(row[6]) for row in rows.to_python(skip_empty_area=False)]


def test_the_formula_says_what_the_scalar_says(said: list[str]) -> None:
    expected = [
        against_comparator(
            a_rated(
                a_measure(unit=unit, polarity=polarity, decimals=decimals, comparator=comparator),
                actual,
            )
        )
        for unit, polarity, decimals, actual, comparator in CASES
    ]

    assert said == expected
