from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from kpibook.errors import WorkbookError
from kpibook.outputs.consolidated.draw_ahead import CSV, OF_THE_BOOK
from kpibook.services.batch.executors import Futures, ThisProcess
from kpibook.services.batch.processes import workers_of
from kpibook.services.batch.sources import reading_by
from kpibook.services.consolidate.put_aside import PutAside
from tests.services.batch.given import some_books

ALL = {*OF_THE_BOOK, CSV}


def named(tmp_path: Path, count: int) -> list[tuple[Path, str]]:
    return [(book, book.name) for book in some_books(tmp_path, count, rated=True)]


def by_name(found: Iterable[PutAside]) -> list[PutAside]:
    return sorted(found, key=lambda book: book.source.name)


def test_two_processes_read_what_one_reads(tmp_path: Path) -> None:
    books = [*named(tmp_path, 4), (tmp_path / "none.xlsx", "none.xlsx")]

    alone = by_name(reading_by(ThisProcess(), ahead=ALL)(books))
    together = by_name(reading_by(workers_of(2), ahead=ALL)(books))

    assert alone == together
    assert [set(book.drawn) for book in alone] == [*[ALL] * 4, set()]
    assert [book.source.code for book in alone] == ["", "", "", "", "file-missing"]


def test_fail_fast_stops_at_the_first_that_cannot_be_used(tmp_path: Path) -> None:
    books = [(tmp_path / "none.xlsx", "none.xlsx"), *named(tmp_path, 2)]

    with pytest.raises(WorkbookError) as caught:
        list(reading_by(ThisProcess(), fail_fast=True)(books))

    assert caught.value.code == "file-missing"
    assert caught.value.where.file == "none.xlsx"


def test_a_workbook_whose_reader_died_is_refused_with_its_code(tmp_path: Path) -> None:
    def no_executor() -> None:
        raise AssertionError

    class Lost(Futures):
        def each(self, do, tasks, died):  # type: ignore[no-untyped-def, override]
            return ((task, died(task)) for task in tasks)

    lost = Lost(no_executor, 1)  # type: ignore[arg-type]
    (found,) = reading_by(lost)([(tmp_path / "a.xlsx", "a.xlsx")])

    assert found.source.code == "worker-died"
