from kpibook.xlsx.formula_results.other_workbooks import other_workbooks
from kpibook.xlsx.opc.opc_package import OpcPackage
from tests.support.packages import packed, parts

LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def a_package(target):
    members = parts(
        '<row r="1"/>', workbook='<externalReferences><externalReference r:id="rId9"/>'
        "</externalReferences>",
    )  # fmt: skip
    rels = "xl/_rels/workbook.xml.rels"
    members[rels] = members[rels].replace(
        "</Relationships>",
        f'<Relationship Id="rId9" Type="{LINK}/externalLink" '
        'Target="externalLinks/externalLink1.xml"/></Relationships>',
    )
    members["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
    members["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{LINK}/externalLinkPath" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )
    return OpcPackage.from_bytes(packed(members), "b.xlsx")


def test_the_name_is_without_its_folders():
    for target in (
        "Housing%20Q3.xlsx",
        "file:///S:\\Housing\\Housing%20Q3.xlsx",
        "https://council.example/sites/a/Housing%20Q3.xlsx",
    ):
        assert other_workbooks(a_package(target), "xl/workbook.xml") == {"1": "Housing Q3.xlsx"}


def test_a_workbook_without_links_has_none():
    package = OpcPackage.from_bytes(packed(parts('<row r="1"/>')), "b.xlsx")
    assert other_workbooks(package, "xl/workbook.xml") == {}
