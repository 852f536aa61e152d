"""A year's target next to a quarter's figures is doubted, and nothing is rated against it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.check import check_reading
from kpibook.sources.layouts.reading import layout_from
from kpibook.sources.schemes import load_scheme
from kpibook.workbook.mapped.council_layout import CouncilLayout
from kpibook.workbook.mapped.reading import SourceFile, read_mapped
from tests.workbook.mapped.grids import grid_of

LAYOUT = """
[[table]]
ref = "Ref"
unit = "Unit"
polarity = "Good is"
previous_year_outturn = "{year-1} Outturn"
target = "AT"
actual = "{quarter} Actual"
previous = "{quarter-1} Actual"
heading_rows = [1]
[words]
polarity = { High = "higher", Low = "lower" }
unit = { "%" = "percent", Number = "count", Days = "days" }
"""
#: Reference, unit, good is, outturn, target, Q2, Q3.
FLOW = ("F1", "Number", "Low", 2400, 2300, 571, 602)
RUNNING = ("R1", "Number", "High", 96, 120, 55, 92)
LEVEL = ("L1", "Number", "Low", 142, 130, 147, 151)
DAYS = ("D1", "Days", "Low", 100, 100, 25, 26)


def _checked(
    *rows: tuple[object, ...],
    at: str = "{year} Target",
    answers: str = "",
    quarter: int = 3,
) -> tuple[Mapping[str, str], list[str], CouncilLayout]:
    heading = at.replace("{year}", "2024/25")
    heads = ["Ref", "Unit", "Good is", "2023/24 Outturn", heading, "Q2 Actual", "Q3 Actual"]
    heads += ["Q1 Actual", "Q4 Actual"]
    layout = layout_from(LAYOUT.replace("AT", at) + answers, "x.layout.toml")
    book = SourceFile("x.xlsx", [grid_of([heads, *map(list, rows)])])
    reading = read_mapped(book, layout, Quarter(2024, quarter))
    checked = check_reading(book, layout, reading, load_scheme("standard"))
    statuses = {m.row.ref: m.rating.status.value for m in checked.measures}
    return statuses, [str(f) for f in checked.findings], layout


@pytest.mark.parametrize("at", ["{year} Target", "Annual target", "Target", "Target 2024/25"])
@pytest.mark.parametrize("row", [FLOW, RUNNING], ids=["flow", "running"])
def test_figures_that_are_a_part_of_the_target_are_not_rated(
    row: tuple[object, ...], at: str
) -> None:
    statuses, findings, _ = _checked(row, LEVEL, at=at)

    assert statuses == {row[0]: "not_rated", "L1": "off"}
    (doubt,) = [text for text in findings if "[layout-target-of-year]" in text]
    assert "the target of 1 measure looks like that of the whole year" in doubt
    assert f"{row[0]}." in doubt
    assert "'Scorecard'!E2" in doubt


@pytest.mark.parametrize("row", [LEVEL, DAYS, ("P1", "%", "High", 0.9, 0.8, 0.2, 0.25)])
def test_a_level_a_share_and_an_average_are_rated(row: tuple[object, ...]) -> None:
    assert not any("target-of-year" in text for text in _checked(row)[1])


def test_the_layout_says_the_targets_of_the_quarters() -> None:
    answers = '[measure.F1]\ntarget_q2 = 575\ntarget_q3 = "600"\nyear_target = 2300\n'

    statuses, findings, _ = _checked(FLOW, answers=answers)

    assert statuses == {"F1": "within"}
    assert findings == []


def test_a_quarter_without_one_of_these_targets_is_not_rated() -> None:
    statuses, findings, _ = _checked(FLOW, answers="[measure.F1]\ntarget_q2 = 575\n")

    assert statuses == {"F1": "not_rated"}
    assert "there are targets for other quarters only" in findings[0]


def test_the_layout_says_that_each_quarter_has_the_target() -> None:
    statuses, findings, _ = _checked(FLOW, answers='[measure.F1]\nbasis = "snapshot"\n')

    assert statuses == {"F1": "met"}
    assert findings == []


def test_a_running_total_waits_for_the_last_quarter() -> None:
    statuses, findings, _ = _checked(RUNNING, answers='[measure.R1]\nbasis = "cumulative"\n')

    assert statuses == {"R1": "not_rated"}
    assert "x.xlsx 'Scorecard'!E2: R1 has no target for Q3 2024/25" in findings[0]
    assert "`target_q1` to `target_q4`" in findings[0]
    assert "[target-not-profiled]" in findings[0]


def test_a_running_total_has_its_part_by_a_straight_line() -> None:
    answers = '[measure.R1]\nbasis = "cumulative"\nprofile = "straight line"\n'

    assert _checked(RUNNING, answers=answers)[0] == {"R1": "met"}
    assert _checked(RUNNING[:5], answers=answers)[0] == {"R1": "not_reported"}


def test_a_target_headed_by_the_year_is_the_years_in_the_layout() -> None:
    assert "year_target" in _checked(FLOW)[2].tables[0].columns


def test_a_quarter_out_of_line_is_doubted_by_the_quarter_before() -> None:
    assert _checked((*FLOW[:6], 1150))[0] == {"F1": "not_rated"}


def test_a_years_target_that_the_layout_alone_says_is_doubted_too() -> None:
    statuses, findings, _ = _checked(
        (*FLOW[:4], None, *FLOW[5:]), answers="[measure.F1]\nyear_target = 2300\n"
    )

    assert statuses == {"F1": "not_rated"}
    assert any("[layout-target-of-year]" in text for text in findings)
