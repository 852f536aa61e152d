"""Stubs say of a workbook what the workbook says, in a fraction of its room."""

from __future__ import annotations

import gc
import tracemalloc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.consolidation.consolidation import Source, SourceBook
from kpibook.domain.measures.period import Quarter
from kpibook.domain.sign_off.agreed_brief import AgreedBrief
from kpibook.domain.sign_off.agreement import AgreementState
from kpibook.services.consolidate.combine_on_disk import combine_spooled
from kpibook.services.consolidate.on_disk import SpooledBooks
from tests.domain.consolidated import a_row, a_source_book

TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=8)
COUNTS = st.integers(0, 5_000)
TOTALS = st.decimals(allow_nan=False, allow_infinity=False, places=4)

SOURCES = st.builds(
    Source,
    *(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS),
    st.none() | st.builds(Quarter, st.integers(1990, 2090), st.integers(1, 4)),
    TEXTS,
    *(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS),
    *(TOTALS, TOTALS, TOTALS),
    *(TEXTS, TEXTS, TEXTS),
    st.sampled_from(
        [
            None,
            AgreedBrief(AgreementState.DRAFT),
            AgreedBrief(AgreementState.AGREED, "Director", date(2022, 1, 12), "2"),
        ]
    ),
)


@given(st.lists(SOURCES, max_size=4))
def test_every_source_comes_back_with_all_that_it_says(sources: list[Source]) -> None:
    books = SpooledBooks()
    for source in sources:
        books.add(SourceBook(source))

    found = [stub.source for stub in books.stubs]

    assert found == sources
    assert [str(source.total_used) for source in found] == [str(s.total_used) for s in sources]
    assert [stub.name for stub in books.stubs] == [source.name for source in sources]


def of_other_councils(first: int, count: int) -> Iterator[SourceBook]:
    """Workbooks of six measures, each of another council."""
    rows = [a_row(f"PI.{n}") for n in range(6)]
    for n in range(first, first + count):
        book = a_source_book(f"council/{n:06}.xlsx", *rows, council=f"Council {n}")
        yield replace(book, source=replace(book.source, sha256=f"{n:064}"))


def test_a_workbook_takes_some_hundred_bytes_while_others_are_read(tmp_path: Path) -> None:
    books = SpooledBooks(tmp_path)
    count = 400

    def fill(first: int) -> None:
        for book in of_other_councils(first, count):
            books.add(book)

    fill(0)  # what is made once
    tracemalloc.start()
    try:
        fill(count)
        gc.collect()
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert held / count < 420, "bytes a workbook; with owners and briefs in memory 850"


def test_a_consolidation_keeps_some_hundred_bytes_a_workbook(tmp_path: Path) -> None:
    def kept(count: int) -> int:
        tracemalloc.start()
        try:
            found = combine_spooled(of_other_councils(0, count), tmp_path)
            gc.collect()
            held, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert len(found.rows) == 6 * count
        return held

    kept(10)  # what is made once
    few, many = kept(150), kept(450)

    assert (many - few) / 300 < 450, "bytes a workbook; with names and owners in memory, 850"


def test_the_file_goes_with_the_consolidation(tmp_path: Path) -> None:
    found = combine_spooled([a_source_book("a.xlsx", a_row())], tmp_path)
    columns = found.rows._books._columns  # type: ignore[attr-defined]
    spools = [weakref.ref(parts._spool) for parts in (columns._parts, columns._small)]
    gc.disable()
    try:
        del found, columns
        left = [spool for spool in spools if spool() is not None]
        assert left == [], "nothing waits for the collector of circles"
    finally:
        gc.enable()


@pytest.mark.parametrize("total", ["90", "90.0", "0.10", "1E+3"])
def test_a_total_keeps_its_digits(total: str) -> None:
    books = SpooledBooks()
    books.add(a_source_book("a.xlsx", a_row("PI.1", total)))

    assert str(books.stubs[0].total) == str(a_source_book("a.xlsx", a_row("PI.1", total)).total)
    assert books.stubs[0].total == Decimal(total)
