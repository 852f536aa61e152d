"""A table's own part: what it says, and the same with another extent."""

from __future__ import annotations

from dataclasses import dataclass

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
    """One column of a table.

    Attributes:
        heading: As its cell shows it.
        formula: What every cell of a calculated column holds, without ``=``; empty for another.
        array: The formula is entered as an array formula.
    """

    heading: str
    formula: str = ""
    array: bool = False


@dataclass(frozen=True, slots=True)
class TablePart:
    """What a table's part says.

    Attributes:
        part: Its part name.
        sheet: Name of the sheet it is on.
        name: The name that formulas use.
        area: The whole of it, headings and totals row included.
        headings: Number of heading rows, 0 or 1.
        totals: Number of totals rows, 0 or 1.
        columns: Its columns, from left to right.
        fed_by: What fills it from outside, in words; empty for an ordinary table.
        filtered: A filter is set in one of its columns.
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

    def resize(self, by: int) -> Resize:
        """The table's growing by so many rows."""
        return Resize(self.sheet, self.area, self.headings, self.totals, by)


def read_tables(container: OpcPackage, workbook: str) -> list[TablePart]:
    """Every table of a workbook, sheet by sheet; one that is damaged is left out."""
    found = []
    for entry in sheets.entries(container, workbook):
        for one in relationships.of(container, entry.part).values() if entry.part else ():
            if one.kind == "table" and one.target in container:
                table = read_table(container, one.target, entry.name)
                found += [table] if table else []
    return found


def read_table(container: OpcPackage, part: str, sheet: str) -> TablePart | None:
    """What one table's part says; None when it has no proper extent."""
    source = _source(container, part)
    above = xml.root(source, part=part, file=container.name)
    given = above.attributes
    reach = area(given["ref"]) if ":" in given.get("ref", "") else None
    headings = 0 if given.get("headerRowCount") == "0" else 1
    totals = 1 if given.get("totalsRowCount", "0") not in ("", "0") else 0
    columns = _columns(source, above)
    if reach is None or len(columns) != reach.columns or reach.rows <= headings + totals:
        return None
    related = relationships.of(container, part).values()
    queried = any(one.kind == "queryTable" for one in related)
    fed_by = _FED["queryTable"] if queried else _FED.get(given.get("tableType", ""), "")
    filtered = xml.first_tag(source, "filterColumn") is not None
    name = given.get("displayName") or given.get("name", "")
    return TablePart(part, sheet, name, reach, headings, totals, columns, fed_by, filtered)


def _columns(source: bytes, above: xml.Tag) -> tuple[Column, ...]:
    holder = xml.child(source, "tableColumns", above)
    return tuple(_column(source, one) for one in xml.children(source, holder.tag)) if holder else ()


def _column(source: bytes, found: xml.Element) -> Column:
    heading = text_from(found.tag.get("name"))
    formula = xml.child(source, "calculatedColumnFormula", found.tag)
    if formula is None:
        return Column(heading)
    array = formula.tag.get("array") in ("1", "true")
    return Column(heading, formula.text(source).removeprefix("="), array)


def write_resized(container: OpcPackage, table: TablePart, resize: Resize) -> None:
    """Give a table's part its new extent, with its filter and sort order following."""
    source = _source(container, table.part)
    above = xml.root(source)
    tag = xml.set_attribute(above.source(source), "ref", str(resize.result))
    # A table of which only the row for new entries was there has entries now.
    tag = xml.remove_attribute(tag, "insertRow")
    cuts: list[xml.Cut] = [(above.start, above.end, tag)]
    for name in ("autoFilter", "sortState", "sortCondition"):
        cuts += [_followed(found, source, resize) for found in xml.tags(source, name)]
    for name in ("calculatedColumnFormula", "totalsRowFormula"):
        cuts += [
            (one.inner, one.inner_end, xml.escape(resize.formula(one.text(source), at_home=True)))
            for one in xml.elements(source, name)
        ]
    container.write(table.part, xml.spliced(source, cuts))


def _followed(found: xml.Tag, source: bytes, resize: Resize) -> xml.Cut:
    reach = resize.sqref(found.get("ref"))
    return xml.replace_tag(
        found, source, lambda tag: xml.set_attribute(tag, "ref", reach) if reach else tag
    )


def _source(container: OpcPackage, part: str) -> bytes:
    return xml.clean(container.read(part), part=part, file=container.name)
