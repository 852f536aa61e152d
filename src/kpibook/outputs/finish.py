"""Finish of a workbook that XlsxWriter made: heading styles and language.

XlsxWriter has no way to set these. Screen readers list cells by heading style, so a title without
such a style is lost to them. Only workbooks that kpibook has just built come here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

LANGUAGE = "en-GB"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HEADING_1 = 16  # Excel's numbers for the styles in its gallery; Heading 2 is the next


def final_part(name: str, headings: Mapping[float, int]) -> Callable[[bytes], bytes] | None:
    """Return the function that finishes a part of a workbook; None if the part stays unchanged.

    Args:
        name: The part, as "xl/styles.xml".
        headings: Level of heading (1, 2) by the size in points of its text; no other text may
            have these sizes.
    """
    if name == "docProps/core.xml":
        return _with_language
    if name == "xl/styles.xml":
        return lambda styles: _with_heading_styles(styles, headings)
    return None


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
