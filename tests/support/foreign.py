"""What councils put into the template, and no Python library keeps: written by hand, valid."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from kpibook.workbook.template import template_path
from tests.support.foreignparts import WORKBOOK, Editor
from tests.support.foreignxml import (
    CHART,
    CHART_FRAME,
    CHECKBOX_SHAPE,
    COMMENTS,
    CONTROLS,
    DRAWINGS,
    MAIN,
    MICROSOFT,
    OFFICE,
    PERSONS,
    PICTURE,
    SHEETS,
    SLICER_CACHE,
    SLICER_FRAME,
    TEXT_BOX,
    THREAD,
    VML,
    X14,
    X15,
    XDR,
    XM,
)

QUARTER, MEASURES = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet4.xml"


def foreign_template(path: Path) -> Editor:
    """The shipped template with everything added, saved at `path`: .xlsx, or .xlsm with macros."""
    book = Editor.of(template_path())
    for add in (sparklines, star_ratings, list_from_another_sheet, drawings, remark_and_checkbox,
                printer_settings, slicer, custom_xml, external_link):  # fmt: skip
        add(book)
    if path.suffix == ".xlsm":
        vba_project(book)
    book.save(path)
    return book


def sparklines(book: Editor) -> None:
    """Beside the table: Excel's sparklines live in the sheet's extension list."""
    sparkline(book, "U6")


def sparkline(book: Editor, cell: str) -> None:
    """The trend of the first row of 'This quarter', drawn in a cell."""
    _extend(book, "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}", f'xmlns:x14="{X14}"',
        f'<x14:sparklineGroups xmlns:xm="{XM}"><x14:sparklineGroup displayEmptyCellsAs="gap">'
        '<x14:colorSeries rgb="FF376092"/><x14:colorNegative rgb="FFD00000"/>'
        "<x14:sparklines><x14:sparkline><xm:f>'This quarter'!E6:G6</xm:f>"
        f"<xm:sqref>{cell}</xm:sqref></x14:sparkline></x14:sparklines>"
        "</x14:sparklineGroup></x14:sparklineGroups>")  # fmt: skip


def star_ratings(book: Editor) -> None:
    """Conditional formats that only Excel 2010 and later have."""
    steps = "".join(f'<x14:cfvo type="percent"><xm:f>{n}</xm:f></x14:cfvo>' for n in (0, 33, 67))
    _extend(book, "{78C0D931-6437-407d-A8EE-F0AAD7539E65}", f'xmlns:x14="{X14}"',
        f'<x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="{XM}">'
        '<x14:cfRule type="iconSet" priority="40" id="{6A1C4C0E-0000-4000-8000-000000000003}">'
        f'<x14:iconSet iconSet="3Stars">{steps}</x14:iconSet></x14:cfRule>'
        "<xm:sqref>I6:I505</xm:sqref></x14:conditionalFormatting>"
        f'<x14:conditionalFormatting xmlns:xm="{XM}">'
        '<x14:cfRule type="expression" priority="42" id="{6A1C4C0E-0000-4000-8000-000000000005}">'
        "<xm:f>COUNT($E6:$G6)&lt;3</xm:f><x14:dxf><font><b/></font></x14:dxf></x14:cfRule>"
        "<xm:sqref>B6:B505</xm:sqref></x14:conditionalFormatting>"
        "</x14:conditionalFormattings>")  # fmt: skip


def list_from_another_sheet(book: Editor) -> None:
    """A validation that only Excel 2010 and later have."""
    _extend(book, "{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}", f'xmlns:x14="{X14}"',
        f'<x14:dataValidations xmlns:xm="{XM}" count="1"><x14:dataValidation type="list" '
        'allowBlank="1" showInputMessage="1" showErrorMessage="1">'
        "<x14:formula1><xm:f>Lists!$A$5:$A$12</xm:f></x14:formula1>"
        "<xm:sqref>W6:W505</xm:sqref></x14:dataValidation></x14:dataValidations>")  # fmt: skip


def drawings(book: Editor) -> None:
    """A picture, a chart, a text box and the drawing's half of a checkbox."""
    part = "xl/drawings/drawing1.xml"
    picture, chart = "xl/media/image1.png", "xl/charts/chart1.xml"
    book.default_type("png", "image/png")
    book.add(picture, _png())
    book.add(chart, CHART, f"{DRAWINGS}.drawingml.chart+xml")
    shown = (book.relate(part, picture, f"{OFFICE}/image"),
             book.relate(part, chart, f"{OFFICE}/chart"))  # fmt: skip
    body = PICTURE.format(shown[0]) + CHART_FRAME.format(shown[1]) + TEXT_BOX + CHECKBOX_SHAPE
    book.add(part, f"<xdr:wsDr {XDR}>{body}</xdr:wsDr>", f"{DRAWINGS}.drawing+xml")
    book.insert(QUARTER, f'<drawing r:id="{book.relate(QUARTER, part, f"{OFFICE}/drawing")}"/>')


def remark_and_checkbox(book: Editor) -> None:
    """A threaded comment and a form control: new parts, and the old VML drawing of both."""
    vml, control = "xl/drawings/vmlDrawing1.vml", "xl/ctrlProps/ctrlProp1.xml"
    comments, thread = "xl/comments1.xml", "xl/threadedComments/threadedComment1.xml"
    book.default_type("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    book.add(vml, VML.encode())
    book.add(control, f'<formControlPr xmlns="{X14}" objectType="CheckBox" checked="Checked" '
             'fmlaLink="$Y$1" lockText="1" noThreeD="1"/>',
             "application/vnd.ms-excel.controlproperties+xml")  # fmt: skip
    book.add(comments, COMMENTS, f"{SHEETS}.comments+xml")
    book.add(thread, THREAD, "application/vnd.ms-excel.threadedcomments+xml")
    book.add("xl/persons/person.xml", PERSONS, "application/vnd.ms-excel.person+xml")
    drawn = book.relate(QUARTER, vml, f"{OFFICE}/vmlDrawing")
    book.insert(QUARTER, f'<legacyDrawing r:id="{drawn}"/>')
    ticked = book.relate(QUARTER, control, f"{OFFICE}/ctrlProp")
    book.insert(QUARTER, CONTROLS.format(ticked))
    book.relate(QUARTER, comments, f"{OFFICE}/comments")
    book.relate(QUARTER, thread, f"{MICROSOFT}/2017/10/relationships/threadedComment")
    book.relate(WORKBOOK, "xl/persons/person.xml", f"{MICROSOFT}/2017/10/relationships/person")


def printer_settings(book: Editor) -> None:
    """What a printer's driver keeps, which nobody but the driver can read."""
    part = "xl/printerSettings/printerSettings1.bin"
    book.add(part, bytes(range(256)) * 4, f"{SHEETS}.printerSettings")
    said = 'paperSize="9" scale="91" pageOrder="overThenDown" orientation="landscape"'
    settings = book.relate(QUARTER, part, f"{OFFICE}/printerSettings")
    new = f'<pageSetup {said} r:id="{settings}"/>'
    book.replace(QUARTER, f"<pageSetup {said}/>", new)
    book.fragments.append((QUARTER, new))


def slicer(book: Editor) -> None:
    """Buttons that filter the register by service."""
    cache, part, drawing = (
        "xl/slicerCaches/slicerCache1.xml", "xl/slicers/slicer1.xml", "xl/drawings/drawing2.xml",
    )  # fmt: skip
    book.add(cache, SLICER_CACHE, "application/vnd.ms-excel.slicerCache+xml")
    book.add(part, f'<slicers xmlns="{X14}"><slicer name="Service" cache="Slicer_Service" '
             'caption="Service" rowHeight="241300"/></slicers>',
             "application/vnd.ms-excel.slicer+xml")  # fmt: skip
    book.add(drawing, f"<xdr:wsDr {XDR}>{SLICER_FRAME}</xdr:wsDr>", f"{DRAWINGS}.drawing+xml")
    drawn = book.relate(MEASURES, drawing, f"{OFFICE}/drawing")
    book.insert(MEASURES, f'<drawing r:id="{drawn}"/>')
    shown = book.relate(MEASURES, part, f"{MICROSOFT}/2007/relationships/slicer")
    _extend(book, "{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}", f'xmlns:x15="{X15}"',
        f'<x14:slicerList xmlns:x14="{X14}"><x14:slicer r:id="{shown}"/></x14:slicerList>',
        MEASURES)  # fmt: skip
    kept = book.relate(WORKBOOK, cache, f"{MICROSOFT}/2007/relationships/slicerCache")
    _extend(book, "{46BE6895-7355-4a93-B00E-2C351335B9C9}", f'xmlns:x15="{X15}"',
        f'<x15:slicerCaches xmlns:x14="{X14}"><x14:slicerCache r:id="{kept}"/></x15:slicerCaches>',
        WORKBOOK)  # fmt: skip
    book.insert_into(WORKBOOK, "definedNames", '<definedName name="Slicer_Service">#N/A'
                     "</definedName>")  # fmt: skip


def custom_xml(book: Editor) -> None:
    """A record number, as document management systems put it there."""
    item, about = "customXml/item1.xml", "customXml/itemProps1.xml"
    book.add(item, '<record xmlns="urn:council:records"><number>CS/2021/0417</number></record>')
    book.add(about, '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/'
             '2006/customXml" ds:itemID="{6A1C4C0E-0000-4000-8000-000000000004}">'
             '<ds:schemaRefs><ds:schemaRef ds:uri="urn:council:records"/></ds:schemaRefs>'
             "</ds:datastoreItem>", f"{DRAWINGS}.customXmlProperties+xml")  # fmt: skip
    book.relate(WORKBOOK, item, f"{OFFICE}/customXml")
    book.relate(item, about, f"{OFFICE}/customXmlProps")


def external_link(book: Editor) -> None:
    """Last year's workbook, and the value of its that was seen last."""
    part = "xl/externalLinks/externalLink1.xml"
    path = book.relate(part, "last%20year.xlsx", f"{OFFICE}/externalLinkPath", external=True)
    book.add(part, f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{OFFICE}" r:id="{path}">'
             '<sheetNames><sheetName val="Totals"/></sheetNames><sheetDataSet>'
             '<sheetData sheetId="0"><row r="1"><cell r="A1"><v>42</v></cell></row></sheetData>'
             "</sheetDataSet></externalBook></externalLink>",
             f"{SHEETS}.externalLink+xml")  # fmt: skip
    linked = book.relate(WORKBOOK, part, f"{OFFICE}/externalLink")
    book.insert(WORKBOOK, "<externalReferences>"
                f'<externalReference r:id="{linked}"/></externalReferences>')  # fmt: skip


def vba_project(book: Editor) -> None:
    """A project and its digital signature; the bytes are no code, and nobody here reads them."""
    part, signature = "xl/vbaProject.bin", "xl/vbaProjectSignature.bin"
    container = bytes.fromhex("d0cf11e0a1b11ae1")
    book.add(part, container + bytes(1016), "application/vnd.ms-office.vbaProject")
    book.add(signature, b"signed" * 200, "application/vnd.ms-office.vbaProjectSignature")
    book.relate(WORKBOOK, part, f"{MICROSOFT}/2006/relationships/vbaProject")
    book.relate(part, signature, f"{MICROSOFT}/2006/relationships/vbaProjectSignature")
    book.replace("[Content_Types].xml", f"{SHEETS}.sheet.main+xml",
                 "application/vnd.ms-excel.sheet.macroEnabled.main+xml")  # fmt: skip
    book.replace(WORKBOOK, "<workbookPr ", '<workbookPr codeName="ThisWorkbook" ')
    for number in range(1, 9):
        _name_in_code(book, f"xl/worksheets/sheet{number}.xml", f"Sheet{number}")


def _name_in_code(book: Editor, sheet: str, name: str) -> None:
    for tag in ("<sheetPr>", "<sheetPr "):
        if tag in book.text(sheet):
            book.replace(sheet, tag, f'<sheetPr codeName="{name}"{tag[8:]}')
            return
    book.insert(sheet, f'<sheetPr codeName="{name}"/>')


def _extend(book: Editor, uri: str, declared: str, content: str, part: str = QUARTER) -> None:
    book.insert_into(part, "extLst", f'<ext uri="{uri}" {declared}>{content}</ext>')


def _png() -> bytes:
    """A picture of one red point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", check)

    header = struct.pack(">LLBBBBB", 1, 1, 8, 2, 0, 0, 0)
    point = zlib.compress(b"\0\xd0\0\0")
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", point)
            + chunk(b"IEND", b""))  # fmt: skip
