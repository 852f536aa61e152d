from __future__ import annotations

import pytest

from kpibook.domain.consolidation.workbook_refusals import Refusal, wanted_period, whole_refusals
from kpibook.domain.measures.period import Quarter
from kpibook.errors import WorkbookError
from tests.domain.consolidated import a_row, a_source_book, an_unreadable_book
from tests.domain.given import Q3

EARLY, LATE = "2022-01-10T09:00:00Z", "2022-01-17T09:00:00Z"


def codes(found: dict[str, Refusal]) -> dict[str, str]:
    return {name: refusal.code for name, refusal in found.items()}


def test_the_second_of_two_identical_files_is_refused() -> None:
    books = [
        a_source_book("a.xlsx", a_row(), sha256="same"),
        a_source_book("b.xlsx", a_row(), sha256="same"),
    ]

    found = whole_refusals(books, None)

    assert codes(found) == {"b.xlsx": "consolidate-same-file"}
    assert "a.xlsx" in found["b.xlsx"].why


@pytest.mark.parametrize(
    "copy",
    ["cpr (1).xlsx", "cpr - Copy.xlsx", "Copy of cpr.xlsx", "a/cpr copy.xlsx", "cpr(2).xlsx"],
)
def test_of_an_original_and_its_copy_the_original_counts(copy: str) -> None:
    """A blank sorts before a dot, so that in order of name the copy would come first."""
    books = [a_source_book(name, a_row(), sha256="same") for name in sorted([copy, "cpr.xlsx"])]
    found = whole_refusals(books, None)

    assert codes(found) == {copy: "consolidate-same-file"}
    assert "cpr.xlsx" in found[copy].why


def test_unreadable_files_without_a_hash_are_not_taken_for_one_another() -> None:
    books = [
        an_unreadable_book("a.xlsx"),
        an_unreadable_book("b.xlsx"),
        a_source_book("c.xlsx", a_row()),
    ]

    assert whole_refusals(books, None) == {}


def test_of_two_versions_the_one_saved_last_is_used() -> None:
    books = [
        a_source_book("new.xlsx", a_row(), modified=LATE),
        a_source_book("old.xlsx", a_row(), modified=EARLY),
    ]

    found = whole_refusals(books, None)

    assert codes(found) == {"old.xlsx": "consolidate-earlier-version"}
    assert EARLY in found["old.xlsx"].why
    assert LATE in found["old.xlsx"].why


@pytest.mark.parametrize("stamps", [(LATE, LATE), (LATE, ""), ("", "")])
def test_versions_whose_stamps_do_not_decide_are_both_refused(stamps: tuple[str, str]) -> None:
    books = [
        a_source_book(name, a_row(), modified=stamp)
        for name, stamp in zip(("a.xlsx", "b.xlsx"), stamps, strict=True)
    ]

    found = whole_refusals(books, Q3)

    assert codes(found) == dict.fromkeys(("a.xlsx", "b.xlsx"), "consolidate-two-versions")
    assert "cannot be told" in found["a.xlsx"].why


def test_of_three_versions_only_the_last_is_used() -> None:
    books = [
        a_source_book("a.xlsx", a_row(), modified=EARLY),
        a_source_book("b.xlsx", a_row(), modified="2022-01-30T09:00:00Z"),
        a_source_book("c.xlsx", a_row(), modified=LATE),
    ]

    assert set(whole_refusals(books, None)) == {"a.xlsx", "c.xlsx"}


def test_two_workbooks_of_a_directorate_with_other_measures_are_no_versions() -> None:
    books = [
        a_source_book("care.xlsx", a_row("PI.1"), a_row("PI.2"), a_row("PI.3")),
        a_source_book("schools.xlsx", a_row("PI.3"), a_row("PI.4"), a_row("PI.5")),
    ]

    assert whole_refusals(books, None) == {}


def test_half_of_the_smaller_workbooks_measures_make_it_a_version() -> None:
    books = [
        a_source_book("a.xlsx", a_row("PI.1"), a_row("PI.2"), a_row("PI.3")),
        a_source_book("b.xlsx", a_row("PI.3"), a_row("PI.4")),
    ]

    assert set(whole_refusals(books, None)) == {"a.xlsx", "b.xlsx"}


def test_workbooks_that_name_no_directorate_are_no_versions() -> None:
    books = [a_source_book(name, a_row(), directorate="") for name in ("a.xlsx", "b.xlsx")]

    assert whole_refusals(books, None) == {}


def test_names_of_a_directorate_are_compared_without_case_and_spaces() -> None:
    books = [
        a_source_book("a.xlsx", a_row(), directorate="Adult  Care", modified=EARLY),
        a_source_book("b.xlsx", a_row(), directorate="adult care", modified=LATE),
    ]

    assert set(whole_refusals(books, None)) == {"a.xlsx"}


def test_a_workbook_of_another_period_is_refused() -> None:
    q2 = Quarter(2021, 2)
    books = [
        a_source_book("a.xlsx", a_row()),
        a_source_book("b.xlsx", a_row("PI.2", period=q2), period=q2, directorate="Roads"),
    ]

    found = whole_refusals(books, Q3)

    assert codes(found) == {"b.xlsx": "consolidate-other-period"}
    assert "Q2 2021/22, not Q3 2021/22" in found["b.xlsx"].why


def test_different_periods_need_one_to_be_asked_for() -> None:
    books = [a_source_book(f"{n}.xlsx", period=Quarter(2021, n)) for n in (2, 3)]

    with pytest.raises(WorkbookError, match="1 workbook of Q2 2021/22 and 1 workbook of Q3") as it:
        wanted_period(books, None)

    assert it.value.code == "consolidate-periods-differ"


def test_nothing_to_use_says_why_each_was_refused() -> None:
    with pytest.raises(
        WorkbookError, match=r"none of 1 workbook.*a\.xlsx: is no workbook"
    ) as raised:
        wanted_period([an_unreadable_book("a.xlsx", "file-damaged")], Q3)

    assert raised.value.code == "consolidate-nothing"
