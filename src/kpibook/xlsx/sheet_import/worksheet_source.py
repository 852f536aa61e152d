"""A sheet's own source, made to fit another workbook: its styles, its strings, its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.styles.cell_formats import Merged
from kpibook.xlsx.xml import elements as xml

STRICT_NAMESPACES = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        "http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
    "http://schemas.openxmlformats.org/drawingml/2006/main": (
        "http://purl.oclc.org/ooxml/drawingml/main"
    ),
    "http://schemas.openxmlformats.org/drawingml/2006/chart": (
        "http://purl.oclc.org/ooxml/drawingml/chart"
    ),
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": (
        "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing"
    ),
}
"""Namespaces of a transitional part and what a strict workbook calls them."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a grafted sheet keeps of the sheet it replaces.

    Attributes:
        selected: Its tab was among the selected ones.
        code_name: What a VBA project calls it; empty when it does not.
    """

    selected: bool = False
    code_name: str = ""


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets one attribute of whatever tag it is given."""

    name: str
    value: str

    def __call__(self, tag: bytes) -> bytes:
        """The tag with the attribute set."""
        return xml.set_attribute(tag, self.name, self.value)


def place_of(sheet_xml: bytes) -> Place:
    """What a sheet that takes this one's place has to keep."""
    before = sheet_xml[: _data(sheet_xml).start]
    views = xml.tags(before, "sheetView")
    properties = xml.first_tag(before, "sheetPr")
    return Place(
        any(view.get("tabSelected") in ("1", "true") for view in views),
        properties.get("codeName") if properties else "",
    )


def shared_strings(container: OpcPackage, workbook: str) -> list[bytes]:
    """Sources of a workbook's shared strings, without the tags around each."""
    part = relationships.target_of(container, workbook, "sharedStrings")
    if part is None:
        return []
    text = xml.clean(container.read(part), part=part, file=container.name)
    return [entry.content(text) for entry in xml.children(text)]


def refuse_unsupported(sheet_xml: bytes, name: str) -> None:
    """Refuse a sheet whose cells depend on parts of the workbook that sheets share.

    Raises:
        RefusedEdit: ``graft-unsupported``.
    """
    prefix = re.escape(_data(sheet_xml).tag.prefix)
    found = re.search(rb"<" + prefix + rb"c\s[^>]*?\s[cv]m=[^>]*>", sheet_xml)
    if found is None:
        return
    raise RefusedEdit(
        "a sheet to put into a workbook has a dynamic array formula or a picture in a cell.",
        code="graft-unsupported",
        where=Location("", name, xml.root(found[0]).get("r")),
        why="They need parts of the workbook that are shared with other sheets.",
        fix="Write an ordinary formula, and place pictures over the cells.",
    )


def fitted(sheet_xml: bytes, merged: Merged, strings: list[bytes], place: Place) -> bytes:
    """The sheet's source with the target's style indexes and its text within its cells.

    Args:
        sheet_xml: The cleaned part, as XlsxWriter wrote it.
        merged: Where its styles are in the target.
        strings: The shared strings of its workbook.
        place: What to keep of the sheet it replaces.
    """
    data = _data(sheet_xml)
    start, end = data.inner, data.inner_end
    head = _head(sheet_xml[:start], merged, place)
    body = _Cells(merged, strings, data.tag.prefix).moved(sheet_xml[start:end])
    return head + body + _tail(sheet_xml[end:], merged)


def made_strict(source: bytes) -> bytes:
    """A transitional part in the namespaces of a strict workbook."""
    for old, new in STRICT_NAMESPACES.items():
        for quote in (b'"', b"'"):
            source = source.replace(quote + old.encode() + quote, quote + new.encode() + quote)
    return source


def _data(sheet_xml: bytes) -> xml.Element:
    found = xml.first_element(sheet_xml, "sheetData", prefix=xml.root(sheet_xml).prefix)
    if found is None:
        raise xml.damaged()
    return found


def _head(head: bytes, merged: Merged, place: Place) -> bytes:
    cuts = [
        xml.replace_tag(view, head, lambda tag: _selected(tag, on=place.selected))
        for view in xml.tags(head, "sheetView")
    ]
    for column in xml.tags(head, "col"):
        style = column.get("style")
        if style:
            new = str(_moved(merged.xfs, style))
            cuts.append(xml.replace_tag(column, head, Setter("style", new)))
    if place.code_name:
        cuts.append(_code_name(head, place.code_name))
    return xml.spliced(head, cuts)


def _selected(tag: bytes, *, on: bool) -> bytes:
    if on:
        return xml.set_attribute(tag, "tabSelected", "1")
    return xml.remove_attribute(tag, "tabSelected")


def _code_name(head: bytes, code_name: str) -> xml.Cut:
    above = xml.root(head)
    properties = xml.first_tag(head, "sheetPr", prefix=above.prefix)
    if properties is not None:
        return xml.replace_tag(properties, head, Setter("codeName", code_name))
    fragment = b"<%bsheetPr codeName=%b/>" % (above.prefix, xml.quoted(code_name))
    return above.end, above.end, fragment


def _tail(tail: bytes, merged: Merged) -> bytes:
    """What follows the cells, with the styles of conditional formats and filters moved."""
    pattern = re.compile(rb'(\sdxfId=")(\d+)(")')
    return pattern.sub(lambda found: found[1] + _dxf(merged, found[2]) + found[3], tail)


def _dxf(merged: Merged, index: bytes) -> bytes:
    return str(_moved(merged.dxfs, index.decode())).encode()


def _moved(table: tuple[int, ...], index: str) -> int:
    number = int(index) if index.isdigit() else 0
    return table[number] if number < len(table) else 0


_STYLE = re.compile(rb'(\ss=")(\d+)"')


class _Cells:
    """Moves the cells of one sheet, whose rows may be many: one pass, one pattern."""

    def __init__(self, merged: Merged, strings: list[bytes], prefix: bytes) -> None:
        self.xfs = [str(index).encode() for index in merged.xfs]
        self.strings, self.prefix = strings, prefix
        p = re.escape(prefix)
        self.pattern = re.compile(
            rb"<" + p + rb"(c|row)(\s[^>]*?)?(/?)>"
            rb"(?:<" + p + rb"v>(\d+)</" + p + rb"v></" + p + rb"c>)?"
        )

    def moved(self, body: bytes) -> bytes:
        return self.pattern.sub(self._tag, body)

    def _tag(self, found: re.Match[bytes]) -> bytes:
        given = found[2] or b""
        if found[1] == b"row":
            return self._restyled(found[0]) if b" s=" in given else found[0]
        if b' t="s"' in given and found[4] is not None:
            return self._inline(given, int(found[4]))
        if b" s=" in given:
            return self._restyled(found[0])
        if self.xfs and self.xfs[0] != b"0":
            name = b"<" + self.prefix + b"c"
            return found[0].replace(name, name + b' s="' + self.xfs[0] + b'"', 1)
        return found[0]

    def _restyled(self, source: bytes) -> bytes:
        return _STYLE.sub(lambda s: s[1] + self._style(s[2]) + b'"', source, count=1)

    def _style(self, index: bytes) -> bytes:
        number = int(index)
        return self.xfs[number] if number < len(self.xfs) else b"0"

    def _inline(self, given: bytes, index: int) -> bytes:
        p, text = self.prefix, self.strings[index] if index < len(self.strings) else b""
        tag = b"<" + p + b"c" + given.replace(b' t="s"', b' t="inlineStr"') + b">"
        if b" s=" in given:
            tag = self._restyled(tag)
        elif self.xfs and self.xfs[0] != b"0":
            tag = xml.set_attribute(tag, "s", self.xfs[0].decode())
        return tag + b"<" + p + b"is>" + text + b"</" + p + b"is></" + p + b"c>"
