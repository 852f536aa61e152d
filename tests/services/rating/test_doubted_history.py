"""Earlier figures are doubted as actuals are, by whatever way they got into the history."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.services.fill import Filled
from kpibook.services.paths.output import Destination
from kpibook.services.publish import publish_return
from kpibook.services.rating.check import check_file
from kpibook.services.roll_forward.roll_forward import RolledForward, roll_forward_file
from tests.services.rating.test_doubted import shown
from tests.support.books import a_book, filled

Q2, Q3 = Quarter(2025, 2), Quarter(2025, 3)
MEASURES = (
    {"Ref": "A1", "Unit": "count", "Decimals": "0", "Target": "20", "Which way is good": "lower"},
    {"Ref": "A2", "Target": "90%"},
    {"Ref": "A3", "Unit": "days", "Target": "20", "Which way is good": "lower"},
    {"Ref": "A4", "Target": "90%"},
)
BEFORE = {"A1": "21", "A2": "88%", "A3": "22", "A4": "87%"}
FAULTY = {"A1": "9999", "A2": "140%", "A3": "220", "A4": "0.9%"}
NOW = {"A1": "20", "A2": "89%", "A3": "21", "A4": "91%"}
STOPS = {
    ("A1", "figure-sentinel"),
    ("A2", "percent-out-of-bounds"),
    ("A3", "figure-scale"),
    ("A4", "percent-as-fraction"),
}


def rows(figures: dict[str, str], **more: str) -> list[dict[str, str]]:
    return [{"Ref": ref, **more, "Actual": figure} for ref, figure in figures.items()]


def stops(done: object) -> set[tuple[str, str]]:
    findings = done.findings  # type: ignore[attr-defined]
    return {(f.ref, f.code) for f in findings if f.severity.value == "stop"}


@pytest.fixture
def last_quarter(tmp_path: Path) -> Filled:
    """Workbook of Q2 in which each measure was given a figure that is in doubt."""
    path = a_book(tmp_path, *MEASURES, period=Q2, history=rows(BEFORE, Period="Q1 2025/26"))
    return filled(path, *rows(FAULTY), name="q2.xlsx")


@pytest.fixture
def rolled(last_quarter: Filled, tmp_path: Path) -> RolledForward:
    """The same workbook, rolled forward with its doubts."""
    assert last_quarter.output is not None
    return roll_forward_file(last_quarter.output, Destination(tmp_path / "q3.xlsx"))


def test_a_figure_in_doubt_is_in_doubt_after_rolling_forward(
    last_quarter: Filled, rolled: RolledForward
) -> None:
    assert rolled.output is not None
    assert stops(last_quarter) == stops(rolled) == stops(check_file(rolled.output)) == STOPS


def test_last_quarters_figure_in_doubt_is_compared_with_and_published_nowhere(
    rolled: RolledForward, tmp_path: Path
) -> None:
    assert rolled.output is not None

    done = filled(rolled.output, *rows(NOW), name="filled.xlsx")
    assert done.output is not None
    published = publish_return(done.output, tmp_path / "published.xlsx")

    assert stops(done) == stops(published) == STOPS
    assert {r.rating.direction.value for r in done.scorecard.rated} == {"not_comparable"}
    assert "not_rated" not in {r.rating.status.value for r in done.scorecard.rated}
    table = shown(published.output)
    assert {row["Q2 2025/26"] for row in table.values()} == {"[x]"}


def test_earlier_figures_of_a_file_are_doubted_when_the_workbook_is_filled(tmp_path: Path) -> None:
    history = [*rows(FAULTY, Period="Q2 2025/26"), *rows(BEFORE, Period="Q1 2025/26")]
    path = a_book(tmp_path, *MEASURES, period=Q3, history=history)

    assert stops(check_file(path)) == STOPS
    assert stops(filled(path, *rows(NOW))) == STOPS
