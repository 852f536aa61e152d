from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.support import libreoffice, validator


def a_book_with_a_wrong_cached_value(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Sums")
    sheet.write_number("A1", 40)
    sheet.write_formula("A2", "=A1+2", None, 99)
    book.add_worksheet("Second").write_string("A1", "so that there are two pages")
    book.close()
    return path


def test_formulas_are_worked_out_afresh_and_not_read_from_the_file(tmp_path: Path) -> None:
    book = a_book_with_a_wrong_cached_value(tmp_path / "book.xlsx")

    again = libreoffice.recalculated(book, tmp_path / "out")

    assert openpyxl.load_workbook(book, data_only=True)["Sums"]["A2"].value == 99
    assert openpyxl.load_workbook(again, data_only=True)["Sums"]["A2"].value == 42


def test_a_workbook_prints_to_pages_that_can_be_looked_at(tmp_path: Path) -> None:
    book = a_book_with_a_wrong_cached_value(tmp_path / "book.xlsx")

    pdf = libreoffice.to_pdf(book, tmp_path / "out")

    assert libreoffice.pdf_pages(pdf) == 2
    assert [page.suffix for page in libreoffice.to_png(pdf, tmp_path / "png")] == [".png", ".png"]


def test_a_file_that_cannot_be_opened_is_a_failure_and_not_a_silent_success(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and no more")

    with pytest.raises(libreoffice.LibreOfficeFailed, match=r"broken\.xlsx"):
        libreoffice.recalculated(broken, tmp_path / "out")


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    book = a_book_with_a_wrong_cached_value(tmp_path / "book.xlsx")

    with pytest.raises(ValueError, match="overwritten"):
        libreoffice.recalculated(book, tmp_path)


def test_files_that_would_be_converted_to_one_are_refused(tmp_path: Path) -> None:
    files = [tmp_path / "book.xlsx", tmp_path / "book.xlsm"]

    with pytest.raises(ValueError, match="converted to one"):
        libreoffice.recalculated_all(files, tmp_path / "out")


def test_of_many_files_the_one_that_is_broken_is_named(tmp_path: Path) -> None:
    book = a_book_with_a_wrong_cached_value(tmp_path / "book.xlsx")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and no more")

    with pytest.raises(libreoffice.LibreOfficeFailed, match=r"^broken\.xlsx was not converted"):
        libreoffice.recalculated_all([broken, book], tmp_path / "out")


def test_a_program_that_hangs_is_stopped_and_the_next_one_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = a_book_with_a_wrong_cached_value(tmp_path / "book.xlsx")

    monkeypatch.setattr(libreoffice, "TIMEOUT_SECONDS", 0.4)
    with pytest.raises(libreoffice.LibreOfficeFailed, match="still running"):
        libreoffice.to_pdf(book, tmp_path / "out")

    monkeypatch.undo()
    assert libreoffice.to_pdf(book, tmp_path / "out").is_file()


def test_the_validator_tells_a_sound_workbook_from_a_broken_one(tmp_path: Path) -> None:
    sound = a_book_with_a_wrong_cached_value(tmp_path / "book.xlsx")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"not a workbook")

    assert validator.errors(sound) == []
    assert validator.errors(broken) != []
