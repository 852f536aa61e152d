from __future__ import annotations

from kpibook.domain.consolidation.duplicate_rows import reported_twice, shared_references
from kpibook.domain.consolidation.row_digest import RowDigest, digests_of
from tests.domain.consolidated import a_row, a_source_book


def digest(source: str, ref: str = "PI.1", actual: str = "90", **owner: str) -> RowDigest:
    return next(digests_of(a_source_book(source, a_row(ref, actual), **owner)))  # type: ignore[arg-type]


def test_rows_that_say_the_same_count_once_for_the_first() -> None:
    rows = [digest("a.xlsx"), digest("b.xlsx"), digest("c.xlsx")]

    found = reported_twice(rows)

    assert [row.source for row, _ in found] == ["b.xlsx", "c.xlsx"]
    assert found[0][1].why == (
        "PI.1 is also reported in a.xlsx and c.xlsx, which says the same: counted once."
    )


def test_rows_that_differ_are_all_refused() -> None:
    found = reported_twice([digest("a.xlsx"), digest("b.xlsx", actual="91")])

    assert [row.source for row, _ in found] == ["a.xlsx", "b.xlsx"]
    assert {refusal.code for _, refusal in found} == {"consolidate-measures-differ"}


def test_another_directorate_or_council_reports_another_measure() -> None:
    rows = [
        digest("a.xlsx"),
        digest("b.xlsx", directorate="Roads"),
        digest("c.xlsx", council="Bixby"),
    ]

    assert reported_twice(rows) == []
    assert [f.where.file for f in shared_references(rows)] == ["a.xlsx", "b.xlsx"]


def test_rows_that_repeat_nothing_make_no_difference() -> None:
    twice = [digest("a.xlsx"), digest("b.xlsx")]
    alone = [digest("c.xlsx", "PI.7"), digest("d.xlsx", "PI.8")]

    assert reported_twice([*alone, *twice]) == reported_twice(twice)
    assert list(shared_references([*alone, *twice])) == list(shared_references(twice))
