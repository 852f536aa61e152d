"""What is to become of an open workbook, gathered before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kpibook.addin.excel.cell_values import cell_from, date_format_for, sent
from kpibook.addin.excel.rectangles import Place
from kpibook.errors import Location, RefusedEdit
from kpibook.workbook.protocol import CellWrite
from kpibook.xlsx import Cell, WordFormat, Workbook
from kpibook.xlsx.cells.reader import ReadValue
from kpibook.xlsx.cells.references import address, cell_at
from kpibook.xlsx.cells.values import formula_content, stored
from kpibook.xlsx.styles.number_formats import is_date_code


@dataclass(frozen=True, slots=True)
class Growth:
    """Rows that a table is to get.

    Attributes:
        sheet: The sheet it is on.
        rows: How many.
    """

    sheet: str
    rows: int


@dataclass(slots=True)
class Pending:
    """Edits of an open workbook that have not been made.

    Attributes:
        writes: By sheet in lower case, then by row and column, the last write of each cell.
        growth: Rows to be added, by table in lower case.
        formulas: Formulas of calculated columns, by table and heading.
        sheets: Workbooks whose sheet of that name takes the place of this one's, with their bytes.
        looks: Looks of the words in a column, by the sheet and address of a cell of it.
    """

    writes: dict[str, dict[Place, CellWrite]] = field(default_factory=dict)
    growth: dict[str, Growth] = field(default_factory=dict)
    formulas: dict[tuple[str, str], str] = field(default_factory=dict)
    sheets: dict[str, tuple[str, Workbook, bytes]] = field(default_factory=dict)
    looks: dict[tuple[str, str], Sequence[WordFormat]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.writes, self.growth, self.formulas, self.sheets, self.looks))

    def add(self, writes: Iterable[CellWrite]) -> None:
        """Take on writes that were checked; the last one of a cell holds, its format stays."""
        for write in writes:
            cells = self.writes.setdefault(write.sheet.casefold(), {})
            place = cell_at(write.address)
            before = cells.get(place)
            kept = before.number_format if before else None
            cells[place] = replace(write, number_format=write.number_format or kept)

    def over(self, sheet: str, cells: dict[Place, Cell]) -> dict[Place, Cell]:
        """Cells as they will be when the writes are made."""
        writes = self.writes.get(sheet.casefold(), {})
        if not writes:
            return cells
        return {
            place: written(cell, writes[place]) if place in writes else cell
            for place, cell in cells.items()
        }

    def replaced(self, sheet: str) -> Workbook | None:
        """The workbook whose sheet takes the place of this one; None if it stays."""
        found = self.sheets.get(sheet.casefold())
        return found[1] if found else None

    def new_sheets(self, present: Iterable[str]) -> Iterator[str]:
        """Names of the sheets that the workbook does not have yet."""
        folded = {name.casefold() for name in present}
        return (name for key, (name, _, _) in self.sheets.items() if key not in folded)


def check(write: CellWrite, file: str) -> None:
    """Refuse what no cell can hold, in the words `kpibook.xlsx` has for it.

    Raises:
        RefusedEdit: ``address-not-a-cell``, ``text-too-long``, ``value-not-finite`` and the others
            of `kpibook.xlsx.cells.values.stored`.
    """
    cell_at(write.address)
    where = Location(file, write.sheet, write.address)
    stored(write.value, b"", epoch_1904=False, where=where)
    if write.formula is not None:
        formula_content(write.formula, where)


def written(cell: Cell, write: CellWrite) -> Cell:
    """A cell as it is read once the write is made; a formula with the result that came with it."""
    code = write.number_format or cell.number_format
    if not is_date_code(code):
        code = date_format_for(write.value) or code
    where = Location(sheet=write.sheet, cell=cell.address)
    kind, value = _read_back(write, code, where)
    formula = None if write.formula is None else "=" + write.formula.removeprefix("=")
    return Cell(cell.address, kind, value, formula, code)


def _read_back(write: CellWrite, code: str, where: Location) -> tuple[str, ReadValue]:
    if write.value is None:
        return "blank", None
    if isinstance(write.value, str):
        return "text", write.value
    cell = cell_from("A1", sent(write.value, where), None, code)
    return cell.kind, cell.value


def missing_sheet(name: str, present: Iterable[str], file: str) -> RefusedEdit:
    """The refusal for a sheet that is not there."""
    names = ", ".join(f"'{one}'" for one in list(present)[:8])
    return RefusedEdit(
        f"there is no sheet named {name[:31]!r}.",
        code="sheet-missing",
        where=file,
        fix=f"The sheets are {names}.",
    )


def refuse_formulas(package: Workbook, sheet: str) -> None:
    """Refuse to copy a sheet with formulas: Excel would make links to the other workbook of them.

    Raises:
        RefusedEdit: ``sheet-has-formulas``.
    """
    for _, row in package.sheet(sheet).rows():
        for cell in row.values():
            if cell.formula is not None:
                raise RefusedEdit(
                    "a sheet with formulas cannot be put into a workbook that is open in Excel.",
                    code="sheet-has-formulas",
                    where=Location(package.name, sheet, cell.address),
                    fix="Write the results in place of the formulas.",
                )


def blank(place: Place) -> Cell:
    """A cell with nothing in it."""
    return Cell(address(*place), "blank", None)
