"""An .ods as its XML, and the items of the accessibility checklist that a program can judge."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {
    **{name: f"{_ODF}{name}:1.0" for name in ("office", "style", "text", "table")},
    "fo": f"{_ODF}xsl-fo-compatible:1.0",
    "drawing": f"{_ODF}drawing:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def part(ods: bytes, name: str) -> ET.Element:
    """Return a part of the file."""
    with zipfile.ZipFile(BytesIO(ods)) as package:
        return ET.fromstring(package.read(name))


def attribute(element: ET.Element | None, name: str) -> str:
    """Return an attribute by its prefixed name; empty if it is not there."""
    prefix, _, local = name.partition(":")
    return "" if element is None else element.get(f"{{{NAMES[prefix]}}}{local}", "")


def rows_of(table: ET.Element) -> list[list[tuple[str, str]]]:
    """Return text and style of each cell of each row."""
    return [
        [
            ("\n".join("".join(p.itertext()) for p in cell), attribute(cell, "table:style-name"))
            for cell in row.iterfind("table:table-cell", NAMES)
        ]
        for row in table.iter(f"{{{NAMES['table']}}}table-row")
    ]


def faults(ods: bytes) -> list[str]:
    """Return what the checklist has against a file."""
    content, meta, styles = (part(ods, name) for name in ("content.xml", "meta.xml", "styles.xml"))
    found = []
    tables = content.findall(".//table:table", NAMES)
    names = [attribute(table, "table:name") for table in tables]
    if len({name.casefold() for name in names}) != len(names):
        found.append("two sheets have a name")
    if content.find(".//table:covered-table-cell", NAMES) is not None:
        found.append("merged cells")
    if content.find(".//drawing:frame", NAMES) is not None:
        found.append("a floating object")
    wrapped = {
        attribute(style, "style:name")
        for style in content.iterfind(".//style:style", NAMES)
        if attribute(style.find("style:table-cell-properties", NAMES), "fo:wrap-option") == "wrap"
    }
    ranges = [
        attribute(each, "table:target-range-address")
        for each in content.iterfind(".//table:database-range", NAMES)
    ]
    for table in tables:
        found += _faults_of(table, wrapped, ranges)
    if not meta.findtext(".//dc:title", "", NAMES) or not meta.findtext(
        ".//dc:language", "", NAMES
    ):
        found.append("no title or language")
    usual = styles.find(".//style:default-style/style:text-properties", NAMES)
    if attribute(usual, "fo:font-size") != "12pt" or not attribute(usual, "fo:language"):
        found.append("not 12 point with a language")
    return found


def _faults_of(table: ET.Element, wrapped: set[str], ranges: list[str]) -> list[str]:
    name, rows, found = attribute(table, "table:name"), rows_of(table), []
    if not rows[0][0][0] or rows[0][0][1] != "Heading_20_1":
        found.append(f"{name}: A1 is no title")
    headers = table.findall("table:table-header-rows/table:table-row", NAMES)
    if len(headers) != 1:
        return [*found, f"{name}: {len(headers)} header rows"]
    top = list(table.iter(headers[0].tag)).index(headers[0])
    header = [text for text, _ in rows[top]]
    if "" in header or len(set(header)) != len(header):
        found.append(f"{name}: headings are blank or repeat")
    if not any(f".A{top + 1}:" in each and name.replace("'", "''") in each for each in ranges):
        found.append(f"{name}: the table is not declared")
    for number, row in enumerate(rows[top + 1 :], top + 2):
        if len(row) != len(header) or any(not text.strip() for text, _ in row):
            found.append(f"{name}: row {number} has a blank or missing cell")
        found += [
            f"{name}: row {number} is a symbol alone" for t, _ in row if not re.search(r"\w", t)
        ]
        found += [f"{name}: row {number} does not wrap" for _, style in row if style not in wrapped]
    return found
