from __future__ import annotations

from datetime import date

import pytest

from kpibook.domain.returns.returned import ReturnState, ReturnStatus
from kpibook.domain.sign_off.agreed_brief import AgreedBrief
from kpibook.domain.sign_off.agreement import AgreementState
from tests.domain.consolidated import a_row, a_source_book
from tests.domain.returns.given import housing, returns

DRAFT = AgreedBrief(AgreementState.DRAFT)
AGREED = AgreedBrief(AgreementState.AGREED, "Director", date(2022, 1, 12))


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


@pytest.mark.parametrize(
    ("agreed", "words"),
    [
        pytest.param((AGREED, AGREED), "Agreed by Director on 12th January 2022", id="each"),
        pytest.param(
            (AGREED, DRAFT),
            "a.xlsx: Agreed by Director on 12th January 2022; b.xlsx: Draft: not yet agreed",
            id="part is a draft",
        ),
        pytest.param(
            (AGREED, None), "a.xlsx: Agreed by Director on 12th January 2022", id="part is unknown"
        ),
        pytest.param((None, None), "", id="unknown"),
    ],
)
def test_a_return_in_several_workbooks_is_agreed_only_if_each_is(
    agreed: tuple[AgreedBrief | None, ...], words: str
) -> None:
    item = ReturnStatus(
        housing(), ReturnState.RETURNED, workbooks=("a.xlsx", "b.xlsx"), agreed=agreed
    )

    assert item.agreed_in_words == words
