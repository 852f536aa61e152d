"""A workbook that is read again after a change: only what was changed is read from its sheets."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpibook.domain.finding import Finding
from kpibook.domain.measures.vocabulary.council_words import CouncilWord, CouncilWords
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.new_rows import add_rows
from kpibook.workbook.protocol import CellWrite
from kpibook.workbook.reader import read_workbook
from kpibook.workbook.template import template_path
from kpibook.workbook.words.council_words import write_council_words

REGISTER = layout.MEASURES_TABLE


def _cell(book: ClosedBook, heading: str, row: int) -> str:
    table = book.table(REGISTER)
    assert table is not None
    return table.rows[row][heading].address


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ClosedBook]:
    """A workbook with two measures in its register, of which the second lacks a title."""
    path = Path(shutil.copy(template_path(), tmp_path / "book.xlsx"))
    with ClosedBook.open(path) as book:
        rows = [
            {"Ref": ("PI.1", None), "Measure": ("Visits", None), "Unit": ("number", None)},
            {"Ref": ("PI.2", None), "Unit": ("number", None)},
        ]
        add_rows(book, REGISTER, layout.MEASURES_COLUMNS, rows)
        book.save(path)
    with ClosedBook.open(path) as book:
        yield book


def test_a_table_stays_as_it_was_read_while_only_other_sheets_are_changed(
    book: ClosedBook,
) -> None:
    register, quarter = book.table(REGISTER), book.table(layout.THIS_QUARTER_TABLE)

    book.write([CellWrite(layout.THIS_QUARTER, "M6", "Fell.")])

    assert book.table(REGISTER) is register
    assert book.table(layout.THIS_QUARTER_TABLE) is not quarter
    changed = book.table(layout.THIS_QUARTER_TABLE)
    assert changed is not None
    assert "Fell." in [cell.value for cell in changed.rows[0].values()]


def test_a_table_with_a_formula_is_read_again_after_any_change(book: ClosedBook) -> None:
    book.write(
        [CellWrite(layout.MEASURES, _cell(book, "Measure", 1), "x", formula="='This quarter'!M6")]
    )
    register = book.table(REGISTER)

    book.write([CellWrite(layout.THIS_QUARTER, "M6", "Fell.")])

    assert book.table(REGISTER) is not register


def test_a_workbook_read_again_is_the_one_that_a_first_reading_gives(book: ClosedBook) -> None:
    before = read_workbook(book)
    new = {"Ref": ("PI.1", None), "Period": ("Q1 2021/22", None), "Actual": (5, None)}
    add_rows(book, layout.HISTORY_TABLE, layout.HISTORY_COLUMNS, [new])

    again = read_workbook(book, before)

    assert again.register is before.register
    assert again == read_workbook(book)
    assert again.findings == read_workbook(book).findings
    assert _on_register(again.findings) == _on_register(before.findings) != []
    assert len(again.history) == 1


def test_a_register_that_was_changed_is_read_again(book: ClosedBook) -> None:
    before = read_workbook(book)
    book.write([CellWrite(layout.MEASURES, _cell(book, "Measure", 0), "Visits to parks")])

    again = read_workbook(book, before)

    assert [measure.title for measure in again.measures.values()] == ["Visits to parks", ""]


def test_a_council_s_new_words_have_its_register_read_again(book: ClosedBook) -> None:
    before = read_workbook(book)
    write_council_words(book, CouncilWords((CouncilWord("unit", "Bays", "count"),)))

    assert read_workbook(book, before).register is not before.register


def _on_register(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.where.sheet == layout.MEASURES]
