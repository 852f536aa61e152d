from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check_file
from kpibook.services.sign_off.sign_off import SignOffAsked, sign_off_file
from tests.support.books import example

ASKED = SignOffAsked("Head of Service", date(2022, 1, 12))


def test_a_councils_own_sheet_of_that_name_is_left_alone(tmp_path: Path) -> None:
    own, output = tmp_path / "own.xlsx", tmp_path / "agreed.xlsx"
    book = openpyxl.load_workbook(example().filled)
    book.create_sheet("SIGN-OFF")["A1"] = "ours"
    book.save(own)

    sign_off_file(own, ASKED, Destination(file=output))

    saved = openpyxl.load_workbook(output)
    assert saved["SIGN-OFF"]["A1"].value == "ours"
    assert "SignOffs" in saved["Sign-off (2)"].tables
    assert check_file(output).scorecard.agreement.agreed is not None


def test_a_workbook_that_lost_its_cover_is_signed_off(tmp_path: Path) -> None:
    own, output = tmp_path / "own.xlsx", tmp_path / "agreed.xlsx"
    book = openpyxl.load_workbook(example().filled)
    del book["Cover"]
    book.save(own)

    sign_off_file(own, ASKED, Destination(file=output))

    assert "Agreed by" in str(openpyxl.load_workbook(output)["Settings"]["A3"].value)
