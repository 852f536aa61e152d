from __future__ import annotations

from datetime import date

import pytest

from kpibook.domain.report.words.labels import Labels
from kpibook.domain.sign_off.agreed_brief import AgreedBrief, brief_of
from kpibook.domain.sign_off.agreement import Agreement, AgreementState
from kpibook.domain.sign_off.sign_off import SignOff
from tests.domain.given import Q3

SIGNED = SignOff(Q3, "Director", date(2022, 1, 12), "2")
WORDS = Labels()


@pytest.mark.parametrize(
    ("agreement", "state", "words"),
    [
        pytest.param(Agreement(), "draft", WORDS.draft, id="draft"),
        pytest.param(
            Agreement(SIGNED), "agreed", f"{WORDS.agreed} {SIGNED.by_in_words}", id="agreed"
        ),
        pytest.param(
            Agreement(SIGNED, is_sound=False), "changed", WORDS.draft_changed, id="changed"
        ),
    ],
)
def test_the_words_are_those_of_the_report(agreement: Agreement, state: str, words: str) -> None:
    brief = brief_of(agreement)

    assert brief.words == words
    assert brief.as_dict()["state"] == state


def test_as_plain_values_it_says_by_whom_and_when_also_once_it_was_changed() -> None:
    assert brief_of(Agreement(SIGNED, is_sound=False)).as_dict() == {
        "state": "changed",
        "by": "Director",
        "on": "2022-01-12",
        "version": "2",
    }
    assert AgreedBrief(AgreementState.DRAFT).as_dict()["by"] is None
