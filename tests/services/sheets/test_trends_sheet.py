"""The officer's sheet Trends: its charts, its figures, and that it is drawn again whole."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl

from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.services.roll_forward.roll_forward import roll_forward_file
from kpibook.workbook import layout
from tests.support import validator
from tests.support.books import a_book, a_csv


def _book(folder: Path) -> Path:
    past = ["Q3 2020/21", "Q4 2020/21", "Q1 2021/22", "Q2 2021/22"]
    return a_book(
        folder,
        {"Ref": "PI.1"},
        history=[{"Ref": "PI.1", "Period": period, "Actual": "60"} for period in past],
    )


def _parts(path: Path) -> list[str]:
    return sorted(zipfile.ZipFile(path).namelist())


def _charts(path: Path) -> list[str]:
    return [n for n in _parts(path) if n.startswith("xl/charts/chart")]


def test_a_second_fill_draws_the_charts_again_and_leaves_no_part_behind(tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    fill_file(_book(tmp_path), None, None, Destination(file=first), trends=True)

    fill_file(first, None, None, Destination(file=second))

    assert len(_charts(first)) == 1
    assert _parts(second) == _parts(first)
    assert validator.errors(second) == []


def test_a_workbook_has_no_charts_unless_they_are_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    fill_file(_book(tmp_path), None, None, Destination(file=out))

    assert layout.TRENDS not in openpyxl.load_workbook(out).sheetnames


def _filled_with_trends(folder: Path) -> Path:
    out = folder / "with trends.xlsx"
    actuals = a_csv(folder / "actuals.csv", {"Ref": "PI.1", "Actual": "71.5%"})
    fill_file(_book(folder), actuals, None, Destination(file=out), trends=True)
    return out


def _cells(path: Path) -> set[object]:
    return {cell.value for row in openpyxl.load_workbook(path)[layout.TRENDS] for cell in row}


def test_rolling_forward_draws_the_charts_of_the_quarter_that_begins(tmp_path: Path) -> None:
    closed, opened = _filled_with_trends(tmp_path), tmp_path / "opened.xlsx"

    roll_forward_file(closed, Destination(file=opened))

    assert "Q4 2021/22" not in _cells(closed)
    assert "Q4 2021/22" in _cells(opened)
    title = openpyxl.load_workbook(opened)[layout.TRENDS]["A1"].value
    assert title == "Trends: the last eight quarters of each measure, to Q4 2021/22"
    assert len(_charts(opened)) == 1
    assert _parts(opened) == _parts(closed)
    assert validator.errors(opened) == []


def test_rolling_forward_makes_no_charts_for_a_workbook_without_them(tmp_path: Path) -> None:
    filled, opened = tmp_path / "filled.xlsx", tmp_path / "opened.xlsx"
    actuals = a_csv(tmp_path / "actuals.csv", {"Ref": "PI.1", "Actual": "71.5%"})
    fill_file(_book(tmp_path), actuals, None, Destination(file=filled))

    roll_forward_file(filled, Destination(file=opened))

    assert layout.TRENDS not in openpyxl.load_workbook(opened).sheetnames
