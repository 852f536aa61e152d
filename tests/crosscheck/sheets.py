"""A workbook that rates cases with the compiled formulas, and what LibreOffice makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from kpibook.domain.formula import Cells, direction_formula, status_formula, variance_formula
from kpibook.domain.formula_parts import LONGEST_FORMULA, in_file
from kpibook.domain.outcomes import Baseline
from kpibook.domain.scheme import Scheme
from kpibook.errors import SchemeError
from kpibook.package import CellError
from kpibook.workbook import layout
from tests.crosscheck.cases import COLUMNS, EARLIER, STRICT, Case, Held
from tests.support.libreoffice import recalculated

#: The field of `Cells` that each column is for.
_FIELDS = {
    layout.UNIT: "unit",
    layout.POLARITY: "polarity",
    layout.BASIS: "basis",
    layout.DECIMALS: "decimals",
    layout.TARGET: "target",
    layout.TOLERANCE: "tolerance",
    layout.FLOOR: "floor",
    layout.LOW: "low",
    layout.HIGH: "high",
    layout.PREVIOUS_TARGET: "previous_target",
    layout.PREVIOUS: "previous",
    layout.PREVIOUS_YEAR: "previous_year",
    layout.ACTUAL: "actual",
    layout.FORECAST: "forecast",
    layout.MARKER: "marker",
    STRICT: "strict",
}
_PLAIN_STATUS, _PLAIN_DIRECTION = "Status from addresses", "Direction from addresses"
#: What the formulas of a row give.
RESULTS = (
    layout.VARIANCE,
    layout.STATUS,
    layout.DIRECTION,
    layout.DIRECTION_YEAR,
    _PLAIN_STATUS,
    _PLAIN_DIRECTION,
)


@dataclass(frozen=True, slots=True)
class Rated:
    """A case and what its formulas gave, by heading; "" for an error, which none may give.

    `has_range` is False where the formulas were not told of the acceptable range, to keep within
    Excel's limit on their length.
    """

    scheme: Scheme
    case: Case
    said: Mapping[str, object]
    has_range: bool


def rated_by_libreoffice(
    given: Sequence[tuple[Scheme, Sequence[Case]]], folder: Path
) -> Iterator[Rated]:
    """Every case as LibreOffice rates it, a sheet for each scheme."""
    path = folder / "cases.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        percent = book.add_format({"num_format": "0.0%"})
        for number, (scheme, several) in enumerate(given):
            _write(book.add_worksheet(f"S{number}"), f"Cases{number}x", scheme, several, percent)
    result = python_calamine.CalamineWorkbook.from_path(str(recalculated(path, folder / "again")))
    for number, (scheme, several) in enumerate(given):
        ranged = _fits_with_range(scheme)
        rows = result.get_sheet_by_name(f"S{number}").to_python(skip_empty_area=False)
        for case, row in zip(several, rows[1:], strict=True):
            said = dict(zip(RESULTS, row[len(COLUMNS) :], strict=True))
            yield Rated(scheme, case, said, ranged)


def _write(
    sheet: Worksheet, table: str, scheme: Scheme, several: Sequence[Case], percent: Format
) -> None:
    ranged = _fits_with_range(scheme)
    headings = [*COLUMNS, *RESULTS]
    columns = [{"header": heading} for heading in headings]
    sheet.add_table(0, 0, len(several), len(columns) - 1, {"name": table, "columns": columns})
    structured = _structured(scheme, table, ranged=ranged)
    for row, case in enumerate(several, start=1):
        for at, heading in enumerate(COLUMNS):
            shown = percent if heading in case.shows_percent else None
            _put(sheet, row, at, case.cells[heading], shown)
        for at, formula in enumerate(
            [*structured, *_plain(scheme, row + 1, ranged=ranged)], start=len(COLUMNS)
        ):
            sheet.write_formula(row, at, formula, None, "")


def _put(sheet: Worksheet, row: int, column: int, held: Held, shown: Format | None) -> None:
    match held:
        case None:
            sheet.write_blank(row, column, None, shown)
        case bool():
            sheet.write_boolean(row, column, held)
        case float():
            sheet.write_number(row, column, held, shown)
        case CellError():
            sheet.write_formula(row, column, "=1/0", shown, "#DIV/0!")
        case str():
            sheet.write_string(row, column, held, shown)


def _structured(scheme: Scheme, table: str, *, ranged: bool) -> list[str]:
    """The formulas of a table's columns, the status building on the others."""
    cells = Cells(
        **_told({heading: f"[@[{heading}]]" for heading in _FIELDS}, ranged=ranged),
        series=f"{table}[[#This Row],[{EARLIER[0]}]:[{EARLIER[-1]}]]",
        variance=f"[@{layout.VARIANCE}]",
        direction=f"[@{layout.DIRECTION}]",
        direction_year=f"[@[{layout.DIRECTION_YEAR}]]",
    )
    formulas = (
        variance_formula(scheme, cells),
        status_formula(scheme, cells),
        direction_formula(scheme, cells, Baseline.PREVIOUS),
        direction_formula(scheme, cells, Baseline.PREVIOUS_YEAR),
    )
    return [in_file(formula, table) for formula in formulas]


def _plain(scheme: Scheme, row: int, *, ranged: bool) -> list[str]:
    """The formulas with addresses, each on its own."""
    at = {heading: f"{xl_col_to_name(i)}{row}" for i, heading in enumerate(COLUMNS)}
    cells = Cells(**_told(at, ranged=ranged), series=f"{at[EARLIER[0]]}:{at[EARLIER[-1]]}")
    return [
        status_formula(scheme, cells),
        direction_formula(scheme, cells, Baseline.PREVIOUS),
    ]


def _told(at: Mapping[str, str], *, ranged: bool) -> dict[str, str]:
    """The references by field, with those to the acceptable range or without."""
    left_out = () if ranged else ("low", "high")
    return {name: at[heading] for heading, name in _FIELDS.items() if name not in left_out}


def _fits_with_range(scheme: Scheme) -> bool:
    """Whether all the formulas keep to Excel's limit when they know of the acceptable range."""
    try:
        formulas = [
            *_structured(scheme, "Cases99x", ranged=True),
            *_plain(scheme, 9999, ranged=True),
        ]
    except SchemeError:
        return False
    return all(len(formula) <= LONGEST_FORMULA for formula in formulas)
