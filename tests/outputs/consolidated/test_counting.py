from __future__ import annotations

import pytest

from kpibook.outputs.consolidated.counting import (
    Criterion,
    column_of,
    count_formula,
    this_row,
    total_of,
)


def test_an_ordinary_name_is_counted_by_the_cell_that_says_it() -> None:
    formula = count_formula([Criterion("Directorate", "Housing", this_row("T", "Directorate"))])

    assert formula == "COUNTIFS(ConsolidatedData[Directorate],T[[#This Row],[Directorate]])"


@pytest.mark.parametrize(
    "name",
    ["Adults*", "Which?", "old~new", "=Housing", "<5", ">", "2024", "-", "", "TRUE", "x" * 300],
)
def test_a_name_that_countifs_would_misread_is_compared_outright(name: str) -> None:
    formula = count_formula([Criterion("Directorate", name, "A1"), Criterion("Status", "off")])

    wanted = "A1" if name else '""'
    assert formula == (
        f'SUMPRODUCT((ConsolidatedData[Directorate]={wanted})*(ConsolidatedData[Status]="off")*1)'
    )


def test_quotation_marks_in_a_text_are_doubled() -> None:
    assert count_formula([Criterion("Status", 'the "old" one')]).endswith('"the ""old"" one")')


def test_a_heading_is_escaped_as_structured_references_want_it() -> None:
    assert column_of("T", "a[b]#'c") == "T[a'[b']'#''c]"
    assert total_of("T", "x") == "SUBTOTAL(109,T[x])"
