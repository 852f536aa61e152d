from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import RefusedRow
from kpibook.domain.consolidation.row_digest import digests_of
from kpibook.domain.consolidation.workbook_refusals import Refusal
from kpibook.domain.measures.measure import Unit
from kpibook.errors import Location
from tests.domain.consolidated import a_row, a_source_book


def test_a_digest_says_which_row_it_is_of_and_whose() -> None:
    book = a_source_book("a.xlsx", a_row("PI.1"), a_row("PI. 2"), directorate="Adult  Care")

    first, second = digests_of(book)

    assert (first.place, second.place) == (("a.xlsx", 0), ("a.xlsx", 1))
    assert (second.ref, second.key) == ("PI. 2", "PI2")
    assert (second.council, second.directorate) == ("exampleton", "adult care")
    assert second.known_as == "Adult  Care"
    assert second.where == Location("a.xlsx", "This quarter", "A6")


def test_a_row_without_a_directorate_is_known_by_its_workbook() -> None:
    (digest,) = digests_of(a_source_book("a.xlsx", a_row(), directorate=""))

    assert digest.known_as == "a.xlsx"


def test_words_and_history_make_no_difference_but_figures_do() -> None:
    row = a_row("PI.1", "90")
    worded = a_row("PI.1", "90.0", commentary="Late.", past=[("Q2 2021/22", "5")])
    other = a_row("PI.1", "91")

    said = [next(digests_of(a_source_book("a.xlsx", r))).says for r in (row, other)]

    assert said[0] != said[1]
    plain = replace(worded, rated=replace(worded.rated, rating=row.rated.rating))
    assert next(digests_of(a_source_book("b.xlsx", plain))).says == said[0]


def test_a_refused_row_has_its_figure_as_the_cell_stores_it() -> None:
    (digest,) = digests_of(a_source_book("a.xlsx", a_row("PI.1", "72.1", unit=Unit.PERCENT)))

    refused = digest.refused(Refusal("some-code", "Why.", "Fix."))

    assert refused == RefusedRow(
        "a.xlsx", "PI.1", "This quarter", "H6", "some-code", "Why.", Decimal("0.721")
    )
