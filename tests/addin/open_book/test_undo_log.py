from __future__ import annotations

from kpibook.addin.open_book.undo_log import Undo


def test_the_last_step_is_taken_back_first() -> None:
    undo, done = Undo(), []
    undo.add("A1", lambda: done.append("first"))
    undo.add("B1", lambda: done.append("second"))

    assert undo.run() == []
    assert done == ["second", "first"]


def test_a_step_that_cannot_be_taken_back_is_named_and_does_not_stop_the_others() -> None:
    undo, done = Undo(), []
    undo.add("A1", lambda: done.append("first"))

    def fails() -> None:
        raise OSError("Excel is gone")

    undo.add("'This quarter'!H6", fails)

    assert undo.run() == ["'This quarter'!H6"]
    assert done == ["first"]


def test_what_was_taken_back_is_not_taken_back_again() -> None:
    undo, done = Undo(), []
    undo.add("A1", lambda: done.append("once"))

    undo.run()
    undo.run()

    assert done == ["once"]


def test_where_looks_are_lost_is_remembered() -> None:
    undo = Undo()
    undo.add("'Return'", lambda: None, loses_looks=True)
    undo.add("'This quarter'!H6", lambda: None)

    undo.run()

    assert undo.looks_lost == ["'Return'"]
