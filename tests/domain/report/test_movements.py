from __future__ import annotations

from dataclasses import replace

import pytest

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Basis, Polarity
from kpibook.domain.report.movements import movements_of, word_of
from kpibook.domain.rules.outcomes import Status
from tests.domain.given import STANDARD, a_measure, a_scheme
from tests.domain.reported import a_reported_row, figures_of


def words(actual: str | None, *history: str, **row: object) -> list[str]:
    figures = figures_of(a_reported_row("PI.1", actual, *history, **row))
    return [each.words for each in movements_of(figures)]


@pytest.mark.parametrize(
    ("actual", "before", "expected"),
    [
        pytest.param("90", "83", "Improved, up from 83.0% in Q2 2021/22", id="up"),
        pytest.param("80", "83", "Declined, down from 83.0% in Q2 2021/22", id="down"),
        pytest.param("83", "83", "No change, the same as 83.0% in Q2 2021/22", id="level"),
    ],
)
def test_a_direction_says_how_the_figure_moved_and_from_what(
    actual: str, before: str, expected: str
) -> None:
    assert words(actual, before)[0] == expected


def test_the_way_of_the_figure_is_not_how_good_it_is() -> None:
    measure = a_measure(polarity=Polarity.LOWER)

    assert words("80", "83", measure=measure)[0] == "Improved, down from 83.0% in Q2 2021/22"


def test_both_baselines_have_a_direction() -> None:
    assert words("90", "95", "", "", "83") == [
        "Improved, up from 83.0% in Q2 2021/22",
        "Declined, down from 95.0% in Q3 2020/21",
    ]


def test_a_single_baseline_of_the_register_is_the_only_one() -> None:
    measure = replace(a_measure(), compared_with=(ComparedWith.PREVIOUS_YEAR,))

    assert words("90", "95", "", "", "83", measure=measure) == [
        "Declined, down from 95.0% in Q3 2020/21"
    ]


def test_a_running_total_says_why_the_quarter_before_is_no_comparison() -> None:
    row = a_reported_row("PI.1", "90", "83", measure=a_measure(basis=Basis.CUMULATIVE))

    first = movements_of(figures_of(row))[0]

    assert first.words == "Not comparable (Q2 2021/22)"
    assert first.why.startswith("The figure starts again each year")


def test_a_withheld_earlier_figure_has_its_shorthand_and_no_value() -> None:
    movement = movements_of(figures_of(a_reported_row("PI.1", "90", "[c]")))[0]

    assert (movement.earlier.text, movement.earlier.value) == ("[c]", "")
    assert "[c]" not in movement.words


def test_a_direction_by_a_line_does_not_say_that_the_last_step_made_it() -> None:
    scheme = a_scheme({"method": "regression"}, tolerance="5%")
    row = a_reported_row("PI.1", "89", "60", "70", "80", "90", scheme=scheme)

    assert movements_of(figures_of(row, scheme))[0].words == (
        f"{scheme.label(row.rated.rating.direction)} on the line through the quarters; "
        "90.0% in Q2 2021/22"
    )


def test_a_word_carries_the_scheme_s_look_and_meaning() -> None:
    word = word_of(STANDARD, Status.OFF)

    assert (word.label, word.key) == ("Off target", "off")
    assert word.meaning
    assert word.colour.startswith("#")
