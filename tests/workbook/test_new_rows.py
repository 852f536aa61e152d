from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kpibook.domain.measures.measure import (
    Basis,
    Comparator,
    Measure,
    Polarity,
    Reading,
    Target,
    Tolerance,
    Unit,
)
from kpibook.domain.measures.period import Quarter
from kpibook.errors import WorkbookError
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.fields import Row
from kpibook.workbook.new_rows import NewRow, add_rows, history_row, quarter_row, register_row
from kpibook.workbook.protocol import CellWrite
from kpibook.workbook.register import measure_from
from kpibook.workbook.template import template_path
from kpibook.xlsx import Cell
from tests.domain.given import STANDARD, a_measure, a_rated

Q2 = Quarter(2021, 2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(template_path(), tmp_path / "book.xlsx"))


def a_row(ref: str) -> NewRow:
    return history_row(Measure(ref, unit=Unit.PERCENT, decimals=1), Reading(ref, Q2, Decimal(80)))


def added(book: ClosedBook, *refs: str) -> list[object]:
    """The references in the history after rows for `refs` were added."""
    add_rows(book, layout.HISTORY_TABLE, layout.HISTORY_COLUMNS, [a_row(ref) for ref in refs])
    table = book.table(layout.HISTORY_TABLE)
    assert table is not None
    return [row[layout.REF].value for row in table.rows]


def test_the_first_goes_into_the_templates_blank_row_and_the_rest_below(path: Path) -> None:
    with ClosedBook.open(path) as book:
        assert added(book, "PI.1", "PI.2") == ["PI.1", "PI.2"]


def test_rows_come_below_those_that_are_there(path: Path) -> None:
    with ClosedBook.open(path) as book:
        added(book, "PI.1")

        assert added(book, "PI.2", "PI.3") == ["PI.1", "PI.2", "PI.3"]


def test_blank_rows_at_the_end_are_used_first_and_blank_rows_between_stay(path: Path) -> None:
    with ClosedBook.open(path) as book:
        added(book, "PI.1", "PI.2", "PI.3", "PI.4", "PI.5")
        gone = [(row, column) for row in (6, 8, 9) for column in "ABC"]
        book.write([CellWrite(layout.HISTORY, f"{column}{row}", None) for row, column in gone])

        assert added(book, "PI.6", "PI.7", "PI.8") == [
            "PI.1", None, "PI.3", "PI.6", "PI.7", "PI.8",
        ]  # fmt: skip


def test_each_row_has_its_own_number_format(path: Path) -> None:
    days = history_row(Measure("PI.2", unit=Unit.DAYS, decimals=0), Reading("PI.2", Q2, Decimal(9)))
    with ClosedBook.open(path) as book:
        add_rows(book, layout.HISTORY_TABLE, layout.HISTORY_COLUMNS, [a_row("PI.1"), days])

        table = book.table(layout.HISTORY_TABLE)
        assert table is not None
        cells = [row[layout.ACTUAL] for row in table.rows]
    assert [(cell.value, cell.number_format) for cell in cells] == [(0.8, "0.0%"), (9, "#,##0")]


def test_no_rows_leave_the_table_as_it_is(path: Path) -> None:
    with ClosedBook.open(path) as book:
        assert added(book) == [None]
        assert book.is_as_opened()


def test_a_table_that_is_not_there_is_said(path: Path) -> None:
    with ClosedBook.open(path) as book, pytest.raises(WorkbookError, match="NoTable"):
        add_rows(book, "NoTable", layout.HISTORY_COLUMNS, [a_row("PI.1")])


def test_a_row_of_each_table_has_a_value_for_columns_of_that_table_only() -> None:
    measure = a_measure(target="80")
    rows = (
        (register_row(measure), layout.MEASURES_COLUMNS),
        (history_row(measure, Reading(measure.ref, Q2)), layout.TEMPLATE_HISTORY_COLUMNS),
        (quarter_row(a_rated(measure), STANDARD), layout.FORECAST_QUARTER_COLUMNS),
    )
    for row, columns in rows:
        assert set(row) <= set(layout.headings(columns))


def test_what_a_table_has_no_column_for_is_left_out(path: Path) -> None:
    with ClosedBook.open(path) as book:
        add_rows(
            book,
            layout.HISTORY_TABLE,
            layout.HISTORY_COLUMNS,
            [{**a_row("PI.1"), "Nowhere": ("x", None)}],
        )

        table = book.table(layout.HISTORY_TABLE)

    assert table is not None
    assert "Nowhere" not in table.headings
    assert "PI.1" in [row[layout.REF].value for row in table.rows]


def test_what_was_guessed_stays_blank_in_the_register() -> None:
    row = register_row(Measure("PI.1", guessed=frozenset({"unit", "polarity"})))

    assert (row[layout.UNIT][0], row[layout.POLARITY][0]) == (None, None)


def test_what_a_register_row_says_is_read_back_as_the_same_measure() -> None:
    measure = Measure(
        "PI.1", "Title", Unit.PERCENT, Polarity.HIGHER, 0, Basis.ROLLING_12_MONTHS,
        Target(Decimal(86), {1: Decimal(80), 4: Decimal(90)}, "", "England", "2020/21"),
        Tolerance(Decimal(5), of_target=True), Decimal(50), Decimal(40), Decimal(60),
        Comparator("Region", Decimal("85.5"), "2019/20"), "Housing", "Lettings", "Homes",
        "Head of Lettings", 2021, ("PI.8", "PI.9"), "As published", suppress_small=True,
    )  # fmt: skip
    row = register_row(measure, layout.REGISTER_COLUMNS)
    cells = {
        heading: Cell(
            "A5",
            "text" if isinstance(value, str) else "blank" if value is None else "number",
            value,  # type: ignore[arg-type]
            number_format=form or "General",
        )
        for heading, (value, form) in row.items()
    }
    read = Row("book.xlsx", layout.MEASURES, cells, [])

    again = measure_from(read)

    assert read.findings == []
    assert replace(again, source=measure.source, places=measure.places) == measure
