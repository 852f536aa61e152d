"""Dependent ranges: references to a table's rows from elsewhere, adjusted as the table grows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.formula_references import FilledDown
from kpibook.xlsx.cells.references import Area, address, areas
from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.tables.range_resize import Resize
from kpibook.xlsx.workbook_part import defined_names, sheets
from kpibook.xlsx.xml import elements as xml

# The second type is that of charts since Excel 2016, such as waterfall and treemap.
CHARTS = (
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "application/vnd.ms-office.chartex+xml",
)
_RANGED = ("conditionalFormatting", "dataValidation", "ignoredError", "protectedRange")
_SPARKLINE = "sparkline"
_ONE_COLUMN = regex(r"\$?([A-Z]{1,3})\$?\d+:\$?([A-Z]{1,3})\$?\d+$", re.IGNORECASE)


def followed_tail(tail: bytes, resize: Resize) -> bytes:
    """Return the source after a sheet's cells, with its ranges adjusted to the table.

    Args:
        tail: Source after ``</sheetData>``.
        resize: The table's new size.
    """
    # The tail alone is no XML document; within a root element it is a document.
    source = b"<tail>" + tail.rpartition(b"</")[0] + b"</tail>"
    for step in (_ranges, _extension_ranges, _formulas, _sparklines):
        source = step(source, resize)
    return source[len(b"<tail>") : -len(b"</tail>")] + b"</" + tail.rpartition(b"</")[2]


def _ranges(source: bytes, resize: Resize) -> bytes:
    """Return the source with the ranges adjusted that elements hold in an attribute."""
    cuts: list[xml.Cut] = []
    for name in _RANGED:
        for element in xml.elements(source, name):
            sqref = element.tag.get("sqref")
            new = resize.sqref(sqref)
            if new != sqref:
                cuts.append(xml.replace_tag(element.tag, source, _with("sqref", new)))
    return xml.spliced(source, cuts)


def _extension_ranges(source: bytes, resize: Resize) -> bytes:
    """Return the source with the ranges adjusted that extensions (x14) hold in an element."""
    cuts: list[xml.Cut] = []
    for name in _RANGED:
        for element in xml.elements(source, name):
            sqref_element = xml.first_element(source, "sqref", element.inner, element.inner_end)
            if sqref_element is None:
                continue
            sqref = sqref_element.text(source)
            new = resize.sqref(sqref)
            if new != sqref:
                cuts.append((sqref_element.inner, sqref_element.inner_end, new.encode()))
    return xml.spliced(source, cuts)


def _sparklines(source: bytes, resize: Resize) -> bytes:
    """Return the source with the last row's sparkline copied into the new rows.

    A sparkline elsewhere that shows a column of the table shows the longer column.
    """
    cuts: list[xml.Cut] = []
    for sparkline in xml.elements(source, _SPARKLINE):
        sqref_element = xml.first_element(source, "sqref", sparkline.inner, sparkline.inner_end)
        cell = next(areas(sqref_element.text(source)), None) if sqref_element else None
        if cell is None or sqref_element is None:
            continue
        if not _in_table(cell, resize):
            cuts += _followed_sparkline(source, sparkline, resize)
            continue
        if cell.first_row == resize.last:
            copies = b"".join(_copy_sparkline(source, sparkline, sqref_element, cell, down)
                              for down in range(1, resize.by + 1))  # fmt: skip
            cuts.append((sparkline.end, sparkline.end, copies))
    return xml.spliced(source, cuts) if cuts else source


def _followed_sparkline(source: bytes, sparkline: xml.Element, resize: Resize) -> list[xml.Cut]:
    """Return the cuts for a sparkline elsewhere that shows a single column of the table."""
    formula_element = xml.first_element(source, "f", sparkline.inner, sparkline.inner_end)
    column = _ONE_COLUMN.search(formula_element.text(source)) if formula_element else None
    # A sparkline cannot show rows and columns at once, so only a range of a single column grows.
    if formula_element is None or column is None or column[1] != column[2]:
        return []
    new = resize.formula(formula_element.text(source), at_home=True)
    return [(formula_element.inner, formula_element.inner_end, xml.escape(new))]


def _in_table(cell: Area, resize: Resize) -> bool:
    return cell.first_column in resize.columns and resize.first <= cell.first_row <= resize.last


def _copy_sparkline(
    source: bytes, sparkline: xml.Element, sqref_element: xml.Element, cell: Area, down: int
) -> bytes:
    cuts = [
        _text_cut(sqref_element, address(cell.first_row + down, cell.first_column), sparkline.start)
    ]
    formula_element = xml.first_element(source, "f", sparkline.inner, sparkline.inner_end)
    if formula_element is not None:
        # A row's own sparkline shows its own row even if its range has dollar signs.
        relative = FilledDown(formula_element.text(source).replace("$", ""))
        cuts.append(_text_cut(formula_element, relative(down), sparkline.start))
    return xml.spliced(sparkline.source(source), cuts)


def _text_cut(element: xml.Element, text: str, start: int) -> xml.Cut:
    """Return a cut of an element's text, with offsets from `start`."""
    return element.inner - start, element.inner_end - start, xml.escape(text)


def _formulas(source: bytes, resize: Resize) -> bytes:
    """Return the source with the formulas of validations and conditional formats adjusted.

    References without dollar signs mean other rows in other cells, so they stay.
    """
    cuts: list[xml.Cut] = []
    for name in ("formula", "formula1", "formula2", "f"):
        cuts += _formula_cuts(source, name, partial(resize.formula, at_home=True, fixed=True))
    return xml.spliced(source, cuts) if cuts else source


def _formula_cuts(source: bytes, name: str, change: Callable[[str], str]) -> Iterator[xml.Cut]:
    for element in xml.elements(source, name):
        # In an extension (x14) formula1 holds an element f, which has its own turn.
        if b"<" in element.content(source):
            continue
        formula = element.text(source)
        new = change(formula)
        if new != formula:
            yield element.inner, element.inner_end, xml.escape(new)


def follow_elsewhere(container: OpcPackage, workbook: str, table: str, resize: Resize) -> None:
    """Adjust the defined names, charts and pivot table sources that refer to a table.

    Args:
        container: The package.
        workbook: Name of its workbook part.
        table: The name that formulas use for the table.
        resize: The table's new size.
    """
    _follow_names(container, workbook, resize)
    for part in _charts(container):
        source = xml.clean(container.read(part), part=part, file=container.name)
        cuts = list(_formula_cuts(source, "f", lambda text: _in_chart(text, resize)))
        if cuts:
            container.write(part, xml.spliced(source, cuts))
    for part in _pivot_sources(container, workbook):
        _follow_pivot(container, part, table, resize)


def _in_chart(text: str, resize: Resize) -> str:
    return resize.formula(text, single=resize.first == resize.last)


def _follow_names(container: OpcPackage, workbook: str, resize: Resize) -> None:
    source = sheets.source(container, workbook)

    def change(name: defined_names.DefinedName) -> str:
        # A print area is wider than the table as a rule, so the rule for columns does not fit it.
        if name.name == "_xlnm.Print_Area":
            return resize.print_area(name.text)
        return resize.formula(name.text)

    new = defined_names.rewritten(source, change)
    if new is not source:
        container.write(workbook, new)


def _charts(container: OpcPackage) -> list[str]:
    types = content_types.overrides(container)
    return [name for name in container.names() if types.get(name.lower()) in CHARTS]


def _pivot_sources(container: OpcPackage, workbook: str) -> list[str]:
    related = relationships.of(container, workbook).values()
    return [
        relationship.target
        for relationship in related
        if relationship.kind == "pivotCacheDefinition" and relationship.target in container
    ]


def _follow_pivot(container: OpcPackage, part: str, table: str, resize: Resize) -> None:
    """Adjust the source of a pivot table, and let Excel refresh it when the workbook opens."""
    source = xml.clean(container.read(part), part=part, file=container.name)
    source_tag = xml.first_tag(source, "worksheetSource")
    if source_tag is None:
        return
    attributes = source_tag.attributes
    by_name = attributes.get("name", "").lower() == table.lower()
    if not by_name and not _is_source(attributes, resize):
        return
    # The pivot table shows cached records, which do not hold the new rows.
    cuts = [xml.replace_tag(xml.root(source), source, _with("refreshOnLoad", "1"))]
    if not by_name:
        data = Area(resize.area.first_row, resize.area.first_column,
                    resize.new_last, resize.area.last_column)  # fmt: skip
        cuts.append(xml.replace_tag(source_tag, source, _with("ref", str(data))))
    container.write(part, xml.spliced(source, cuts))


def _is_source(attributes: dict[str, str], resize: Resize) -> bool:
    if attributes.get("sheet", "").lower() != resize.sheet.lower() or not attributes.get("ref"):
        return False
    table_area = resize.area
    reach = next(areas(attributes["ref"]), None)
    return reach == Area(
        table_area.first_row, table_area.first_column, resize.last, table_area.last_column
    )


def _with(name: str, value: str) -> Callable[[bytes], bytes]:
    return lambda tag: xml.set_attribute(tag, name, value)
