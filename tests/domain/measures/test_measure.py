"""What a measure is: its unit, its tolerance, its target, and how a value of it is written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.measures.measure import (
    Basis,
    Measure,
    Reading,
    Target,
    Tolerance,
    Unit,
    comparator_name,
    parse_tolerance,
)
from kpibook.domain.measures.period import Quarter
from kpibook.errors import Location, NotANumber, SchemeError
from tests.domain.given import Q3, a_measure


@pytest.mark.parametrize(
    ("unit", "per"),
    [
        (Unit.PERCENT, 100),
        (Unit.RATE_PER_1000, 1_000),
        (Unit.RATE_PER_10000, 10_000),
        (Unit.RATE_PER_100000, 100_000),
        (Unit.COUNT, None),
        (Unit.CURRENCY, None),
        (Unit.DAYS, None),
        (Unit.SCORE, None),
    ],
    ids=lambda value: getattr(value, "value", None),
)
def test_a_share_has_its_base_and_nothing_else_has_one(unit: Unit, per: int | None) -> None:
    assert unit.per == per


@pytest.mark.parametrize(
    ("basis", "restarts"),
    [
        (Basis.IN_PERIOD, False),
        (Basis.SNAPSHOT, False),
        (Basis.ROLLING_12_MONTHS, False),
        (Basis.CUMULATIVE, True),
        (Basis.ANNUAL, True),
    ],
    ids=lambda value: getattr(value, "value", None),
)
def test_year_to_date_and_annual_figures_restart_each_year(basis: Basis, restarts: bool) -> None:
    assert basis.restarts_each_year is restarts


@pytest.mark.parametrize(
    ("tolerance", "target", "units"),
    [
        pytest.param(Tolerance(Decimal(2)), "80", "2", id="points"),
        pytest.param(Tolerance(Decimal(2)), "-80", "2", id="points of a negative target"),
        pytest.param(Tolerance(Decimal(5), of_target=True), "80", "4", id="5% of 80"),
        pytest.param(Tolerance(Decimal(5), of_target=True), "-80", "4", id="of its size"),
        pytest.param(Tolerance(Decimal(5), of_target=True), "0", "0", id="5% of nought"),
        pytest.param(Tolerance(Decimal(0), of_target=True), "80", "0", id="none"),
        pytest.param(Tolerance(Decimal("2.5"), of_target=True), "85.5", "2.1375", id="exact"),
        pytest.param(Tolerance(Decimal("1e300"), of_target=True), "1e300", "1e598", id="huge"),
    ],
)
def test_a_tolerance_is_put_into_the_measure_s_unit(
    tolerance: Tolerance, target: str, units: str
) -> None:
    assert tolerance.in_units(Decimal(target)) == Decimal(units)


@given(st.decimals(0, 1000, places=3), st.decimals(-(10**9), 10**9, places=3), st.booleans())
def test_a_tolerance_in_units_is_never_negative(
    amount: Decimal, target: Decimal, of_target: bool
) -> None:
    tolerance = Tolerance(amount, of_target)

    assert tolerance.in_units(target) == tolerance.in_units(-target) >= 0


PROFILED = Target(Decimal(86), {1: Decimal(70), 3: Decimal(0)})


@pytest.mark.parametrize(
    ("target", "basis", "number", "value"),
    [
        pytest.param(PROFILED, Basis.IN_PERIOD, 1, Decimal(70), id="its own"),
        pytest.param(PROFILED, Basis.IN_PERIOD, 3, Decimal(0), id="nought is a target"),
        pytest.param(PROFILED, Basis.IN_PERIOD, 2, None, id="a gap in the profile is no target"),
        pytest.param(PROFILED, Basis.IN_PERIOD, 4, Decimal(86), id="the year's ends it"),
        pytest.param(Target(Decimal(86)), Basis.IN_PERIOD, 2, Decimal(86), id="the year's for all"),
        pytest.param(Target(Decimal(86)), Basis.CUMULATIVE, 2, None, id="half a year, not all"),
        pytest.param(Target(Decimal(86)), Basis.CUMULATIVE, 4, Decimal(86), id="the whole year"),
    ],
)
def test_the_target_that_applies_in_a_quarter(
    target: Target, basis: Basis, number: int, value: Decimal | None
) -> None:
    measure = Measure("PI.1", target=target, basis=basis)

    assert measure.target_in(Quarter(2021, number)) == value


def test_a_target_in_words_is_no_figure() -> None:
    measure = Measure("PI.1", target=Target(words="Above Stat Neighbour Average"))

    assert measure.target_in(Q3) is None


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [("2", "4", "2 to 4"), ("2", None, "2 or more"), (None, "4", "4 or less"), (None, None, "")],
)
def test_a_range_in_words(low: str | None, high: str | None, words: str) -> None:
    ends = (None if end is None else Decimal(end) for end in (low, high))
    measure = Measure("PI.1", low=next(ends), high=next(ends))

    assert measure.range_in_words() == words


@pytest.mark.parametrize(
    ("marker", "usable"),
    [("", True), ("[p]", True), ("[c]", False), ("[x]", False), ("c*", False), ("[q]", False)],
)
def test_a_marker_that_is_not_understood_hides_its_figure(marker: str, usable: bool) -> None:
    reading = Reading("PI.1", Q3, Decimal(4), marker=marker)

    assert (reading.usable is not None) is usable


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Stat Neighbour", "Statistical neighbours"),
        ("Statutory Neighbour", "Statistical neighbours"),
        ("Statutory Neighbour Average", "Statistical neighbours"),
        (" STAT  neighbours\u00a0average ", "Statistical neighbours"),
        ("SN", "Statistical neighbours"),
        ("CIPFA", "CIPFA nearest neighbours"),
        ("National average", "England"),
        ("West Midlands ", "West Midlands"),
        ("", ""),
    ],
    ids=lambda said: said.strip() or "blank",
)
def test_one_comparator_has_one_name(said: str, name: str) -> None:
    assert comparator_name(said) == name
    assert comparator_name(name) == name


@pytest.mark.parametrize(
    ("unit", "decimals", "value", "said"),
    [
        pytest.param(Unit.PERCENT, 1, "72.1", "72.1%", id="percent"),
        pytest.param(Unit.PERCENT, 1, "100", "100.0%", id="places filled up"),
        pytest.param(Unit.PERCENT, None, "100", "100%", id="as it comes"),
        pytest.param(Unit.PERCENT, 0, "0.5", "1%", id="half away from nought"),
        pytest.param(Unit.PERCENT, 1, "-0.04", "0.0%", id="no minus nought"),
        pytest.param(Unit.RATE_PER_10000, 1, "43.1", "43.1", id="a rate has no sign"),
        pytest.param(Unit.COUNT, 0, "1234", "1,234", id="count"),
        pytest.param(Unit.CURRENCY, 2, "1234.5", "£1,234.50", id="pounds"),
        pytest.param(Unit.CURRENCY, 0, "-1234", "-£1,234", id="negative pounds"),
        pytest.param(Unit.CURRENCY, 0, "-0.4", "£0", id="no minus nought pounds"),
    ],
)
def test_a_value_is_written_in_the_measure_s_unit(
    unit: Unit, decimals: int | None, value: str, said: str
) -> None:
    assert a_measure(unit=unit, decimals=decimals).written(Decimal(value)) == said


def test_a_missing_value_is_written_as_the_caller_says_never_as_nought() -> None:
    assert a_measure().written(None) == ""
    assert a_measure().written(None, "[x]") == "[x]"
    assert a_measure(decimals=1).written(Decimal(0)) == "0.0%"


def test_a_measure_and_its_reading_have_one_key() -> None:
    assert Measure("PI. 2250").key == Reading("pi2250", Q3).key == "PI2250"


def test_a_field_whose_place_is_not_known_is_in_the_measure_s_row() -> None:
    measure = a_measure()

    assert measure.place("target") == Location("a.xlsx", "Measures", "K5")
    assert measure.place("low") == measure.source


def test_polarity_is_neutral_until_somebody_says_which_way_is_good() -> None:
    assert Measure("PI.1").polarity.value == "neutral"


@pytest.mark.parametrize(
    ("said", "tolerance"),
    [
        pytest.param("5%", Tolerance(Decimal(5), of_target=True), id="percent of target"),
        pytest.param(" 2.5 % ", Tolerance(Decimal("2.5"), of_target=True), id="spaces"),
        pytest.param("2", Tolerance(Decimal(2)), id="points"),
        pytest.param(2, Tolerance(Decimal(2)), id="a number"),
        pytest.param(0.1 + 0.2, Tolerance(Decimal("0.3")), id="a float"),
        pytest.param("0", Tolerance(Decimal(0)), id="none at all"),
        pytest.param("0%", Tolerance(Decimal(0), of_target=True), id="none at all, in percent"),
        pytest.param("-0", Tolerance(Decimal(0)), id="minus nought"),
        pytest.param("1e300", Tolerance(Decimal("1e300")), id="huge"),
        pytest.param("", None, id="blank takes the scheme's"),
        pytest.param(None, None, id="none takes the scheme's"),
        pytest.param("n/a", None, id="not applicable takes the scheme's"),
    ],
)
def test_a_tolerance_is_read(said: object, tolerance: Tolerance | None) -> None:
    assert parse_tolerance(said) == tolerance


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        pytest.param("-2", SchemeError, id="negative"),
        pytest.param("(2)", SchemeError, id="negative in brackets"),
        pytest.param(-1e-9, SchemeError, id="just below nought"),
        pytest.param("two", NotANumber, id="in words"),
        pytest.param(True, NotANumber, id="true"),
    ],
)
def test_no_tolerance_is_guessed(said: object, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        parse_tolerance(said)


@given(st.decimals(0, 10**6, places=3), st.booleans())
def test_a_tolerance_reads_back_as_printed(amount: Decimal, of_target: bool) -> None:
    tolerance = Tolerance(amount, of_target)

    assert parse_tolerance(str(tolerance)) == tolerance
