from __future__ import annotations

from pathlib import Path

import openpyxl

from kpibook.workbook import layout
from tests.sources.test_schemes import STANDARD
from tests.support.books import a_book, filled


def test_a_sheet_of_the_council_that_has_the_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(STANDARD, encoding="utf-8")
    made = a_book(tmp_path, {"Ref": "PI.1"})
    opened = openpyxl.load_workbook(made)
    opened.create_sheet(layout.SCHEME_COPY)["A1"] = "Our scheme of delegation"
    (sheet, cell), *_ = opened.defined_names[layout.SCHEME_SETTING.name].destinations
    opened[sheet][cell] = "ours.toml"
    opened.save(made)

    done = filled(made)

    assert done.output is not None
    sheets = openpyxl.load_workbook(done.output)
    assert sheets[layout.SCHEME_COPY]["A1"].value == "Our scheme of delegation"
    assert sheets["Scheme (2)"]["A1"].value == "Copy of the scheme ours.toml"


def test_the_sheet_shows_the_file_and_the_hash(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(STANDARD, encoding="utf-8")
    made = a_book(tmp_path, {"Ref": "PI.1"}, scheme="ours.toml")
    sheet = openpyxl.load_workbook(made)[layout.SCHEME_COPY]

    assert sheet["A1"].value == "Copy of the scheme ours.toml"
    assert sheet["A3"].value == f"SHA-256 of its text: {sheet['B5'].value}"


def test_a_second_fill_does_not_write_the_copy_again(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(STANDARD, encoding="utf-8")
    done = filled(a_book(tmp_path, {"Ref": "PI.1"}, scheme="ours.toml"))
    assert done.output is not None

    again = filled(done.output, name="again.xlsx")

    assert again.output is not None
    assert again.output.read_bytes() == done.output.read_bytes()


def test_a_scheme_of_another_name_takes_the_place_of_the_copy(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(STANDARD, encoding="utf-8")
    (tmp_path / "theirs.toml").write_text(STANDARD + "\n# another\n", encoding="utf-8")
    made = a_book(tmp_path, {"Ref": "PI.1"}, scheme="ours.toml")
    opened = openpyxl.load_workbook(made)
    (sheet, cell), *_ = opened.defined_names[layout.SCHEME_SETTING.name].destinations
    opened[sheet][cell] = "theirs.toml"
    opened.save(made)

    done = filled(made)

    assert done.output is not None
    sheets = openpyxl.load_workbook(done.output)
    assert sheets[layout.SCHEME_COPY]["A1"].value == "Copy of the scheme theirs.toml"
    assert sum("Scheme" in name for name in sheets.sheetnames) == 1
