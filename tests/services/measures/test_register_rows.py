"""Rows of a register read with other texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.errors import WorkbookError
from kpibook.services.measures.register_rows import (
    measure_named,
    order_register,
    refuse_used_reference,
    row_of,
    with_texts,
)
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.reader import read_workbook
from tests.support.books import a_book


def test_a_row_is_read_with_other_texts_and_its_own_for_the_rest(tmp_path: Path) -> None:
    path = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%", "Tolerance": "5%"})
    with ClosedBook.open(path) as book:
        measure = measure_named(read_workbook(book), "pi 1")
        _, changed = with_texts(row_of(book, measure), {"Target": "85%"})

    assert (str(changed.target.value), str(changed.tolerance)) == ("85", "5%")


def test_a_target_in_words_is_taken_as_a_register_takes_it(tmp_path: Path) -> None:
    path = a_book(tmp_path, {"Ref": "PI.1"})
    with ClosedBook.open(path) as book:
        measure = measure_named(read_workbook(book), "PI.1")
        _, changed = with_texts(row_of(book, measure), {"Target": "as in the plan"})

    assert changed.target.words == "as in the plan"


def test_what_cannot_be_read_names_its_column(tmp_path: Path) -> None:
    path = a_book(tmp_path, {"Ref": "PI.1"})
    with ClosedBook.open(path) as book:
        row = row_of(book, measure_named(read_workbook(book), "PI.1"))
        with pytest.raises(WorkbookError) as refused:
            with_texts(row, {"Tolerance": "-2"})

    assert refused.value.what.startswith("Tolerance: ")


def test_a_reference_of_the_register_is_refused_however_it_is_written(tmp_path: Path) -> None:
    path = a_book(tmp_path, {"Ref": "PI.1"})
    with ClosedBook.open(path) as book:
        workbook = read_workbook(book)
        with pytest.raises(WorkbookError) as refused:
            refuse_used_reference(workbook, "pi 1")
        refuse_used_reference(workbook, "PI.10")

    assert refused.value.code == "ref-duplicate"


def test_several_rows_go_behind_another_in_their_order(tmp_path: Path) -> None:
    path = a_book(tmp_path, *({"Ref": f"PI.{n}"} for n in (1, 2, 3, 4)))
    with ClosedBook.open(path) as book:
        order_register(book, {"PI3", "PI4"}, "PI1")
        table = book.table(layout.MEASURES_TABLE)
        assert table is not None
        refs = [row[layout.REF].value for row in table.filled_rows()]
    assert refs == ["PI.1", "PI.3", "PI.4", "PI.2"]
