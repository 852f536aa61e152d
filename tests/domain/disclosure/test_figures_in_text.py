from __future__ import annotations

import pytest

from kpibook.domain.disclosure.figures_in_text import states_figures


@pytest.mark.parametrize(
    "text",
    [
        "3 children moved out of the area.",
        "Three children moved out of the area.",
        "A single placement broke down.",
        "Both placements broke down.",
        "Down from 12 in May to this.",
        "Performance was 12.5%.",
        "Half of the cohort.",
        "½ of the cohort",
        "③ cases",
        "There were four on 17th January 2022.",
        "We saw 1999 visits.",
        "it doubled",
    ],
)
def test_a_figure_is_found_in_digits_and_in_words(text: str) -> None:
    assert states_figures(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Staffing was stable through the quarter.",
        "As at 17th January 2022.",
        "As at 17/01/2022, and again on 2022-02-01.",
        "Compared with Q2 2021/22 and Quarter 1.",
        "New in 2021/22, first reported in 2020.",
        "See PI. 2250 as well.",
        "May 2021 was quiet.",
    ],
)
def test_dates_years_quarters_and_references_are_no_figures(text: str) -> None:
    assert not states_figures(text)
