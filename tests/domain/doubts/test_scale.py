"""A factor of 100 between two percentages of a measure, and figures ten times off all others."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.domain.measures.period import Quarter
from tests.domain.doubts.given import doubted, figures, looks, stops


@pytest.mark.parametrize(
    ("m", "label"),
    [
        pytest.param(figures("0.8", target="90", past="88"), "actual", id="the actual"),
        pytest.param(figures("1", target="90", past="88"), "actual", id="one for 100%"),
        pytest.param(figures("0.721", target="85.5"), "actual", id="the target alone against it"),
        pytest.param(figures("92", target="0.9", past="88"), "target", id="the target"),
        pytest.param(figures("80", target="90", quarters={3: "0.85"}), "Target Q3", id="Q3's"),
        pytest.param(figures("80", target="90", quarters={4: "0.9"}), "Target Q4", id="Q4's"),
        pytest.param(figures("75", target="90", floor="0.8"), "floor", id="the floor"),
        pytest.param(
            figures("90", low="0.85", high="95", polarity=Polarity.RANGE),
            "lower end of the range",
            id="an end of the range",
        ),
        pytest.param(
            figures("90", low="85", high="1", polarity=Polarity.RANGE, past="88"),
            "upper end of the range",
            id="the other end",
        ),
        pytest.param(figures("88", target="90", comparator="0.87"), "comparator", id="England"),
        pytest.param(figures("88", target="90", forecast="0.9"), "forecast", id="the forecast"),
        pytest.param(figures("80", target="85", past="0.9"), "figure of Q2 2025/26", id="history"),
        pytest.param(
            figures("80", target="85", past="82 0.9"), "figure of Q1 2025/26", id="older history"
        ),
        pytest.param(
            figures("0.154", target="16.2", past="15.8"), "actual", id="told by its decimals"
        ),
        pytest.param(
            figures("0.88", target="90", last_year="89", basis=Basis.CUMULATIVE, past="70"),
            "actual",
            id="a year to date against the same quarter",
        ),
    ],
)
def test_a_fraction_typed_for_a_percentage_stops_that_figure(m: MeasureFigures, label: str) -> None:
    assert doubted(m) == {label}
    assert stops(m) <= {"percent-as-fraction", "target-as-fraction"}


def test_a_label_that_begins_with_a_vowel_has_its_article() -> None:
    [doubt] = doubts_of(figures("90", low="85", high="1", polarity=Polarity.RANGE, past="88"))

    assert "has an upper end of the range that is read as 1%, not 100%" in doubt.finding.what


@pytest.mark.parametrize(
    ("m", "label"),
    [
        pytest.param(figures("95", target="9000"), "target", id="90 in a %-cell"),
        pytest.param(figures("9200", target="90"), "actual", id="92 in a %-cell"),
        pytest.param(figures("92", target="90", past="8800"), "figure of Q2 2025/26", id="history"),
        pytest.param(figures("92", target="90", floor="8000"), "floor", id="floor"),
        pytest.param(figures("80", target="1", past="0.9 1.1"), "actual", id="0.8 in a 0.0% cell"),
    ],
)
def test_a_percentage_a_hundred_times_too_large_stops_it(m: MeasureFigures, label: str) -> None:
    assert (doubted(m), stops(m)) == ({label}, {"percent-hundredfold"})


@pytest.mark.parametrize(
    "m",
    [
        pytest.param(figures("0.3", target="0.5", past="0.4 0.2 0.5"), id="a small series"),
        pytest.param(figures("0.7", target="1"), id="a true 0.7% against 1%"),
        pytest.param(figures("0.3", target="15.4", past="0.3", comparator="15.8"), id="published"),
        pytest.param(figures("0.4", target="17.3", past="6 9 22 32"), id="a measure that fell"),
        pytest.param(figures("60", target="70", past="20 5 0.9"), id="a measure that rose"),
        pytest.param(figures("0", target="90", past="88"), id="nothing"),
        pytest.param(figures("1", target="40", past="3 2", polarity=Polarity.LOWER), id="near it"),
        pytest.param(
            figures("60", quarters={1: "0.9", 3: "60"}, basis=Basis.CUMULATIVE, past="30 1"),
            id="the first quarter of a year to date",
        ),
        pytest.param(figures("0.8", target="90", past="88", unit=Unit.SCORE), id="a score"),
        pytest.param(figures("0.8"), id="nothing to set it against"),
    ],
)
def test_a_small_percentage_is_left_alone(m: MeasureFigures) -> None:
    assert stops(m) == set()


@pytest.mark.parametrize(
    ("m", "labels"),
    [
        pytest.param(figures("92", target="0.9", past="0.88"),
                     {"target", "figure of Q2 2025/26"}, id="against a register and a history"),
        pytest.param(figures("45", target="0.45", past="0.43 0.44"),
                     {"target", "figure of Q2 2025/26", "figure of Q1 2025/26"}, id="below half"),
        pytest.param(figures("96", target="1"), {"target"}, id="1 for all of it"),
        pytest.param(figures("0.9", target="0.95", past="88"), {"actual", "target"}, id="two"),
    ],
)  # fmt: skip
def test_of_two_sizes_of_percentages_the_fractions_are_blamed(
    m: MeasureFigures, labels: set[str]
) -> None:
    assert doubted(m) == labels
    assert stops(m) <= {"percent-as-fraction", "target-as-fraction"}


def test_earlier_figures_typed_as_fractions_are_one_finding_with_a_count() -> None:
    [doubt] = doubts_of(figures("80", target="85", past="0.9 0.91 0.88"))

    assert "(and 2 more)" in doubt.finding.what
    assert len(doubt.figures) == 3


def test_the_message_has_both_readings_and_what_it_is_set_against() -> None:
    [doubt] = doubts_of(figures("0.721", target="85.5", past="90.3"))

    assert str(doubt.finding) == (
        "a.xlsx 'This quarter'!H6: A1 is read as 0.721%, not 72.1%, against its target 85.5% and "
        "figure of Q2 2025/26 90.3%. Write 72.1% if that is meant; if 0.721% is right, say so "
        "with the marker [ok]. [percent-as-fraction]"
    )


def test_ok_settles_the_actual_and_not_the_register() -> None:
    assert stops(figures("0.8", target="90", past="88", settled=True)) == set()
    assert doubted(figures("92", target="0.9", past="88", settled=True)) == {"target"}


def test_a_settled_figure_of_the_register_is_asked_about_again_when_it_changes() -> None:
    m = figures("92", target="0.9", past="88")
    for settled, expected in (("0.9", set()), ("0.91", {"target-as-fraction"})):
        settlements = frozenset({("target-as-fraction", Decimal(settled), None)})
        assert stops(replace(m, settlements=settlements)) == expected


@pytest.mark.parametrize(
    ("tolerance", "unit", "target", "code"),
    [
        pytest.param("0.05", Unit.PERCENT, "90", {"tolerance-as-fraction"}, id="0.05 points"),
        pytest.param("0.5", Unit.PERCENT, "90", set(), id="half a point"),
        pytest.param("0.05", Unit.PERCENT, "4", set(), id="of a small target"),
        pytest.param("0.05", Unit.COUNT, "200", {"tolerance-as-fraction"}, id="a part of one"),
        pytest.param("0.05%", Unit.PERCENT, "90", {"tolerance-as-fraction"}, id="with its sign"),
        pytest.param("5%", Unit.PERCENT, "90", set(), id="5%"),
        pytest.param("300%", Unit.DAYS, "10", {"tolerance-too-large"}, id="all of it thrice"),
        pytest.param("100%", Unit.DAYS, "10", set(), id="all of it"),
        pytest.param("2", Unit.DAYS, "10", set(), id="2 days"),
    ],
)
def test_a_tolerance_that_says_nothing_or_everything_stops_the_measure(
    tolerance: str, unit: Unit, target: str, code: set[str]
) -> None:
    assert stops(figures("8", target=target, tolerance=tolerance, unit=unit)) == code


@pytest.mark.parametrize(
    ("m", "stopped", "looked_at"),
    [
        pytest.param(figures("2500", target="240", past="250", unit=Unit.COUNT),
                     set(), {"figure-jump"}, id="ten times a count"),
        pytest.param(figures("24", target="240", past="250", unit=Unit.COUNT),
                     set(), {"figure-jump"}, id="a tenth of a count"),
        pytest.param(figures("12", target="1", past="1", unit=Unit.COUNT),
                     set(), set(), id="few"),
        pytest.param(figures("1200", target="1150000", past="1180000", unit=Unit.CURRENCY),
                     {"figure-scale"}, set(), id="in thousands"),
        pytest.param(figures("451", target="45", past="44.8 46", unit=Unit.RATE_PER_10000),
                     {"figure-scale"}, set(), id="a rate for another base"),
        pytest.param(figures("44", target="4.4", past="4.1 4.6"),
                     {"figure-scale"}, set(), id="a percentage whose point was lost"),
        pytest.param(figures("0.7", target="16.5", past="18.7 18.3"),
                     set(), {"figure-jump"}, id="a percentage that fell"),
        pytest.param(figures("250", target="240", past="240 2500", unit=Unit.COUNT),
                     set(), {"figure-jump"}, id="ten times, some quarters ago"),
        pytest.param(figures("45", target="45", past="451 46", unit=Unit.RATE_PER_10000),
                     {"figure-scale"}, set(), id="a rate for another base, last quarter"),
        pytest.param(figures(None, target="1150000", past="1200 1180000", unit=Unit.CURRENCY),
                     {"figure-scale"}, set(), id="in thousands, last quarter"),
        pytest.param(figures("451", target="45", unit=Unit.DAYS),
                     set(), set(), id="a target alone"),
        pytest.param(figures("451", target="45", past="44 300", unit=Unit.DAYS),
                     set(), set(), id="near an earlier one"),
    ],
)  # fmt: skip
def test_a_figure_ten_times_off_all_others_is_doubted(
    m: MeasureFigures, stopped: set[str], looked_at: set[str]
) -> None:
    assert (stops(m), looks(m)) == (stopped, looked_at)


def test_a_year_to_date_is_set_against_the_same_quarter_only() -> None:
    first = figures(
        "3", target="80", past="81", unit=Unit.COUNT, basis=Basis.CUMULATIVE,
        period=Quarter(2025, 1),
    )  # fmt: skip

    assert stops(first) == set()
