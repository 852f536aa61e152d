"""A workbook that rates cases with the compiled formulas, and what LibreOffice makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from kpibook.domain.excel_formula.compile import (
    Cells,
    direction_formula,
    status_formula,
    variance_formula,
)
from kpibook.domain.excel_formula.syntax import LONGEST_FORMULA, in_file
from kpibook.domain.rules.outcomes import Baseline
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import SchemeError
from kpibook.workbook import layout
from kpibook.xlsx import CellError
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
_ROW = "_row_"
#: What the formulas of a row give.
RESULTS = (layout.VARIANCE, layout.STATUS, layout.DIRECTION, layout.DIRECTION_YEAR)


@dataclass(frozen=True, slots=True)
class Given:
    """Cases of one scheme, for one sheet.

    Attributes:
        scheme: The rules.
        cases: A row each.
        structured: Formulas name the columns of the table, and the status builds on the columns
            of the variance and the directions. Otherwise they name addresses, each on its own,
            and know of no strict targets.
    """

    scheme: Scheme
    cases: Sequence[Case]
    structured: bool


@dataclass(frozen=True, slots=True)
class Rated:
    """A case and what its formulas gave.

    Attributes:
        given: The sheet it is on.
        case: What its cells hold.
        said: The results by heading; "" for an error, which none may give.
        has_range: False where the formulas were not told of the acceptable range, to keep within
            Excel's limit on their length.
    """

    given: Given
    case: Case
    said: Mapping[str, object]
    has_range: bool


class _AsWritten(Worksheet):
    """A sheet that takes formulas as they are: XlsxWriter looks through each for new functions."""

    def _prepare_formula(self, formula: str, *_: object, **__: object) -> str:
        return formula.removeprefix("=")


def rated_by_libreoffice(several: Sequence[Given], folder: Path) -> Iterator[Rated]:
    """Every case as LibreOffice rates it."""
    return rated_by(recalculated, several, folder)


def rated_by(
    calculated: Callable[[Path, Path], Path], several: Sequence[Given], folder: Path
) -> Iterator[Rated]:
    """Every case as a program rates it.

    Args:
        calculated: Has the program work out a workbook and save it in a folder; returns its path.
        several: The cases.
        folder: For the workbooks.
    """
    path = folder / "cases.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        percent = book.add_format({"num_format": "0.0%"})
        for number, given in enumerate(several):
            sheet = book.add_worksheet(f"S{number}", worksheet_class=_AsWritten)
            _write(sheet, f"Cases{number}x", given, percent)
    result = python_calamine.CalamineWorkbook.from_path(str(calculated(path, folder / "again")))
    for number, given in enumerate(several):
        ranged = _fits_with_range(given.scheme)
        rows = result.get_sheet_by_name(f"S{number}").to_python(skip_empty_area=False)
        for case, row in zip(given.cases, rows[1:], strict=True):
            said = dict(zip(RESULTS, row[len(COLUMNS) :], strict=True))
            yield Rated(given, case, said, ranged)


def _write(sheet: Worksheet, table: str, given: Given, percent: Format) -> None:
    columns = [{"header": heading} for heading in (*COLUMNS, *RESULTS)]
    sheet.add_table(0, 0, len(given.cases), len(columns) - 1, {"name": table, "columns": columns})
    ranged = _fits_with_range(given.scheme)
    if given.structured:
        formulas = _structured(given.scheme, table, ranged=ranged)
    else:
        formulas = _plain(given.scheme, ranged=ranged)
    for row, case in enumerate(given.cases, start=1):
        for at, heading in enumerate(COLUMNS):
            shown = percent if heading in case.shows_percent else None
            _put(sheet, row, at, case.cells[heading], shown)
        for at, formula in enumerate(formulas, start=len(COLUMNS)):
            sheet.write_formula(row, at, formula.replace(_ROW, str(row + 1)), None, "")


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


def within_excels_limit(given: Given) -> bool:
    """Whether the sheet's formulas have at most the characters that Excel takes, as in the file.

    LibreOffice works out longer ones too; a workbook of ours never holds one.
    """
    if given.structured:
        formulas = _structured(given.scheme, "Cases999x", ranged=_fits_with_range(given.scheme))
    else:
        formulas = _plain(given.scheme, ranged=_fits_with_range(given.scheme))
    return all(len(formula) <= LONGEST_FORMULA for formula in formulas)


def _structured(scheme: Scheme, table: str, *, ranged: bool) -> list[str]:
    """The formulas of a table's columns, the status building on the others."""
    cells = Cells(
        **_told({heading: f"[@[{heading}]]" for heading in _FIELDS}, ranged=ranged),
        series=f"{table}[[#This Row],[{EARLIER[0]}]:[{EARLIER[-1]}]]",
        variance=f"[@{layout.VARIANCE}]",
        direction=f"[@{layout.DIRECTION}]",
        direction_year=f"[@[{layout.DIRECTION_YEAR}]]",
    )
    return [in_file(formula, table) for formula in _formulas(scheme, cells)]


def _plain(scheme: Scheme, *, ranged: bool) -> list[str]:
    """The formulas with addresses in a row still to be named, each on its own."""
    at = {heading: f"{xl_col_to_name(i)}{_ROW}" for i, heading in enumerate(COLUMNS)}
    told = _told(at, ranged=ranged)
    del told["strict"]
    cells = Cells(**told, series=f"{at[EARLIER[0]]}:{at[EARLIER[-1]]}")
    return _formulas(scheme, cells)


def _formulas(scheme: Scheme, cells: Cells) -> list[str]:
    return [
        variance_formula(scheme, cells),
        status_formula(scheme, cells),
        direction_formula(scheme, cells, Baseline.PREVIOUS),
        direction_formula(scheme, cells, Baseline.PREVIOUS_YEAR),
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
            *_plain(scheme, ranged=True),
        ]
    except SchemeError:
        return False
    return all(len(formula) <= LONGEST_FORMULA for formula in formulas)
