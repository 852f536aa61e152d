"""Workbooks that nobody has described are proposed a layout that reads their figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.check import LayoutCheck, check_layout
from kpibook.services.layouts.proposal.comments import proposal_text
from kpibook.services.layouts.proposal.propose import propose_layout
from kpibook.sources.layouts.reading import layout_from
from kpibook.sources.schemes import load_scheme
from tests.services.layouts.shapes import SHAPES
from tests.support.shared import SHARED, needs_shared

#: Unit, polarity, target, actual, previous and status of each measure.
_Expected = Mapping[str, tuple[object, ...]]
EXPECTED: Mapping[str, tuple[str, _Expected]] = {
    "months_across": (
        "Q3 2024/25",
        {
            "LI1": ("count", "higher", 900, 950, 920, "met"),
            "LI2": ("percent", "higher", 60, 55, 61, "off"),
            "LI3": ("count", "lower", 40, 46, 40, "off"),
        },
    ),
    "years_over_quarters": (
        "Q3 2024/25",
        {
            "P01": ("percent", "higher", 80, 78, 85, "within"),
            "P02": ("days", "lower", 5, 4.5, 4, "met"),
        },
    ),
    "letters_and_texts": (
        "Q3 2024/25",
        {
            "T1": ("percent", "higher", 85, 82.3, None, "within"),
            "T2": ("percent", "higher", 90, 71, None, "off"),
            "T3": ("percent", "lower", 5, 4.1, None, "met"),
            "T4": (None, "higher", None, 12450, None, "not_rated"),
        },
    ),
    "register_and_figures": (
        "Q2 2024/25",
        {
            "A1": ("percent", "higher", 56, 56.4, 28.8, "met"),
            "A2": ("days", "lower", 20, 18, 22, "met"),
            "A3": ("percent", "higher", 57, 52, 31, "off"),
        },
    ),
    "blocks_down": (
        "Q3 2024/25",
        {
            "H1": (None, "higher", 90, 92, 88, "met"),
            "H2": (None, "lower", 25, 22, 24, "met"),
        },
    ),
    "numerators": (
        "Q3 2024/25",
        {
            "N1": ("percent", "higher", 85, 80, None, "off"),
            "N2": ("percent", "higher", 90, 95, None, "met"),
        },
    ),
    "two_tables": (
        "Q2 2024/25",
        {
            "R1": (None, "higher", 70, 75, None, "met"),
            "R2": (None, "lower", 20, 26, None, "off"),
            "S1": (None, "higher", 60, 62, None, "met"),
            "S2": (None, "lower", 30, 28, None, "met"),
        },
    ),
    "headings_at_nine": (
        "Q3 2024/25",
        {
            "E1": ("quantity", "lower", 400, 380, 410, "met"),
            "E2": ("percent", "higher", 95, 90, 96, "off"),
        },
    ),
    "welsh": (
        "Q3 2024/25",
        {
            "C1": ("percent", "higher", 65, 66.2, None, "met"),
            "C2": ("days", "lower", 28, 31, None, "off"),
        },
    ),
    "status_cells_by_fill": (
        "Q2 2024/25",
        {
            "W1": (None, "higher", 50, 52, 49, "met"),
            "W2": (None, "lower", 10, 19, 12, "off"),
        },
    ),
}


def _checked(path: Path, period: str, changes: Sequence[tuple[str, str]] = ()) -> LayoutCheck:
    """Propose a layout, change lines of it as a person would, and check it."""
    text = proposal_text(propose_layout(path))
    for line, changed in changes:
        assert line in text
        text = text.replace(line, changed, 1)
    layout = layout_from(text, "x.layout.toml")
    return check_layout(path, layout, Quarter.parse(period), load_scheme("standard"))


def _read(checked: LayoutCheck) -> dict[str, tuple[object, ...]]:
    keys = ("unit", "polarity", "target", "actual", "previous", "status")
    return {
        str(said["ref"]): tuple(said[key] for key in keys)
        for said in (measure.as_dict() for measure in checked.measures)
    }


@pytest.mark.parametrize("shape", EXPECTED)
def test_a_shape_is_read_without_a_line_changed(shape: str, tmp_path: Path) -> None:
    period, expected = EXPECTED[shape]
    assert _read(_checked(SHAPES[shape](tmp_path), period)) == expected


@pytest.mark.parametrize(
    ("shape", "period"),
    [
        ("letters_and_texts", "Q3 2024/25"),
        ("two_tables", "Q2 2024/25"),
        ("headings_at_nine", "Q3 2024/25"),
        ("status_cells_by_fill", "Q2 2024/25"),
    ],
)
def test_the_statuses_in_the_file_are_those_worked_out(
    shape: str, period: str, tmp_path: Path
) -> None:
    checked = _checked(SHAPES[shape](tmp_path), period)
    assert checked.compared > 1
    assert checked.agreeing == checked.compared


def test_whose_rows_are_read_is_asked_and_three_lines_answer(tmp_path: Path) -> None:
    path = SHAPES["long_with_providers"](tmp_path)
    proposal = propose_layout(path)
    assert "Northby Trust" in proposal.questions[0]
    assert list(proposal.polarities_asked) == ["L1", "L2"]
    way = '# polarity = "higher"'
    changes = [('Provider = "?"', 'Provider = "Northby Trust"'), (way, way[2:]), (way, way[2:])]
    assert _read(_checked(path, "Q3 2024/25", changes)) == {
        "L1": ("count", "higher", 500, 484, 483, "within"),
        "L2": ("percent", "higher", 70, 75, 74, "met"),
    }


def test_a_cell_that_is_no_figure_and_a_total_are_passed_over_with_the_reason(
    tmp_path: Path,
) -> None:
    checked = _checked(SHAPES["headings_at_nine"](tmp_path), "Q3 2024/25")
    assert [(row.row, row.why) for row in checked.passed_over] == [
        (12, "a total"),
        (14, "a foot note"),
    ]


def test_a_sheet_of_other_things_is_no_table_of_measures(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Name", "Address", "Telephone"], ["A. Body", "1 High Street", "01632 960001"]):
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    assert propose_layout(tmp_path / "people.xlsx").tables == ()


def test_a_status_that_contradicts_its_figures_is_said_with_its_cell(tmp_path: Path) -> None:
    path = SHAPES["letters_and_texts"](tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("71.0%,R", "71.0%,G"), "utf-8")
    checked = _checked(path, "Q3 2024/25")
    found = [f for f in checked.findings if f.code == "layout-status-differs"]
    assert [(f.ref, f.where.cell) for f in found] == [("T2", "F3")]


def test_headings_that_moved_by_rows_and_columns_are_found_by_their_words(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = SHAPES["headings_at_nine"](tmp_path)
    text = proposal_text(propose_layout(path))
    book = load_workbook(path)
    book["Scorecard"].insert_rows(4, 3)
    book["Scorecard"].insert_cols(2)
    book.save(path)
    layout = layout_from(text, "x.layout.toml")
    checked = check_layout(path, layout, Quarter(2024, 3), load_scheme("standard"))
    assert _read(checked) == EXPECTED["headings_at_nine"][1]
    assert [f.code for f in checked.findings] == ["layout-moved"]


@needs_shared
def test_a_scorecard_with_quarters_across_and_fills_is_read_whole() -> None:
    path = _shared("L1_*")
    checked = _checked(path, "Q3 2024/25")
    assert len(checked.measures) == checked.agreeing == 7
    assert _read(checked)["EN01"] == ("percent", "higher", 45, 41.7, 44.9, "off")
    # The same layout reads another quarter.
    assert _read(_checked(path, "Q2 2024/25"))["HS02"] == ("count", "higher", 110, 118, 60, "met")


@needs_shared
def test_a_block_an_indicator_on_a_sheet_a_service_is_read_whole() -> None:
    checked = _checked(_shared("L3_*"), "Q3 2024/25")
    assert {m.row.ref: m.rating.status.value for m in checked.measures} == {
        "PL1": "met",
        "PL2": "met",
        "RV1": "off",
        "RV2": "met",
    }
    assert checked.agreeing == 4


@needs_shared
def test_a_long_table_takes_the_unit_by_its_cells_and_asks_whose_rows() -> None:
    checked = _checked(
        _shared("L4_*"), "Q4 2023/24", [('area_name = "?"', 'area_name = "Westmarch"')]
    )
    assert [
        (m.row.title, m.as_dict()["unit"], m.as_dict()["actual"]) for m in checked.measures
    ] == [
        ("Household waste sent for recycling", "percent", 42.6),
        ("Rough sleepers, snapshot", "count", 10),
    ]


@needs_shared
def test_a_flat_list_asks_for_the_polarities_that_its_statuses_do_not_tell() -> None:
    proposal = propose_layout(_shared("L6_*"))
    assert list(proposal.polarities_asked) == ["EN04", "PL02"]
    assert any("Last year" in question for question in proposal.questions)


def _shared(pattern: str) -> Path:
    assert SHARED is not None
    return next((SHARED / "layouts").glob(pattern))


def test_the_layout_file_says_why_and_shows_samples(tmp_path: Path) -> None:
    text = proposal_text(propose_layout(SHAPES["years_over_quarters"](tmp_path)))
    assert "#   A 'Code': ref (P01; P02)" in text
    assert re.search(r'actual = "\{year\} / \{quarter\}" +# the heading', text)


@pytest.mark.parametrize("heading", ["2024/25 Target", "Annual target", "Target"])
def test_targets_of_the_year_next_to_a_quarters_figures_are_a_question(
    tmp_path: Path, heading: str
) -> None:
    book = Workbook()
    sheet = book.create_sheet("KPIs 2024-25", 0)
    for row in (
        ["Ref", "Indicator", "Good is", "Unit", heading, "Q1 Actual", "Q2 Actual", "Q3 Actual"],
        ["W1", "Waste from homes", "Low", "kg", 460, 113, 116],
        ["W2", "Missed collections", "Low", "Number", 50, 48, 53],
        ["W3", "Electricity used", "Low", "kWh", 23000, 5700, 5500],
    ):
        sheet.append(row)
    book.save(tmp_path / "kpis.xlsx")

    proposal = propose_layout(tmp_path / "kpis.xlsx")

    (asked,) = [text for text in proposal.questions if "the whole year" in text]
    assert "W1 and W3." in asked
    role = "year_target" if heading.startswith("2024") else "target"
    assert role in proposal.layout.tables[0].columns
