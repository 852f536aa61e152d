"""The pending changes of an open workbook, gathered before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from kpibook.addin.excel.cell_values import cell_from, date_format_for, sent
from kpibook.addin.excel.rectangles import Place
from kpibook.addin.open_book.looks.colours import Colours
from kpibook.errors import Location, RefusedEdit
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.workbook.protocol import CellWrite
from kpibook.xlsx import Cell, CellError, WordFormat, Workbook
from kpibook.xlsx.cells.reader import ReadValue
from kpibook.xlsx.cells.references import address, cell_at
from kpibook.xlsx.cells.values import formula_content, stored
from kpibook.xlsx.styles.number_formats import is_date_code


@dataclass(frozen=True, slots=True)
class Growth:
    """New rows for a table.

    Attributes:
        sheet: The table's sheet.
        rows: How many rows.
    """

    sheet: str
    rows: int


@dataclass(slots=True)
class Pending:
    """Changes to an open workbook that have not been made.

    Attributes:
        writes: By sheet in lower case, then by row and column, the last write of each cell.
        spilling: By sheet in lower case, formulas that a person typed and Excel filled down, by row
            and column, as Excel's `Formula2` has them.
        growth: New rows, by table in lower case.
        formulas: Formulas of calculated columns, by table and heading.
        sheets: By sheet in lower case: its name, and the workbook that replaces it, also as bytes.
        looks: Conditional formats for words in a column, by sheet and address of a cell in it.
        widths: Least widths of columns, by sheet and column; alone they are no reason to commit.
        shorter: How many rows go from the end of a table, by the table's name.
        deleted: Names of sheets that go.
        colours: Colours of single cells.
    """

    writes: dict[str, dict[Place, CellWrite]] = field(default_factory=dict)
    spilling: dict[str, dict[Place, str]] = field(default_factory=dict)
    growth: dict[str, Growth] = field(default_factory=dict)
    formulas: dict[tuple[str, str], str] = field(default_factory=dict)
    sheets: dict[str, tuple[str, Workbook, bytes]] = field(default_factory=dict)
    looks: dict[tuple[str, str], Sequence[WordFormat]] = field(default_factory=dict)
    widths: dict[str, dict[int, float]] = field(default_factory=dict)
    shorter: dict[str, int] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    colours: list[Colours] = field(default_factory=list)

    def __bool__(self) -> bool:
        changed = (self.writes, self.growth, self.formulas, self.sheets, self.looks)
        return any((*changed, self.shorter, self.deleted, self.colours))

    def only_replaces_sheets(self) -> bool:
        """Return True if nothing changes but sheets that a button can make again at any time."""
        others = (self.growth, self.formulas, self.looks, self.shorter, self.deleted, self.colours)
        return not any(others) and self.writes.keys() <= self.sheets.keys()

    def add(self, writes: Iterable[CellWrite]) -> None:
        """Add checked writes; a later write to a cell wins, but keeps an earlier number format."""
        for write in writes:
            cells = self.writes.setdefault(write.sheet.casefold(), {})
            place = cell_at(write.address)
            before = cells.get(place)
            earlier = before.number_format if before else None
            self.spilling.get(write.sheet.casefold(), {}).pop(place, None)
            cells[place] = replace(write, number_format=write.number_format or earlier)

    def widen(self, sheet: str, at_least: Mapping[int, float]) -> None:
        """Add least widths of a sheet's columns."""
        widths = self.widths.setdefault(sheet, {})
        for column, width in at_least.items():
            widths[column] = max(width, widths.get(column, 0))

    def over(self, sheet: str, cells: dict[Place, Cell]) -> dict[Place, Cell]:
        """Return cells as they will be after the writes."""
        writes = self.writes.get(sheet.casefold(), {})
        if not writes:
            return cells
        return {
            place: written(cell, writes[place]) if place in writes else cell
            for place, cell in cells.items()
        }

    def replaced(self, sheet: str) -> Workbook | None:
        """Return the workbook whose sheet replaces this sheet; None if the sheet stays."""
        entry = self.sheets.get(sheet.casefold())
        return entry[1] if entry else None

    def new_sheets(self, present: Iterable[str]) -> Iterator[str]:
        """Yield names of the sheets that the workbook does not have yet."""
        folded = {name.casefold() for name in present}
        return (name for key, (name, _, _) in self.sheets.items() if key not in folded)


def check(write: CellWrite, file: str) -> None:
    """Refuse a write that no cell can hold, with the messages of `kpibook.xlsx`.

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
    """Return a cell as it will be after a write; a formula shows the value that came with it."""
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
    if isinstance(write.value, CellError):
        return "error", write.value
    cell = cell_from("A1", sent(write.value, where), None, code)
    return cell.kind, cell.value


def missing_sheet(name: str, present: Iterable[str], file: str) -> RefusedEdit:
    """Return the refusal for a missing sheet."""
    names = ", ".join(f"'{title}'" for title in list(present)[:8])
    return RefusedEdit(
        f"there is no sheet named {name[:31]!r}.",
        code="sheet-missing",
        where=file,
        fix=f"The sheets are {names}.",
    )


def refuse_formulas(package: Workbook, sheet: str) -> None:
    """Refuse to copy a sheet with formulas, which Excel would turn into links.

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
    """Return a blank cell."""
    return Cell(address(*place), "blank", None)
