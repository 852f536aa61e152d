import io
import zipfile

import pytest

from kpibook.xlsx.inspection.facts import Feature, Link, Macros
from kpibook.xlsx.inspection.parts import (
    Features,
    links,
    macros,
    properties,
    sheet_features,
    signed,
    workbook_features,
    written_by,
)
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.workbook_part import sheets

TYPE = relationships.TYPES
MS = "http://schemas.microsoft.com/office/2007/relationships"
WORKBOOK = "xl/workbook.xml"


def rels(*entries):
    """Relationships of (id, type, target) and, for what is outside, a fourth item."""
    body = "".join(
        f'<Relationship Id="{i}" Type="{t}" Target="{target}" TargetMode="{mode}"/>'
        for i, t, target, *outside in entries
        for mode in ["External" if outside else "Internal"]
    )
    return f"<Relationships>{body}</Relationships>"


def a_package(parts=None, *, workbook_rels=(), sheet_rels=(), root_rels=()):
    """A workbook of one sheet, Data, with these parts and relationships besides."""
    entry = '<sheet name="Data" sheetId="1" r:id="s"/>'
    everything = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": rels(("w", f"{TYPE}/officeDocument", WORKBOOK), *root_rels),
        WORKBOOK: f'<workbook xmlns:r="{TYPE}"><sheets>{entry}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels(
            ("s", f"{TYPE}/worksheet", "worksheets/sheet1.xml"), *workbook_rels
        ),
        "xl/worksheets/sheet1.xml": "<worksheet><sheetData/></worksheet>",
        "xl/worksheets/_rels/sheet1.xml.rels": rels(*sheet_rels),
    } | (parts or {})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, content in everything.items():
            file.writestr(name, content)
    return OpcPackage.from_bytes(stream.getvalue(), "a.xlsx")


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        (f"{TYPE}/printerSettings", "printer settings"),
        (f"{TYPE}/pivotTable", "pivot tables"),
        (f"{MS}/slicer", "slicers"),
        ("http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
         "threaded comments"),
        (f"{TYPE}/ctrlProp", "form controls"),
        (f"{TYPE}/control", "ActiveX controls"),
        (f"{relationships.STRICT_TYPES}/queryTable", "query tables"),
    ],
)  # fmt: skip
def test_what_a_sheet_leads_to_is_counted_under_a_name_people_know(kind, called):
    package = a_package({"xl/x/one.xml": "<a/>"}, sheet_rels=[("r", kind, "../x/one.xml")])
    features = Features()
    sheet_features(package, sheets.entries(package, WORKBOOK)[0], features)
    assert features.result() == (Feature(called, 1, ("Data",)),)


def test_what_a_drawing_holds_is_counted():
    drawing = (
        '<d:wsDr xmlns:d="d">'
        "<d:pic/><d:pic/><d:sp/><d:cxnSp/><d:grpSp><d:sp/></d:grpSp>"
        "<d:graphicFrame/></d:wsDr>"
    )
    package = a_package(
        {
            "xl/drawings/drawing1.xml": drawing,
            "xl/drawings/_rels/drawing1.xml.rels": rels(("c", f"{TYPE}/chart", "../charts/c.xml")),
            "xl/charts/c.xml": "<chart/>",
            "xl/comments1.xml": "<comments><commentList><comment/><comment/></commentList>"
            "</comments>",
        },
        sheet_rels=[
            ("d", f"{TYPE}/drawing", "../drawings/drawing1.xml"),
            ("c", f"{TYPE}/comments", "../comments1.xml"),
        ],
    )
    features = Features()
    sheet_features(package, sheets.entries(package, WORKBOOK)[0], features)
    assert {one.kind: one.count for one in features.result()} == {
        "charts": 1, "comments": 2, "grouped shapes": 1, "pictures": 2, "shapes": 3,
    }  # fmt: skip


def test_what_belongs_to_no_sheet_is_counted_too():
    package = a_package(
        {"xl/connections.xml": "<connections/>", "customXml/item1.xml": "<a/>"},
        workbook_rels=[
            ("c", f"{TYPE}/connections", "connections.xml"),
            ("x", f"{TYPE}/customXml", "../customXml/item1.xml"),
        ],
    )
    features = Features()
    workbook_features(package, WORKBOOK, features)
    assert features.result() == (Feature("connections", 1), Feature("custom XML", 1))


def test_everything_outside_is_listed_once_without_passwords():
    package = a_package(
        {
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": rels(
                ("r", f"{TYPE}/externalLinkPath", "file:///S:/Budget.xlsx", True)
            ),
            "xl/externalLinks/externalLink2.xml": (
                '<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
            ),
            "xl/connections.xml": (
                '<connections><connection name="Case system"><dbPr connection="PWD=secret"/>'
                "</connection></connections>"
            ),
        },
        workbook_rels=[
            ("e", f"{TYPE}/externalLink", "externalLinks/externalLink1.xml"),
            ("d", f"{TYPE}/externalLink", "externalLinks/externalLink2.xml"),
            ("c", f"{TYPE}/connections", "connections.xml"),
        ],
        sheet_rels=[
            ("h", f"{TYPE}/hyperlink", "https://me:secret@example.org/a?pwd=secret&amp;b=1", True),
            ("i", f"{TYPE}/hyperlink", "https://me:secret@example.org/a?pwd=secret&amp;b=1", True),
            ("p", f"{TYPE}/image", "https://example.org/track.png", True),
        ],
    )
    found = links(package, WORKBOOK)
    assert found == (
        Link("DDE", "cmd|/C calc", 1),
        Link("connection", "Case system", 1),
        Link("linked picture", "https://example.org/track.png", 1, ("Data",)),
        Link("web page or file", "https://example.org/a?pwd=&b=1", 2, ("Data",)),
        Link("workbook", "file:///S:/Budget.xlsx", 1),
    )
    assert "secret" not in str(found)


@pytest.mark.parametrize(
    ("parts", "related", "expected"),
    [
        pytest.param({}, [], Macros(), id="none"),
        pytest.param(
            {"xl/vbaProject.bin": "x"}, [("v", f"{MS}/vbaProject", "vbaProject.bin")],
            Macros(vba=True), id="not signed",
        ),
        pytest.param(
            {"xl/vbaProject.bin": "x", "xl/sign.bin": "x",
             "xl/_rels/vbaProject.bin.rels": rels(("s", f"{MS}/vbaProjectSignature", "sign.bin"))},
            [("v", f"{MS}/vbaProject", "vbaProject.bin")], Macros(vba=True, signed=True),
            id="signed",
        ),
        pytest.param(
            {}, [("m", f"{MS}/xlMacrosheet", "macro.xml")], Macros(), id="macro sheet not listed",
        ),
    ],
)  # fmt: skip
def test_macros_are_told_and_whether_they_are_signed(parts, related, expected):
    assert macros(a_package(parts, workbook_rels=related), WORKBOOK, ["Period"]) == expected


def test_names_that_run_by_themselves_are_told():
    found = macros(a_package(), WORKBOOK, ["_xlnm.Auto_Open", "auto_close2", "Automatic"])
    assert found.automatic == ("_xlnm.Auto_Open", "auto_close2")


CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def test_properties_are_named_and_never_quoted():
    package = a_package(
        {
            "docProps/core.xml": (
                '<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc">'
                "<dc:creator>Jo Bloggs</dc:creator><dc:title></dc:title>"
                "</cp:coreProperties>"
            ),
            "docProps/app.xml": (
                "<Properties><Application>Microsoft Excel</Application><Company>A Council</Company>"
                "</Properties>"
            ),
            "docProps/custom.xml": '<Properties><property name="Owner"/></Properties>',
        },
        root_rels=[
            ("c", CORE, "docProps/core.xml"),
            ("a", f"{TYPE}/extended-properties", "docProps/app.xml"),
            ("x", f"{TYPE}/custom-properties", "docProps/custom.xml"),
        ],
    )
    found = properties(package)
    assert found == ("author", "company", "custom: Owner")
    assert "Bloggs" not in str(found)
    assert written_by(package) == "Microsoft Excel"


def test_a_signed_workbook_is_known_by_its_signature():
    assert signed(a_package({"_xmlsignatures/sig1.xml": "<a/>"}))
    assert not signed(a_package())
