from __future__ import annotations

from dataclasses import replace

import pytest

from kpibook.domain.report.block import Urgency
from kpibook.domain.report.words.labels import Labels
from tests.domain.given import a_measure
from tests.domain.reported import a_block, a_reported_row, acted_on


def test_the_alt_text_says_title_figures_target_and_status() -> None:
    block = a_block(a_reported_row("PI.1", "90", "81", "82", "83"))

    assert block.alt_text == (
        "Line chart of PI.1 Title of PI.1. The figures are 81.0% in Q4 2020/21, 82.0% in Q1 "
        "2021/22, 83.0% in Q2 2021/22 and 90.0% in Q3 2021/22. The target is 80.0% from Q1 "
        "2021/22. The status is Target met."
    )


def test_positions_leave_out_a_comparator_and_a_last_year_that_are_not_there() -> None:
    positions = a_block(a_reported_row("PI.1", "90", "83")).positions(Labels())

    assert [(heading, figure.text) for heading, figure in positions] == [
        ("Target", "80.0%"),
        ("Q2 2021/22 position", "83.0%"),
        ("Q3 2021/22 position", "90.0%"),
    ]


def test_positions_have_the_comparator_under_its_name_and_last_year_s_figure() -> None:
    measure = a_measure(target="80", comparator="70")
    block = a_block(a_reported_row("PI.1", "90", "75", "", "", "83", measure=measure))

    positions = block.positions(Labels(position="At {}"))

    assert [(heading, figure.text) for heading, figure in positions] == [
        ("Target", "80.0%"),
        ("Statistical neighbours", "70.0%"),
        ("At Q3 2020/21", "75.0%"),
        ("At Q2 2021/22", "83.0%"),
        ("At Q3 2021/22", "90.0%"),
    ]


def test_a_withheld_figure_of_last_year_is_printed_as_withheld() -> None:
    block = a_block(a_reported_row("PI.1", "90", "[c]", "", "", "83"))

    texts = dict(block.positions(Labels()))
    assert texts["Q3 2020/21 position"].text == "[c]"


def test_a_direction_without_history_is_not_printed_beside_another() -> None:
    block = a_block(a_reported_row("PI.1", "90", "83"))

    assert [each.words for each in block.directions] == [
        "Improved, up from 83.0% in Q2 2021/22",
    ]


def test_without_any_history_that_is_said_once() -> None:
    assert [each.words for each in a_block(a_reported_row("PI.1", "90")).directions] == [
        "No history (Q2 2021/22)"
    ]


def test_attention_gives_the_reason_and_every_decline() -> None:
    block = a_block(a_reported_row("PI.1", "60", "70", "", "", "65"))

    assert block.urgency is Urgency.OFF_TARGET
    assert block.attention == (
        (
            "60.0% is 20.0 points (25%) below the target of 80.0%, more than the 5% allowed: off "
            "target."
        ),
        "Declined, down from 65.0% in Q2 2021/22.",
        "Declined, down from 70.0% in Q3 2020/21.",
    )


def test_a_measure_that_needs_no_attention_has_no_reason() -> None:
    assert a_block(a_reported_row("PI.1", "90")).attention == ()


def test_every_figure_that_is_printed_is_among_its_figures() -> None:
    measure = a_measure(target="80", comparator="70")
    block = a_block(a_reported_row("PI.1", "90", "75", "76", "77", "83", measure=measure))

    ids = [figure.id for figure in block.figures]

    assert len(ids) == len(set(ids))
    printed = {figure.id for _, figure in block.positions(Labels())}
    printed |= {movement.earlier.id for movement in block.movements}
    assert printed <= set(ids)
    assert replace(block, comparison=None).comparison is None


@pytest.mark.parametrize(
    ("action", "brief"),
    [
        pytest.param("Do it.", ("Do it.",), id="short"),
        pytest.param("A step. " * 100, ("A step. " * 37 + "…",), id="at a sentence"),
        pytest.param("word " * 100, ("word " * 59 + "word …",), id="at a word"),
        pytest.param("x" * 400, ("x" * 300 + " …",), id="one long word"),
        pytest.param("", (), id="no action"),
    ],
)
def test_a_long_action_is_cut_at_the_end_of_a_sentence(action: str, brief: tuple[str, ...]) -> None:
    block = a_block(acted_on(a_reported_row(), action))

    assert block.action_in_brief == brief
    assert all(len(each) <= 302 for each in block.action_in_brief)
