import io
import zipfile

from kpibook.xlsx.opc import content_types
from kpibook.xlsx.opc.opc_package import OpcPackage


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


def test_content_types_are_found_by_name_then_by_extension():
    book = a_package()
    assert content_types.type_of(book, "xl/workbook.xml") == "application/x-workbook"
    assert content_types.type_of(book, "xl/other.xml") == "application/xml"
    assert content_types.type_of(book, "xl/other.png") == ""


def test_declaring_what_is_so_already_changes_nothing():
    book = a_package()
    content_types.declare(book, "xl/workbook.xml", "application/x-workbook")
    assert book.changed() == []


def test_an_override_added_and_removed_leaves_the_part_as_it_was():
    book = a_package()
    content_types.add_override(book, "xl/charts/chart1.xml", "application/x-chart")
    assert content_types.type_of(book, "XL/Charts/chart1.xml") == "application/x-chart"
    content_types.remove_override(book, "xl/charts/chart1.xml")
    assert book.read(content_types.PART).decode() == TYPES_PART


def test_an_extension_that_means_something_else_keeps_its_meaning():
    book = a_package()
    assert content_types.add_default(book, "png", "image/png") is True
    assert content_types.add_default(book, "PNG", "image/png") is True
    assert content_types.add_default(book, "png", "image/other") is False
    assert content_types.type_of(book, "xl/media/image1.png") == "image/png"
