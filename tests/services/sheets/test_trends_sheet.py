"""The officer's sheet Trends: its charts, its figures, and that it is drawn again whole."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl

from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.workbook import layout
from tests.support import validator
from tests.support.books import a_book


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
