"""A check that is left out for a measure would have yielded nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.domain.doubts.figures import LabelledFigure, MeasureFigures
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.doubts.which_checks import DOUBTS, checks_for, is_beyond_doubt
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Basis, Polarity, QuarterFrom, Unit, parse_tolerance
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.timing.quarter_of_months import QuarterOfMonths
from tests.support.made_measures import made_measures

PERIOD = Quarter(2021, 3)
values = st.one_of(
    st.sampled_from(
        [
            "0",
            "-1",
            "-9",
            "99",
            "999",
            "1.5",
            "0.85",
            "100",
            "100.1",
            "150",
            "151",
            "9000",
            "0.05",
            "12",
            "120",
            "1200",
        ]
    ),
    st.decimals(-200, 2000, places=1).map(str),
).map(Decimal)
earlier = st.sampled_from([PERIOD.previous, PERIOD.same_last_year, Quarter(2021, 1)])


def labelled(role: Role, value: Decimal, quarter: Quarter, *, twice: bool) -> LabelledFigure:
    label = "target" if role is Role.TARGET else "Target Q4" if "another" in role.value else "x"
    of = quarter if role.is_past else PERIOD if role.is_reported else None
    return LabelledFigure(role, label, value, quarter=of, contradicted=twice)


figures = st.builds(
    lambda role, value, quarter, twice: labelled(role, value, quarter, twice=twice == 0),
    st.sampled_from(Role),
    values,
    earlier,
    st.integers(0, 9),
)
quarters_of_months = st.builds(
    QuarterOfMonths,
    quarter=st.just(PERIOD),
    actual=st.one_of(st.none(), values),
    way=st.one_of(st.none(), st.sampled_from(QuarterFrom)),
)
measures = st.builds(
    MeasureFigures,
    ref=st.just("M.1"),
    figures=st.lists(figures, max_size=7).map(tuple),
    unit=st.one_of(st.none(), st.sampled_from(Unit)),
    basis=st.sampled_from(Basis),
    polarity=st.sampled_from(Polarity),
    period=st.one_of(st.none(), st.just(PERIOD)),
    decimals=st.one_of(st.none(), st.integers(0, 2)),
    tolerance=st.sampled_from(["", "5%", "0.05%", "0.2", "500"]).map(parse_tolerance),
    tolerance_unread=st.booleans(),
    unit_unread=st.booleans(),
    as_at=st.sampled_from([None, date(2021, 12, 31), date(2022, 4, 1)]),
    has_profile=st.booleans(),
    from_months=st.lists(quarters_of_months, max_size=1).map(tuple),
)


@settings(max_examples=1000, deadline=None)
@given(measures)
def test_a_check_that_is_left_out_doubts_nothing(measure: MeasureFigures) -> None:
    left_out = [check for check in DOUBTS if check not in checks_for(measure)]

    assert [check for check in left_out if list(check(measure))] == []


def test_the_checks_keep_their_order() -> None:
    measure = MeasureFigures(
        "M.1", (labelled(Role.ACTUAL, Decimal(-5), PERIOD, twice=True),), unit=Unit.PERCENT
    )

    assert list(checks_for(measure)) == [each for each in DOUBTS if each in checks_for(measure)]


def usual(value: str, unit: Unit = Unit.PERCENT) -> MeasureFigures:
    roles = (Role.ACTUAL, Role.TARGET, Role.PREVIOUS, Role.PREVIOUS_YEAR)
    figures = tuple(labelled(role, Decimal(value), PERIOD.previous, twice=False) for role in roles)
    return MeasureFigures("M.1", figures, unit=unit)


def test_a_usual_measure_needs_no_check() -> None:
    assert is_beyond_doubt(usual("60"))
    assert list(checks_for(usual("60"))) == []
    assert is_beyond_doubt(usual("1E+40", Unit.COUNT))


def test_a_measure_above_a_hundred_needs_few_checks() -> None:
    assert [each.__name__ for each in checks_for(usual("120"))] == [
        "out_of_bounds",
        "tenfold",
        "looks_cumulative",
        "which_basis",
    ]


def test_of_generated_measures_those_beyond_doubt_have_none() -> None:
    beyond = 0
    for measure, reading, history in made_measures(seed=3, count=4000):
        figures = figures_of(measure, reading, history)
        if is_beyond_doubt(figures):
            beyond += 1
            assert [check for check in DOUBTS if list(check(figures))] == []
    assert beyond > 300
