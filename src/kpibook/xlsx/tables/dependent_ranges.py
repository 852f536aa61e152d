"""What refers to a table's rows from elsewhere, made to follow when the table grows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from kpibook.xlsx.cells.formula_references import FilledDown
from kpibook.xlsx.cells.references import Area, address, areas
from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.tables.range_resize import Resize
from kpibook.xlsx.workbook_part import defined_names, sheets
from kpibook.xlsx.xml import elements as xml

_CHARTS = (
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "application/vnd.ms-office.chartex+xml",
)
_RANGED = ("conditionalFormatting", "dataValidation", "ignoredError", "protectedRange")
_SPARKLINE = "sparkline"
_ONE_COLUMN = re.compile(r"\$?([A-Z]{1,3})\$?\d+:\$?([A-Z]{1,3})\$?\d+$", re.IGNORECASE)


def followed_tail(tail: bytes, resize: Resize) -> bytes:
    """What follows the cells of the table's own sheet: formats, validations, sparklines and so on.

    Args:
        tail: Everything after ``</sheetData>``.
        resize: What becomes of the table.
    """
    # The tail is no document of its own; under a root of its own it is one.
    source = b"<tail>" + tail.rpartition(b"</")[0] + b"</tail>"
    for step in (_ranges, _extension_ranges, _formulas, _sparklines):
        source = step(source, resize)
    return source[len(b"<tail>") : -len(b"</tail>")] + b"</" + tail.rpartition(b"</")[2]


def _ranges(source: bytes, resize: Resize) -> bytes:
    """Elements that name their cells in an attribute."""
    cuts: list[xml.Cut] = []
    for name in _RANGED:
        for one in xml.elements(source, name):
            said = one.tag.get("sqref")
            new = resize.sqref(said)
            if new != said:
                cuts.append(xml.replace_tag(one.tag, source, _with("sqref", new)))
    return xml.spliced(source, cuts)


def _extension_ranges(source: bytes, resize: Resize) -> bytes:
    """Elements of later versions of Excel, which name their cells in an element."""
    cuts: list[xml.Cut] = []
    for name in _RANGED:
        for one in xml.elements(source, name):
            place = xml.first_element(source, "sqref", one.inner, one.inner_end)
            if place is None:
                continue
            said = place.text(source)
            new = resize.sqref(said)
            if new != said:
                cuts.append((place.inner, place.inner_end, new.encode()))
    return xml.spliced(source, cuts)


def _sparklines(source: bytes, resize: Resize) -> bytes:
    """One sparkline a row is copied into the new rows.

    A sparkline elsewhere that shows a column of the table shows the longer column.
    """
    cuts: list[xml.Cut] = []
    for one in xml.elements(source, _SPARKLINE):
        place = xml.first_element(source, "sqref", one.inner, one.inner_end)
        cell = next(areas(place.text(source)), None) if place else None
        if cell is None or place is None:
            continue
        if not _in_table(cell, resize):
            cuts += _followed_sparkline(source, one, resize)
            continue
        if cell.first_row == resize.last:
            copies = b"".join(_copy_sparkline(source, one, place, cell, down)
                              for down in range(1, resize.by + 1))  # fmt: skip
            cuts.append((one.end, one.end, copies))
    return xml.spliced(source, cuts) if cuts else source


def _followed_sparkline(source: bytes, one: xml.Element, resize: Resize) -> list[xml.Cut]:
    """Only a single column grows: a sparkline cannot show rows and columns at once."""
    ranged = xml.first_element(source, "f", one.inner, one.inner_end)
    column = _ONE_COLUMN.search(ranged.text(source)) if ranged else None
    if ranged is None or column is None or column[1] != column[2]:
        return []
    new = resize.formula(ranged.text(source), at_home=True)
    return [(ranged.inner, ranged.inner_end, xml.escape(new))]


def _in_table(cell: Area, resize: Resize) -> bool:
    return cell.first_column in resize.columns and resize.first <= cell.first_row <= resize.last


def _copy_sparkline(
    source: bytes, one: xml.Element, place: xml.Element, cell: Area, down: int
) -> bytes:
    cuts = [_placed(place, address(cell.first_row + down, cell.first_column), one.start)]
    ranged = xml.first_element(source, "f", one.inner, one.inner_end)
    if ranged is not None:
        # Each row's own sparkline shows its own row, with whatever dollar signs it is written.
        relative = FilledDown(ranged.text(source).replace("$", ""))
        cuts.append(_placed(ranged, relative(down), one.start))
    return xml.spliced(one.source(source), cuts)


def _placed(found: xml.Element, text: str, start: int) -> xml.Cut:
    """A cut of an element's text, with offsets from `start`."""
    return found.inner - start, found.inner_end - start, xml.escape(text)


def _formulas(source: bytes, resize: Resize) -> bytes:
    """Formulas of validations and conditional formats that name a column's data.

    Without dollar signs they mean other rows in other cells, and so they stay.
    """
    cuts: list[xml.Cut] = []
    for name in ("formula", "formula1", "formula2", "f"):
        cuts += _formula_cuts(source, name, partial(resize.formula, at_home=True, fixed=True))
    return xml.spliced(source, cuts) if cuts else source


def _formula_cuts(source: bytes, name: str, change: Callable[[str], str]) -> Iterator[xml.Cut]:
    for one in xml.elements(source, name):
        if b"<" in one.content(source):
            continue
        said = one.text(source)
        new = change(said)
        if new != said:
            yield one.inner, one.inner_end, xml.escape(new)


def follow_elsewhere(container: OpcPackage, workbook: str, table: str, resize: Resize) -> None:
    """Make defined names, charts and pivot tables' sources follow a table.

    Args:
        container: The package.
        workbook: Name of its workbook part.
        table: The name that formulas use for the table.
        resize: What becomes of it.
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
        if name.name == "_xlnm.Print_Area":
            return resize.print_area(name.text)
        return resize.formula(name.text)

    new = defined_names.rewritten(source, change)
    if new is not source:
        container.write(workbook, new)


def _charts(container: OpcPackage) -> list[str]:
    types = content_types.overrides(container)
    return [name for name in container.names() if types.get(name.lower()) in _CHARTS]


def _pivot_sources(container: OpcPackage, workbook: str) -> list[str]:
    related = relationships.of(container, workbook).values()
    return [
        one.target
        for one in related
        if one.kind == "pivotCacheDefinition" and one.target in container
    ]


def _follow_pivot(container: OpcPackage, part: str, table: str, resize: Resize) -> None:
    """A pivot table that sums up the table reads it again when the workbook is opened."""
    source = xml.clean(container.read(part), part=part, file=container.name)
    found = xml.first_tag(source, "worksheetSource")
    if found is None:
        return
    given = found.attributes
    by_name = given.get("name", "").lower() == table.lower()
    if not by_name and not _is_source(given, resize):
        return
    cuts = [xml.replace_tag(xml.root(source), source, _with("refreshOnLoad", "1"))]
    if not by_name:
        data = Area(resize.area.first_row, resize.area.first_column,
                    resize.new_last, resize.area.last_column)  # fmt: skip
        cuts.append(xml.replace_tag(found, source, _with("ref", str(data))))
    container.write(part, xml.spliced(source, cuts))


def _is_source(given: dict[str, str], resize: Resize) -> bool:
    if given.get("sheet", "").lower() != resize.sheet.lower() or not given.get("ref"):
        return False
    whole = resize.area
    reach = next(areas(given["ref"]), None)
    return reach == Area(whole.first_row, whole.first_column, resize.last, whole.last_column)


def _with(name: str, value: str) -> Callable[[bytes], bytes]:
    return lambda tag: xml.set_attribute(tag, name, value)
