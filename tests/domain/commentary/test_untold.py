"""Statements that are listed as agreeing, and those beyond the figures."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.looks import verdicts_on
from kpibook.domain.commentary.untold import borne_out, open_statements, unchecked
from tests.domain.commentary.test_looks import SCHEME, rated


def agreeing(text: str) -> list[str]:
    return borne_out(verdicts_on(*rated(text), SCHEME))


@pytest.mark.parametrize(
    "text",
    [
        "Rose to 71.8%.",
        "71.8% is the worst since reporting began.",
        "Performance has improved to 71.8%.",
        "71.8%, 3.2 points above target.",
    ],
)
def test_words_that_overlap_a_contradiction_or_an_open_record_do_not_agree(text: str) -> None:
    assert not any("points" in words or "71.8% is" in words for words in agreeing(text))
    assert not any(words.startswith(('"Rose', '"improved')) for words in agreeing(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fell to 71.8%.", '"Fell to 71.8%"'),
        ("71.8%, down from 76.4% in Q2.", '"down from 76.4% in Q2"'),
        ("Performance has declined to 71.8%.", '"declined to 71.8%"'),
        ("71.8%, a record low.", '"71.8%"'),
        ("71.8%, 3.2 points below target.", '"below target"'),
    ],
)
def test_words_that_the_figures_bear_out_agree(text: str, words: str) -> None:
    assert words in agreeing(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("71.8% is the best figure in the last five quarters.", "best"),
        ("71.8% is a record: our best quarter so far.", "record"),
        ("71.8% is a new high.", "high"),
        ("It is a fifth quarter of deterioration in a row, to 71.8%.", "in a row"),
        ("Performance fell from Q2 to Q3 by 9.9 points, to 71.8%.", "9.9"),
    ],
)
def test_a_record_a_streak_or_a_size_that_was_not_held_does_not_agree_with_its_figure(
    text: str, words: str
) -> None:
    assert not any(words in each for each in agreeing(text))


def test_a_size_that_was_held_agrees_with_its_movement() -> None:
    assert '"fell by 4.6 points on Q2"' in agreeing(
        "Performance fell by 4.6 points on Q2, to 71.8%."
    )


def test_a_figure_that_something_rose_from_does_not_agree_where_the_rise_cannot_be_told() -> None:
    told = borne_out(verdicts_on(*rated("Staff in post rose from 76.4% in Q2."), SCHEME))

    assert told == []


def test_a_note_quotes_what_could_not_be_told_with_its_reason() -> None:
    note = unchecked(*rated("71.8%, a record low. Staff numbers rose in Q2."), SCHEME)

    assert note is not None
    assert note.code == "commentary-unchecked"
    assert '"a record low" (no figure since Q2 2024/25 is against it)' in note.what
    assert '"rose in Q2"' in note.what
    assert note.what.endswith("1 agrees.")
    assert unchecked(*rated("71.8%, down from 76.4% in Q2."), SCHEME) is None


def test_statements_with_a_reason_can_be_asked_for_alone() -> None:
    told = verdicts_on(*rated("71.8%, a record low. Staff numbers rose in Q2."), SCHEME)

    assert open_statements(told, with_reason=True) == [
        '"a record low" (no figure since Q2 2024/25 is against it)'
    ]
