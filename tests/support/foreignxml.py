"""Sources of the parts that Excel and other programs put into a workbook, as they write them."""

from __future__ import annotations

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWINGML = "http://schemas.openxmlformats.org/drawingml/2006"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
X15 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
MICROSOFT = "http://schemas.microsoft.com/office"
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DRAWINGS = "application/vnd.openxmlformats-officedocument"
PERSON = "{6A1C4C0E-0000-4000-8000-000000000001}"
REMARK = "{6A1C4C0E-0000-4000-8000-000000000002}"

XDR = (
    f'xmlns:xdr="{DRAWINGML}/spreadsheetDrawing" xmlns:a="{DRAWINGML}/main" xmlns:r="{OFFICE}" '
    f'xmlns:mc="{COMPATIBILITY}"'
)


def _anchor(column: int, row: int, content: str) -> str:
    def corner(name: str, at_column: int, at_row: int) -> str:
        return (f"<xdr:{name}><xdr:col>{at_column}</xdr:col><xdr:colOff>0</xdr:colOff>"
                f"<xdr:row>{at_row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{name}>")  # fmt: skip

    return (f'<xdr:twoCellAnchor>{corner("from", column, row)}{corner("to", column + 3, row + 6)}'
            f"{content}<xdr:clientData/></xdr:twoCellAnchor>")  # fmt: skip


SPOT = ('<a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="457200"/></a:xfrm>'
         '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>')  # fmt: skip
NO_SPOT = '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
PICTURE = _anchor(25, 0,
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Picture 1" descr="The council\'s arms"/>'
    '<xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="{}"/>'
    f"<a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr>{SPOT}</xdr:spPr>"
    "</xdr:pic>")  # fmt: skip
CHART_FRAME = _anchor(25, 8,
    '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="3" name="Chart 2"/>'
    f"<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>{NO_SPOT}<a:graphic>"
    f'<a:graphicData uri="{DRAWINGML}/chart"><c:chart xmlns:c="{DRAWINGML}/chart" r:id="{{}}"/>'
    "</a:graphicData></a:graphic></xdr:graphicFrame>")  # fmt: skip
TEXT_BOX = _anchor(25, 16,
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="4" name="TextBox 3"/>'
    f'<xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr>{SPOT}</xdr:spPr><xdr:txBody><a:bodyPr/>'
    "<a:p><a:r><a:t>Due on the 15th</a:t></a:r></a:p></xdr:txBody></xdr:sp>")  # fmt: skip
A14 = f"{MICROSOFT}/drawing/2010/main"
CHECKBOX_SHAPE = (
    f'<mc:AlternateContent><mc:Choice xmlns:a14="{A14}" Requires="a14">'
    + _anchor(25, 24,
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="1025" name="Check Box 1" '
        'hidden="1"><a:extLst><a:ext uri="{63B3BB69-23CF-44E3-9099-C40C66FF867C}">'
        '<a14:compatExt spid="_x0000_s1025"/></a:ext></a:extLst></xdr:cNvPr><xdr:cNvSpPr/>'
        f"</xdr:nvSpPr><xdr:spPr>{SPOT}</xdr:spPr></xdr:sp>")
    + "</mc:Choice><mc:Fallback/></mc:AlternateContent>"
)  # fmt: skip
SLE = f"{MICROSOFT}/drawing/2010/slicer"
SLICER_FRAME = (
    f'<mc:AlternateContent><mc:Choice xmlns:sle15="{MICROSOFT}/drawing/2012/slicer" '
    'Requires="sle15">'
    + _anchor(28, 4,
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Service"/>'
        f"<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>{NO_SPOT}<a:graphic>"
        f'<a:graphicData uri="{SLE}"><sle:slicer xmlns:sle="{SLE}" name="Service"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame>")
    + "</mc:Choice><mc:Fallback/></mc:AlternateContent>"
)  # fmt: skip
SLICER_CACHE = (
    f'<slicerCacheDefinition xmlns="{X14}" name="Slicer_Service" sourceName="Service">'
    f'<extLst><x:ext xmlns:x="{MAIN}" xmlns:x15="{X15}" '
    'uri="{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}">'
    '<x15:tableSlicerCache tableId="2" column="4"/></x:ext></extLst></slicerCacheDefinition>'
)
CONTROLS = (
    f'<mc:AlternateContent xmlns:mc="{COMPATIBILITY}" xmlns:x14="{X14}" '
    f'xmlns:xdr="{DRAWINGML}/spreadsheetDrawing"><mc:Choice Requires="x14"><controls>'
    '<mc:AlternateContent><mc:Choice Requires="x14">'
    '<control shapeId="1025" r:id="{}" name="Check Box 1"><controlPr defaultSize="0" '
    'autoFill="0" autoLine="0" autoPict="0"><anchor moveWithCells="1"><from><xdr:col>25</xdr:col>'
    "<xdr:colOff>0</xdr:colOff><xdr:row>24</xdr:row><xdr:rowOff>0</xdr:rowOff></from><to>"
    "<xdr:col>28</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>30</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    "</to></anchor></controlPr></control></mc:Choice></mc:AlternateContent></controls>"
    "</mc:Choice></mc:AlternateContent>"
)
CHART = (
    f'<c:chartSpace xmlns:c="{DRAWINGML}/chart" xmlns:a="{DRAWINGML}/main"><c:chart><c:plotArea>'
    '<c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:ser>'
    '<c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>\'This quarter\'!$H$6:$H$505</c:f>'
    '</c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart>'
    '<c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/>'
    '<c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/>'
    '<c:axPos val="b"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>'
)
COMMENTS = (
    f'<comments xmlns="{MAIN}" xmlns:mc="{COMPATIBILITY}" mc:Ignorable="xr" '
    f'xmlns:xr="{MICROSOFT}/spreadsheetml/2014/revision"><authors><author>tc={REMARK}</author>'
    f'</authors><commentList><comment ref="H5" authorId="0" shapeId="0" xr:uid="{REMARK}">'
    "<text><t>[Threaded comment] Agreed with finance.</t></text></comment></commentList></comments>"
)
THREAD = (
    f'<ThreadedComments xmlns="{THREADED}"><threadedComment ref="H5" dT="2021-11-02T09:15:00.00" '
    f'personId="{PERSON}" id="{REMARK}"><text>Agreed with finance.</text></threadedComment>'
    "</ThreadedComments>"
)
PERSONS = (
    f'<personList xmlns="{THREADED}"><person displayName="An officer" id="{PERSON}" '
    'userId="officer@example.org" providerId="AD"/></personList>'
)
VML = """<xml xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
 <o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>
 <v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe">
  <v:stroke joinstyle="miter"/></v:shapetype>
 <v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
  <v:stroke joinstyle="miter"/></v:shapetype>
 <v:shape id="_x0000_s1025" type="#_x0000_t201" style='position:absolute;margin-left:1200pt;
  margin-top:400pt;width:120pt;height:18pt;z-index:1' filled="f" stroked="f">
  <v:textbox><div style='text-align:left'>Signed off</div></v:textbox>
  <x:ClientData ObjectType="Checkbox"><x:Anchor>25, 0, 24, 0, 28, 0, 30, 0</x:Anchor>
   <x:AutoFill>False</x:AutoFill><x:AutoLine>False</x:AutoLine><x:Checked>1</x:Checked>
   <x:FmlaLink>$Y$1</x:FmlaLink></x:ClientData></v:shape>
 <v:shape id="_x0000_s1026" type="#_x0000_t202" style='position:absolute;margin-left:600pt;
  margin-top:60pt;width:108pt;height:59pt;z-index:2;visibility:hidden' fillcolor="#ffffe1">
  <v:textbox/><x:ClientData ObjectType="Note"><x:Anchor>8, 15, 4, 2, 10, 15, 8, 16</x:Anchor>
   <x:AutoFill>False</x:AutoFill><x:Row>4</x:Row><x:Column>7</x:Column></x:ClientData></v:shape>
</xml>
"""
