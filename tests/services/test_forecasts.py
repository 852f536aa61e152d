"""Forecasts of the year's end, from a new workbook to the return and a consolidation."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.services.new import new_workbook
from kpibook.services.publish import publish_return
from kpibook.services.rating.check import check_file
from kpibook.services.rating.explain import explain_file
from kpibook.workbook import layout
from kpibook.workbook.performance import Settings
from tests.support.books import ORDINARY, a_csv, filled, published_under, value_under

Q1 = Quarter(2021, 1)
FORECAST = "Forecast for the year"
HOMES = {
    **ORDINARY,
    "Ref": "PI.1",
    "Measure": "Affordable homes completed",
    "Unit": "count",
    "Decimals": "0",
    "Basis": "cumulative",
    "Target": "80",
    "Tolerance": "10%",
}


def a_forecasting(folder: Path, scheme: str, **measure: str) -> Path:
    register = a_csv(folder / "register.csv", {**HOMES, **measure})
    settings = Settings(Q1, scheme=scheme)
    return new_workbook(register, settings, folder / "book.xlsx", forecast=True).output


def reported(book: Path, actual: str, forecast: str) -> Path:
    output = filled(book, {"Ref": "PI.1", "Actual": actual, "Forecast": forecast}).output
    assert output is not None
    return output


@pytest.mark.parametrize(
    ("scheme", "forecast", "word"),
    [
        # West Berkshire: 0 of 80 by Q1 was not red, because the year's end is what is rated.
        # Sources: decisionmaking.westberks.gov.uk, items 44106 and 22383, as in the scheme.
        pytest.param("west-berkshire", "80", "Green", id="on course"),
        pytest.param("west-berkshire", "75", "Amber", id="behind schedule"),
        pytest.param("west-berkshire", "60", "Red", id="not achievable"),
        # Bath and North East Somerset: forecast to achieve the target, or it may not.
        # Source: democracy.bathnes.gov.uk, meeting 528 of 3 March 2004, as in the scheme.
        pytest.param("bath-2003-08", "80", "Green", id="forecast to achieve"),
        pytest.param("bath-2003-08", "75", "Amber", id="may not achieve"),
        pytest.param("bath-2003-08", "60", "Red", id="will not achieve"),
    ],
)
def test_a_council_that_rates_the_forecast_rates_it_from_a_workbook(
    tmp_path: Path, scheme: str, forecast: str, word: str
) -> None:
    book = reported(a_forecasting(tmp_path, scheme), "0", forecast)

    assert value_under(book, layout.TARGET, "PI.1") == 80
    assert value_under(book, layout.STATUS, "PI.1") == word
    assert value_under(book, layout.STATUS, "PI.1", sheet=layout.RETURN) == word
    assert value_under(book, FORECAST, "PI.1", sheet=layout.RETURN) == int(forecast)
    assert f"The forecast of {forecast} is" in dict(explain_file(book, "PI.1").lines())["Status"]
    assert {f.code for f in check_file(book).findings} <= {"actions-not-kept"}


def test_bath_does_not_know_what_is_not_forecast(tmp_path: Path) -> None:
    book = filled(a_forecasting(tmp_path, "bath-2003-08"), {"Ref": "PI.1", "Actual": "0"}).output

    assert book is not None
    assert value_under(book, layout.STATUS, "PI.1") == "Not known"
    assert "rating-lacks" in {finding.code for finding in check_file(book).findings}


def test_a_forecast_is_a_second_status_where_the_actual_is_rated(tmp_path: Path) -> None:
    book = reported(a_forecasting(tmp_path, "standard", Profile="straight line"), "15", "80")

    assert value_under(book, layout.STATUS, "PI.1") == "Off target"  # 15 of the 20 by Q1
    assert value_under(book, layout.FORECAST_STATUS, "PI.1") == "Target met"
    assert value_under(book, layout.FORECAST_STATUS, "PI.1", sheet=layout.RETURN) == "Target met"
    forecast = dict(explain_file(book, "PI.1").lines())["Forecast"]
    assert forecast == "Target met. The forecast of 80 is exactly the target: target met."
    assert {f.code for f in check_file(book).findings} <= {"actions-not-kept"}


def test_a_workbook_without_forecasts_has_no_column_of_them(tmp_path: Path) -> None:
    register = a_csv(tmp_path / "register.csv", {**HOMES, "Basis": "in period"})
    book = new_workbook(register, Settings(Q1), tmp_path / "book.xlsx").output

    after = filled(book, {"Ref": "PI.1", "Actual": "90"}).output

    assert after is not None
    with pytest.raises(ValueError, match="Forecast"):
        value_under(after, FORECAST, "PI.1", sheet=layout.RETURN)


def test_a_published_return_shows_no_forecast_of_small_numbers(tmp_path: Path) -> None:
    measure = {"Basis": "in period", "Suppress small numbers": "Yes"}
    book = reported(a_forecasting(tmp_path, "standard", **measure), "70", "3")

    published = publish_return(book, tmp_path / "return.xlsx").output

    assert value_under(book, FORECAST, "PI.1", sheet=layout.RETURN) == 3
    with pytest.raises(ValueError, match="Forecast"):
        published_under(published, FORECAST, "PI.1")


def test_a_workbook_that_rates_itself_says_that_a_second_status_holds_values(
    tmp_path: Path,
) -> None:
    register = a_csv(tmp_path / "register.csv", {**HOMES, "Basis": "in period"})
    said = {}
    for scheme in ("standard", "west-berkshire"):
        output = tmp_path / f"{scheme}.xlsx"
        made = new_workbook(register, Settings(Q1, scheme=scheme), output, live=True, forecast=True)
        said[scheme] = [f.what for f in made.findings if f.code == "column-not-live"]

    assert len(said["standard"]) == 1
    assert said["standard"][0].startswith("no formula can find the Forecast status")
    assert said["west-berkshire"] == []
