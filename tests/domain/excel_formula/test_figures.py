from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.excel_formula.figures import Cells, Figures
from kpibook.domain.measures.measure import Polarity, Tolerance
from kpibook.domain.rules.outcomes import Rounding
from kpibook.domain.rules.rule import Limit
from tests.domain.given import STANDARD

CELLS = Cells(actual="A1", polarity="P1", target="T1")
FIVE = Tolerance(Decimal(5), of_target=True)


def figures(**more: str) -> Figures:
    return Figures(STANDARD, replace(CELLS, **more))


def test_an_actual_may_be_typed_as_text_and_a_target_may_not() -> None:
    assert figures().number("A1") == 'VALUE(SUBSTITUTE(A1,"%",""))'
    assert figures().number("T1") == 'VALUE(T1&"")/ISNUMBER(T1)'


def test_a_text_in_a_percentage_is_in_percent() -> None:
    assert 'REPT("%",ISTEXT(A1)*(U1="percent"))' in figures(unit="U1").number("A1")


@pytest.mark.parametrize(
    ("unit", "decimals", "places"),
    [
        pytest.param(None, "1", "1", id="a number of places"),
        pytest.param('"percent"', "1", "3", id="a percentage has two more in its cell"),
        pytest.param('"days"', "0", "0", id="a unit that is no percentage"),
        pytest.param(None, "D1", 'IFERROR(VALUE(D1&""),15)', id="a cell"),
        pytest.param("U1", "D1", 'IFERROR(VALUE(D1&"")+2*(U1="percent"),15)', id="cells"),
    ],
)
def test_figures_are_rounded_in_the_cell_as_on_paper(
    unit: str | None, decimals: str, places: str
) -> None:
    read = Figures(STANDARD, replace(CELLS, unit=unit, decimals=decimals)).target

    assert read == f'ROUND(VALUE(T1&"")/ISNUMBER(T1),{places})'


def test_a_scheme_that_rates_in_full_rounds_nothing() -> None:
    in_full = replace(STANDARD, rounding=Rounding.FULL)

    assert "ROUND" not in Figures(in_full, replace(CELLS, decimals="D1")).target


def test_a_polarity_known_beforehand_is_not_asked_for() -> None:
    cases = {Polarity.HIGHER: "up", Polarity.LOWER: "down"}

    assert figures(polarity='"Lower"').by_polarity(cases) == "down"
    assert figures(polarity='"neutral"').by_polarity(cases, "none") == "none"
    assert figures().by_polarity(cases, "none") == 'IF(P1="higher",up,IF(P1="lower",down,none))'


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param({"low": "L1"}, "MAX(0,{low}-x)", id="only a lower end"),
        pytest.param({"high": "H1"}, "MAX(0,x-{high})", id="only an upper end"),
        pytest.param({}, "NA()", id="no range"),
    ],
)
def test_a_range_may_be_open(given: dict[str, str], said: str) -> None:
    ends = {"low": 'VALUE(L1&"")/ISNUMBER(L1)', "high": 'VALUE(H1&"")/ISNUMBER(H1)'}

    assert figures(**given).outside("x") == said.format(**ends)


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        pytest.param(Limit(FIVE), '0.05*ABS(VALUE(T1&"")/ISNUMBER(T1))', id="of the target"),
        pytest.param(Limit(Tolerance(Decimal(2))), "2", id="in the unit"),
        pytest.param(Limit(per_measure=True), "NA()", id="of the measure, with no column for it"),
        pytest.param(Limit(Tolerance(Decimal(2)), per_measure=True), "2", id="or else"),
    ],
)
def test_a_limit_is_a_number_or_an_error_where_there_is_none(limit: Limit, said: str) -> None:
    assert figures().allowed(limit) == said


def test_points_of_a_percentage_are_hundredths_in_its_cell() -> None:
    points = Tolerance(Decimal("1.5"))

    assert figures(unit='"percent"').amount(points, "x") == "1.5/100"
    assert figures(unit="U1").amount(points, "x") == '1.5/IF(U1="percent",100,1)'
