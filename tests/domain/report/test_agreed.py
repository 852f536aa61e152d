from __future__ import annotations

from datetime import date

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.domain.report.agreed import AgreedState, agreed_state
from kpibook.domain.report.material import Material
from kpibook.domain.report.report import SourceFile
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.sign_off.agreement import Agreement
from kpibook.domain.sign_off.sign_off import SignOff

Q3 = Quarter(2021, 3)
AGREED = Agreement(SignOff(Q3, "Head", date(2022, 1, 12)))
OTHER = Agreement(SignOff(Q3, "Director", date(2022, 1, 14), "2"))
CHANGED = Agreement(SignOff(Q3, "Head", date(2022, 1, 12)), is_sound=False)
DRAFT = Agreement()


def state(*agreements: Agreement, labels: Labels | None = None) -> AgreedState:
    names = [f"D{number}" for number in range(len(agreements))]
    sources = tuple(SourceFile(f"{name}.xlsx", "", name) for name in names)
    by_name = {source.name: each for source, each in zip(sources, agreements, strict=True)}
    return agreed_state(Material(Q3, "", (), (), sources, agreements=by_name), labels or Labels())


@pytest.mark.parametrize(
    ("agreements", "agreed", "draft"),
    [
        ((AGREED,), "Head on 12th January 2022", ""),
        ((DRAFT,), "", "Draft: not yet agreed"),
        ((CHANGED,), "", "Draft: changed since it was agreed"),
        ((AGREED, AGREED), "Head on 12th January 2022", ""),
        (
            (AGREED, OTHER),
            "Head on 12th January 2022, D0; Director on 14th January 2022 (version 2), D1",
            "",
        ),
        ((AGREED, DRAFT), "", "Draft: not yet agreed for D1"),
        ((DRAFT, DRAFT), "", "Draft: not yet agreed"),
        ((AGREED, CHANGED, DRAFT), "", "Draft: changed since it was agreed for D1"),
    ],
)
def test_a_report_is_agreed_only_if_each_return_is_as_it_was_agreed(
    agreements: tuple[Agreement, ...], agreed: str, draft: str
) -> None:
    result = state(*agreements)

    assert (result.agreed, result.draft) == (agreed, draft)
    assert result.takes_words is (CHANGED not in agreements)


def test_a_council_words_it_in_its_own_language() -> None:
    labels = Labels(agreed_on="{}, {}", agreed_version="{} [fersiwn {}]")

    assert state(OTHER, labels=labels).agreed == "Director, 14th January 2022 [fersiwn 2]"
