"""Areas of a sheet that another part describes: tables and pivot tables."""

from __future__ import annotations

import re

from kpibook.errors import Location, RefusedEdit
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.cells.references import Area, area_or_none
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.xml import elements as xml


@dataclass(frozen=True, slots=True)
class TableArea:
    """Area of a table, with the facts that a cell edit depends on."""

    name: str
    area: Area
    headings: tuple[str, ...]
    header: bool
    totals: bool


@dataclass(frozen=True, slots=True)
class Regions:
    """The tables and pivot tables of a sheet."""

    tables: tuple[TableArea, ...]
    pivots: tuple[Area, ...]

    @classmethod
    def of(cls, container: OpcPackage, sheet_part: str) -> Regions:
        """Return the areas, read from the parts that the sheet refers to."""
        tables: list[TableArea] = []
        pivots: list[Area] = []
        for related in relationships.of(container, sheet_part).values():
            if related.external or related.target not in container:
                continue
            if related.kind == "table":
                tables += _table(container, related.target)
            elif related.kind == "pivotTable":
                pivots += _pivot(container, related.target)
        return cls(tuple(tables), tuple(pivots))

    def check(self, row: int, column: int, value: object, where: Location) -> None:
        """Refuse to write a value where it would break a table or vanish from a pivot table.

        Raises:
            RefusedEdit: ``cell-in-pivot``, ``cell-is-heading`` (unless the value is the heading
                in the cell), ``cell-in-totals``.
        """
        # Excel overwrites the range when the pivot table is refreshed, so the value would vanish.
        for pivot in self.pivots:
            if (row, column) in pivot:
                raise RefusedEdit(
                    f"the cell is part of the pivot table in {pivot}, which Excel fills itself.",
                    code="cell-in-pivot",
                    where=where,
                    fix="Write to the pivot table's source, or somewhere else.",
                )
        for table in self.tables:
            if (row, column) in table.area:
                _check_table(table, row, column, value, where)


def _check_table(table: TableArea, row: int, column: int, value: object, where: Location) -> None:
    # Excel repairs a file in which the heading cell and the table part's column name differ.
    if table.header and row == table.area.first_row:
        position = column - table.area.first_column
        if position < len(table.headings) and table.headings[position] == value:
            return
        raise RefusedEdit(
            f"the cell is a heading of the table {table.name!r}, which also knows it by name.",
            code="cell-is-heading",
            where=where,
            fix="Rename the column in Excel.",
        )
    if table.totals and row == table.area.last_row:
        raise RefusedEdit(
            f"the cell is in the totals row of the table {table.name!r}.",
            code="cell-in-totals",
            where=where,
            fix="Choose the total in Excel, or write to a row above it.",
        )


def _table(container: OpcPackage, part: str) -> list[TableArea]:
    source = xml.clean(container.read(part), part=part, file=container.name)
    attributes = xml.root(source, part=part, file=container.name).attributes
    reach = area_or_none(attributes.get("ref", ""))
    if reach is None:
        return []
    headings = tuple(tag.get("name") for tag in xml.tags(source, "tableColumn"))
    return [
        TableArea(
            attributes.get("displayName", attributes.get("name", "")),
            reach,
            headings,
            header=attributes.get("headerRowCount", "1") != "0",
            totals=attributes.get("totalsRowCount", "0") != "0",
        )
    ]


def _pivot(container: OpcPackage, part: str) -> list[Area]:
    source = xml.clean(container.read(part), part=part, file=container.name)
    tag = xml.first_tag(source, "location")
    reach = area_or_none(tag.get("ref")) if tag is not None else None
    if tag is None or reach is None:
        return []
    rows, columns = _count(tag.get("rowPageCount")), _count(tag.get("colPageCount"))
    return [reach, _above(reach, rows, columns)] if rows and columns else [reach]


def _above(body: Area, rows: int, columns: int) -> Area:
    """Return the area of a pivot table's report filters, which its own range leaves out.

    A filter takes two cells, name and choice. A blank column separates two filters, and a blank row
    lies below them all. Excel clears this area over the width of the body when it draws the table.
    """
    top, bottom = max(1, body.first_row - 1 - rows), max(1, body.first_row - 1)
    right = max(body.last_column, body.first_column + 3 * columns - 2)
    return Area(top, body.first_column, bottom, right)


def _count(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,5}", text) else 0
