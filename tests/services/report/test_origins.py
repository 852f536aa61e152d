from __future__ import annotations

import hashlib
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.report.block import Block
from kpibook.services.report.read import read_reports
from tests.support.books import a_book, cell_under, typed
from tests.support.returns import a_return


def the_block(book: Path) -> Block:
    return read_reports([book]).reports[0].blocks[0]


def test_a_figure_carries_the_cell_it_was_read_from(tmp_path: Path) -> None:
    history = [{"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": "80%", "Target": "85%"}]
    measure = {"Ref": "PI.1", "Target": "90%", "Comparator": "England", "Comparator value": "70%"}
    book = a_return(tmp_path / "housing.xlsx", {**measure, "Actual": "91%"}, history=history)

    shown = the_block(book)

    sheets = openpyxl.load_workbook(book)
    digest = hashlib.sha256(book.read_bytes()).hexdigest()
    assert shown.comparison is not None
    figures = (shown.target, shown.comparison.figure, shown.previous, shown.actual)
    for figure, value in zip(figures, (0.9, 0.7, 0.8, 0.91), strict=True):
        origin = figure.origin
        assert sheets[origin.sheet][origin.cell].value == pytest.approx(value)
        assert (origin.workbook, origin.sha256) == ("housing.xlsx", digest)
    then = shown.trend.points[-2].target
    assert (then.text, sheets[then.origin.sheet][then.origin.cell].value) == ("85.0%", 0.85)


def test_a_target_that_was_worked_out_has_no_cell(tmp_path: Path) -> None:
    history = [{"Ref": "PI.1", "Period": "Q3 2020/21", "Actual": "80%"}]
    measure = {"Ref": "PI.1", "Target": "Better than last year", "Actual": "91%"}

    shown = the_block(a_return(tmp_path / "a.xlsx", measure, history=history))

    assert shown.target.value == "80"
    assert not shown.target.origin


def test_an_actual_worked_out_from_its_parts_has_no_cell(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "PI.1"})
    parts = {"Numerator": 91, "Denominator": 100}
    typed(book, {cell_under(book, heading, "PI.1"): n for heading, n in parts.items()})

    shown = the_block(book)

    assert shown.actual.value == "91"
    assert not shown.actual.origin
