from __future__ import annotations

from dataclasses import replace

from kpibook.domain.consolidation.schemes import (
    combined_schemes,
    only_council,
    other_councils,
    other_schemes,
)
from kpibook.sources.schemes import load_scheme
from tests.domain.consolidated import a_row, a_source_book
from tests.domain.given import STANDARD

MAIDSTONE = load_scheme("maidstone")


def test_the_scheme_of_most_measures_comes_first() -> None:
    books = [
        a_source_book("a.xlsx", a_row("1")),
        a_source_book("b.xlsx", a_row("2"), a_row("3"), scheme=MAIDSTONE),
    ]

    found = combined_schemes(books)

    assert [scheme.key for scheme in found.schemes] == ["maidstone", "standard"]
    assert found.keys == {"a.xlsx": "standard", "b.xlsx": "maidstone"}
    assert [f.where.file for f in other_schemes(books, found.keys)] == ["a.xlsx"]


def test_other_rules_of_the_same_name_take_their_workbooks_name() -> None:
    other = replace(STANDARD, source="Another council's page.")
    books = [a_source_book("a.xlsx", a_row()), a_source_book("b.xlsx", a_row(), scheme=other)]

    assert combined_schemes(books).keys == {"a.xlsx": "standard", "b.xlsx": "standard (b.xlsx)"}


def test_one_scheme_is_nothing_to_find() -> None:
    books = [a_source_book("a.xlsx", a_row()), a_source_book("b.xlsx", a_row())]

    assert list(other_schemes(books, combined_schemes(books).keys)) == []


def test_a_council_is_named_when_there_is_one_however_it_is_spelt() -> None:
    same = [a_source_book("a", council="Ashby"), a_source_book("b", council="ASHBY ")]

    assert only_council(same) == "ASHBY "
    assert [f for book in same for f in other_councils(same)(book.source)] == []
    assert only_council([*same, a_source_book("c", council="Bixby")]) == ""
    assert only_council([a_source_book("a", council="")]) == ""


def test_a_workbook_of_another_council_than_most_is_named() -> None:
    books = [
        a_source_book("a", council="Ashby"),
        a_source_book("b", council="Ashby"),
        a_source_book("c", council="Bixby"),
        a_source_book("d", council=""),
    ]

    (finding,) = [f for book in books for f in other_councils(books)(book.source)]

    assert finding.where.file == "c"
    assert "2 workbooks are of Ashby" in finding.what
