"""What a close without saving would lose is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl

from kpibook.addin.take_back.unsaved import SOME, sentence, unsaved_cells
from kpibook.workbook import layout
from tests.support.books import example, typed


def test_cells_typed_changed_and_emptied_are_named_in_the_order_of_the_workbook(
    tmp_path: Path,
) -> None:
    file = Path(shutil.copy(example().filled, tmp_path / "file.xlsx"))
    now = Path(shutil.copy(file, tmp_path / "now.xlsx"))
    typed(now, {"H8": 0.5, "H7": None, "M9": "Typed"})
    typed(now, {"J40": "mine"}, layout.COVER)

    assert unsaved_cells(now, file) == [
        f"'{layout.COVER}'!J40",
        *(f"'{layout.THIS_QUARTER}'!{cell}" for cell in ("H7", "H8", "M9")),
    ]


def test_the_same_workbook_saved_by_another_program_has_none(tmp_path: Path) -> None:
    file = example().filled
    openpyxl.load_workbook(file).save(tmp_path / "now.xlsx")

    assert unsaved_cells(tmp_path / "now.xlsx", file) == []


def test_a_sheet_that_is_new_counts(tmp_path: Path) -> None:
    now = openpyxl.load_workbook(example().filled)
    now.create_sheet("Mine")["A1"] = 1
    now.save(tmp_path / "now.xlsx")

    assert unsaved_cells(tmp_path / "now.xlsx", example().filled) == ["'Mine'!A1"]


def test_of_many_cells_three_are_named() -> None:
    said = sentence([f"'This quarter'!H{row}" for row in range(6, 66)])

    assert said.endswith("'This quarter'!H6, 'This quarter'!H7, 'This quarter'!H8 and 57 more.")


def test_where_they_cannot_be_found_out_it_is_said_that_there_are_some() -> None:
    assert sentence([]) == SOME
