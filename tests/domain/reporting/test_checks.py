"""What the checks find, and what they leave alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Basis, Polarity, Profile, Unit
from kpibook.domain.rating.rated_measure import RatedMeasure, rate_measure
from kpibook.domain.reporting import checks
from kpibook.domain.reporting.checks import CHECKS, findings_on, run_checks
from kpibook.errors import Location
from kpibook.sources.schemes import load_scheme
from tests.domain.dudley import REPORT, rated
from tests.domain.given import a_measure, a_rated


def codes(measure: RatedMeasure) -> set[str]:
    """Return the codes found; a test asks for its own, so that a new check breaks no other test."""
    return {finding.code for finding in run_checks([measure])}


def test_a_measure_with_nothing_wrong_has_no_findings() -> None:
    measure = a_measure(target="85.5", benchmark="England", vintage="2020/21", comparator="85.5")

    assert run_checks([a_rated(measure, "72.1", previous="90.3", as_at=date(2021, 12, 31))]) == []


@pytest.mark.parametrize(
    ("actual", "marker", "expected"),
    [
        pytest.param(None, "", {"actual-missing"}, id="nothing"),
        pytest.param(None, "[p]", {"actual-missing"}, id="provisional nothing"),
        pytest.param(None, "[x]", set(), id="not available"),
        pytest.param(None, "[z]", set(), id="not applicable"),
        pytest.param(None, "[c]", set(), id="confidential"),
        pytest.param("0", "", set(), id="nought is an actual"),
        pytest.param("90", "[p]", set(), id="provisional"),
        pytest.param("90", "[x]", {"marker-contradicts"}, id="a figure that is not available"),
        pytest.param("90", "[c]", {"marker-contradicts"}, id="a figure that is confidential"),
    ],
)
def test_an_actual_is_there_or_a_marker_says_why_not(
    actual: str | None, marker: str, expected: set[str]
) -> None:
    of_markers = codes(a_rated(a_measure(), actual, marker=marker)) & {
        "actual-missing",
        "marker-contradicts",
    }

    assert of_markers == expected


def test_pi_433_is_reported_as_outside_the_quarter() -> None:
    findings = [f for f in run_checks([rated(p) for p in REPORT]) if f.code.startswith("as-at")]

    assert [str(finding) for finding in findings] == [
        (
            "a.xlsx 'This quarter'!K5: PI.433 is as at 17th January 2022, outside Q3 2021/22 "
            "(1st October 2021 to 31st December 2021). Report the figure of the quarter's last "
            "day, or correct the date. [as-at-outside-period]"
        )
    ]


def test_the_report_s_other_faults_in_the_table_are_found() -> None:
    found = {(f.ref, f.code) for p in REPORT for f in findings_on(rated(p))}

    assert found >= {
        ("PI.432", "benchmark-vintage"),
        ("PI.426", "benchmark-vintage"),
        ("PI.433", "as-at-outside-period"),
        ("PI.433", "neutral-has-target"),
        ("PI.433", "benchmark-vintage"),
    }


def test_a_vintage_that_many_targets_lack_is_asked_once() -> None:
    (finding,) = [f for f in run_checks(map(rated, REPORT)) if f.code == "benchmark-vintage"]

    assert finding.what == (
        "3 measures take their targets from a benchmark of no stated period. PI.432, PI.426 and "
        "PI.433: 'Statistical neighbours'."
    )


@pytest.mark.parametrize(
    ("polarity", "target", "found"),
    [
        pytest.param(Polarity.NEUTRAL, "55.1", True, id="neutral, target"),
        pytest.param(Polarity.NEUTRAL, "0", True, id="nought is a target"),
        pytest.param(Polarity.NEUTRAL, None, False, id="neutral, none"),
        pytest.param(Polarity.LOWER, "55.1", False, id="lower, target"),
    ],
)
def test_a_neutral_measure_has_no_target(
    polarity: Polarity, target: str | None, found: bool
) -> None:
    measure = a_measure(polarity=polarity, target=target)

    assert ("neutral-has-target" in codes(a_rated(measure))) is found


@pytest.mark.parametrize(
    ("benchmark", "vintage", "found"),
    [
        pytest.param("Statistical neighbours", "", True, id="no vintage"),
        pytest.param("Statistical neighbours", "2020/21", False, id="vintage"),
        pytest.param("", "", False, id="no benchmark"),
    ],
)
def test_a_target_from_a_benchmark_says_of_when_it_is(
    benchmark: str, vintage: str, found: bool
) -> None:
    measure = a_measure(target="85.5", benchmark=benchmark, vintage=vintage)

    assert ("benchmark-vintage" in codes(a_rated(measure))) is found


@pytest.mark.parametrize(
    ("polarity", "low", "high", "found"),
    [
        pytest.param(Polarity.RANGE, None, None, True, id="no ends"),
        pytest.param(Polarity.RANGE, "0", None, False, id="from nought up"),
        pytest.param(Polarity.RANGE, None, "95", False, id="up to an end"),
        pytest.param(Polarity.HIGHER, None, None, False, id="no range"),
    ],
)
def test_a_range_has_an_end(
    polarity: Polarity, low: str | None, high: str | None, found: bool
) -> None:
    measure = a_measure(polarity=polarity, low=low, high=high)

    assert ("range-missing" in codes(a_rated(measure))) is found


@pytest.mark.parametrize(
    ("unit", "decimals", "actual", "top", "bottom", "found"),
    [
        pytest.param(Unit.PERCENT, 1, "72.1", "721", "1000", False, id="exactly"),
        pytest.param(Unit.PERCENT, 1, "72.1", "7214", "10000", False, id="as rounded"),
        pytest.param(Unit.PERCENT, 1, "72.2", "7215", "10000", False, id="a half goes up"),
        pytest.param(Unit.PERCENT, 1, "72.1", "7215", "10000", True, id="a half goes not down"),
        pytest.param(Unit.PERCENT, 1, "72.1", "7205", "10000", False, id="a half goes not to even"),
        pytest.param(Unit.PERCENT, 1, "72.1", "720", "1000", True, id="another figure"),
        pytest.param(Unit.PERCENT, 0, "33", "1", "3", False, id="a third"),
        pytest.param(Unit.PERCENT, None, "33.3", "1", "3", False, id="no decimals: one place"),
        pytest.param(Unit.PERCENT, None, "33.4", "1", "3", True, id="no decimals: another"),
        pytest.param(Unit.RATE_PER_10000, 1, "43.1", "304", "70550", False, id="the report's"),
        pytest.param(Unit.RATE_PER_10000, 1, "40.8", "288", "70550", False, id="December's"),
        pytest.param(Unit.RATE_PER_10000, 1, "43.1", "288", "70550", True, id="December's count"),
        pytest.param(Unit.PERCENT, 1, "72.1", "721", "0", False, id="nothing below the line"),
        pytest.param(Unit.PERCENT, 1, "72.1", "721", None, False, id="no denominator"),
        pytest.param(Unit.PERCENT, 1, "72.1", None, "1000", False, id="no numerator"),
        pytest.param(Unit.PERCENT, 1, "0", "0", "1000", False, id="none of them"),
        pytest.param(Unit.COUNT, 0, "72", "721", "1000", False, id="a count is no share"),
        pytest.param(Unit.PERCENT, 1, "100", "1e300", "1e300", False, id="huge"),
    ],
)
def test_an_actual_is_its_numerator_over_its_denominator(
    unit: Unit, decimals: int | None, actual: str, top: str | None, bottom: str | None, found: bool
) -> None:
    measure = a_rated(
        a_measure(unit=unit, decimals=decimals), actual, numerator=top, denominator=bottom
    )

    assert ("ratio-contradicts" in codes(measure)) is found


def test_without_an_actual_there_is_nothing_to_contradict() -> None:
    found = a_rated(a_measure(), None, numerator="1", denominator="3", marker="[x]")

    assert "ratio-contradicts" not in codes(found)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_share_worked_out_exactly_is_never_contradicted(
    top: int, bottom: int, decimals: int
) -> None:
    scale = 100 * 10**decimals
    rounded = (2 * top * scale + bottom) // (2 * bottom)  # half up, in whole numbers
    actual = f"{rounded}e-{decimals}"

    found = a_rated(
        a_measure(decimals=decimals), actual, numerator=str(top), denominator=str(bottom)
    )

    assert "ratio-contradicts" not in codes(found)


EVERYTHING_WRONG = [
    a_rated(a_measure("A1"), None),
    a_rated(a_measure("A2"), "90", marker="[x]"),
    a_rated(a_measure("A3"), "101"),
    a_rated(a_measure("A4", target="80"), "0.9"),
    a_rated(a_measure("A5"), as_at=date(2022, 1, 17)),
    a_rated(a_measure("A6", polarity=Polarity.NEUTRAL, target="80")),
    a_rated(a_measure("A7", target="80", benchmark="England")),
    a_rated(a_measure("A8", polarity=Polarity.RANGE)),
    a_rated(a_measure("A9"), "90", numerator="1", denominator="3"),
    a_rated(a_measure("A10", target="0.9"), "91"),
    a_rated(a_measure("A11", target="90", basis=Basis.CUMULATIVE, unit=Unit.COUNT), "40"),
    a_rated(replace(a_measure("A13", target="90"), profile=Profile.STRAIGHT_LINE), "90"),
    rate_measure(
        a_measure("A12", target="90"),
        a_rated(a_measure("A12"), "80").reading,
        {},
        load_scheme("birmingham-2020"),
    ),
]


def test_findings_come_measure_by_measure() -> None:
    refs = [finding.ref for finding in run_checks(EVERYTHING_WRONG)]

    assert [ref for ref, _ in groupby(refs)] == [rated.measure.ref for rated in EVERYTHING_WRONG]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_finds_its_fault_among_these(check: Callable[..., list[Finding]]) -> None:
    codes_of_check = {f.code for measure in EVERYTHING_WRONG for f in check(measure)}

    assert codes_of_check
    assert codes_of_check <= {finding.code for finding in run_checks(EVERYTHING_WRONG)}


def test_every_finding_says_where_and_how_to_put_it_right() -> None:
    for finding in run_checks(EVERYTHING_WRONG):
        assert finding.where.file == "a.xlsx", finding.code
        assert finding.where.cell, finding.code
        assert finding.fix.endswith("."), finding.code
        assert finding.what.startswith(finding.ref), finding.code


def test_a_finding_about_the_register_points_at_the_register() -> None:
    [finding] = checks.neutral_with_target(EVERYTHING_WRONG[5])

    assert finding.where == Location("a.xlsx", "Measures", "K5")


def test_a_check_never_prints_a_suppressed_figure() -> None:
    hidden = a_rated(a_measure("A1"), "3", numerator="3", denominator="200", marker="[c]")

    said = " ".join(map(str, run_checks([hidden])))

    assert "marker-contradicts" in said
    assert not {"3", "200", "1.5"} & set(said.replace(",", " ").replace(".", " ").split())


def test_a_workbook_just_made_is_told_once_that_nothing_is_typed() -> None:
    untouched = [a_rated(a_measure(ref=ref), None) for ref in ("PI.1", "PI.2", "PI.3")]

    (finding,) = run_checks(untouched)

    assert finding.code == "nothing-typed-yet"
    assert "3 measures" in finding.what


def test_with_a_figure_typed_every_other_measure_is_missing_its_own() -> None:
    others = [a_rated(a_measure(ref=ref), None) for ref in ("PI.2", "PI.3")]

    findings = run_checks([a_rated(a_measure(), "72.1"), *others])

    assert [finding.code for finding in findings] == ["actual-missing"] * 2


def test_what_could_not_be_read_is_not_missing_too() -> None:
    untouched = a_rated(a_measure(), None)
    unread = replace(untouched, reading=replace(untouched.reading, unread=True))

    assert list(checks.actual_missing(unread)) == []
