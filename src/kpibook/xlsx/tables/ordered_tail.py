"""Ranges and formulas after a sheet's rows, and cell notes, once rows have another order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.references import address, areas
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.tables.row_order import RowOrder
from kpibook.xlsx.xml import elements as xml

_RANGED = ("conditionalFormatting", "dataValidation", "sparkline")
_PLAIN = ("ignoredError", "protectedRange")
_FORMULAS = ("formula", "formula1", "formula2", "f")
_NOTE_ROW = regex(rb"(<(?:\w+:)?Row>)(\d+)(</(?:\w+:)?Row>)")
_NOTE_ANCHOR = regex(rb"(<(?:\w+:)?Anchor>)([^<]+)(</(?:\w+:)?Anchor>)")


def ordered_tail(tail: bytes, order: RowOrder, *, at_home: bool) -> bytes:
    """Return the source after a sheet's rows, its ranges and formulas following the rows.

    Args:
        tail: Source after ``</sheetData>``.
        order: The rows that change places.
        at_home: The source is of the sheet whose rows they are.

    Raises:
        RefusedEdit: ``row-order-refused``.
    """
    body, _, closing = tail.rpartition(b"</")
    # The tail alone is no XML document; within a root element it is a document.
    source = b"<tail>" + body + b"</tail>"
    cuts = [cut for name in _RANGED for cut in _formulas(source, name, order, at_home=at_home)]
    if at_home:
        for name in (*_RANGED, *_PLAIN):
            cuts += _ranges(source, name, order)
        for tag in (*xml.tags(source, "hyperlink"), *xml.tags(source, "mergeCell")):
            old = tag.get("ref")
            if (new := order.sqref(old)) != old:
                if tag.local == b"mergeCell" or " " in new:
                    raise order.refusal(f"the merged or linked cells {old} would move", old)
                cuts.append(_with(tag, source, "ref", new))
    if not cuts:
        return tail
    return xml.spliced(source, sorted(cuts))[len(b"<tail>") : -len(b"</tail>")] + b"</" + closing


def _with(tag: xml.Tag, source: bytes, name: str, value: str) -> xml.Cut:
    return xml.replace_tag(tag, source, lambda text: xml.set_attribute(text, name, value))


def _areas_of(source: bytes, element: xml.Element) -> tuple[str, xml.Element | None]:
    """Return an element's areas, and the child that holds them, as extensions (x14) have it."""
    held = xml.first_element(source, "sqref", element.inner, element.inner_end)
    return (element.tag.get("sqref"), None) if held is None else (held.text(source), held)


def _ranges(source: bytes, name: str, order: RowOrder) -> Iterator[xml.Cut]:
    for element in xml.elements(source, name):
        old, held = _areas_of(source, element)
        new = order.sqref(old)
        if new == old:
            continue
        if held is None:
            yield _with(element.tag, source, "sqref", new)
        else:
            yield held.inner, held.inner_end, new.encode()


def _formulas(source: bytes, name: str, order: RowOrder, *, at_home: bool) -> Iterator[xml.Cut]:
    for element in xml.elements(source, name):
        old, _ = _areas_of(source, element)
        for kind in _FORMULAS:
            for formula in xml.elements(source, kind, element.inner, element.inner_end):
                # In an extension (x14) formula1 holds an element f, which has its own turn.
                if b"<" in formula.content(source):
                    continue
                text = formula.text(source)
                new = order.formula_of_area(text, old, at_home=at_home)
                if new != text:
                    yield formula.inner, formula.inner_end, xml.escape(new)


def move_notes(container: OpcPackage, sheet_part: str, order: RowOrder) -> None:
    """Move the notes and comments of cells with their rows."""
    for related in relationships.of(container, sheet_part).values():
        if related.external or related.target not in container:
            continue
        if related.kind in ("comments", "threadedComment"):
            _move_comments(container, related.target, order)
        elif related.kind == "vmlDrawing":
            source = container.read(related.target)
            new = re.sub(rb"(?s)<(?:\w+:)?ClientData\b[^>]*ObjectType=[\"']Note[\"'].*?ClientData>",
                         lambda match: _moved_box(match[0], order), source)  # fmt: skip
            if new != source:
                container.write(related.target, new)


def _move_comments(container: OpcPackage, part: str, order: RowOrder) -> None:
    source = xml.clean(container.read(part), part=part, file=container.name)
    cuts = []
    for name in ("comment", "threadedComment"):
        for tag in xml.tags(source, name):
            cell = next(areas(tag.get("ref")), None)
            if cell is not None and order.row(cell.first_row) != cell.first_row:
                place = address(order.row(cell.first_row), cell.first_column)
                cuts.append(_with(tag, source, "ref", place))
    if cuts:
        container.write(part, xml.spliced(source, sorted(cuts)))


def _moved_box(box: bytes, order: RowOrder) -> bytes:
    """Return the box of a note at the row to which its cell moves."""
    row = _NOTE_ROW.search(box)
    if row is None:
        return box
    old = int(row[2]) + 1  # counted from 0 in the file
    down = order.row(old) - old
    moved = _NOTE_ROW.sub(lambda m: b"%b%d%b" % (m[1], int(m[2]) + down, m[3]), box)
    return _NOTE_ANCHOR.sub(lambda m: m[1] + _anchor(m[2], down) + m[3], moved)


def _anchor(text: bytes, down: int) -> bytes:
    # Left column, offset, top row, offset, right column, offset, bottom row, offset.
    parts = text.split(b",")
    if len(parts) == 8:
        for index in (2, 6):
            parts[index] = b" %d" % (int(parts[index]) + down)
    return b",".join(parts)
