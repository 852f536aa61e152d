"""Directions in words: which figure each is against, in headings, cells and sentences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Basis, Measure, Polarity, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure, rate_measure
from kpibook.domain.reporting.direction_words import (
    direction_columns,
    direction_sentence,
    direction_sentences,
    figure_in_cell,
    second_direction,
)
from kpibook.domain.rules.outcomes import Direction
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.rules.scheme_file import scheme_from
from tests.domain.given import Q3, STANDARD, a_measure, scheme_data

PREVIOUS, LAST_YEAR, OUTTURN, PATH, BEST = ComparedWith
PAST = {"Q2 2021/22": "60", "Q4 2020/21": "57.7", "Q3 2020/21": "55.2", "Q1 2019/20": "70"}


def compared(*lines: str, **more: object) -> Scheme:
    return scheme_from(scheme_data(None, {"compared_with": list(lines), **more}))


def rated(scheme: Scheme, measure: Measure, actual: str = "65") -> RatedMeasure:
    history = {
        (measure.key, Quarter.parse(name)): Reading(
            measure.ref, Quarter.parse(name), Decimal(value)
        )
        for name, value in PAST.items()
    }
    return rate_measure(measure, Reading(measure.ref, Q3, Decimal(actual)), history, scheme)


def cells(scheme: Scheme, *measures: Measure) -> dict[str, list[str]]:
    """The cells under each heading of directions."""
    rows = [rated(scheme, measure) for measure in measures]
    columns = direction_columns(rows, Q3, scheme)
    return {column.heading: [column.cell(row, scheme) for row in rows] for column in columns}


SNAPSHOT = a_measure("A", target="60", basis=Basis.SNAPSHOT)


def test_a_reader_can_check_each_usual_direction() -> None:
    assert cells(STANDARD, SNAPSHOT) == {
        "Direction since Q2 2021/22": ["Improved"],  # the report prints that quarter's figure
        "Direction since Q3 2020/21": ["Improved, against 55.2%"],
    }


def test_a_single_baseline_makes_a_single_column_that_names_it() -> None:
    assert cells(compared("last year's outturn"), SNAPSHOT) == {
        "Direction since the outturn of 2020/21": ["Improved, against 57.7%"]
    }


def test_two_baselines_have_a_column_each() -> None:
    assert cells(compared("target path", "best so far"), SNAPSHOT) == {
        "Direction against the target path": ["Improved, against 60.0%"],
        "Direction against the best so far": ["Declined, against 70.0% (best so far, Q1 2019/20)"],
    }


def test_where_measures_differ_each_cell_names_its_own_baseline() -> None:
    own = replace(SNAPSHOT, ref="B", compared_with=(OUTTURN, PREVIOUS))

    assert cells(STANDARD, SNAPSHOT, own) == {
        "Direction": ["Improved (Q2 2021/22)", "Improved, against 57.7% (2020/21 outturn)"],
        "Second direction": ["Improved, against 55.2% (Q3 2020/21)", "Improved (Q2 2021/22)"],
    }


@pytest.mark.parametrize(
    ("basis", "lines", "said"),
    [
        (Basis.CUMULATIVE, (), "Not comparable: see Q3 2020/21"),
        (Basis.CUMULATIVE, ("last year's outturn",), "Not comparable: see Q3 2020/21"),
        (Basis.CUMULATIVE, ("outturn", "best"), "Not comparable: Q3 2020/21 was 55.2%"),
        (Basis.ANNUAL, (), "Not comparable: see Q3 2020/21"),
    ],
)
def test_a_figure_that_restarts_says_what_it_can_be_compared_with(
    basis: Basis, lines: tuple[str, ...], said: str
) -> None:
    scheme = compared(*lines)
    [first, *_] = cells(scheme, replace(SNAPSHOT, basis=basis)).values()

    assert first == [said]


def test_a_figure_that_cannot_be_compared_otherwise_sends_nowhere() -> None:
    scheme = compared("target path")

    [column] = cells(scheme, replace(SNAPSHOT, polarity=Polarity.CLOSEST)).values()

    assert column == ["Not comparable"]


def test_a_scheme_says_directions_in_its_own_words() -> None:
    looks = {
        "improved": {"label": "Green"},
        "no_change": {"label": "Green"},
        "declined": {"label": "\u2193 Worse", "phrases": ["was worse", "were worse"]},
    }
    scheme = scheme_from(scheme_data(direction=looks))
    found = [Direction.IMPROVED, Direction.NO_CHANGE, Direction.DECLINED, Direction.DECLINED]

    assert direction_sentence(found, "Q2 2021/22", scheme) == (
        "Compared with Q2 2021/22: 2 green and 2 were worse."
    )


def test_each_baseline_has_its_sentence() -> None:
    own = replace(SNAPSHOT, ref="B", compared_with=(OUTTURN,))
    rows = [rated(STANDARD, measure) for measure in (SNAPSHOT, own, SNAPSHOT)]

    assert direction_sentences(rows, 0, STANDARD) == [
        "Compared with Q2 2021/22: 2 improved.",
        "Compared with the outturn of 2020/21: 1 improved.",
    ]


def test_without_measures_the_headings_are_the_usual_ones() -> None:
    assert [column.heading for column in direction_columns([], Q3, STANDARD)] == [
        "Direction since Q2 2021/22",
        "Direction since Q3 2020/21",
    ]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        pytest.param((), "There are no measures.", id="none"),
        pytest.param(
            (Direction.IMPROVED,), "Compared with Q2 2021/22: 1 improved.", id="one improved"
        ),
        pytest.param(
            (Direction.DECREASED,),
            "Compared with Q2 2021/22: 1 not judged (neutral: decreased).",
            id="neutral fell",
        ),
        pytest.param(
            (Direction.INCREASED, Direction.DECREASED, Direction.INCREASED),
            "Compared with Q2 2021/22: 3 not judged (neutral: increased and decreased).",
            id="neutral both ways",
        ),
        pytest.param(
            tuple(Direction),
            "Compared with Q2 2021/22: 1 improved, 1 unchanged, 1 declined, 2 not judged (neutral: "
            "increased and decreased), 1 without history and 1 not comparable.",
            id="all kinds",
        ),
    ],
)
def test_the_direction_sentence_says_what_it_was_compared_with(
    found: tuple[Direction, ...], said: str
) -> None:
    assert direction_sentence(found, "Q2 2021/22", STANDARD) == said


@pytest.mark.parametrize("lines", [(), ("outturn",), ("best", "previous"), ("outturn", "best")])
def test_a_figure_in_a_cell_is_read_back_with_its_quarter(lines: tuple[str, ...]) -> None:
    scheme = compared(*lines)
    rows = [rated(scheme, SNAPSHOT), rated(STANDARD, SNAPSHOT)]

    read = [
        figure_in_cell(column.heading, column.cell(row, scheme))
        for row in rows
        for column in direction_columns(rows, Q3, scheme)
    ]
    found = [each for each in read if each is not None]
    assert found
    for quarter, figure in found:
        assert Decimal(figure.rstrip("%")) == Decimal(PAST[str(quarter)])


@pytest.mark.parametrize(
    ("heading", "cell", "found"),
    [
        ("Direction since the outturn of 2020/21", "Green, against 57.7%", ("Q4 2020/21", "57.7%")),
        ("Direction", "Up, against 772 (2020/21 outturn)", ("Q4 2020/21", "772")),
        ("Direction against the best so far", "Worse, against \u00a34.10 (best so far, Q1 2019/20)",
         ("Q1 2019/20", "\u00a34.10")),
        ("Direction since Q2 2021/22", "Not comparable: Q3 2020/21 was 55.2%",
         ("Q3 2020/21", "55.2%")),
        ("Direction since Q2 2021/22", "Improved", None),
        ("Direction against the target path", "Declined, against 60%", None),
        ("Direction", "Declined, against 60% (target path, Q3 2021/22)", None),
    ],
)  # fmt: skip
def test_a_cell_of_directions_says_which_figure_it_prints(
    heading: str, cell: str, found: tuple[str, str] | None
) -> None:
    said = figure_in_cell(heading, cell)

    assert (said and (str(said[0]), said[1])) == found


def test_a_second_direction_that_is_not_of_last_year_says_what_it_is_against() -> None:
    assert second_direction(rated(STANDARD, SNAPSHOT), STANDARD) == "Improved"
    outturn = compared("best", "outturn")
    assert second_direction(rated(outturn, SNAPSHOT), outturn) == "Improved"
    before = compared("outturn", "previous")
    assert second_direction(rated(before, SNAPSHOT), before) == "Improved since Q2 2021/22"
    best = compared("outturn", "best")
    assert second_direction(rated(best, SNAPSHOT), best) == "Declined against the best so far"
