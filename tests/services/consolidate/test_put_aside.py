"""A workbook that was put aside is the workbook, in bytes that another process can send."""

from __future__ import annotations

import pickle
from pathlib import Path

from kpibook.domain.consolidation.row_brief import brief_of
from kpibook.domain.consolidation.row_digest import owner_of
from kpibook.outputs.consolidated.draw_ahead import CSV, OF_THE_BOOK
from kpibook.services.consolidate.on_disk import SpooledBooks
from kpibook.services.consolidate.put_aside import ROWS, put_aside
from tests.domain.consolidated import a_row, a_source_book, an_unreadable_book

BOOK = a_source_book("a.xlsx", a_row("PI.1", "90", target="80"), a_row("PI.2", None))


def test_it_says_what_the_rules_need_of_the_workbook() -> None:
    aside = put_aside(BOOK, OF_THE_BOOK)

    assert (aside.source, aside.scheme) == (BOOK.source, BOOK.scheme)
    assert (aside.figures, aside.total) == (BOOK.figures, BOOK.total)
    assert aside.owners == tuple(map(owner_of, BOOK.rows))
    assert frozenset(aside.keys) == BOOK.keys
    assert aside.briefs == tuple(map(brief_of, BOOK.rows))
    assert tuple(ROWS.unpack(aside.rows)) == BOOK.rows


def test_it_is_sent_to_another_process_as_it_is(tmp_path: Path) -> None:
    sent = pickle.loads(pickle.dumps(put_aside(BOOK, {CSV})))
    books = SpooledBooks(tmp_path)

    books.add(sent)

    (stub,) = books.stubs
    assert books.book(stub).rows == BOOK.rows
    assert len(books.lines(stub)) == 2


def test_a_workbook_that_cannot_be_used_is_sent_too() -> None:
    aside = put_aside(an_unreadable_book("a.xlsx"), {CSV})

    assert pickle.loads(pickle.dumps(aside)) == aside


def test_what_is_put_aside_already_stays_as_it_is() -> None:
    aside = put_aside(BOOK)

    assert put_aside(aside, {CSV}) is aside


def test_a_workbook_that_cannot_be_used_has_no_rows() -> None:
    aside = put_aside(an_unreadable_book("a.xlsx"), {CSV})

    assert (aside.keys, dict(aside.drawn), tuple(ROWS.unpack(aside.rows))) == ((), {}, ())
