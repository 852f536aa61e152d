"""Workbooks of more shapes are read without a line changed, and their statuses are understood."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.check import LayoutCheck, check_layout
from kpibook.services.layouts.fill_mapped import fill_mapped
from kpibook.services.layouts.proposal.comments import proposal_text
from kpibook.services.layouts.proposal.propose import propose_layout
from kpibook.services.paths.output import Destination
from kpibook.sources.layouts.reading import layout_from
from kpibook.sources.schemes import load_scheme
from tests.services.layouts.more_shapes import MORE

#: Polarity, target, actual, previous, status in the file, cell of the actual.
_Expected = Mapping[str, tuple[object, ...]]
EXPECTED: Mapping[str, tuple[str, _Expected]] = {
    "sheet_a_directorate": (
        "Q3 2024/25",
        {
            "AD1": ("higher", 80, 84, None, "met", "Adults E4"),
            "AD2": ("lower", 12, 19, None, "off", "Adults E5"),
            "PL1": ("higher", 65, 63, None, "within", "Place E4"),
            "PL2": ("lower", 20, 18, None, "met", "Place E5"),
        },
    ),
    "sheet_a_quarter": (
        "Q3 2024/25",
        {
            "MEMBERS-WHO-RENEWED": ("higher", 95, 96, 94, None, "Q3 E3"),
            "POOL-SESSIONS-CANCE-4ec3": ("lower", 41, 37, 43, None, "Q3 E4"),
        },
    ),
    "quarters_stacked": (
        "Q3 2024/25",
        {
            "WS1": ("higher", 45, 43, 46, "within", "Waste E15"),
            "WS2": ("lower", 30, 35, 28, "off", "Waste E16"),
        },
    ),
    "colour_of_text": (
        "Q3 2024/25",
        {
            "K1": ("higher", 90, 93, None, "met", "Scorecard E2"),
            "K2": ("lower", 8, 11, None, "off", "Scorecard E3"),
            "K3": ("higher", 75, 74, None, "within", "Scorecard E4"),
        },
    ),
    "faces": (
        "Q2 2024/25",
        {
            "F1": ("higher", 90, 93, None, "met", "Q2 2024-25 E2"),
            "F2": ("lower", 8, 11, None, "off", "Q2 2024-25 E3"),
            "F3": ("higher", 75, 74, None, "within", "Q2 2024-25 E4"),
        },
    ),
    "transposed": (
        "Q3 2024/25",
        {
            "T1": ("higher", 90, 91, 88, "met", "Rail B6"),
            "T2": ("lower", 5, 7, 4, "off", "Rail C6"),
            "T3": ("higher", 1.2, 1.1, 1.3, "off", "Rail D6"),
        },
    ),
    "area_columns": (
        "Q4 2023/24",
        {
            "101": ("higher", None, 88.1, None, None, "E2"),
            "102": ("lower", None, 0.12, None, None, "E3"),
            "103": ("lower", None, 4.1, None, None, "E4"),
        },
    ),
    "side_table": (
        "Q3 2024/25",
        {
            "REPAIRS-FINISHED-IN-f06f": ("higher", 95, 91, None, "within", "Figures C3"),
            "HOMES-EMPTY-OVER-A-85dd": ("lower", 30, 33, None, "off", "Figures C4"),
        },
    ),
    "semicolons": (
        "Q1 2024/25",
        {
            "M1": ("higher", 1200, 1310, None, "met", "E4"),
            "M2": ("lower", 4.5, 4.9, None, "off", "E5"),
        },
    ),
    "traffic_lights": (
        "Q2 2024/25",
        {
            "TT1": ("higher", 92, 93, 90, "met", "Plan G6"),
            "TT2": ("lower", 40, 52, 35, "off", "Plan G7"),
            "HL1": ("higher", 65, 64, 66, "within", "Plan G9"),
        },
    ),
    "three_rows_a_measure": (
        "Q3 2024/25",
        {
            "A1": ("higher", 300, 320, 190, "met", "2024-25 G3"),
            "A2": ("lower", 5, 6, 5.1, "off", "2024-25 G6"),
        },
    ),
    "counts_and_a_percentage": (
        "Q3 2024/25",
        {
            "ASSESSMENTS-IN-TIME": ("higher", 85, 90, None, "met", "Q3 2024-25 E2"),
            "REVIEWS-IN-TIME": ("higher", 80, 60, None, "off", "Q3 2024-25 E3"),
        },
    ),
    "statuses_in_sentences": (
        "Q2 2024/25",
        {
            "CASES-CLOSED-IN-TIME": ("higher", 90, 93, 91, "met", "Report D4"),
            "VISITS-CARRIED-OUT": ("higher", 100, 81, 92, "off", "Report D5"),
        },
    ),
    "rag_next_to_each_quarter": (
        "Q2 2024/25",
        {
            "K1": ("higher", 95, 94, 96, "within", "KPIs G3"),
            "K2": ("lower", 8, 9.6, 7.1, "off", "KPIs G4"),
        },
    ),
    "quarters_without_a_year": (
        "Q2 2024/25",
        {
            "1": ("higher", 92, 94, 90, "met", "Summary F2"),
            "2": ("lower", 18, 30, 4, "off", "Summary F3"),
        },
    ),
    "sheet_a_month": (
        "Q3 2024/25",
        {"CALLS-ANSWERED-IN-T-0b91": ("higher", 90, 93, None, "met", "Dec 24 C2")},
    ),
}


def _checked(path: Path, period: str) -> LayoutCheck:
    layout = layout_from(proposal_text(propose_layout(path)), "x.layout.toml")
    return check_layout(path, layout, Quarter.parse(period), load_scheme("standard"))


def _read(checked: LayoutCheck) -> dict[str, tuple[object, ...]]:
    keys = ("polarity", "target", "actual", "previous", "status_in_file")
    return {
        str(said["ref"]): (
            *(said[key] for key in keys),
            " ".join(str(said[key]) for key in ("sheet", "cell") if said[key]),
        )
        for said in (measure.as_dict() for measure in checked.measures)
    }


@pytest.mark.parametrize("shape", EXPECTED)
def test_a_shape_is_read_without_a_line_changed(shape: str, tmp_path: Path) -> None:
    period, expected = EXPECTED[shape]
    checked = _checked(MORE[shape](tmp_path), period)
    assert _read(checked) == expected
    assert checked.agreeing == checked.compared
    assert [f.code for f in checked.findings if f.code.startswith("layout")] == []


def test_every_shape_has_its_expectation() -> None:
    assert set(EXPECTED) == set(MORE)


def test_refs_made_from_names_are_the_same_in_each_quarter(tmp_path: Path) -> None:
    path = MORE["sheet_a_quarter"](tmp_path)
    refs = [list(_read(_checked(path, f"Q{n} 2024/25"))) for n in (1, 2, 3)]
    assert refs[0] == refs[1] == refs[2]


def test_a_quarter_that_is_not_there_yet_is_said(tmp_path: Path) -> None:
    checked = _checked(MORE["quarters_stacked"](tmp_path), "Q4 2024/25")
    assert checked.measures == ()
    assert "layout-headings-missing" in {finding.code for finding in checked.findings}


def test_a_side_table_gives_basis_and_tolerance(tmp_path: Path) -> None:
    checked = _checked(MORE["side_table"](tmp_path), "Q3 2024/25")
    tolerances = [m.position.tolerance for m in checked.measures]
    assert [None if t is None else str(t.amount) for t in tolerances] == ["5", "1"]


@pytest.mark.parametrize(
    ("shape", "refs", "cells"),
    [
        pytest.param("quarters_stacked", ("WS1", "WS2"), ("E15", "E16"), id="under its title"),
        pytest.param("transposed", ("T1", "T2"), ("B6", "C6"), id="a column a measure"),
        pytest.param("traffic_lights", ("TT1", "TT2"), ("G6", "G7"), id="below merged headings"),
        pytest.param("faces", ("F1", "F2"), ("E2", "E3"), id="faces"),
    ],
)
def test_a_shape_is_filled_in_its_own_cells(
    shape: str, refs: tuple[str, str], cells: tuple[str, str], tmp_path: Path
) -> None:
    path = MORE[shape](tmp_path)
    layout = layout_from(proposal_text(propose_layout(path)), "x.layout.toml")
    (tmp_path / "a.csv").write_text(f"ref,actual\n{refs[0]},1\n{refs[1]},2\n", encoding="utf-8")
    out = tmp_path / "out.xlsx"
    fill_mapped(
        path,
        layout,
        tmp_path / "a.csv",
        Quarter.parse(EXPECTED[shape][0]),
        load_scheme("standard"),
        Destination(file=out),
    )
    sheet = openpyxl.load_workbook(out).active
    assert [sheet[cell].value for cell in cells] == [1, 2]
    before = openpyxl.load_workbook(path).active
    changed = {
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if cell.value != before[cell.coordinate].value
    }
    statuses = {
        "quarters_stacked": {"F15", "F16"},
        "transposed": {"B7", "C7"},
        "faces": {"F2", "F3"},
    }
    assert changed - set(cells) == statuses.get(shape, set())


def test_a_status_by_the_colour_of_a_sign_gets_the_colour_and_an_arrow_its_letter(
    tmp_path: Path,
) -> None:
    path = MORE["colour_of_text"](tmp_path)
    layout = layout_from(proposal_text(propose_layout(path)), "x.layout.toml")
    (tmp_path / "a.csv").write_text("ref,actual\nK1,70\nK2,7\n", encoding="utf-8")
    out = tmp_path / "out.xlsx"
    fill_mapped(
        path,
        layout,
        tmp_path / "a.csv",
        Quarter(2024, 3),
        load_scheme("standard"),
        Destination(file=out),
    )
    sheet = openpyxl.load_workbook(out).active
    assert [sheet[c].font.color.rgb for c in ("F2", "F3", "F4")] == [
        *("FFC00000", "FF00B050", "FFFFC000"),
    ]
    assert [(sheet[c].value, sheet[c].font.name) for c in ("F2", "F3")] == [("l", "Wingdings")] * 2
