"""Defined names of a workbook: read them, change their text, add and remove them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from kpibook.errors import RefusedEdit
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.references import Area, area
from kpibook.xlsx.workbook_part import sheets
from kpibook.xlsx.xml import elements as xml

_REFERENCE = regex(
    r"=?\s*(?:'((?:[^']|'')+)'|([^\s'!\[\]():,;+*/^&=<>\"{}%-]+))!(\$?[A-Za-z0-9$]+(?::\$?[A-Za-z0-9$]+)?)"
)
BUILT_IN_PREFIX = "_xlnm."
"""Start of Excel's own names (print area, print titles, filter)."""


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A defined name.

    Attributes:
        name: As defined.
        text: Its formula without the equals sign: ``'This quarter'!$B$4``.
        sheet: Position of the sheet it belongs to, 0 for the first; None for the whole workbook.
        hidden: True for a name that Excel does not list.
    """

    name: str
    text: str
    sheet: int | None = None
    hidden: bool = False


def read(workbook_xml: bytes) -> list[DefinedName]:
    """Return the defined names of a cleaned workbook part, in its order."""
    return list(_all(workbook_xml))


@lru_cache(maxsize=4)  # a workbook is asked for its names at each step
def _all(workbook_xml: bytes) -> tuple[DefinedName, ...]:
    return tuple(_name(element, workbook_xml) for element in _elements(workbook_xml))


def reference(text: str) -> tuple[str, Area] | None:
    """Return the sheet name and area of a formula that is a single reference; None for others.

    >>> reference("='Chief''s sheet'!$A$1:$B$2")
    ("Chief's sheet", Area(first_row=1, first_column=1, last_row=2, last_column=2))
    >>> reference("SUM(Sheet1!A1)") is None
    True
    """
    match = _REFERENCE.fullmatch(text.strip())
    if match is None:
        return None
    try:
        cells = area(match[3])
    except RefusedEdit:
        return None
    return (match[1].replace("''", "'") if match[1] else match[2]), cells


def rewritten(workbook_xml: bytes, change: Callable[[DefinedName], str]) -> bytes:
    """Return the workbook part with the text of names changed; the same object if none was."""
    cuts: list[xml.Cut] = []
    for element in _elements(workbook_xml):
        name = _name(element, workbook_xml)
        text = change(name)
        if text != name.text:
            cuts.append((element.inner, element.inner_end, xml.escape(text)))
    return xml.spliced(workbook_xml, cuts) if cuts else workbook_xml


def replaced(
    workbook_xml: bytes, drop: Callable[[DefinedName], bool], add: Iterable[DefinedName]
) -> bytes:
    """Return the workbook part without some names and with others, which are added at the end."""
    new = list(add)
    present = list(_elements(workbook_xml))
    retained = [element for element in present if not drop(_name(element, workbook_xml))]
    cuts: list[xml.Cut] = [
        (element.start, element.end, b"") for element in present if element not in retained
    ]
    if not cuts and not new:
        return workbook_xml
    holder = xml.child(workbook_xml, "definedNames")
    workbook_tag = xml.root(workbook_xml)
    body = b"".join(_source(name, workbook_tag.prefix) for name in new)
    if holder is not None and not retained and not new:
        # The schema asks for at least one name in the list, so an empty list goes too.
        return xml.spliced(workbook_xml, [(holder.start, holder.end, b"")])
    if holder is not None:
        return xml.spliced(workbook_xml, [*cuts, xml.append_child(workbook_xml, body, holder.tag)])
    label = workbook_tag.prefix + b"definedNames"
    name_list = b"<%b>%b</%b>" % (label, body, label)
    return xml.spliced(
        workbook_xml, [xml.insert_child(workbook_xml, name_list, "definedNames", sheets.ORDER)]
    )


def _elements(workbook_xml: bytes) -> list[xml.Element]:
    holder = xml.child(workbook_xml, "definedNames")
    return xml.children(workbook_xml, holder.tag) if holder else []


def _name(element: xml.Element, workbook_xml: bytes) -> DefinedName:
    attributes = element.tag.attributes
    # A position in the list of sheets, not a sheetId: it goes wrong if sheets are reordered.
    local = attributes.get("localSheetId", "")
    return DefinedName(
        attributes.get("name", ""),
        element.text(workbook_xml),
        int(local) if local.isdigit() else None,
        attributes.get("hidden") in ("1", "true"),
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
