import datetime as dt

import pytest

from kpibook.xlsx import CellError, Workbook
from kpibook.xlsx.cells.origin import Standing
from kpibook.xlsx.formula_results.formula_reader import FormulaReader
from tests.xlsx.calculation.calculated import a_workbook, as_calculated

KNOWN, ONLY_BLANKS = Standing.KNOWN, Standing.ONLY_BLANKS
NOT_CALCULATED, EMPTY = Standing.NOT_CALCULATED, Standing.EMPTY_OPERAND
LOOKUP = "=VLOOKUP(1,A1:B1,2,FALSE)"


def read(formula, stored, *, calculated, edit=None, calculation=None, **cells):
    """The cell Z1 of Data with this formula and stored result, as it is to be read."""
    data = a_workbook(Data={"A1": 1, "B1": 7, **cells, "Z1": (formula, stored)})
    if calculated:
        data = as_calculated(data, *([calculation] if calculation else []))
    with Workbook.from_bytes(data, "b.xlsx") as book:
        if edit:
            book.sheet("Data").set(edit, 9)
        return FormulaReader(book).resolved("Data", book.sheet("Data").cell("Z1"))


@pytest.mark.parametrize(
    ("formula", "stored", "calculated", "value", "standing"),
    [
        pytest.param("=B1*2", 0, False, 14, KNOWN, id="plain, the file asks"),
        pytest.param("=B1*2", 14, True, 14, KNOWN, id="plain, calculated"),
        pytest.param(LOOKUP, 0, False, 0, NOT_CALCULATED, id="not plain, the file asks"),
        pytest.param(LOOKUP, 7, True, 7, KNOWN, id="not plain, calculated"),
        pytest.param(LOOKUP, "", True, None, NOT_CALCULATED, id="no stored result"),
        pytest.param("=C9", 0, True, None, ONLY_BLANKS, id="copy of a blank"),
        pytest.param("=C8/C9", 0, True, None, ONLY_BLANKS, id="ratio of blanks"),
        pytest.param("=SUM(C1:C9)", 0, True, None, ONLY_BLANKS, id="sum of blanks"),
        pytest.param("=INDEX(C1:C9,4)", 0, True, None, ONLY_BLANKS, id="not plain, over blanks"),
        pytest.param("=INDEX(A1:C9,4,3)", 0, True, 0, KNOWN, id="not plain, over a figure too"),
        pytest.param("=C1/B1", 0, True, 0, EMPTY, id="blank over a figure"),
        pytest.param("=B1/C1", CellError("#DIV/0!"), True, CellError("#DIV/0!"), KNOWN, id="error"),
        pytest.param('=IF(C1="","",1)', "", True, None, ONLY_BLANKS, id="nothing"),
        pytest.param("=TODAY()-A1", 5, True, 5, KNOWN, id="today"),
    ],
)
def test_a_formulas_figure_and_its_standing(formula, stored, calculated, value, standing):
    stored = str(stored) if isinstance(stored, CellError) else stored
    outcome = read(formula, stored, calculated=calculated)
    assert (outcome.value, outcome.origin.standing) == (value, standing)


def test_the_empty_cells_are_named():
    assert read("=C1/B1", 0, calculated=True).origin.empty == ("C1",)


@pytest.mark.parametrize(
    ("calculation", "standing"),
    [
        ('<calcPr calcMode="manual"/>', KNOWN),
        ('<calcPr calcMode="manual" calcCompleted="0"/>', NOT_CALCULATED),
        ('<calcPr fullCalcOnLoad="true"/>', NOT_CALCULATED),
        ('<calcPr fullCalcOnLoad="0"/>', KNOWN),
        ("", KNOWN),
    ],
)
def test_the_workbooks_own_word_on_its_results(calculation, standing):
    outcome = read(LOOKUP, 7, calculated=True, calculation=calculation or " ")
    assert outcome.origin.standing is standing


def test_nothing_is_worked_out_where_the_workbook_counts_with_rounded_figures():
    outcome = read("=B1*2", 13, calculated=True, calculation='<calcPr fullPrecision="0"/>')
    assert (outcome.value, outcome.origin.standing) == (13, KNOWN)


def test_a_stored_result_that_the_formula_does_not_give_is_said():
    outcome = read("=B1*2", 13, calculated=True)
    assert (outcome.value, outcome.origin.stored) == (14, "13")


@pytest.mark.parametrize(
    ("formula", "edit", "value", "standing"),
    [
        ("=B1*2", "B1", 18, KNOWN),
        (LOOKUP, "B1", 7, NOT_CALCULATED),
        ("=VLOOKUP(1,C1:D1,2,FALSE)", "D1", 7, NOT_CALCULATED),
        (LOOKUP, "H1", 7, KNOWN),
        ("=INDIRECT(A9)", "H1", 7, NOT_CALCULATED),
    ],
)
def test_an_edit_of_this_session_counts(formula, edit, value, standing):
    stored = 14 if formula == "=B1*2" else 7
    outcome = read(formula, stored, calculated=True, edit=edit, C1="=A1", D1="=B1")
    assert (outcome.value, outcome.origin.standing) == (value, standing)


def test_a_date_stays_a_date():
    data = as_calculated(a_workbook(Data={"A1": "x", "Z1": ("=TODAY()", 46000)}))
    with Workbook.from_bytes(data, "b.xlsx") as book:
        book.sheet("Data").set("A1", dt.date(2025, 12, 31))
        book.sheet("Data").set_formula("A2", "=A1", cached=dt.date(2025, 12, 31))
        outcome = FormulaReader(book).resolved("Data", book.sheet("Data").cell("A2"))
    assert (outcome.kind, outcome.value) == ("date", dt.datetime(2025, 12, 31))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("formula", "stored", "calculated", "standing"),
    [
        ("=[1]Data!B2", 18, True, KNOWN),
        ("=[1]Data!B2", 18, False, KNOWN),
        ("=[1]Data!B2", 0, False, NOT_CALCULATED),
        ("=VLOOKUP(A1,[1]Data!A:B,2,FALSE)", 18, False, NOT_CALCULATED),
        ("=Y1*2", 36, True, KNOWN),
    ],
)
def test_a_figure_of_another_workbook_is_known_as_such(formula, stored, calculated, standing):
    outcome = read(formula, stored, calculated=calculated, Y1=("=[1]Data!B2", 18), Y2=LOOKUP)
    assert (outcome.value, outcome.origin.standing) == (stored, standing)
    assert outcome.origin.workbooks == ("",)
