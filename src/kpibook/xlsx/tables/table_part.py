"""Table part: read it, and write it with another area."""

from __future__ import annotations

from functools import lru_cache

from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.cells.references import Area, area
from kpibook.xlsx.cells.values import text_from
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.tables.range_resize import Resize
from kpibook.xlsx.workbook_part import sheets
from kpibook.xlsx.xml import elements as xml

_FED = {"queryTable": "a query", "xml": "an XML map"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        heading: As its cell shows it.
        formula: Formula of a calculated column, without ``=``; empty for another column.
        array: The formula is entered as an array formula.
    """

    heading: str
    formula: str = ""
    array: bool = False


@dataclass(frozen=True, slots=True)
class TablePart:
    """The content of a table part.

    Attributes:
        part: Its part name.
        sheet: Name of the sheet it is on.
        name: The name that formulas use.
        area: Its whole area, headings and totals row included.
        headings: Number of heading rows, 0 or 1.
        totals: Number of totals rows, 0 or 1.
        columns: Its columns, from left to right.
        fed_by: Its source outside the workbook, in words; empty for an ordinary table.
        filtered: A filter is set in one of its columns.
        buttons: Its headings have filter buttons.
    """

    part: str
    sheet: str
    name: str
    area: Area
    headings: int
    totals: int
    columns: tuple[Column, ...]
    fed_by: str
    filtered: bool
    buttons: bool = False

    def resize(self, by: int) -> Resize:
        """Return the table's resize by that many rows, negative for fewer rows."""
        return Resize(self.sheet, self.area, self.headings, self.totals, by)


def read_tables(container: OpcPackage, workbook: str) -> list[TablePart]:
    """Return every table of a workbook, sheet by sheet; damaged tables are left out."""
    tables = []
    for entry in sheets.entries(container, workbook):
        for relationship in relationships.of(container, entry.part).values() if entry.part else ():
            if relationship.kind == "table" and relationship.target in container:
                table = read_table(container, relationship.target, entry.name)
                tables += [table] if table else []
    return tables


def read_table(container: OpcPackage, part: str, sheet: str) -> TablePart | None:
    """Return the content of a table part; None if its area and columns do not agree."""
    source = _source(container, part)
    attributes = xml.root(source, part=part, file=container.name).attributes
    reach = area(attributes["ref"]) if ":" in attributes.get("ref", "") else None
    headings = 0 if attributes.get("headerRowCount") == "0" else 1
    # totalsRowShown only remembers that a totals row was once shown; totalsRowCount counts.
    totals = 1 if attributes.get("totalsRowCount", "0") not in ("", "0") else 0
    columns, filtered, buttons = _content(source)
    if reach is None or len(columns) != reach.columns or reach.rows <= headings + totals:
        return None
    related = relationships.of(container, part).values()
    is_queried = any(relationship.kind == "queryTable" for relationship in related)
    fed_by = _FED["queryTable"] if is_queried else _FED.get(attributes.get("tableType", ""), "")
    name = attributes.get("displayName") or attributes.get("name", "")
    return TablePart(part, sheet, name, reach, headings, totals, columns, fed_by, filtered, buttons)


@lru_cache(maxsize=64)  # every table of a workbook is asked for at each step
def _content(source: bytes) -> tuple[tuple[Column, ...], bool, bool]:
    """Return a table's columns, and whether a filter is set in it and whether it has buttons."""
    holder = xml.child(source, "tableColumns")
    elements = xml.children(source, holder.tag) if holder else []
    filtered = xml.first_tag(source, "filterColumn") is not None
    buttons = xml.first_tag(source, "autoFilter") is not None
    return tuple(_column(source, element) for element in elements), filtered, buttons


def _column(source: bytes, element: xml.Element) -> Column:
    # A line break in a heading is stored as _x000a_ in the attribute.
    heading = text_from(element.tag.get("name"))
    formula = xml.child(source, "calculatedColumnFormula", element.tag)
    if formula is None:
        return Column(heading)
    array = formula.tag.get("array") in ("1", "true")
    return Column(heading, formula.text(source).removeprefix("="), array)


def write_resized(container: OpcPackage, table: TablePart, resize: Resize) -> None:
    """Write a table part with its new area, its filter and sort order included."""
    source = _source(container, table.part)
    table_tag = xml.root(source)
    tag = xml.set_attribute(table_tag.source(source), "ref", str(resize.result))
    # Excel marks a table that has only its blank row for new entries; now it has data rows.
    tag = xml.remove_attribute(tag, "insertRow")
    cuts: list[xml.Cut] = [(table_tag.start, table_tag.end, tag)]
    for name in ("autoFilter", "sortState", "sortCondition"):
        cuts += [_resized_range(range_tag, source, resize) for range_tag in xml.tags(source, name)]
    for name in ("calculatedColumnFormula", "totalsRowFormula"):
        cuts += [
            (
                element.inner,
                element.inner_end,
                xml.escape(resize.formula(element.text(source), at_home=True)),
            )
            for element in xml.elements(source, name)
        ]
    container.write(table.part, xml.spliced(source, cuts))


def _resized_range(range_tag: xml.Tag, source: bytes, resize: Resize) -> xml.Cut:
    reach = resize.sqref(range_tag.get("ref"))
    return xml.replace_tag(
        range_tag, source, lambda tag: xml.set_attribute(tag, "ref", reach) if reach else tag
    )


def _source(container: OpcPackage, part: str) -> bytes:
    return xml.clean(container.read(part), part=part, file=container.name)
