from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.services.consolidate.on_disk import SpooledBooks, SpooledItems
from kpibook.sources.schemes import load_scheme
from tests.domain.consolidated import a_row, a_source_book, an_unreadable_book


def test_a_stub_knows_of_a_workbook_what_the_workbook_says(tmp_path: Path) -> None:
    book = a_source_book("a.xlsx", a_row("PI.1", "90"), a_row("PI.2", None))
    books = SpooledBooks(tmp_path)
    books.add(book)

    (stub,) = books.stubs

    assert (stub.source, stub.count, stub.figures) == (book.source, 2, 1)
    assert (stub.total, stub.keys, stub.scheme) == (book.total, book.keys, book.scheme)
    assert books.book(stub).rows == book.rows


def test_workbooks_under_one_scheme_share_it(tmp_path: Path) -> None:
    books = SpooledBooks(tmp_path)
    for name in ("a.xlsx", "b.xlsx"):
        books.add(a_source_book(name, a_row(), scheme=load_scheme("maidstone")))

    assert books.stubs[0].scheme is books.stubs[1].scheme


def test_a_workbook_that_could_not_be_read_is_a_stub_without_rows(tmp_path: Path) -> None:
    books = SpooledBooks(tmp_path)
    books.add(an_unreadable_book("a.xlsx"))

    assert (books.stubs[0].count, books.stubs[0].scheme) == (0, None)
    assert books.stubs[0].keys == frozenset()


def test_rows_of_one_reference_in_one_council_have_one_mark(tmp_path: Path) -> None:
    books = SpooledBooks(tmp_path)
    books.add(a_source_book("a.xlsx", a_row("PI.1"), a_row("PI.2")))
    books.add(a_source_book("b.xlsx", a_row("pi 1"), council="EXAMPLETON", directorate="Roads"))
    books.add(a_source_book("c.xlsx", a_row("PI.1"), council="Bixby"))
    first, second, third = books.stubs

    assert books.marks_of(first)[0] == books.marks_of(second)[0]
    assert len({*books.marks_of(first), *books.marks_of(third)}) == 3


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1203])
def test_items_come_back_as_they_were_given(count: int, tmp_path: Path) -> None:
    items = SpooledItems(iter(range(count)), int, tmp_path)

    assert len(items) == count
    assert bool(items) == bool(count)
    assert list(items) == list(range(count))
    assert [items[at] for at in range(-count, count)] == [*range(count), *range(count)]
    assert list(items[1:700:3]) == list(range(count))[1:700:3]
