"""New rows for a table that is open in Excel, worked out before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpibook.addin.excel.rectangles import Place
from kpibook.addin.excel.tables import OpenTable
from kpibook.domain.wording import nearest
from kpibook.errors import Location, RefusedEdit
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook.protocol import CellWrite, TableRows, Value
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.formula_references import FilledDown
from kpibook.xlsx.cells.references import address


@dataclass(frozen=True, slots=True)
class NewRows:
    """New rows as writes into the cells below a table.

    Attributes:
        table: The table.
        writes: The cells and their values.
    """

    table: OpenTable
    writes: list[CellWrite]

    def check_room(self, below: Mapping[Place, Cell], file: str) -> None:
        """Refuse to grow over cells beneath the table that hold something.

        Raises:
            RefusedEdit: ``table-blocked``, ``table-has-totals``.
        """
        table = self.table
        if table.totals:
            raise RefusedEdit(
                f"the table {table.name!r} has a totals row, which new rows would be below.",
                code="table-has-totals",
                where=Location(file, table.sheet),
                fix="Switch off Totals Row under Table Design, and try again.",
            )
        # Resizing a table takes such cells into it, as if they were its rows.
        taken = next((cell for cell in below.values() if _holds(cell)), None)
        if taken is not None:
            raise RefusedEdit(
                f"the table {table.name!r} cannot grow over the cells that are filled below it.",
                code="table-blocked",
                where=Location(file, table.sheet, taken.address),
                fix="Move it to another sheet, or further down.",
            )


def new_rows(
    table: OpenTable,
    standing: TableRows,
    last: int,
    rows: Sequence[Mapping[str, Value]],
    number_formats: Sequence[Mapping[str, str]],
    formulas: Mapping[str, str],
) -> NewRows:
    """Work out the writes that put `rows` into the cells below a table.

    Args:
        table: The table.
        standing: The table's rows after the pending changes.
        last: Number of its last row after them.
        rows: The values of each new row, by heading, without regard to case.
        number_formats: The formats of each new row, by heading.
        formulas: Formulas of calculated columns, by heading.

    Raises:
        RefusedEdit: ``table-heading-unknown``.
    """
    writes: list[CellWrite] = []
    # A column without a value takes the formula of the last row, moved down as Excel fills down.
    model = standing.rows[-1] if standing.rows else {}
    formats = [*number_formats, *[{}] * len(rows)]
    for offset, (row, codes) in enumerate(zip(rows, formats, strict=False), start=1):
        values = {column_of(table, standing, h): (h, value) for h, value in row.items()}
        codes_by_column = {column_of(table, standing, h): code for h, code in codes.items()}
        for heading, column in zip(standing.headings, table.columns, strict=True):
            place = address(last + offset, column)
            if column in values:
                value = values[column][1]
                writes.append(CellWrite(table.sheet, place, value, codes_by_column.get(column)))
            elif (
                formula := formulas.get(heading) or _filled(model.get(heading), offset)
            ) is not None:
                writes.append(
                    CellWrite(table.sheet, place, None, codes_by_column.get(column), formula)
                )
            elif column in codes_by_column:
                writes.append(CellWrite(table.sheet, place, None, codes_by_column[column]))
    return NewRows(table, writes)


def column_of(table: OpenTable, standing: TableRows, heading: str) -> int:
    """Return the number of the column under a heading, without regard to case.

    Raises:
        RefusedEdit: ``table-heading-unknown``.
    """
    folded = [title.casefold() for title in standing.headings]
    if heading.casefold() in folded:
        return table.columns[folded.index(heading.casefold())]
    raise RefusedEdit(
        f"the table {table.name!r} has no column {heading[:60]!r}.",
        code="table-heading-unknown",
        where=Location(sheet=table.sheet),
        fix=nearest(heading, standing.headings),
    )


def no_table(name: str, file: str) -> RefusedEdit:
    """Return the refusal for a missing table."""
    return RefusedEdit(
        f"there is no table named {name!r}.",
        code="table-missing",
        where=file,
        fix="Rename it back, or start again from the template with `kpibook new`.",
    )


def _filled(cell: Cell | None, rows: int) -> str | None:
    if cell is None or cell.formula is None:
        return None
    return "=" + FilledDown(cell.formula[1:])(rows)


def _holds(cell: Cell) -> bool:
    return cell.kind != "blank" or cell.formula is not None
