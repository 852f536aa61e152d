import pytest

from kpibook.xlsx import Workbook
from kpibook.xlsx.worksheet.column_widths import with_widths
from tests.support import validator
from tests.xlsx.calculation.calculated import a_workbook

HEAD = b'<worksheet><sheetFormatPr defaultRowHeight="15"/>%b<sheetData>'


def widened(cols, **columns):
    at_least = {int(name[1:]): width for name, width in columns.items()}
    head = HEAD % cols.encode()
    before, after = (HEAD % b"|").split(b"|")
    made = with_widths(head, at_least, b"")
    assert made.startswith(before)
    assert made.endswith(after)
    return made[len(before) : len(made) - len(after)].decode()


@pytest.mark.parametrize(
    ("cols", "columns", "after"),
    [
        pytest.param(
            "",
            {"c3": 14},
            '<cols><col min="3" max="3" width="14" customWidth="1"/></cols>',
            id="no width is set yet",
        ),
        pytest.param("", {"c3": 8}, "", id="the usual width does"),
        pytest.param(
            '<cols><col min="1" max="5" width="9" style="2"/></cols>',
            {"c3": 14},
            '<cols><col min="1" max="2" width="9" style="2"/>'
            '<col min="3" max="3" width="14" style="2" customWidth="1"/>'
            '<col min="4" max="5" width="9" style="2"/></cols>',
            id="in the middle of others",
        ),
        pytest.param(
            '<cols><col min="1" max="2" width="9"/></cols>',
            {"c2": 12, "c4": 14},
            '<cols><col min="1" max="1" width="9"/>'
            '<col min="2" max="2" width="12" customWidth="1"/>'
            '<col min="4" max="4" width="14" customWidth="1"/></cols>',
            id="two, one of them below the last",
        ),
        pytest.param(
            '<cols><col min="4" max="4" width="20"/></cols>',
            {"c2": 12},
            '<cols><col min="2" max="2" width="12" customWidth="1"/>'
            '<col min="4" max="4" width="20"/></cols>',
            id="before the first",
        ),
    ],
)
def test_a_column_is_made_wider(cols, columns, after):
    assert widened(cols, **columns) == after


@pytest.mark.parametrize(
    "cols",
    [
        pytest.param('<cols><col min="3" max="3" width="20"/></cols>', id="wide enough"),
        pytest.param('<cols><col min="3" max="3" width="9" hidden="1"/></cols>', id="hidden"),
        pytest.param(
            '<cols><col min="1" max="4" width="9"/><col min="2" max="3" width="9"/></cols>',
            id="overlapping",
        ),
        pytest.param('<cols><col min="x" max="3" width="9"/></cols>', id="damaged"),
    ],
)
def test_other_columns_keep_their_bytes(cols):
    assert widened(cols, c3=14) == cols


def test_a_prefix_is_kept():
    head = b"<x:worksheet><x:sheetData>"
    made = with_widths(head, {1: 12}, b"x:")
    assert made == (
        b'<x:worksheet><x:cols><x:col min="1" max="1" width="12" customWidth="1"/></x:cols>'
        b"<x:sheetData>"
    )


def test_the_usual_width_of_the_sheet_counts():
    head = HEAD.replace(b"defaultRow", b'defaultColWidth="15" defaultRow') % b""
    assert with_widths(head, {3: 14}, b"") == head


@pytest.mark.slow
def test_a_saved_workbook_is_valid_and_a_second_time_changes_nothing(tmp_path):
    path = tmp_path / "b.xlsx"
    with Workbook.from_bytes(a_workbook(Data={"A1": 1, "C1": 12_500_000}), "b.xlsx") as book:
        book.sheet("Data").widen_columns({3: 14})
        book.save(path)
    assert validator.errors(path) == []
    with Workbook.open(path) as book:
        assert b'<col min="3" max="3" width="14"' in book.container.read("xl/worksheets/sheet1.xml")
        book.sheet("Data").widen_columns({3: 14})
        assert book.is_as_opened()
