"""Finish of a workbook that XlsxWriter made: heading styles, language, fixed time stamps.

XlsxWriter has no way to set these. Screen readers list cells by heading style, so a title without
such a style is lost to them. Only workbooks that kpibook has just built come here.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.etree import ElementTree as ET

LANGUAGE = "en-GB"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PIECE = 1 << 20
_HEADING_1 = 16  # Excel's numbers for the styles in its gallery; Heading 2 is the next


def finished(workbook: bytes, headings: Mapping[float, int]) -> bytes:
    """Return the workbook with heading styles and language; every other part is unchanged.

    Args:
        workbook: A workbook by XlsxWriter.
        headings: Level of heading (1, 2) by the size in points of its text; no other text may
            have these sizes.
    """
    copy = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(workbook)) as package,
        zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for info in package.infolist():
            name = info.filename
            if name == "docProps/core.xml":
                target.writestr(_entry(name), _with_language(package.read(name)))
            elif name == "xl/styles.xml":
                target.writestr(_entry(name), _with_heading_styles(package.read(name), headings))
            else:
                _copy(package, info, target)
    return copy.getvalue()


def _copy(package: zipfile.ZipFile, info: zipfile.ZipInfo, target: zipfile.ZipFile) -> None:
    """Copy a part piece by piece, so that a long sheet is never in memory as a whole."""
    entry = _entry(info.filename)
    entry.file_size = info.file_size
    with package.open(info) as part, target.open(entry, "w") as copy:
        while piece := part.read(_PIECE):
            copy.write(piece)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # else the bytes depend on the system that built the file
    return entry


def _with_language(core: bytes) -> bytes:
    end = b"</cp:coreProperties>"
    return core.replace(end, f"<dc:language>{LANGUAGE}</dc:language>".encode() + end)


def _with_heading_styles(styles: bytes, headings: Mapping[float, int]) -> bytes:
    """Return the styles part with Excel's heading style for cells in a heading's font size."""
    # Without it ElementTree writes the prefix ns0 in every name.
    ET.register_namespace("", _MAIN)
    root = ET.fromstring(styles)  # noqa: S314 - XlsxWriter wrote it a moment ago
    for points, level in headings.items():
        fonts = _fonts_of_size(root, points)
        if fonts:
            style_id = _add_style(root, level, fonts[0])
            for cell_format in _child(root, "cellXfs"):
                if cell_format.get("fontId") in fonts:
                    cell_format.set("xfId", style_id)
    return _DECLARATION + ET.tostring(root, encoding="unicode").encode()


def _fonts_of_size(root: ET.Element, points: float) -> list[str]:
    sizes = [font.find(f"{{{_MAIN}}}sz") for font in _child(root, "fonts")]
    return [
        str(i)
        for i, size in enumerate(sizes)
        if size is not None and float(size.get("val", "0")) == points
    ]


def _add_style(root: ET.Element, level: int, font: str) -> str:
    formats, styles = _child(root, "cellStyleXfs"), _child(root, "cellStyles")
    style_id = str(len(formats))
    look = {"numFmtId": "0", "fontId": font, "fillId": "0", "borderId": "0", "applyFont": "1"}
    ET.SubElement(formats, f"{{{_MAIN}}}xf", look)
    attributes = {
        "name": f"Heading {level}",
        "xfId": style_id,
        "builtinId": str(_HEADING_1 + level - 1),
        # The style has a built-in number but another look than Excel's own.
        "customBuiltin": "1",
    }
    ET.SubElement(styles, f"{{{_MAIN}}}cellStyle", attributes)
    # The count attribute must agree with the number of entries.
    for counted in (formats, styles):
        counted.set("count", str(len(counted)))
    return style_id


def _child(root: ET.Element, name: str) -> ET.Element:
    element = root.find(f"{{{_MAIN}}}{name}")
    if element is None:
        raise ValueError(f"styles.xml has no {name}")
    return element
