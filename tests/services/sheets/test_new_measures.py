"""Rows of 'This quarter' for measures new in the register."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.services.roll_forward.roll_forward import roll_forward_file
from kpibook.workbook import layout
from tests.support.books import a_book, cell_under, filled, typed, value_under

NEW = {"A": "PI.3", "B": "Fly tips cleared", "G": "percent", "I": "higher", "K": 0.95}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A protected workbook of two measures; a third was added to the register in Excel."""
    path = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"}, {"Ref": "PI.2", "Target": "80%"})
    workbook = openpyxl.load_workbook(path)
    register = workbook[layout.MEASURES]
    row = register.max_row + 1
    for column, value in NEW.items():
        register[f"{column}{row}"] = value
    register[f"K{row}"].number_format = "0.0%"
    (table,) = register.tables.values()
    first, last = table.ref.split(":")
    table.ref = table.autoFilter.ref = f"{first}:{last.rstrip('0123456789')}{row}"
    workbook[layout.THIS_QUARTER].protection.sheet = True
    workbook.save(path)
    return path


def test_a_fill_adds_the_row_with_its_target_and_figure(book: Path) -> None:
    done = filled(book, {"Ref": "PI.3", "Actual": "96%"}, {"Ref": "PI.1", "Actual": "81%"})

    assert done.output is not None
    assert "measure-row-added" in [finding.code for finding in done.findings]
    assert [
        value_under(done.output, heading, "PI.3")
        for heading in ("Measure", "Target", "Actual", "Status", "Numerator")
    ] == ["Fly tips cleared", 0.95, 0.96, "Target met", None]


def test_the_row_looks_and_is_protected_as_the_others(book: Path) -> None:
    done = filled(book, {"Ref": "PI.3", "Actual": "96%"})
    assert done.output is not None

    sheet = openpyxl.load_workbook(done.output)[layout.THIS_QUARTER]
    for heading in ("Actual", "Commentary", "Status"):
        old, new = (sheet[cell_under(done.output, heading, ref)] for ref in ("PI.2", "PI.3"))
        assert (new.fill.fgColor.rgb, new.protection.locked) == (
            old.fill.fgColor.rgb,
            old.protection.locked,
        )
    marker = cell_under(done.output, "Marker", "PI.3")
    assert any(marker in validation.sqref for validation in sheet.data_validations.dataValidation)
    assert sheet.protection.sheet


def test_what_an_officer_typed_in_the_row_above_is_not_copied(book: Path) -> None:
    typed(book, {cell_under(book, "Numerator", "PI.2"): "=40+41"})

    done = fill_file(book, None, None, Destination(file=book.parent / "out.xlsx"))

    assert done.output is not None
    assert value_under(done.output, "Numerator", "PI.3") is None


def test_rolling_forward_adds_the_row_too(book: Path) -> None:
    typed(book, {cell_under(book, "Actual", "PI.1"): 0.81})

    done = roll_forward_file(book, Destination(file=book.parent / "next.xlsx"))

    assert done.output is not None
    assert value_under(done.output, "Target", "PI.3") == 0.95
    assert "measure-row-added" in [finding.code for finding in done.findings]


def test_a_second_fill_adds_nothing(book: Path) -> None:
    first = filled(book, {"Ref": "PI.3", "Actual": "96%"})
    assert first.output is not None

    again = filled(first.output, {"Ref": "PI.3", "Actual": "96%"}, name="again.xlsx")

    assert "measure-row-added" not in [finding.code for finding in again.findings]
    assert again.changes == ()
