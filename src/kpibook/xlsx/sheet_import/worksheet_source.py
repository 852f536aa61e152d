"""Source of an imported sheet, adapted to the workbook: formats, strings, kept properties."""

from __future__ import annotations

import re

from kpibook.errors import Location, RefusedEdit
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
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
"""Namespaces of a transitional part, with those of a strict workbook."""


@dataclass(frozen=True, slots=True)
class KeptProperties:
    """Properties that an imported sheet keeps of the sheet it replaces.

    Attributes:
        selected: True if its tab was selected.
        code_name: Its name in the VBA project; empty if it has no such name.
    """

    selected: bool = False
    code_name: str = ""


@dataclass(frozen=True, slots=True)
class Setter:
    """Function that sets an attribute of a tag."""

    name: str
    value: str

    def __call__(self, tag: bytes) -> bytes:
        """Return the tag with the attribute set."""
        return xml.set_attribute(tag, self.name, self.value)


def properties_to_keep(sheet_xml: bytes) -> KeptProperties:
    """Return the properties that the replacement of this sheet has to keep."""
    before = sheet_xml[: _data(sheet_xml).start]
    # A sheet that is not selected while its tab is in front would be grouped with the others: Excel
    # then writes each entry to all of them.
    views = xml.tags(before, "sheetView")
    properties = xml.first_tag(before, "sheetPr")
    return KeptProperties(
        any(view.get("tabSelected") in ("1", "true") for view in views),
        properties.get("codeName") if properties else "",
    )


def shared_strings(container: OpcPackage, workbook: str) -> list[bytes]:
    """Return the sources of a workbook's shared strings, without the tags around each string."""
    part = relationships.target_of(container, workbook, "sharedStrings")
    if part is None:
        return []
    text = xml.clean(container.read(part), part=part, file=container.name)
    return [entry.content(text) for entry in xml.children(text)]


def refuse_unsupported(sheet_xml: bytes, name: str) -> None:
    """Refuse a sheet whose cells depend on metadata parts that sheets share.

    Raises:
        RefusedEdit: ``graft-unsupported``.
    """
    if b"cm=" not in sheet_xml and b"vm=" not in sheet_xml:  # nearly every sheet
        return
    prefix = re.escape(_data(sheet_xml).tag.prefix)
    match = re.search(rb"<" + prefix + rb"c\s[^>]*?\s[cv]m=[^>]*>", sheet_xml)
    if match is None:
        return
    raise RefusedEdit(
        "a sheet to put into a workbook has a dynamic array formula or a picture in a cell.",
        code="graft-unsupported",
        where=Location("", name, xml.root(match[0]).get("r")),
        why="They need parts of the workbook that are shared with other sheets.",
        fix="Write an ordinary formula, and place pictures over the cells.",
    )


def fitted(
    sheet_xml: bytes, merged: Merged, strings: list[bytes], properties: KeptProperties
) -> bytes:
    """Return the sheet's source with the target's format indexes and with its text in its cells.

    Args:
        sheet_xml: The cleaned part, as XlsxWriter wrote it.
        merged: Its format indexes in the target.
        strings: The shared strings of its workbook.
        properties: Properties of the sheet it replaces.
    """
    data = _data(sheet_xml)
    start, end = data.inner, data.inner_end
    head = _head(sheet_xml[:start], merged, properties)
    body = _Cells(merged, strings, data.tag.prefix).moved(sheet_xml[start:end])
    return head + body + _tail(sheet_xml[end:], merged)


def made_strict(source: bytes) -> bytes:
    """Return a transitional part with the namespaces of a strict workbook."""
    for old, new in STRICT_NAMESPACES.items():
        # Only whole attribute values: the relationships namespace is also the start of every
        # relationship type.
        for quote in (b'"', b"'"):
            source = source.replace(quote + old.encode() + quote, quote + new.encode() + quote)
    return source


def _data(sheet_xml: bytes) -> xml.Element:
    element = xml.first_element(sheet_xml, "sheetData", prefix=xml.root(sheet_xml).prefix)
    if element is None:
        raise xml.damaged()
    return element


def _head(head: bytes, merged: Merged, properties: KeptProperties) -> bytes:
    cuts = [
        xml.replace_tag(view, head, lambda tag: _selected(tag, on=properties.selected))
        for view in xml.tags(head, "sheetView")
    ]
    for column in xml.tags(head, "col"):
        style = column.get("style")
        if style:
            new = str(_moved(merged.xfs, style))
            cuts.append(xml.replace_tag(column, head, Setter("style", new)))
    if properties.code_name:
        cuts.append(_code_name(head, properties.code_name))
    return xml.spliced(head, cuts)


def _selected(tag: bytes, *, on: bool) -> bytes:
    if on:
        return xml.set_attribute(tag, "tabSelected", "1")
    return xml.remove_attribute(tag, "tabSelected")


def _code_name(head: bytes, code_name: str) -> xml.Cut:
    sheet_tag = xml.root(head)
    properties = xml.first_tag(head, "sheetPr", prefix=sheet_tag.prefix)
    if properties is not None:
        return xml.replace_tag(properties, head, Setter("codeName", code_name))
    fragment = b"<%bsheetPr codeName=%b/>" % (sheet_tag.prefix, xml.quoted(code_name))
    return sheet_tag.end, sheet_tag.end, fragment


def _tail(tail: bytes, merged: Merged) -> bytes:
    """Return the source after the cells, with new indexes of conditional formats and filters."""
    pattern = re.compile(rb'(\sdxfId=")(\d+)(")')
    return pattern.sub(lambda match: match[1] + _dxf(merged, match[2]) + match[3], tail)


def _dxf(merged: Merged, index: bytes) -> bytes:
    return str(_moved(merged.dxfs, index.decode())).encode()


def _moved(table: tuple[int, ...], index: str) -> int:
    number = int(index) if index.isdigit() else 0
    return table[number] if number < len(table) else 0


_STYLE = regex(rb'(\ss=")(\d+)"')


class _Cells:
    """Converter of a sheet's cells: a single pass with a single pattern, as rows may be many."""

    def __init__(self, merged: Merged, strings: list[bytes], prefix: bytes) -> None:
        self.xfs = [str(index).encode() for index in merged.xfs]
        self.strings, self.prefix = strings, prefix
        p = re.escape(prefix)
        self.pattern = re.compile(
            rb"<" + p + rb"(c|row)(\s[^>]*?)?(/?)>"
            rb"(?:<" + p + rb"v>(\d+)</" + p + rb"v></" + p + rb"c>)?"
        )
        # A cell with a style whose text is no shared string, which nearly all are.
        self.plain = re.compile(
            rb"(<" + p + rb'c r="[A-Z]+[0-9]+" s=")([0-9]+)(?="(?: t="inlineStr")?/?>)'
        )

    def moved(self, body: bytes) -> bytes:
        pieces = self.plain.split(body)
        style = {source: self._style(source) for source in set(pieces[2::3])}
        pieces[2::3] = map(style.__getitem__, pieces[2::3])
        cell, row = b"<" + self.prefix + b"c", b"<" + self.prefix + b"row"
        pieces[0::3] = [
            self.pattern.sub(self._tag, between)
            if cell in between or (row in between and b" s=" in between)
            else between
            for between in pieces[0::3]
        ]
        return b"".join(pieces)

    def _tag(self, match: re.Match[bytes]) -> bytes:
        attributes = match[2] or b""
        if match[1] == b"row":
            return self._restyled(match[0]) if b" s=" in attributes else match[0]
        if b' t="s"' in attributes and match[4] is not None:
            return self._inline(attributes, int(match[4]))
        if b" s=" in attributes:
            return self._restyled(match[0])
        if self.xfs and self.xfs[0] != b"0":
            name = b"<" + self.prefix + b"c"
            return match[0].replace(name, name + b' s="' + self.xfs[0] + b'"', 1)
        return match[0]

    def _restyled(self, source: bytes) -> bytes:
        return _STYLE.sub(lambda s: s[1] + self._style(s[2]) + b'"', source, count=1)

    def _style(self, index: bytes) -> bytes:
        number = int(index)
        return self.xfs[number] if number < len(self.xfs) else b"0"

    def _inline(self, attributes: bytes, index: int) -> bytes:
        p, text = self.prefix, self.strings[index] if index < len(self.strings) else b""
        tag = b"<" + p + b"c" + attributes.replace(b' t="s"', b' t="inlineStr"') + b">"
        if b" s=" in attributes:
            tag = self._restyled(tag)
        elif self.xfs and self.xfs[0] != b"0":
            tag = xml.set_attribute(tag, "s", self.xfs[0].decode())
        return tag + b"<" + p + b"is>" + text + b"</" + p + b"is></" + p + b"c>"
