import pytest

from kpibook.errors import KpibookError
from kpibook.xlsx import Workbook
from kpibook.xlsx.inspection.vet import vet
from kpibook.xlsx.opc.limits import Limits
from tests.support.packages import a_workbook

FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"/></row>'


def code_of(path, limits=None):
    with pytest.raises(KpibookError) as caught:
        vet(path, limits or Limits())
    return caught.value.code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"head": '<dimension ref="A1:XFD1048576"/>'}, "rectangle-too-large"),
        ({"rows": FAR}, "rectangle-too-large"),
        ({"rows": '<row r="1048576"><c/><c/></row>', "head": "<cols/>"}, None),
        ({"tail": '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'}, "merged-too-large"),
        ({"tail": '<hyperlinks><hyperlink ref="A:XFD"/></hyperlinks>'}, "merged-too-large"),
        ({"tail": '<mergeCells><mergeCell ref="A1:C3"/></mergeCells>'}, None),
        ({"more": {"xl/a.xml": "<!DOCTYPE a><a/>"}}, "xml-doctype"),
        ({"more": {"xl/a.xml": "<!DOCTYPE a><a/>".encode("utf-16")}}, "xml-doctype"),
        ({"more": {"xl/a.xml": "<!-- a --><a/>"}}, None),
        ({"more": {"xl/a.xml": ""}}, None),
        (
            {"more": {"xl/sharedStrings.xml": '<sst uniqueCount="4294967295"><si/></sst>'}},
            "count-untrue",
        ),
        ({"more": {"xl/styles.xml": "<a>" * 500 + "</a>" * 500}}, "xml-too-deep"),
        ({"more": {"xl/styles.xml": "<a><b></a>"}}, "part-damaged"),
        ({"before_sheets": "<a>" * 500 + "</a>" * 500}, "xml-too-deep"),
    ],
    ids=[
        "claimed rectangle", "far cell", "far row", "merge of all", "link over all", "small merge",
        "document type", "document type in utf-16", "comment", "empty part", "count", "deep styles",
        "broken styles", "deep workbook",
    ],
)  # fmt: skip
def test_what_harms_other_readers_is_refused(tmp_path, given, code):
    path = a_workbook(tmp_path / "b.xlsx", **given)
    if code is None:
        vet(path)
    else:
        assert code_of(path) == code


@pytest.mark.parametrize(
    ("limits", "given"),
    [
        (Limits(rectangle=2**40), {"rows": FAR}),
        (Limits(merged=2**40), {"tail": '<mergeCell ref="A1:XFD1048576"/>'}),
        (Limits(depth=1000), {"more": {"xl/styles.xml": "<a>" * 500 + "</a>" * 500}}),
    ],
)
def test_limits_can_be_raised(tmp_path, limits, given):
    vet(a_workbook(tmp_path / "b.xlsx", **given), limits)


def test_a_part_to_be_parsed_whole_has_a_limit_of_its_own(tmp_path):
    assert code_of(a_workbook(tmp_path / "b.xlsx"), Limits(xml_size=50)) == "xml-too-large"


def test_our_own_reader_is_not_harmed_by_what_is_refused_for_others(tmp_path):
    path = a_workbook(tmp_path / "b.xlsx", FAR, head='<dimension ref="A1:XFD1048576"/>')

    with Workbook.open(path) as book:
        assert book.sheet("Data").cell("A1").value == 1
