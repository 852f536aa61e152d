"""What is combined on disk is what is combined in memory, in little memory."""

from __future__ import annotations

import random
import tempfile
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.cli.show import out_findings
from kpibook.domain.consolidation.consolidation import Consolidation, SourceBook
from kpibook.domain.consolidation.in_memory import combine
from kpibook.domain.consolidation.row_brief import Briefed, brief_of, briefs_of, distinct_briefs
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.errors import Location, WorkbookError
from kpibook.outputs.consolidated.draw_ahead import CSV, OF_THE_BOOK
from kpibook.outputs.tidy_files import write_csv_rows
from kpibook.outputs.tidy_table import tidy_rows
from kpibook.services.consolidate import combine_on_disk
from kpibook.services.consolidate.combine_on_disk import combine_spooled
from kpibook.services.consolidate.on_disk import SpooledBooks
from kpibook.services.consolidate.put_aside import put_aside
from kpibook.services.consolidate.tidy_table import write_tidy
from tests.domain.careless import MAIDSTONE, careless_books
from tests.domain.consolidated import a_row, a_source_book
from tests.domain.given import Q3, STANDARD


def in_memory(found: Consolidation) -> Consolidation:
    """The same with all that is on disk read into memory."""
    return replace(
        found,
        sources=tuple(found.sources),
        rows=tuple(found.rows),
        refused=tuple(found.refused),
        findings=tuple(found.findings),
    )


def outcome(books: list[SourceBook], period: Quarter | None, folder: Path | None) -> object:
    """A consolidation, or the code and the words of the error."""
    try:
        if folder is None:
            return combine(books, period)
        return in_memory(combine_spooled(iter(books), folder, period))
    except WorkbookError as error:
        return error.code, str(error)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(careless_books(), st.sampled_from([Q3, None]), st.randoms(use_true_random=False))
def test_on_disk_and_in_memory_the_same_comes_out(
    books: list[SourceBook], period: Quarter | None, shuffle: random.Random
) -> None:
    arriving = list(books)
    shuffle.shuffle(arriving)

    on_disk = outcome(arriving, period, Path(tempfile.gettempdir()))

    assert on_disk == outcome(books, period, None)


def test_a_workbooks_own_findings_and_schemes_come_back_from_disk(tmp_path: Path) -> None:
    own = Finding("actual-missing", "PI.1 has no actual.", Location("a.xlsx"))
    other = replace(STANDARD, source="Another council's page.")
    books = [
        replace(a_source_book("a.xlsx", a_row("PI.1")), findings=(own,)),
        a_source_book("b.xlsx", a_row("PI.2"), directorate="Roads", scheme=other),
        a_source_book("c.xlsx", a_row("PI.1"), directorate="Parks", scheme=MAIDSTONE),
    ]

    found = combine_spooled(books, tmp_path)

    assert in_memory(found) == combine(books)
    assert own in list(found.findings)
    assert {row.source: row.scheme for row in found.rows}["b.xlsx"] == "standard (b.xlsx)"
    assert found.scheme("standard (b.xlsx)").source == other.source


def test_rows_and_findings_are_read_in_any_order(tmp_path: Path) -> None:
    books = [
        a_source_book(f"{n:02}.xlsx", *(a_row(f"PI.{at}") for at in range(40)), directorate=f"D{n}")
        for n in range(20)
    ]
    found, whole = combine_spooled(books, tmp_path), combine(books)

    assert len(found.rows) == len(found.findings) == 800
    for at in (799, 0, 413, -1, 500):
        assert found.rows[at] == whole.rows[at]
        assert found.findings[at] == whole.findings[at]
    assert tuple(found.rows[395:405]) == tuple(whole.rows[395:405])
    assert tuple(found.findings[498:503]) == tuple(whole.findings[498:503])
    for items in (found.rows, found.findings):
        with pytest.raises(IndexError):
            items[800]


def test_nothing_is_left_beside_the_output_while_it_works_or_after(tmp_path: Path) -> None:
    found = combine_spooled([a_source_book("a.xlsx", a_row())], tmp_path)

    assert list(tmp_path.iterdir()) == []
    assert len(tuple(found.rows)) == 1


ROWS = 50


def arriving(number: int) -> Iterator[SourceBook]:
    rows = [
        a_row(f"PI.{n}", past=[("Q2 2021/22", "5"), ("Q1 2021/22", "6")], commentary="Late. " * 20)
        for n in range(ROWS)
    ]
    return (a_source_book(f"{n:05}.xlsx", *rows, council=f"Council {n}") for n in range(number))


def most_memory(number: int, folder: Path) -> int:
    """Bytes that were in use at most while so many workbooks became a CSV table."""
    tracemalloc.start()
    found = combine_spooled(arriving(number), folder)
    with (folder / "out.csv").open("wb") as stream:
        write_csv_rows(stream, tidy_rows(found.rows, {}))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


@pytest.mark.slow
def test_a_row_more_takes_next_to_no_memory(tmp_path: Path) -> None:
    most_memory(10, tmp_path)  # what is imported and kept once

    # More than stay in memory either way.
    few, many = most_memory(140, tmp_path), most_memory(260, tmp_path)

    # In memory a row takes thousands of bytes. The rest here is a stub a workbook.
    assert (many - few) / (120 * ROWS) < 150


def memory_of_small_workbooks(number: int, folder: Path) -> int:
    """Bytes in use at most while so many councils' workbooks became a table, findings told."""
    rows = [a_row(f"PI.{n}") for n in range(6)]
    tracemalloc.start()
    books = (
        put_aside(a_source_book(f"{n:05}.xlsx", *rows, council=f"Council {n}"), {CSV})
        for n in range(number)
    )
    found = combine_spooled(books, folder)
    write_tidy(found, folder / f"{number}.csv", folder)
    out_findings(found.findings)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


@pytest.mark.slow
def test_a_workbook_more_of_another_council_takes_little_memory(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memory_of_small_workbooks(10, tmp_path)

    few, many = (memory_of_small_workbooks(number, tmp_path) for number in (300, 1300))

    # What the rules need of each: its counts, hash and places, and that its council differs.
    assert (many - few) / 1000 < 3300
    assert "01299.xlsx: is of Council 1299" in capsys.readouterr().out


def test_the_briefs_made_as_workbooks_arrive_are_those_of_the_rows(tmp_path: Path) -> None:
    books = [
        a_source_book(f"{name}.xlsx", *(a_row(ref=f"{name}{n}") for n in range(3)))
        for name in ("roads", "housing", "care")
    ]

    rows = combine_spooled((put_aside(book, OF_THE_BOOK) for book in books), tmp_path, Q3).rows

    assert list(briefs_of(rows)) == [brief_of(row) for row in rows]
    assert isinstance(rows, Briefed), "they are not made again from the disk"


def test_briefs_are_not_made_for_the_table_alone_and_can_still_be_asked_for(tmp_path: Path) -> None:
    aside = put_aside(a_source_book("a.xlsx", a_row("PI.1"), a_row("PI.2")), {CSV})

    rows = combine_spooled([aside], tmp_path, Q3).rows

    assert aside.briefs == ()
    assert list(briefs_of(rows)) == [brief_of(row) for row in rows]
    assert set(distinct_briefs(rows)) == set(briefs_of(rows))


def test_rows_are_in_order_of_owner_however_few_owners_are_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(combine_on_disk, "_OWNERS_AT_A_TIME", 2)
    books = [
        a_source_book(f"{n}.xlsx", a_row(f"PI.{n}"), a_row(f"Q.{n}"), directorate=directorate)
        for n, directorate in enumerate(("Roads", "Parks", "Housing", "Roads", "Bins", "Parks"))
    ]

    found = combine_spooled(reversed(books), tmp_path)

    assert tuple(found.rows) == tuple(combine(books).rows)
    assert [row.source for row in found.rows[::2]] == [f"{n}.xlsx" for n in (4, 2, 1, 5, 0, 3)]


def test_a_mark_that_occurs_twice_is_found_in_whichever_run_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spooled = SpooledBooks(tmp_path)
    for name in ("a", "b", "c"):
        shared = [a_row(ref="SAME")] if name != "b" else []
        rows = [*shared, *(a_row(ref=f"{name}{n}") for n in range(20))]
        spooled.add(a_source_book(f"{name}.xlsx", *rows))
    whole = combine_on_disk._repeated_marks(spooled, spooled.stubs, tmp_path)

    monkeypatch.setattr(combine_on_disk, "_MARKS_AT_A_TIME", 7)

    assert combine_on_disk._repeated_marks(spooled, spooled.stubs, tmp_path) == whole
    assert whole == {spooled.marks_of(spooled.stubs[0])[0]}
