import pytest

from kpibook.xlsx.calculation.syntax import (
    CellReference,
    NameReference,
    NotPlain,
    TableReference,
    parsed,
    references_in,
)
from kpibook.xlsx.cells.references import Area


@pytest.mark.parametrize(
    ("formula", "node"),
    [
        ("=$A$1", CellReference(None, Area(1, 1, 1, 1))),
        ("='It''s'!B2:A1", CellReference("It's", Area(1, 1, 2, 2))),
        ("=Q1_2!C:C", CellReference("Q1_2", Area(1, 3, 1048576, 3))),
        ("=[2]Sheet1!A1", CellReference("Sheet1", Area(1, 1, 1, 1), "2")),
        ("='[2]Sheet 1'!A1", CellReference("Sheet 1", Area(1, 1, 1, 1), "2")),
        ("=Parts[N]", TableReference("Parts", "N", this_row=False)),
        ("=Parts[[#This Row],[Of '[all']]]", TableReference("Parts", "Of [all]", this_row=True)),
        ("=rate.of_tax", NameReference("rate.of_tax")),
    ],
)
def test_references_in_every_plain_form(formula, node):
    assert parsed(formula) == node


@pytest.mark.parametrize(
    "formula",
    ["=A1:B2:C3", "=A1,B2", "={1,2}", "=A1&B1", "=A1^2", "=Sheet1:Sheet2!A1", "=Parts[[#All],[N]]",
     "=XFE1", "=1048577:2", "=(A1", "=SUM(A1", "=", "=1 2", "=A1" + "+1" * 2000],
)  # fmt: skip
def test_all_else_is_not_plain(formula):
    with pytest.raises(NotPlain):
        parsed(formula)


def test_a_text_is_no_reference():
    assert references_in('="A1"&B1') == (CellReference(None, Area(1, 2, 1, 2)),)


def test_a_reference_that_is_not_read_is_not_passed_over():
    assert None in references_in("=SUM(Sheet1:Sheet3!A1)")
