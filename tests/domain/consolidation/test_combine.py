from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Consolidation, SourceBook
from kpibook.domain.consolidation.in_memory import combine
from kpibook.domain.consolidation.workbook_refusals import whole_refusals
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.errors import Location, WorkbookError
from kpibook.sources.schemes import load_scheme
from tests.domain.careless import careless_books
from tests.domain.consolidated import a_row, a_source_book, an_unreadable_book
from tests.domain.given import Q3, STANDARD

MAIDSTONE = load_scheme("maidstone")


def codes(found: Consolidation) -> list[tuple[str, str]]:
    return [(f.where.file, f.code) for f in found.findings]


def refs(found: Consolidation) -> list[tuple[str, str]]:
    return [(row.source, row.rated.measure.ref) for row in found.rows]


def test_rows_stand_by_directorate_and_then_as_in_their_workbook() -> None:
    found = combine(
        [
            a_source_book("2.xlsx", a_row("PI.9"), a_row("PI.8"), directorate="Adult Care"),
            a_source_book("1.xlsx", a_row("PI.7"), directorate="Housing"),
        ]
    )

    assert refs(found) == [("2.xlsx", "PI.9"), ("2.xlsx", "PI.8"), ("1.xlsx", "PI.7")]
    assert [source.name for source in found.sources] == ["1.xlsx", "2.xlsx"]
    assert (found.period, found.council) == (Q3, "Exampleton")


def test_one_ref_in_two_directorates_is_kept_twice_with_a_finding_on_each() -> None:
    found = combine(
        [
            a_source_book("a.xlsx", a_row("PI. 1"), directorate="Housing"),
            a_source_book("b.xlsx", a_row("pi1"), directorate="Roads"),
        ]
    )

    assert len(found.rows) == 2
    assert codes(found) == [("a.xlsx", "consolidate-same-ref"), ("b.xlsx", "consolidate-same-ref")]
    assert "Roads" in found.findings[0].what


def test_one_ref_in_two_councils_is_nothing_to_find() -> None:
    found = combine(
        [
            a_source_book("a.xlsx", a_row(), council="Ashby"),
            a_source_book("b.xlsx", a_row(), council="Bixby"),
        ]
    )

    assert len(found.rows) == 2
    assert [code for _, code in codes(found)] == ["consolidate-other-council"]
    assert found.council == ""


def _children_and_corporate(actual: str) -> list[SourceBook]:
    """A measure of one directorate that is reported in another's workbook as well."""
    own = a_source_book("a.xlsx", a_row("PI.1", "90"), a_row("PI.2"), directorate="Children")
    other = a_source_book("b.xlsx", a_row("PI.5"), a_row("PI.1", actual), directorate="Corporate")
    first, second = other.rows
    return [own, replace(other, rows=(first, replace(second, directorate="Children")))]


def test_a_measure_that_two_workbooks_report_alike_counts_once() -> None:
    found = combine(_children_and_corporate("90"))

    assert refs(found) == [("a.xlsx", "PI.1"), ("a.xlsx", "PI.2"), ("b.xlsx", "PI.5")]
    assert [(r.source, r.code) for r in found.refused] == [("b.xlsx", "consolidate-same-measure")]
    assert codes(found) == [("b.xlsx", "consolidate-same-measure")]
    assert all(source.ties for source in found.sources)


def test_a_measure_that_two_workbooks_report_differently_is_refused_in_both() -> None:
    found = combine(_children_and_corporate("91"))

    assert refs(found) == [("a.xlsx", "PI.2"), ("b.xlsx", "PI.5")]
    assert [r.actual for r in found.refused] == [Decimal(90), Decimal(91)]
    assert found.totals.rows_refused == 2
    assert all(source.ties for source in found.sources)


def test_different_schemes_are_named_and_both_stand_in_the_key() -> None:
    found = combine(
        [
            a_source_book("a.xlsx", a_row("PI.1"), a_row("PI.2")),
            a_source_book("b.xlsx", a_row("PI.3"), directorate="Roads", scheme=MAIDSTONE),
        ]
    )

    assert codes(found) == [("b.xlsx", "consolidate-mixed-schemes")]
    assert [scheme.key for scheme in found.schemes] == ["standard", "maidstone"]
    assert [row.scheme for row in found.rows] == ["standard", "standard", "maidstone"]


def test_two_rules_of_one_name_are_told_apart() -> None:
    other = replace(STANDARD, source="Another council's page.")

    found = combine(
        [
            a_source_book("a.xlsx", a_row("PI.1")),
            a_source_book("b.xlsx", a_row("PI.2"), directorate="Roads", scheme=other),
            a_source_book("c.xlsx", a_row("PI.3"), directorate="Parks", scheme=other),
        ]
    )

    assert {s.key: s.source for s in found.schemes} == {
        "standard": STANDARD.source,
        "standard (b.xlsx)": other.source,
    }
    assert {row.source: row.scheme for row in found.rows} == {
        "a.xlsx": "standard",
        "b.xlsx": "standard (b.xlsx)",
        "c.xlsx": "standard (b.xlsx)",
    }


def test_an_unreadable_workbook_is_listed_and_the_others_are_used() -> None:
    broken = an_unreadable_book("a.xlsx", "file-damaged")
    said = Finding("file-damaged", "is damaged.", Location("a.xlsx"))

    found = combine([replace(broken, findings=(said,)), a_source_book("b.xlsx", a_row())])

    assert [(s.name, s.used, s.code) for s in found.sources] == [
        ("a.xlsx", False, "file-damaged"),
        ("b.xlsx", True, ""),
    ]
    assert said in found.findings


def test_a_period_nobody_reports_leaves_nothing_and_says_so() -> None:
    with pytest.raises(WorkbookError, match="reports Q3 2021/22, not Q1 2021/22") as raised:
        combine([a_source_book("a.xlsx", a_row())], Quarter(2021, 1))

    assert raised.value.code == "consolidate-nothing"
    assert '--period "Q3 2021/22"' in raised.value.fix


def test_where_only_versions_are_left_that_cannot_be_told_apart_it_says_to_choose() -> None:
    versions = [a_source_book(f"{n}.xlsx", a_row(), sha256=n) for n in "ab"]

    with pytest.raises(WorkbookError, match="Which is the latest cannot be told") as raised:
        combine(versions, Q3)

    assert raised.value.fix.startswith("Keep the right one")


def test_the_findings_of_a_version_that_is_not_used_are_left_out() -> None:
    own = Finding("actual-missing", "PI.1 has no actual.", Location("old.xlsx"))
    old = a_source_book("old.xlsx", a_row(), modified="2022-01-01T00:00:00Z")
    new = a_source_book("new.xlsx", a_row(), modified="2022-01-02T00:00:00Z")

    found = combine([replace(old, findings=(own,)), new])

    assert codes(found) == [("old.xlsx", "consolidate-earlier-version")]


# Nothing is silently dropped or double counted


def _identities(rows: tuple[ConsolidatedRow, ...]) -> set[tuple[str, str, str]]:
    return {
        (row.council.casefold(), row.directorate.casefold(), row.rated.measure.key) for row in rows
    }


@settings(max_examples=300, deadline=None)
@given(careless_books(), st.randoms(use_true_random=False))
def test_what_comes_in_is_used_or_refused_and_every_total_ties(
    books: list[SourceBook], shuffle: random.Random
) -> None:
    usable = [b.source.name for b in books if b.source.used and b.source.period == Q3]
    refused_whole = whole_refusals(sorted(books, key=lambda b: b.source.name), Q3) if usable else {}
    if set(usable) <= set(refused_whole):
        with pytest.raises(WorkbookError, match="none of"):
            combine(books, Q3)
        return

    found = combine(books, Q3)

    assert [s.name for s in found.sources] == sorted(book.source.name for book in books)
    assert all(source.ties for source in found.sources)
    for book, source in zip(sorted(books, key=lambda b: b.source.name), found.sources, strict=True):
        mine = [row for row in found.rows if row.source == source.name]
        gone = [row for row in found.refused if row.source == source.name]
        assert source.rows_in == book.source.rows_in
        assert source.total_in == book.source.total_in
        assert source.rows_used == len(mine)
        assert source.actuals_used == sum(row.actual is not None for row in mine)
        assert source.total_used == sum((row.stored_actual or 0 for row in mine), Decimal(0))
        if source.used:
            assert source.rows_refused == len(gone)
            assert source.total_refused == sum((r.actual or 0 for r in gone), Decimal(0))
        else:
            assert not mine
            assert not gone
            assert source.refusal
    assert len(_identities(found.rows)) == len(found.rows)  # nothing twice
    refused = {(f.where.file, f.code) for f in found.findings}
    assert all(s.used or (s.name, s.code) in refused or s.code == "not-a-workbook"
               for s in found.sources)  # fmt: skip
    again = list(books)
    shuffle.shuffle(again)
    assert combine(again, Q3) == found  # the order in which workbooks are given is no matter
