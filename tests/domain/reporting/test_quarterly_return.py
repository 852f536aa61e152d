"""The return as values: its title, its sentences and the notes that travel with a figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Polarity
from kpibook.domain.measures.number import MARKERS
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.in_doubt import InDoubt
from kpibook.domain.reporting.quarterly_return import QuarterlyReturn, notes_on
from tests.domain.dudley import REPORT, rated, the_return
from tests.domain.given import Q3, STANDARD, a_measure, a_rated


@pytest.mark.parametrize(
    ("directorate", "title"),
    [
        pytest.param(
            "Children's Services",
            "Children's Services: Quarterly Performance Return – Quarter 3 (1st October 2021 to "
            "31st December 2021)",
            id="a directorate's",
        ),
        pytest.param(
            "",
            "Quarterly Performance Return – Quarter 3 (1st October 2021 to 31st December 2021)",
            id="nobody's",
        ),
    ],
)
def test_the_title_names_the_directorate_and_the_days(directorate: str, title: str) -> None:
    assert QuarterlyReturn(Q3, STANDARD, (), directorate=directorate).title == title


def test_the_sentences_of_the_report_are_written_from_its_figures() -> None:
    sentences = the_return().sentences()

    assert sentences == [
        (
            "Of 6 measures, 4 met their targets (80% of the 5 rated), 1 was off target (20%) and "
            "1 was not rated."
        ),
        (
            "Compared with Q2 2021/22: 3 improved, 1 unchanged, 1 declined and 1 not judged "
            "(neutral: increased)."
        ),
    ]
    assert "all but one" not in " ".join(sentences)


def test_last_year_is_spoken_of_where_any_figure_of_it_is_known() -> None:
    content = QuarterlyReturn(
        Q3,
        STANDARD,
        (
            a_rated(a_measure("PI.1"), "90", previous="80", previous_year="95"),
            a_rated(a_measure("PI.2"), "90", previous="80"),
        ),
    )

    assert content.sentences()[1:] == [
        "Compared with Q2 2021/22: 2 improved.",
        "Compared with Q3 2020/21: 1 declined and 1 without history.",
    ]


def test_a_return_without_measures_says_so() -> None:
    assert QuarterlyReturn(Q3, STANDARD, ()).sentences() == ["There are no measures."]


def test_the_return_says_which_rules_were_applied() -> None:
    rule = the_return().rule()

    assert rule.startswith("Rated under the scheme 'kpibook standard'. ")
    assert "where a council's rule is not published" in rule


def test_the_notes_of_the_report_are_what_must_travel_with_its_figures() -> None:
    assert {p.ref: notes_on(rated(p)) for p in REPORT} == {
        "PI.2249": ["New measure for 2021/22."],
        "PI.432": ["Target taken from Statistical neighbours."],
        "PI.426": ["Target taken from Statistical neighbours."],
        "PI.433": [
            "As at 17th January 2022, outside the quarter.",
            "Target taken from Statistical neighbours.",
        ],
        "PI. 2250": ["New measure for 2021/22."],
        "PI.2129": [],
    }


@pytest.mark.parametrize(
    ("note", "said"),
    [
        pytest.param("Assessment service only", "Assessment service only.", id="ended"),
        pytest.param("Assessment service only.", "Assessment service only.", id="left alone"),
        pytest.param("Is this right?", "Is this right?", id="a question"),
    ],
)
def test_a_note_is_a_sentence(note: str, said: str) -> None:
    assert notes_on(a_rated(a_measure(note=note))) == [said]


@pytest.mark.parametrize("marker", MARKERS)
def test_a_marker_is_explained_where_it_stands(marker: str) -> None:
    [said] = notes_on(a_rated(a_measure(), "90", marker=marker))

    assert said.startswith(f"{marker} {MARKERS[marker][0].upper()}")
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("introduced", "new"),
    [
        pytest.param(2021, True, id="this year"),
        pytest.param(2020, False, id="last year"),
        pytest.param(None, False, id="long standing"),
    ],
)
def test_a_measure_is_new_in_its_first_year_only(introduced: int | None, new: bool) -> None:
    assert notes_on(a_rated(a_measure(introduced=introduced))) == (
        ["New measure for 2021/22."] if new else []
    )


def test_a_measure_is_new_in_its_first_year_s_last_quarter_too() -> None:
    found = a_rated(a_measure(introduced=2021))
    in_q4 = replace(found, reading=replace(found.reading, period=Quarter(2021, 4)))

    assert notes_on(in_q4) == ["New measure for 2021/22."]


def test_a_benchmark_s_vintage_is_told_where_it_is_known() -> None:
    measure = a_measure(target="85.5", benchmark="England", vintage="2020/21")

    assert notes_on(a_rated(measure)) == ["Target taken from England of 2020/21."]


def test_notes_come_in_the_order_in_which_they_are_read() -> None:
    measure = a_measure(
        polarity=Polarity.LOWER,
        target="80",
        benchmark="England",
        introduced=2021,
        note="Assessment service only",
    )
    found = a_rated(measure, "90", marker="[p]", as_at=date(2022, 1, 17))

    assert notes_on(found) == [
        "Assessment service only.",
        "New measure for 2021/22.",
        "[p] Provisional.",
        "As at 17th January 2022, outside the quarter.",
        "Target taken from England.",
    ]


def test_the_summary_counts_every_measure_of_the_return() -> None:
    content = the_return()

    assert content.summary.measures == len(content.rated) == 6
    assert sum(rated.reading.actual or Decimal(0) for rated in content.rated) == Decimal("396.07")


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        pytest.param(
            {Role.ACTUAL, Role.NUMERATOR},
            ["The figure for Q3 2021/22 is being checked: it is neither shown nor rated."],
            id="the figure, once",
        ),
        pytest.param(
            {Role.TARGET, Role.TOLERANCE},
            [
                "The target is being checked: the measure is not rated.",
                "The tolerance is being checked: the measure is not rated.",
            ],
            id="the register",
        ),
        pytest.param(
            {Role.COMPARATOR}, ["The comparator is being checked: it is not shown."], id="England"
        ),
        pytest.param(
            {Role.PREVIOUS, Role.PREVIOUS_YEAR},
            [
                "The figure for Q2 2021/22 is being checked: nothing is compared with it.",
                "The figure for Q3 2020/21 is being checked: nothing is compared with it.",
            ],
            id="earlier figures",
        ),
        pytest.param({Role.EARLIER}, [], id="a figure that is not shown"),
    ],
)
def test_a_doubt_is_told_to_people_who_have_the_return_alone(
    roles: set[Role], expected: list[str]
) -> None:
    doubted = replace(a_rated(a_measure()), doubt=InDoubt(roles=frozenset(roles)))

    assert notes_on(doubted) == expected
