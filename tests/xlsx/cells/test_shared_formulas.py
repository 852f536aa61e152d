import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from kpibook.xlsx.cells.references import Area, address
from kpibook.xlsx.cells.shared_formulas import Master, moved

FORMULAS = [
    "A1",
    "SUM(A1:B2)",
    "$A1+A$1+$A$1",
    "SUM($A:$B)/SUM(3:4)",
    "Sheet1!C3*'My sheet'!D4",
    "'A1 sheet'!B2",
    '"A1"&B2',
    '"say ""A1"""&C3',
    "IF(AND(D4>=0,E5<1),F6,LOG10(G7))",
    "ATAN2(B2,C3)",
    "MY_A1+A1_B",
    "Table1[[#This Row],[A1]]+B2",
    "-B2%",
    "1E5+B5",
    "Q1_2024+C3",
]


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize(("down", "right"), [(0, 0), (1, 0), (0, 1), (7, 3)])
def test_a_formula_moves_as_openpyxl_moves_it(formula, down, right):
    origin, there = address(10, 10), address(10 + down, 10 + right)

    expected = Translator("=" + formula, origin=origin).translate_formula(there)

    assert "=" + moved(formula, down, right) == expected


@given(
    st.lists(
        st.builds(
            lambda d1, c, d2, r: f"{d1}{c}{d2}{r}",
            st.sampled_from(["", "$"]), st.sampled_from(["A", "Z", "AB", "XFD"]),
            st.sampled_from(["", "$"]), st.integers(20, 1_000_000),
        ), min_size=1, max_size=5,
    ),
    st.integers(-10, 10),
)  # fmt: skip
def test_moving_there_and_back_changes_nothing(references, down):
    formula = "+".join(references)

    assert moved(moved(formula, down, 0), -down, 0) == formula


@pytest.mark.parametrize(
    ("formula", "down", "right", "expected"),
    [
        ("A1", -1, 0, "#REF!"),
        ("A1", 0, -1, "#REF!"),
        ("XFD1", 0, 1, "#REF!"),
        ("A1048576", 1, 0, "#REF!"),
        ("A:A", 0, -1, "#REF!"),
        ("1:1", -1, 0, "#REF!"),
        ("$A$1", -1, -1, "$A$1"),
        ("ABCD1", 1, 1, "ABCD1"),
        ("[1]Data!A1", 1, 0, "[1]Data!A2"),
        ("Table1['[A1']]+A1", 1, 0, "Table1['[A1']]+A2"),
        ("A1:INDEX(B1:B9,3)", 1, 0, "A2:INDEX(B2:B10,3)"),
        ("Table1[A1", 1, 0, "Table1[A1"),
    ],
)
def test_the_edges_of_moving(formula, down, right, expected):
    assert moved(formula, down, right) == expected


def test_a_master_reads_as_each_cell_of_its_range():
    master = Master("B2*2", 2, 1, Area(2, 1, 9, 1))

    assert master.at(2, 1) == "B2*2"
    assert master.at(5, 1) == "B5*2"
