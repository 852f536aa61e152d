"""What XlsxWriter cannot say: heading styles, the document's language, fixed zip stamps.

Screen readers list cells by their heading style, so a title that only looks like one is lost
on them.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

from kpibook.workbook import look

LANGUAGE = "en-GB"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Excel's numbers for the styles in its own gallery. No other text has these sizes.
_HEADINGS = ((look.TITLE_POINTS, "Heading 1", 16), (look.SECTION_POINTS, "Heading 2", 17))


def finished(content: bytes) -> bytes:
    """The workbook `content` with the above added; every part else is as it was."""
    rewritten = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as package,
        zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in package.namelist():
            change = _CHANGES.get(name, bytes)
            target.writestr(_entry(name), change(package.read(name)))
    return rewritten.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # otherwise it names the system that built the file
    return entry


def _with_language(core: bytes) -> bytes:
    end = b"</cp:coreProperties>"
    return core.replace(end, f"<dc:language>{LANGUAGE}</dc:language>".encode() + end)


def _with_heading_styles(styles: bytes) -> bytes:
    """Give the cells in a heading's font size Excel's own style of that name."""
    ET.register_namespace("", _MAIN)
    root = ET.fromstring(styles)  # noqa: S314 - XlsxWriter wrote it a moment ago
    for points, name, builtin in _HEADINGS:
        fonts = _fonts_of_size(root, points)
        style_id = _add_style(root, name, builtin, fonts[0])
        for cell_format in _child(root, "cellXfs"):
            if cell_format.get("fontId") in fonts:
                cell_format.set("xfId", style_id)
    return _DECLARATION + ET.tostring(root, encoding="unicode").encode()


def _fonts_of_size(root: ET.Element, points: int) -> list[str]:
    sizes = [font.find(f"{{{_MAIN}}}sz") for font in _child(root, "fonts")]
    return [str(i) for i, size in enumerate(sizes) if size is not None and _points(size) == points]


def _points(size: ET.Element) -> float:
    return float(size.get("val", "0"))


def _add_style(root: ET.Element, name: str, builtin: int, font: str) -> str:
    formats, styles = _child(root, "cellStyleXfs"), _child(root, "cellStyles")
    style_id = str(len(formats))
    look_of_it = {"numFmtId": "0", "fontId": font, "fillId": "0", "borderId": "0"}
    ET.SubElement(formats, f"{{{_MAIN}}}xf", {**look_of_it, "applyFont": "1"})
    named = {"name": name, "xfId": style_id, "builtinId": str(builtin), "customBuiltin": "1"}
    ET.SubElement(styles, f"{{{_MAIN}}}cellStyle", named)
    for counted in (formats, styles):
        counted.set("count", str(len(counted)))
    return style_id


def _child(root: ET.Element, name: str) -> ET.Element:
    found = root.find(f"{{{_MAIN}}}{name}")
    if found is None:
        raise ValueError(f"styles.xml has no {name}")
    return found


_CHANGES = {"docProps/core.xml": _with_language, "xl/styles.xml": _with_heading_styles}
