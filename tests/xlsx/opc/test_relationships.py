import io
import zipfile

import pytest

from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage

TYPE = relationships.TYPES


def a_package(**parts):
    """A container with these parts, by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, content in {"[Content_Types].xml": TYPES_PART, **parts}.items():
            file.writestr(name, content)
    return OpcPackage.from_bytes(stream.getvalue(), "a.xlsx")


TYPES_PART = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="XML" ContentType="application/xml"/>'
    '<Override PartName="/xl/Workbook.xml" ContentType="application/x-workbook"/></Types>'
)


def rels(*entries, prefix=""):
    colon = f"{prefix}:" if prefix else ""
    body = "".join(
        f"<{colon}Relationship Id='{i}' Type='{t}' Target='{target}'{more}/>"
        for i, t, target, *rest in entries
        for more in [" TargetMode='External'" if rest else ""]
    )
    declared = f"xmlns:{prefix}" if prefix else "xmlns"
    name = f"{colon}Relationships"
    return f"<{name} {declared}='{relationships.NAMESPACE}'>{body}</{name}>"


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("../xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        (r"worksheets\sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("./worksheets/./sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("../../../outside.xml", "outside.xml"),
        ("media/the%20crest.png", "xl/media/the crest.png"),
    ],
)
def test_a_target_is_a_part_name_however_it_is_written(said, target):
    book = a_package(
        **{"xl/_rels/workbook.xml.rels": rels(("rId1", f"{TYPE}/worksheet", said)),
           "xl/media/the crest.png": b""}
    )  # fmt: skip
    assert relationships.of(book, "xl/workbook.xml")["rId1"].target == target


def test_what_is_outside_the_file_is_left_as_written():
    book = a_package(
        **{"xl/_rels/workbook.xml.rels": rels(("rId1", f"{TYPE}/hyperlink", r"C:\a\b.xlsx", True))}
    )
    one = relationships.of(book, "xl/workbook.xml")["rId1"]
    assert (one.target, one.external, one.kind) == (r"C:\a\b.xlsx", True, "hyperlink")


@pytest.mark.parametrize("prefix", ["", "p"], ids=["no prefix", "prefixed"])
def test_a_relationship_added_is_read_back_and_the_others_stay(prefix):
    before = rels(("rId2", f"{TYPE}/styles", "styles.xml"), prefix=prefix)
    book = a_package(**{"xl/_rels/workbook.xml.rels": before})
    new = relationships.add(book, "xl/workbook.xml", "worksheet", "xl/worksheets/sheet1.xml")
    found = relationships.of(book, "xl/workbook.xml")
    assert new not in ("rId2", "")
    assert found[new].target == "xl/worksheets/sheet1.xml"
    assert found[new].type == f"{TYPE}/worksheet"
    assert found["rId2"].target == "xl/styles.xml"
    relationships.remove(book, "xl/workbook.xml", new)
    assert book.read("xl/_rels/workbook.xml.rels").decode() == before


def test_a_part_without_relationships_gets_its_first():
    book = a_package()
    new = relationships.add(book, "xl/a.xml", "hyperlink", "https://example.gov.uk", external=True)
    assert relationships.of(book, "xl/a.xml")[new].target == "https://example.gov.uk"


def test_a_strict_file_gets_strict_types():
    strict = f"{relationships.STRICT_TYPES}/styles"
    book = a_package(**{"xl/_rels/workbook.xml.rels": rels(("rId1", strict, "styles.xml"))})
    new = relationships.add(book, "xl/workbook.xml", "worksheet", "xl/worksheets/sheet1.xml")
    assert relationships.of(book, "xl/workbook.xml")[new].type.startswith(
        relationships.STRICT_TYPES
    )


def test_a_new_id_differs_from_the_others_in_more_than_case():
    book = a_package(**{"_rels/.rels": rels(("RID2", "t/a", "a.xml"))})
    assert relationships.add(book, relationships.PACKAGE, "b", "b.xml").lower() != "rid2"
