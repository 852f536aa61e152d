"""Words for a year and for its parts, apart from their year."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.spelling.spelled import Kind, Spelled, YearOf
from kpibook.domain.measures.spelling.year_words import in_calendar_year, part_of_year, whole_year


@pytest.mark.parametrize("words", ["q3", "qtr 3", "quarter three", "3rd quarter", "oct-dec"])
def test_a_quarter_needs_no_year_to_be_one(words: str) -> None:
    assert part_of_year(words) == Spelled(Kind.QUARTER, 3)


@pytest.mark.parametrize("words", ["third half", "fourth half year", "m0", "term 1", "dec-feb"])
def test_there_are_two_halves_twelve_months_and_three_named_terms(words: str) -> None:
    assert part_of_year(words) is None


def test_only_months_and_terms_are_clear_with_a_calendar_year() -> None:
    assert in_calendar_year("december", 2021) == Spelled(Kind.MONTH, 9, 2021)
    assert in_calendar_year("spring term", 2022) == Spelled(Kind.TERM, 2, 2021)
    assert in_calendar_year("q3", 2021) is None


def test_an_outturn_is_told_from_a_year() -> None:
    assert whole_year("outturn") == Spelled(Kind.YEAR, outturn=True)
    assert whole_year("") == Spelled(Kind.YEAR)
    assert whole_year("academic year") == Spelled(Kind.YEAR, of=YearOf.SCHOOL)
