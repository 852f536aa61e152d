from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.disclosure.figures_in_text import names_measure, states_figures


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
        "4 may return",
        "4 May return home",
        "5 march",
        "3 of March's referrals",
        "may 1999",
        "KPI 4",
        "ref 3",
        "f\u200bour left",
        "\u0664 cases",
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
        "May 2021 was quiet.",
        "We expect improvement by 31 March.",
        "Since 4 May 2021 staffing has changed.",
        "As at 17 january 2022.",
        "In the fourth quarter staff left.",
    ],
)
def test_dates_years_quarters_and_references_are_no_figures(text: str) -> None:
    assert not states_figures(text)


@pytest.mark.parametrize("text", ["See PI. 2250 as well.", "pi 2250", "ref PI2250", "PI.2250: see"])
def test_a_reference_is_no_figure_where_the_workbook_has_it(text: str) -> None:
    assert not states_figures(text, {"PI2250"})
    assert states_figures(text, {"PI2251"})


def test_a_bare_number_is_a_figure_though_it_is_a_reference() -> None:
    assert states_figures("There were 4.", {"4"})
    assert not states_figures("See KPI 4.", {"4"})


def test_a_row_may_repeat_its_own_figures_but_no_others() -> None:
    own = {Decimal(1030)}

    assert not states_figures("It was 1,030 in all.", own=own)
    assert states_figures("It was 1,030, of them 4 in Housing.", own=own)
    assert states_figures("It was 10301.", own=own)


def test_a_text_names_a_measure_by_its_reference_or_its_title() -> None:
    assert names_measure("As PI 7 says", "PI7", "Placements")
    assert names_measure("As with placements that broke down", "PI7", "Placements that broke down")
    assert not names_measure("As PI 8 says", "PI7", "Placements")
