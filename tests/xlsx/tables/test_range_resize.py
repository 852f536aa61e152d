import pytest

from kpibook.xlsx.cells.references import area
from kpibook.xlsx.tables.range_resize import Resize


def grown(by=2, *, reach="B3:F8", totals=0):
    """A table with a heading row, its data in rows 4 to 8 unless said otherwise."""
    return Resize("My Data", area(reach), 1, totals, by)


@pytest.mark.parametrize(
    ("areas", "after_growth"),
    [
        pytest.param("D4:D8", "D4:D10", id="a column's data"),
        pytest.param("D3:D8", "D3:D10", id="with the heading"),
        pytest.param("B4:F8", "B4:F10", id="all columns"),
        pytest.param("D4:D7", "D4:D7", id="not to the end"),
        pytest.param("D5:D8", "D5:D8", id="not from the start"),
        pytest.param("D8", "D8", id="the last cell"),
        pytest.param("D4", "D4", id="the first cell"),
        pytest.param("D4:D100", "D4:D100", id="beyond the end"),
        pytest.param("A4:F8", "A4:F8 B9:F10", id="wider than the table"),
        pytest.param("A1:H8", "A1:H8 B9:F10", id="around the table"),
        pytest.param("A4:F8 B9:F10", "A4:F8 B9:F10", id="beneath the table"),
        pytest.param("D4:D8 D9:D20", "D4:D8 D9:D20", id="beneath the column"),
        pytest.param("D:D", "D:D", id="whole column"),
        pytest.param("4:8", "4:8 B9:F10", id="whole rows"),
        pytest.param("H4:H8", "H4:H8", id="next to the table"),
        pytest.param("D4:D8 H1 E8", "D4:D10 H1 E8", id="a list"),
        pytest.param("D4:D6 D7:D8", "D4:D6 D7:D10", id="in two pieces"),
        pytest.param("nonsense", "nonsense", id="not an area"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_areas_of_formats_and_validations_follow(areas, after_growth):
    assert grown().sqref(areas) == after_growth


def test_what_one_growth_put_beneath_a_wider_area_grows_on():
    first = grown().sqref("A4:F8")
    assert grown(3, reach="B3:F10").sqref(first) == "A4:F8 B9:F13"


@pytest.mark.parametrize(
    ("said", "expected"),
    [("D4:D8", "D4:D10"), ("D4:D9", "D4:D11"), ("D9", "D11"), ("B9:F9", "B11:F11"), ("D8", "D8")],
)
def test_a_totals_row_moves_and_what_ends_at_it_or_above_it_follows(said, expected):
    assert grown(reach="B3:F9", totals=1).sqref(said) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("'My Data'!$D$4:$D$8", "'My Data'!$D$4:$D$10"),
        ("'my data'!D4:D8", "'my data'!D4:D10"),
        ("'My Data'!$B$3:$F$8", "'My Data'!$B$3:$F$10"),
        ("'My Data'!$D$4:$D$7", "'My Data'!$D$4:$D$7"),
        ("'My Data'!$D$8", "'My Data'!$D$8"),
        ("'My Data'!$A$4:$D$8", "'My Data'!$A$4:$D$8"),
        ("'[2]My Data'!$D$4:$D$8", "'[2]My Data'!$D$4:$D$8"),
        ("Other!$D$4:$D$8", "Other!$D$4:$D$8"),
        ("SUM('My Data'!$D$4:$D$8)/2", "SUM('My Data'!$D$4:$D$10)/2"),
        ("$D$4:$D$8", "$D$4:$D$8"),
    ],
)
def test_formulas_elsewhere_follow_when_they_name_whole_columns(formula, expected):
    assert grown().formula(formula) == expected


def test_on_its_own_sheet_a_reference_without_a_sheet_means_the_table():
    assert grown().formula("SUM(D4:D8)", at_home=True) == "SUM(D4:D10)"
    assert grown().formula("SUM(D4:D8)", at_home=True, fixed=True) == "SUM(D4:D8)"
    assert grown().formula("SUM(D$4:D$8)", at_home=True, fixed=True) == "SUM(D$4:D$10)"


def test_a_chart_of_a_table_of_one_row_is_of_all_its_rows():
    one_row = grown(reach="B3:F4")
    assert one_row.formula("'My Data'!$D$4") == "'My Data'!$D$4"
    assert one_row.formula("'My Data'!$D$4", single=True) == "'My Data'!$D$4:$D$6"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'My Data'!$A$1:$G$8", "'My Data'!$A$1:$G$10"),
        ("'My Data'!$A$1:$G$9", "'My Data'!$A$1:$G$9"),
        ("'My Data'!$C$1:$G$8", "'My Data'!$C$1:$G$8"),
        ("'My Data'!$A$1:$G$8,'My Data'!$J$1:$K$8", "'My Data'!$A$1:$G$10,'My Data'!$J$1:$K$8"),
    ],
)
def test_a_print_area_that_ends_with_the_table_goes_on_ending_with_it(text, expected):
    assert grown().print_area(text) == expected
