"""A year to date that falls, a running total, and a day of another quarter."""

from __future__ import annotations

from datetime import date

import pytest

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.domain.measures.period import Quarter
from tests.domain.doubts.given import figures, looks, stops

YTD = {"basis": Basis.CUMULATIVE, "unit": Unit.COUNT}


@pytest.mark.parametrize(
    ("m", "found"),
    [
        pytest.param(figures("21", past="40 18", **YTD), True, id="homes built"),
        pytest.param(figures("39", past="40", **YTD), False, id="a correction"),
        pytest.param(figures("36", past="40", **YTD), False, id="of a tenth"),
        pytest.param(figures("40", past="40", **YTD), False, id="nothing more"),
        pytest.param(figures("9", past="80", period=Quarter(2025, 1), **YTD), False, id="April"),
        pytest.param(figures("21", past="- 40", **YTD), False, id="no quarter before"),
        pytest.param(
            figures("250000", past="400000", unit=Unit.CURRENCY, basis=Basis.CUMULATIVE),
            True,
            id="savings made",
        ),
        pytest.param(
            figures(
                "250000",
                past="400000",
                unit=Unit.CURRENCY,
                basis=Basis.CUMULATIVE,
                polarity=Polarity.LOWER,
            ),
            False,
            id="an overspend that is recovered",
        ),
        pytest.param(
            figures("71", past="88", basis=Basis.CUMULATIVE), False, id="a share of the year so far"
        ),
        pytest.param(figures("21", past="40", unit=Unit.COUNT), False, id="in period"),
        pytest.param(figures("21", past="40", settled=True, **YTD), False, id="settled"),
    ],
)
def test_a_year_to_date_does_not_fall(m: MeasureFigures, found: bool) -> None:
    assert ("cumulative-falls" in stops(m)) is found


def test_the_message_of_a_fall_works_out_the_year_so_far() -> None:
    [doubt] = doubts_of(figures("21", past="40 18", **YTD))

    assert (
        doubt.finding.what == "A1 counts the year so far and falls from 40 to 21 within the year."
    )
    assert "write the year so far, 61;" in doubt.finding.fix


@pytest.mark.parametrize(
    ("m", "found"),
    [
        pytest.param(figures("31", past="20 10 11 9", unit=Unit.COUNT), True, id="10, 20, 31"),
        pytest.param(figures("31", past="20 10", target="10", unit=Unit.COUNT), True, id="target"),
        pytest.param(figures("31", past="20 10", unit=Unit.COUNT), False, id="no other evidence"),
        pytest.param(figures("31", past="20 10 28 27", unit=Unit.COUNT), False, id="seasonal"),
        pytest.param(figures("14", past="12 10 11 9", unit=Unit.COUNT), False, id="a little more"),
        pytest.param(figures("31", past="20 10 11 9", **YTD), False, id="it is one"),
        pytest.param(figures("20", past="10 11 9", unit=Unit.COUNT, period=Quarter(2025, 2)),
                     False, id="too early to tell"),
    ],
)  # fmt: skip
def test_a_running_total_typed_for_a_quarter_is_looked_at(m: MeasureFigures, found: bool) -> None:
    assert (looks(m) == {"looks-cumulative"}, stops(m)) == (found, set())


@pytest.mark.parametrize(
    ("day", "found"),
    [
        pytest.param(None, False, id="not given"),
        pytest.param(date(2025, 9, 30), True, id="the day before the quarter"),
        pytest.param(date(2025, 10, 1), False, id="its first day"),
        pytest.param(date(2025, 12, 31), False, id="its last day"),
        pytest.param(date(2026, 1, 1), True, id="the day after"),
        pytest.param(date(2024, 12, 31), True, id="another year"),
    ],
)
def test_a_figure_is_of_a_day_in_its_quarter(day: date | None, found: bool) -> None:
    assert ("as-at-outside-period" in looks(figures("90", as_at=day))) is found
