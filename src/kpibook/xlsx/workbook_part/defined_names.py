"""Defined names: what a workbook calls some of its cells and ranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kpibook.errors import RefusedEdit
from kpibook.xlsx.cells.references import Area, area
from kpibook.xlsx.workbook_part import sheets
from kpibook.xlsx.xml import elements as xml

_REFERENCE = re.compile(
    r"=?\s*(?:'((?:[^']|'')+)'|([^\s'!\[\]():,;+*/^&=<>\"{}%-]+))!(\$?[A-Za-z0-9$]+(?::\$?[A-Za-z0-9$]+)?)"
)
BUILT_IN_PREFIX = "_xlnm."
"""Excel's own names (print area, print titles, filter) begin with this."""


@dataclass(frozen=True, slots=True)
class DefinedName:
    """One defined name.

    Attributes:
        name: As defined.
        text: What it stands for, without an equals sign: ``'This quarter'!$B$4``.
        sheet: Position of the sheet it belongs to, 0 for the first; None for the whole workbook.
        hidden: Not shown to people.
    """

    name: str
    text: str
    sheet: int | None = None
    hidden: bool = False


def read(workbook_xml: bytes) -> list[DefinedName]:
    """The defined names of a cleaned workbook part, in its order."""
    return [_name(found, workbook_xml) for found in _elements(workbook_xml)]


def reference(text: str) -> tuple[str, Area] | None:
    """Sheet name and area that a formula is when it is nothing but one reference, else None.

    >>> reference("='Chief''s sheet'!$A$1:$B$2")
    ("Chief's sheet", Area(first_row=1, first_column=1, last_row=2, last_column=2))
    >>> reference("SUM(Sheet1!A1)") is None
    True
    """
    found = _REFERENCE.fullmatch(text.strip())
    if found is None:
        return None
    try:
        place = area(found[3])
    except RefusedEdit:
        return None
    return (found[1].replace("''", "'") if found[1] else found[2]), place


def rewritten(workbook_xml: bytes, change: Callable[[DefinedName], str]) -> bytes:
    """The workbook part with what each name stands for changed; the same object if nothing was."""
    cuts: list[xml.Cut] = []
    for found in _elements(workbook_xml):
        name = _name(found, workbook_xml)
        text = change(name)
        if text != name.text:
            cuts.append((found.inner, found.inner_end, xml.escape(text)))
    return xml.spliced(workbook_xml, cuts) if cuts else workbook_xml


def replaced(
    workbook_xml: bytes, drop: Callable[[DefinedName], bool], add: Iterable[DefinedName]
) -> bytes:
    """The workbook part without some names and with others, each added one after the rest."""
    new = list(add)
    present = list(_elements(workbook_xml))
    kept = [found for found in present if not drop(_name(found, workbook_xml))]
    cuts: list[xml.Cut] = [(found.start, found.end, b"") for found in present if found not in kept]
    if not cuts and not new:
        return workbook_xml
    holder = xml.child(workbook_xml, "definedNames")
    above = xml.root(workbook_xml)
    body = b"".join(_source(name, above.prefix) for name in new)
    if holder is not None and not kept and not new:
        # The schema wants at least one name in the list.
        return xml.spliced(workbook_xml, [(holder.start, holder.end, b"")])
    if holder is not None:
        return xml.spliced(workbook_xml, [*cuts, xml.append_child(workbook_xml, body, holder.tag)])
    label = above.prefix + b"definedNames"
    whole = b"<%b>%b</%b>" % (label, body, label)
    return xml.spliced(
        workbook_xml, [xml.insert_child(workbook_xml, whole, "definedNames", sheets.ORDER)]
    )


def _elements(workbook_xml: bytes) -> list[xml.Element]:
    holder = xml.child(workbook_xml, "definedNames")
    return xml.children(workbook_xml, holder.tag) if holder else []


def _name(found: xml.Element, workbook_xml: bytes) -> DefinedName:
    given = found.tag.attributes
    local = given.get("localSheetId", "")
    return DefinedName(
        given.get("name", ""),
        found.text(workbook_xml),
        int(local) if local.isdigit() else None,
        given.get("hidden") in ("1", "true"),
    )


def _source(name: DefinedName, prefix: bytes) -> bytes:
    label = prefix + b"definedName"
    local = b"" if name.sheet is None else b' localSheetId="%d"' % name.sheet
    hidden = b' hidden="1"' if name.hidden else b""
    return b"<%b name=%b%b%b>%b</%b>" % (
        label,
        xml.quoted(name.name),
        local,
        hidden,
        xml.escape(name.text),
        label,
    )
