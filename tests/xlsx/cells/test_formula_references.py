import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from kpibook.xlsx.cells.formula_references import FilledDown, replaced
from kpibook.xlsx.cells.references import Area, address


@pytest.mark.parametrize(
    ("formula", "below"),
    [
        ("B4*2", "B7*2"),
        ("$B$4+B$4+$B4", "$B$4+B$4+$B7"),
        ("'My D4'!B4:C9", "'My D4'!B7:C12"),
        ("'It''s A1'!A1", "'It''s A1'!A4"),
        ("LOG10(B4)", "LOG10(B7)"),
        ("tax_A1+A1", "tax_A1+A4"),
        ("Q1.x+A1", "Q1.x+A4"),
        ('"A1"&A1&"say ""A1"""', '"A1"&A4&"say ""A1"""'),
        ("[1]Sheet1!A1", "[1]Sheet1!A4"),
        ("'[1]My sheet'!A1", "'[1]My sheet'!A4"),
        ("Sheet1:Sheet3!A1", "Sheet1:Sheet3!A4"),
        ("4:4+$5:6", "7:7+$5:9"),
        ("SUM(A:A,A1)", "SUM(A:A,A4)"),
        ("tbl[[#This Row],[A1]]*A1", "tbl[[#This Row],[A1]]*A4"),
        ("tbl[A1]", "tbl[A1]"),
        ("A1:INDEX(A:A,3)", "A4:INDEX(A:A,3)"),
        ("A1#", "A4#"),
        ("1E5+1.5*A1", "1E5+1.5*A4"),
        ("{1,2}", "{1,2}"),
        ("A1048575", "A1048575"),
    ],
)
def test_a_formula_filled_down_three_rows(formula, below):
    assert FilledDown(formula)(3) == below


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "$"]), st.integers(1, 16384), st.sampled_from(["", "$"]),
            st.integers(1, 10_000), st.sampled_from(["+", "*", ",", ":", "&"]),
        ),
        min_size=1, max_size=6,
    ),
    st.integers(1, 500),
)  # fmt: skip
def test_filling_down_agrees_with_another_library(parts, rows):
    cells = [(d + address(1, c)[:-1] + r + str(n), op) for d, c, r, n, op in parts]
    formula = "SUM(" + "".join(cell + op for cell, op in cells[:-1]) + cells[-1][0] + ")"
    theirs = Translator("=" + formula, origin="B2").translate_formula(address(2 + rows, 2))[1:]
    assert FilledDown(formula)(rows) == theirs


def test_a_formula_that_is_the_same_in_every_row_says_so():
    assert FilledDown("tbl[[#This Row],[A]]*$B$1").same_in_every_row
    assert not FilledDown("B$1+B2").same_in_every_row


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(D4:D8)", "SUM(D4:D9)"),
        ("SUM($D$4:D$8)", "SUM($D$4:D$9)"),
        ("SUM('My Data'!D4:D8)", "SUM('My Data'!D4:D9)"),
        ("Data!D4", "Data!D4:D9"),
        ('"D4:D8"', '"D4:D8"'),
        ("tbl[D4:D8]", "tbl[D4:D8]"),
        ("[1]Data!D4:D8", "[1]Data!D4:D8"),
        ("Data:Other!D4:D8", "Data:Other!D4:D8"),
        ("LOG10(1)", "LOG10(1)"),
        ("D4:INDEX(D:D,8)", "D4:INDEX(D:D,8)"),
        ("ABCD4+XFE1", "ABCD4+XFE1"),
    ],
)
def test_references_are_found_and_nothing_else_is(formula, expected):
    assert replaced(formula, lambda one: Area(4, 4, 9, 4)) == expected


def test_a_reference_knows_its_sheet_and_its_dollar_signs():
    seen = []
    replaced("'Chief''s'!$A$1:B$2+C3", seen.append)
    assert [(one.sheet, str(one.area), one.single, one.fixed) for one in seen] == [
        ("Chief's", "A1:B2", False, True),
        (None, "C3", True, False),
    ]
