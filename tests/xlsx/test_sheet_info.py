import pytest

from kpibook.xlsx import Workbook
from kpibook.xlsx.workbook import Changes
from tests.support.packages import packed, parts


@pytest.mark.parametrize("protected", [True, False])
def test_a_sheet_tells_whether_it_is_protected(protected):
    tail = '<sheetProtection sheet="1"/>' if protected else ""
    with Workbook.from_bytes(packed(parts(tail=tail)), "b.xlsx") as book:
        (info,) = book.sheets

        assert info.protected is protected
        assert (info.part, info.sheet_id) == ("xl/worksheets/sheet1.xml", 1)


def test_a_chart_sheet_is_never_protected_as_cells_are():
    members = parts()
    related = "xl/_rels/workbook.xml.rels"
    members[related] = members[related].replace('/worksheet"', '/chartsheet"')
    with Workbook.from_bytes(packed(members), "b.xlsx") as book:
        assert not book.sheets[0].protected


def test_changes_are_true_when_something_on_disk_will_differ():
    assert not Changes((), (), (), {}, ("a note",))
    assert Changes(("a",), (), (), {}, ())
    assert Changes((), ("a",), (), {}, ())
    assert Changes((), (), ("a",), {}, ())
