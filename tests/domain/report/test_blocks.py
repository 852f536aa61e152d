from __future__ import annotations

from dataclasses import replace

import pytest

from kpibook.domain.measures.measure import Polarity
from kpibook.domain.report.block import Urgency
from tests.domain.given import a_measure
from tests.domain.reported import a_block, a_reported_row


@pytest.mark.parametrize(
    ("actual", "history", "urgency"),
    [
        pytest.param("60", (), Urgency.OFF_TARGET, id="off target"),
        pytest.param(None, (), Urgency.NOT_REPORTED, id="not reported"),
        pytest.param("85", ("90",), Urgency.DECLINED, id="declined since the quarter before"),
        pytest.param(
            "85", ("90", "", "", "85"), Urgency.DECLINED, id="declined since last year only"
        ),
        pytest.param("85", ("80",), None, id="better and on target"),
    ],
)
def test_a_measure_needs_attention_for_its_status_or_a_decline(
    actual: str | None, history: tuple[str, ...], urgency: Urgency | None
) -> None:
    assert a_block(a_reported_row("PI.1", actual, *history)).urgency is urgency


def test_a_measure_not_reported_says_so_as_its_reason() -> None:
    assert a_block(a_reported_row("PI.1", None)).why


def test_commentary_and_action_are_paragraphs_without_blank_lines() -> None:
    row = a_reported_row("PI.1", "90")
    reading = replace(
        row.rated.reading, commentary="First  line.\n\n \nSecond.", action="Recruit.\r\nTrain."
    )

    block = a_block(replace(row, rated=replace(row.rated, reading=reading)))

    assert block.commentary == ("First line.", "Second.")
    assert block.action == ("Recruit.", "Train.")


def test_a_comparison_says_how_the_actual_is_against_it() -> None:
    block = a_block(a_reported_row(measure=a_measure(target="80", comparator="70")))

    assert block.comparison is not None
    assert block.comparison.name == "Statistical neighbours"
    assert block.comparison.figure.text == "70.0%"
    assert block.comparison.against == "Better by 20.0 points"


def test_a_comparator_without_a_value_is_no_comparison() -> None:
    assert a_block(a_reported_row()).comparison is None


def test_notes_travel_with_the_measure() -> None:
    measure = a_measure(target="80", introduced=2021, note="Assessment service only")

    assert a_block(a_reported_row(measure=measure)).notes == (
        "Assessment service only.",
        "New measure for 2021/22.",
    )


def test_a_neutral_measure_gives_the_reason_that_it_is_not_rated() -> None:
    block = a_block(a_reported_row(measure=a_measure(polarity=Polarity.NEUTRAL)))

    assert block.status_words == "Not rated"
    assert "Neither higher nor lower" in block.why
