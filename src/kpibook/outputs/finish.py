"""What XlsxWriter cannot say of a workbook it made: the Heading 1 style and the language.

Works on workbooks kpibook has just built, whose parts are known; nothing a person owns comes
here. The checklist wants titles marked up as headings, and the document's language set.
"""

from __future__ import annotations

import io
import re
import zipfile

_STYLES = "xl/styles.xml"
_CORE = "docProps/core.xml"
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")


def finished(workbook: bytes, language: str = "en-GB") -> bytes:
    """The same workbook with the format of each sheet's A1 as its Heading 1, and its language."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as source:
        parts = {info: source.read(info) for info in source.infolist()}
    titles = {
        int(found[1])
        for info, data in parts.items()
        if _SHEET.fullmatch(info.filename) and (found := re.search(rb'<c r="A1" s="(\d+)"', data))
    }
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as target:
        for info, data in parts.items():
            said = data
            if info.filename == _STYLES:
                said = _with_heading_style(data, titles)
            elif info.filename == _CORE:
                said = _with_language(data, language)
            target.writestr(info, said)
    return memory.getvalue()


def _with_heading_style(styles: bytes, titles: set[int]) -> bytes:
    """Add a Heading 1 cell style that looks as the titles' formats do, and link them to it."""
    xfs = re.search(rb"<cellXfs[^>]*>(.*?)</cellXfs>", styles, re.DOTALL)
    if xfs is None or not titles:
        return styles
    every = re.findall(rb"<xf [^>]*?/>|<xf .*?</xf>", xfs[1], re.DOTALL)
    look = re.search(rb'fontId="(\d+)"', every[min(titles)])
    font = look[1] if look else b"0"
    for index in titles:
        every[index] = re.sub(rb'xfId="\d+"', b'xfId="1"', every[index])
    styles = styles.replace(xfs[1], b"".join(every), 1)
    styles = re.sub(
        rb'<cellStyleXfs count="1">(.*?)</cellStyleXfs>',
        rb'<cellStyleXfs count="2">\1<xf numFmtId="0" fontId="' + font + rb'" fillId="0" '
        rb'borderId="0" applyNumberFormat="0" applyFill="0" applyBorder="0"/></cellStyleXfs>',
        styles,
        count=1,
        flags=re.DOTALL,
    )
    return re.sub(
        rb'<cellStyles count="1">',
        b'<cellStyles count="2"><cellStyle name="Heading 1" xfId="1" builtinId="16"/>',
        styles,
        count=1,
    )


def _with_language(core: bytes, language: str) -> bytes:
    """Name the language of the document in its core properties, after the fields before it."""
    tag = f"<dc:language>{language}</dc:language>".encode()
    return core.replace(b"</cp:coreProperties>", tag + b"</cp:coreProperties>", 1)
