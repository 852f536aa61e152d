"""Small workbooks built part by part, so that a test can say exactly what bytes they hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EPOCH = (2001, 2, 3, 4, 5, 6)
SHEET = "xl/worksheets/sheet1.xml"

#: Styles: 0 General, 1 a date, 2 a percentage, 3 a quote prefix.
STYLES = (
    "<fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>"
    '<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="10"/>'
    '<xf numFmtId="0" quotePrefix="1"/></cellXfs>'
)


def parts(
    rows: str = "",
    *,
    prefix: str = "",
    strict: bool = False,
    head: str = "",
    tail: str = "",
    workbook: str = "",
    before_sheets: str = "",
    texts: Iterable[str] = (),
    types: str = "",
    relations: str = "",
    sheet_data: str | None = None,
    main_type: str = f"{OFFICE}.sheet.main+xml",
    more: Mapping[str, str | bytes] | None = None,
) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet named Data.

    Args:
        rows: Source of its rows, written without prefix.
        prefix: Namespace prefix for the sheet and workbook, as ``"x"``.
        strict: Use the strict namespaces.
        head: What stands before ``sheetData``, with prefix where one is asked for.
        tail: What stands after it.
        workbook: What stands after ``sheets`` in the workbook part.
        before_sheets: What stands before it.
        texts: Shared strings, each the source of an ``si``'s content.
        types: More content types.
        relations: More relationships of the workbook.
        sheet_data: The whole ``sheetData`` element in place of one around `rows`.
        main_type: Content type of the workbook part.
        more: Further parts.
    """
    p = f"{prefix}:" if prefix else ""
    namespace, related = (STRICT, STRICT_RELATIONSHIPS) if strict else (MAIN, RELATIONSHIPS)
    declared = f'xmlns{":" + prefix if prefix else ""}="{namespace}" xmlns:r="{related}"'
    if prefix:
        for name in ("row", "c", "f", "v", "is", "t"):
            rows = rows.replace(f"<{name} ", f"<{p}{name} ").replace(f"<{name}>", f"<{p}{name}>")
            rows = rows.replace(f"</{name}>", f"</{p}{name}>").replace(
                f"<{name}/>", f"<{p}{name}/>"
            )
    data = sheet_data if sheet_data is not None else f"<{p}sheetData>{rows}</{p}sheetData>"
    strings = "".join(f"<si>{text}</si>" for text in texts)
    return {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{TYPES}">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main_type}"/>'
        f'<Override PartName="/{SHEET}" ContentType="{OFFICE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{OFFICE}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{OFFICE}.sharedStrings+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">'
        f'<Relationship Id="rId1" Type="{related}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f"{DECLARATION}<{p}workbook {declared}>{before_sheets}<{p}sheets>"
        f'<{p}sheet name="Data" sheetId="1" r:id="rId1"/></{p}sheets>{workbook}</{p}workbook>',
        "xl/_rels/workbook.xml.rels": f"{DECLARATION}<Relationships "
        f'xmlns="{PACKAGE_RELATIONSHIPS}">'
        f'<Relationship Id="rId1" Type="{related}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{related}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{related}/sharedStrings" Target="sharedStrings.xml"/>'
        f"{relations}</Relationships>",
        "xl/styles.xml": f'{DECLARATION}<styleSheet xmlns="{namespace}">{STYLES}</styleSheet>',
        "xl/sharedStrings.xml": f'{DECLARATION}<sst xmlns="{namespace}">{strings}</sst>',
        SHEET: f"{DECLARATION}<{p}worksheet {declared}>{head}{data}{tail}</{p}worksheet>",
        **(more or {}),
    }


def packed(members: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]]) -> bytes:
    """A zip file of these members, in order."""
    memory = io.BytesIO()
    pairs = members.items() if isinstance(members, Mapping) else members
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return memory.getvalue()


def a_workbook(path: Path, rows: str = "", **given: object) -> Path:
    """A workbook file of `parts`."""
    path.write_bytes(packed(parts(rows, **given)))  # type: ignore[arg-type]
    return path


def members_of(path: Path) -> dict[str, bytes]:
    """The content of every member of a zip file, in order."""
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def sheet_source(path: Path, part: str = SHEET) -> str:
    """The source of a sheet part."""
    return members_of(path)[part].decode()


def inline(address: str, text: str, more: str = "") -> str:
    """An inline string cell."""
    return f'<c r="{address}"{more} t="inlineStr"><is><t>{escape(text)}</t></is></c>'
