from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kpibook.domain.comparison.consolidations import ChangeKind, DataRow, data_rows
from kpibook.domain.measures.measure import Unit
from kpibook.errors import WorkbookError
from kpibook.services.consolidate.changes_since import changes_since, read_data
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.consolidated_layout import ADDED_DATA_COLUMNS, DATA_COLUMNS
from tests.domain.consolidated import a_consolidation, a_row
from tests.outputs.tidy import a_consolidated_file
from tests.support.books import a_sheet, example

ROW = DataRow(
    "1.10",
    "Title",
    "Exampleton",
    "Housing",
    Unit.PERCENT,
    "Q3 2021/22",
    Decimal("72.1"),
    Decimal(75),
    Decimal(104),
    Decimal("85.5"),
    "Off target",
    "Declined",
    "[p]",
)


def rows_in(path: Path) -> list[DataRow]:
    with ClosedBook.open(path) as book:
        return read_data(book)


def test_the_data_table_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    blank = DataRow("PI.2", unit=Unit.COUNT)

    path = a_consolidated_file(tmp_path / "earlier.xlsx", [ROW, blank])

    assert rows_in(path) == [ROW, blank]


def test_a_data_table_from_before_columns_were_added_is_read(tmp_path: Path) -> None:
    columns = [c for c in DATA_COLUMNS if c not in ADDED_DATA_COLUMNS]

    path = a_consolidated_file(tmp_path / "earlier.xlsx", [ROW], columns=columns)

    assert len(columns) < len(DATA_COLUMNS)
    assert rows_in(path) == [ROW]


def test_changes_are_those_from_the_earlier_workbook(tmp_path: Path) -> None:
    now = a_row("PI.1", "90.5", unit=Unit.PERCENT, target="95")
    (before,) = data_rows([now])
    gone = replace(before, ref="PI.9")
    earlier = a_consolidated_file(
        tmp_path / "earlier.xlsx", [replace(before, actual=Decimal(90)), gone]
    )

    found = changes_since(earlier, a_consolidation(now, a_row("PI.2", "3")))

    assert (found.earlier, found.period) == ("earlier.xlsx", "Q3 2021/22")
    assert [(c.kind, c.row.ref, c.what, c.old, c.new) for c in found.items] == [
        (ChangeKind.REVISED, "PI.1", "Actual", Decimal(90), Decimal("90.5")),
        (ChangeKind.NEW, "PI.2", "", None, Decimal(3)),
        (ChangeKind.REMOVED, "PI.9", "", Decimal("90.5"), None),
    ]


def test_an_earlier_workbook_without_rows_makes_everything_new(tmp_path: Path) -> None:
    earlier = a_consolidated_file(tmp_path / "earlier.xlsx")

    found = changes_since(earlier, a_consolidation(a_row()))

    assert (found.period, [c.kind for c in found.items]) == ("", [ChangeKind.NEW])


def test_a_directorates_workbook_is_no_consolidated_one() -> None:
    with pytest.raises(WorkbookError) as raised:
        changes_since(example().filled, a_consolidation(a_row()))

    assert raised.value.code == "since-not-consolidated"


def test_a_lost_column_is_named(tmp_path: Path) -> None:
    path = a_sheet(tmp_path / "earlier.xlsx", [["Ref"], ["PI.1"]], table="ConsolidatedData")

    with pytest.raises(WorkbookError, match="no column headed 'Measure'") as raised:
        rows_in(path)

    assert raised.value.code == "since-heading-missing"


@pytest.mark.parametrize(
    ("heading", "value"),
    [(layout.ACTUAL, "six"), (layout.UNIT, "precent"), (layout.TARGET, "#DIV/0!")],
)
def test_a_cell_that_cannot_be_read_is_never_taken_for_a_revision(
    tmp_path: Path, heading: str, value: str
) -> None:
    path = a_consolidated_file(tmp_path / "earlier.xlsx", [ROW], {(1, heading): value})

    with pytest.raises(WorkbookError) as raised:
        rows_in(path)

    assert raised.value.code == "since-unreadable"
    assert raised.value.where.sheet == "Data"
