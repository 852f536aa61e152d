from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Measure
from kpibook.workbook import layout
from kpibook.workbook.column import Column, Holds, MeasureRow
from kpibook.workbook.new_rows import register_row
from kpibook.workbook.register import measure_from
from tests.workbook.rows import a_cell, a_row, codes

HEADING = "Of the council"


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        pytest.param(lambda row: row.text(HEADING), " Homes ", "Homes", id="text"),
        pytest.param(
            lambda row: row.figure(HEADING), a_cell(0.721, "0.0%"), Decimal("72.1"), id="figure"
        ),
        pytest.param(lambda row: row.number(HEADING), "1,234", Decimal(1234), id="number"),
        pytest.param(lambda row: row.date(HEADING), "17/01/2022", date(2022, 1, 17), id="date"),
        pytest.param(lambda row: row.year(HEADING), "2021/22", 2021, id="financial year"),
        pytest.param(lambda row: row.names(HEADING), "a; b, ", ("a", "b"), id="names"),
    ],
)
def test_a_column_that_is_in_the_table_is_read_without_another_change(
    monkeypatch: pytest.MonkeyPatch,
    read: Callable[[MeasureRow], object],
    value: object,
    expected: object,
) -> None:
    added = Column(HEADING, Holds.TEXT, 10, field="note", read=read)
    columns = [column for column in layout.REGISTER_COLUMNS if column.field != "note"]
    monkeypatch.setattr(layout, "REGISTER_COLUMNS", (*columns, added))
    row = a_row({"Unit": "percent", "Which way is good": "higher", HEADING: value})

    measure = measure_from(row)

    assert codes(row) == []
    assert measure.note == expected


@pytest.mark.parametrize(
    ("holds", "value", "cell"),
    [
        pytest.param(Holds.TEXT, "Homes", ("Homes", None), id="text"),
        pytest.param(Holds.TEXT, "", (None, None), id="a blank text"),
        pytest.param(Holds.FIGURE, Decimal(72), (72, "#,##0"), id="figure, in its format"),
        pytest.param(Holds.FIGURE, None, (None, "#,##0"), id="no figure"),
        pytest.param(Holds.NUMBER, 0, (0, None), id="nought is not blank"),
    ],
)
def test_a_column_that_is_in_the_table_is_written_without_another_change(
    holds: Holds, value: str | Decimal | int | None, cell: tuple[object, object]
) -> None:
    column = Column(HEADING, holds, 10, field="added", write=lambda _: value)

    assert register_row(Measure("PI.1", decimals=0), [column]) == {HEADING: cell}


def test_what_was_guessed_is_not_written_whichever_column_it_is_of() -> None:
    column = Column(HEADING, Holds.TEXT, 10, field="added", write=lambda _: "guess")
    measure = replace(Measure("PI.1"), guessed=frozenset({"added"}))

    assert register_row(measure, [column]) == {HEADING: (None, None)}
