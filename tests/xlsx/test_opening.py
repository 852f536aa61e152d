import pytest

from kpibook.errors import RefusedEdit
from kpibook.xlsx.opc.limits import Limits
from kpibook.xlsx.source_file import scratch_container
from kpibook.xlsx.workbook_part.sheets import SheetEntry, worksheet
from tests.support.packages import a_workbook, packed, parts

ENTRIES = [
    SheetEntry("This quarter", "visible", 1, "rId1", "xl/sheet1.xml", "worksheet"),
    SheetEntry("Chart", "visible", 2, "rId2", "xl/chart.xml", "chartsheet"),
    SheetEntry("Gone", "hidden", 3, "rId3", "", "worksheet"),
]


def test_a_worksheet_is_found_whatever_the_case():
    assert worksheet(ENTRIES, "THIS QUARTER", "b.xlsx") is ENTRIES[0]


@pytest.mark.parametrize(
    ("name", "code"),
    [("Last", "sheet-missing"), ("Chart", "sheet-not-cells"), ("Gone", "sheet-part-missing")],
)
def test_what_is_no_worksheet_is_refused(name, code):
    with pytest.raises(RefusedEdit) as caught:
        worksheet(ENTRIES, name, "b.xlsx")

    assert caught.value.code == code


def test_a_sheet_to_take_over_comes_from_a_file_or_from_memory(tmp_path):
    content = packed(parts())
    path = a_workbook(tmp_path / "b.xlsx")

    for scratch in (content, path, str(path)):
        with scratch_container(scratch, Limits()) as opened:
            assert "xl/workbook.xml" in opened
