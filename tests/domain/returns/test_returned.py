from __future__ import annotations

from tests.domain.consolidated import a_row, a_source_book
from tests.domain.returns.given import housing, returns


def test_totals_are_incomplete_while_a_return_is_not_in() -> None:
    book = a_source_book("housing.xlsx", a_row())

    result = returns([housing(), housing(directorate="Roads")], book)

    assert result.incomplete == (
        "These totals are incomplete: 1 of 2 expected returns is in. Missing: Roads."
    )
    assert "Roads" not in result.incomplete_in_public
    assert result.incomplete_in_public.startswith("These totals are incomplete: 1 of 2 returns is")


def test_with_every_return_in_totals_are_complete_late_or_not() -> None:
    book = a_source_book("housing.xlsx", a_row(), modified="2022-01-18T08:00:00Z")

    result = returns([housing()], book)

    assert (result.incomplete, result.incomplete_in_public) == ("", "")
    assert result.in_words == "1 of 1 expected return is in, 1 late."
