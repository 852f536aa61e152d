"""The third adapter of `Book`: what holds of every workbook that is read holds of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.errors import LayoutError
from kpibook.workbook import layout as own
from kpibook.workbook.mapped.book import MappedBook, MappedFile
from kpibook.workbook.mapped.council_layout import CouncilLayout, Orientation, TableLayout
from kpibook.workbook.mapped.reading import SourceFile
from kpibook.workbook.protocol import Book, CellWrite
from tests.workbook.mapped.grids import grid_of

GRID = grid_of([["Ref", "Name", "Q2", "Q3"], ["A1", "Calls", 7, 8], ["A2", "Visits", 5, None]])
LAYOUT = CouncilLayout(
    (TableLayout(columns={"ref": "Ref", "measure": "Name", "actual": "{quarter}"},
                 heading_rows=(1,)),)
)  # fmt: skip


def a_book(closed: Callable[[], None] = lambda: None) -> MappedBook:
    file = MappedFile(SourceFile("x.xlsx", [GRID]), "2025-01-09", close=closed)
    return MappedBook(file, LAYOUT, Quarter(2024, 3), {own.COUNCIL.name: "Westmarch"}, {})


def test_it_serves_the_tables_that_a_performance_workbook_needs_and_no_other() -> None:
    book = a_book()

    names = (own.MEASURES_TABLE, own.THIS_QUARTER_TABLE, own.HISTORY_TABLE)
    assert [len(table.rows) for name in names if (table := book.table(name))] == [2, 2, 2]
    assert book.table(own.RETURN_TABLE) is None
    assert book.table(own.SETTLED_TABLE) is None


def test_a_table_is_made_once() -> None:
    book = a_book()

    assert book.table(own.HISTORY_TABLE) is book.table(own.HISTORY_TABLE)


def test_its_settings_are_cells_without_a_place() -> None:
    book = a_book()

    council, period = (book.named_cell(s.name) for s in (own.COUNCIL, own.PERIOD_SETTING))
    assert council is not None
    assert period is not None
    assert (council[0], council[1].value, period[1].value) == ("", "Westmarch", "Q3 2024/25")
    assert book.named_cell("anything") is None


def test_its_own_cells_and_sheets_are_there_as_they_are() -> None:
    book = a_book()

    assert book.cell("Scorecard", "B3").value == "Visits"
    assert book.cell("Scorecard", "Z9").is_blank
    assert (book.sheet_names, len(book.filled_cells("Scorecard"))) == (["Scorecard"], 11)
    assert (book.name, book.saved_at) == ("x.xlsx", "2025-01-09")
    assert not book.hidden_rows("Scorecard", 1, 9)


def test_leaving_the_block_closes_the_file() -> None:
    closed: list[str] = []
    with a_book(lambda: closed.append("closed")):
        assert not closed
    assert closed == ["closed"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda b: b.write([CellWrite("Scorecard", "A1", 1)]), id="write"),
        pytest.param(lambda b: b.append(own.HISTORY_TABLE, [], []), id="append"),
        pytest.param(lambda b: b.order_rows(own.HISTORY_TABLE, [], []), id="order_rows"),
        pytest.param(lambda b: b.store_results("Scorecard", {}), id="store_results"),
        pytest.param(lambda b: b.know_results("Scorecard", []), id="know_results"),
        pytest.param(lambda b: b.calculate(own.HISTORY_TABLE, {}), id="calculate"),
        pytest.param(lambda b: b.fit_rows("Scorecard", {}), id="fit_rows"),
        pytest.param(lambda b: b.fit_columns("Scorecard", {}), id="fit_columns"),
        pytest.param(lambda b: b.put_cursor("Scorecard", "A1"), id="put_cursor"),
        pytest.param(lambda b: b.set_word_formats("Scorecard", "A1", []), id="set_word_formats"),
        pytest.param(lambda b: b.replace_sheet("Return", b""), id="replace_sheet"),
    ],
)
def test_every_way_of_writing_is_refused(change: Callable[[Book], object]) -> None:
    with pytest.raises(LayoutError) as refused:
        change(a_book())
    assert (refused.value.code, "kpibook fill" in refused.value.fix) == ("layout-read-only", True)


def test_measures_of_the_last_year_without_a_row_in_the_quarter_are_named() -> None:
    rows = [
        ["Ref", "Period", "Value"],
        ["A1", "Q3 2024/25", 9],
        ["B2", "Q2 2024/25", 4],
        ["C3", "2023/24", 4],
        ["D4", "Q1 2021/22", 4],
    ]
    table = TableLayout(
        orientation=Orientation.LONG,
        columns={"ref": "Ref", "period": "Period", "actual": "Value"},
        heading_rows=(1,),
    )
    file = MappedFile(SourceFile("x.csv", [grid_of(rows)], has_sheets=False))
    quarter = MappedBook(file, CouncilLayout((table,)), Quarter(2024, 3), {}, {}).table(
        own.THIS_QUARTER_TABLE
    )

    assert quarter is not None
    (finding,) = quarter.findings
    assert finding.code == "layout-row-missing"
    assert "2 measures" in finding.what
    assert "B2 and C3" in finding.what
